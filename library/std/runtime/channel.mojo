"""`Channel[T]`: values from task to task, in order, with room for so many.

`await channel.send(value)` waits while there is no room, `await channel.receive()` while there is nothing; both keep the thread free for other tasks.
Who waits stands in a list within its own coroutine's frame. A lock that is held for some instructions guards the lists and the room.
"""

from ..collections.optional import Optional
from ..memory.raw import raw_allocate, raw_allocate_bytes, raw_free
from .coroutine import Handle
from .parking import give_way, pause
from .task import Cell, TaskCell, schedule, suspend_until


struct _Waiting[T: Movable](Movable):
    """A task in the list of those that send or receive."""

    var next: __type.pointer[_Waiting[Self.T]]
    var cell: Cell
    var value: __type.pointer[Self.T]
    """Sending: what to send."""
    var result: __type.pointer[Optional[Self.T]]
    """Receiving: where to put it."""
    var accepted: __type.pointer[Bool]
    """Sending: whether somebody took it."""


struct _Line[T: Movable]:
    """A list of waiting tasks, first come first served."""

    var first: __type.pointer[_Waiting[Self.T]]
    var last: __type.pointer[_Waiting[Self.T]]

    @always_inline
    def is_empty(self) -> Bool:
        return Bool(raw=__op.eq(self.first, __op.null[_Waiting[Self.T]]()))

    def append(mut self, waiting: __type.pointer[_Waiting[Self.T]]):
        __op.deref(waiting).next = __op.null[_Waiting[Self.T]]()
        if self.is_empty():
            self.first = waiting
        else:
            __op.deref(self.last).next = waiting
        self.last = waiting

    def take(mut self) -> __type.pointer[_Waiting[Self.T]]:
        var waiting = self.first
        self.first = __op.deref(waiting).next
        return waiting


struct _State[T: Movable]:
    """What all copies of a channel share."""

    var references: __type.index
    var lock: __type.index
    var is_closed: Bool
    var capacity: Int
    var count: Int
    var oldest: Int
    """Index of the oldest value in the ring."""
    var values: __type.pointer[Self.T]
    """A ring of `capacity` values, or null."""
    var senders: _Line[Self.T]
    var receivers: _Line[Self.T]

    @always_inline
    def acquire(mut self):
        var spins = 0
        while Int(raw=__op.atomic_rmw["xchg", "acquire"](__op.address_of(self.lock), Int(1).value)) != 0:
            spins += 1
            if spins < 50:
                pause()
            else:
                give_way()

    @always_inline
    def release(mut self):
        __op.atomic_store["release"](__op.address_of(self.lock), Int(0).value)

    @always_inline
    def slot(self, index: Int) -> __type.pointer[Self.T]:
        return __op.offset(self.values, ((self.oldest + index) % self.capacity).value)

    def offer(mut self, value: __type.pointer[Self.T], mut woken: Cell) -> Bool:
        """With the lock: moves a value in if somebody waits for it or there is room.

        Args:
            value: Where it is.
            woken: Becomes the task to schedule, if there is one.
        """
        if not self.receivers.is_empty():
            var waiting = self.receivers.take()
            __op.initialize(__op.deref(waiting).result, Optional[Self.T](__op.take(value)))
            woken = __op.deref(waiting).cell
            return True
        if self.count == self.capacity:
            return False
        __op.initialize(self.slot(self.count), __op.take(value))
        self.count += 1
        return True

    def fetch(mut self, result: __type.pointer[Optional[Self.T]], mut woken: Cell) -> Bool:
        """With the lock: moves the oldest value out, or None if there will not be any.

        Args:
            result: Where to.
            woken: Becomes the task to schedule, if there is one.
        """
        if self.count > 0:
            __op.initialize(result, Optional[Self.T](__op.take(self.slot(0))))
            self.oldest = (self.oldest + 1) % self.capacity
            self.count -= 1
            if not self.senders.is_empty():
                var waiting = self.senders.take()
                __op.initialize(self.slot(self.count), __op.take(__op.deref(waiting).value))
                self.count += 1
                woken = _accept(waiting, True)
            return True
        if not self.senders.is_empty():
            # No room at all: from hand to hand.
            var waiting = self.senders.take()
            __op.initialize(result, Optional[Self.T](__op.take(__op.deref(waiting).value)))
            woken = _accept(waiting, True)
            return True
        if self.is_closed:
            __op.initialize(result, Optional[Self.T](None))
            return True
        return False


@always_inline
def _accept[T: Movable](waiting: __type.pointer[_Waiting[T]], accepted: Bool) -> Cell:
    """Tells a sender what became of its value."""
    __op.store(__op.deref(waiting).accepted, accepted)
    return __op.deref(waiting).cell


@always_inline
def _schedule_if_any(cell: Cell):
    if __op.ne(__op.pointer_cast[UInt8](cell), __op.null[UInt8]()):
        schedule(cell)


struct Channel[T: Movable](ImplicitlyCopyable):
    """A queue between tasks. Copies are the same channel.

    Parameters:
        T: Type of the values.
    """

    var state: __type.pointer[_State[Self.T]]

    def __init__(out self, capacity: Int = 0):
        """An empty channel.

        Args:
            capacity: Values that it holds; with none a value goes from hand to hand.
        """
        self.state = __op.pointer_cast[_State[Self.T]](raw_allocate_bytes(Int(raw=__op.size_of[_State[Self.T]]())))
        ref state = __op.deref(self.state)
        state.references = Int(1).value
        state.lock = Int(0).value
        state.is_closed = False
        state.capacity = max(0, capacity)
        state.count = 0
        state.oldest = 0
        state.values = raw_allocate[Self.T](capacity) if capacity > 0 else __op.null[Self.T]()
        state.senders.first = __op.null[_Waiting[Self.T]]()
        state.senders.last = __op.null[_Waiting[Self.T]]()
        state.receivers.first = __op.null[_Waiting[Self.T]]()
        state.receivers.last = __op.null[_Waiting[Self.T]]()

    def __init__(out self, *, copy: Self):
        self.state = copy.state
        _ = __op.atomic_rmw["add", "relaxed"](__op.address_of(__op.deref(self.state).references), Int(1).value)

    def __deinit__(deinit self):
        ref state = __op.deref(self.state)
        if Int(raw=__op.atomic_rmw["sub", "acq_rel"](__op.address_of(state.references), Int(1).value)) == 1:
            for index in range(state.count):
                __op.destroy(state.slot(index))
            if state.capacity > 0:
                raw_free(state.values)
            raw_free(self.state)

    def send(self, var value: Self.T) -> Send[Self.T]:
        """To be awaited: sends a value once there is room, or somebody receives it; False if the channel is closed.

        Args:
            value: What to send.
        """
        return Send[Self.T](self, value^)

    def receive(self) -> Receive[Self.T]:
        """To be awaited: the oldest value, once there is one; None when the channel is closed and empty."""
        return Receive[Self.T](self)

    def close(self):
        """No more values come: those who wait to receive get None, those who wait to send get False."""
        ref state = __op.deref(self.state)
        state.acquire()
        state.is_closed = True
        var receivers = state.receivers.first
        state.receivers.first = __op.null[_Waiting[Self.T]]()
        var senders = state.senders.first
        state.senders.first = __op.null[_Waiting[Self.T]]()
        state.release()
        while __op.ne(receivers, __op.null[_Waiting[Self.T]]()):
            ref waiting = __op.deref(receivers)
            receivers = waiting.next
            __op.initialize(waiting.result, Optional[Self.T](None))
            schedule(waiting.cell)
        while __op.ne(senders, __op.null[_Waiting[Self.T]]()):
            var waiting = senders
            senders = __op.deref(waiting).next
            __op.destroy(__op.deref(waiting).value)
            schedule(_accept(waiting, False))


struct Send[T: Movable](Movable):
    """What `await channel.send(value)` awaits."""

    comptime Awaited = Bool

    var channel: Channel[Self.T]
    var value: Self.T
    var waiting: _Waiting[Self.T]

    def __init__(out self, channel: Channel[Self.T], var value: Self.T):
        self.channel = channel
        self.value = value^
        self.waiting = __op.uninitialized[_Waiting[Self.T]]()

    def __await_suspend__(mut self, awaiter: Handle, result: __type.pointer[Bool]) -> Bool:
        self.waiting.value = __op.address_of(self.value)
        self.waiting.accepted = result
        ref state = __op.deref(self.channel.state)
        var woken = __op.null[TaskCell]()
        state.acquire()
        if state.is_closed:
            state.release()
            __op.destroy(__op.address_of(self.value))
            __op.store(result, False)
            return False
        if state.offer(__op.address_of(self.value), woken):
            state.release()
            __op.store(result, True)
            _schedule_if_any(woken)
            return False
        state.release()
        suspend_until(awaiter, _wait_to_send[Self.T], __op.pointer_cast[UInt8](__op.address_of(self)))
        return True

    def __await_resume__(deinit self, result: __type.pointer[Bool]):
        """The value went elsewhere."""
        __op.mark_uninitialized(self.value)


def _wait_to_send[T: Movable](cell: Cell, argument: __type.pointer[UInt8]):
    """Puts a task into the line of those that send, unless it need not wait any more."""
    ref send = __op.deref(__op.pointer_cast[Send[T]](argument))
    ref state = __op.deref(send.channel.state)
    send.waiting.cell = cell
    var woken = __op.null[TaskCell]()
    state.acquire()
    if state.is_closed:
        state.release()
        __op.destroy(send.waiting.value)
        schedule(_accept(__op.address_of(send.waiting), False))
    elif state.offer(send.waiting.value, woken):
        state.release()
        _schedule_if_any(woken)
        schedule(_accept(__op.address_of(send.waiting), True))
    else:
        state.senders.append(__op.address_of(send.waiting))
        state.release()


struct Receive[T: Movable](Movable):
    """What `await channel.receive()` awaits."""

    comptime Awaited = Optional[Self.T]

    var channel: Channel[Self.T]
    var waiting: _Waiting[Self.T]

    def __init__(out self, channel: Channel[Self.T]):
        self.channel = channel
        self.waiting = __op.uninitialized[_Waiting[Self.T]]()

    def __await_suspend__(mut self, awaiter: Handle, result: __type.pointer[Optional[Self.T]]) -> Bool:
        self.waiting.result = result
        ref state = __op.deref(self.channel.state)
        var woken = __op.null[TaskCell]()
        state.acquire()
        var is_there = state.fetch(result, woken)
        state.release()
        if is_there:
            _schedule_if_any(woken)
            return False
        suspend_until(awaiter, _wait_to_receive[Self.T], __op.pointer_cast[UInt8](__op.address_of(self)))
        return True

    def __await_resume__(deinit self, result: __type.pointer[Optional[Self.T]]):
        pass


def _wait_to_receive[T: Movable](cell: Cell, argument: __type.pointer[UInt8]):
    """Puts a task into the line of those that receive, unless it need not wait any more."""
    ref receive = __op.deref(__op.pointer_cast[Receive[T]](argument))
    ref state = __op.deref(receive.channel.state)
    receive.waiting.cell = cell
    var woken = __op.null[TaskCell]()
    state.acquire()
    if state.fetch(receive.waiting.result, woken):
        state.release()
        _schedule_if_any(woken)
        schedule(cell)
    else:
        state.receivers.append(__op.address_of(receive.waiting))
        state.release()
