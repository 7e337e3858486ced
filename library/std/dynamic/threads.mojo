"""Threads: whose turn it is to run, and what each has of its own.

One thread runs at a time: it has the turn. It gives the turn back while it waits for anything (`leave_turn`, `enter_turn`), and when a function or
a step of a loop begins and somebody has asked for it (`recursion.mojo`). Who waits for the turn stands in a queue. What the run time keeps for the
thread that runs is in its globals as if there was one thread only; it moves into the record of the thread with the turn. A program without
threads has no record and gives no turns.
"""

from ..memory.raw import raw_allocate, raw_free
from ..runtime.lock import Mutex
from ..runtime.parking import ParkingSpot, park, park_for, prepare, unpark
from .container_printing import Entered, entered_containers, leave_entered_containers, use_entered_containers
from .handled import Handled, handling_place, return_to
from .heap import Ending, ending_cells, leave_heap, use_ending_cells
from .parallel import Left, enter_run_time, leave_run_time, need_lock, step_in, step_out
from .publishing import publish_all
from .recursion import StackLimits, ask_to_stop, limits_of_other_stack, limits_of_stack, stack_limits, use_stack_limits
from .word import Object, PerThread, Word, none, parallel

comptime _switch_ns = 5_000_000
"""How long who has the turn may run when others wait."""


comptime _default_stack = 16 * 1024 * 1024
comptime _least_stack = 1024 * 1024
"""Some of it is kept for the run time."""


struct Thread:
    var next: __type.pointer[Thread]
    """In the queue for the turn."""
    var younger: __type.pointer[Thread]
    """In the list of all that live."""
    var turn: ParkingSpot
    var spot: ParkingSpot
    """Of all else that it waits for."""
    var ident: Int
    var values: Object
    """A dictionary that only this thread asks for."""
    # What the run time has in its globals while the thread has the turn
    var limits: StackLimits
    var handling: __type.pointer[Handled]
    var entered: __type.pointer[Entered]
    var ending: Ending
    var foreign: ForeignState
    var handled: Handled
    """Below all places where it handles exceptions."""
    var left: Left
    """What it held of the lock of the run time, where threads run at once."""
    var is_guest: Bool
    """CPython has started it, and it is in a function of ours for a while."""


struct _Threads:
    var running: __type.pointer[Thread]
    """Who has the turn; null: nobody."""
    var mutex: Mutex
    """Of the queue."""
    var first: __type.pointer[Thread]
    var last: __type.pointer[Thread]
    var main: __type.pointer[Thread]
    """Null as long as nobody has asked for it."""
    var oldest: __type.pointer[Thread]
    var count: Int
    """Besides the first."""
    var are_many: Bool
    """Whether there has been another one."""
    var stack_size: Int
    """Of those that begin from now on, as the program wants it; 0: no matter."""

    @always_inline
    def __init__(out self):
        self.running = __op.null[Thread]()
        self.mutex = Mutex()
        self.first = __op.null[Thread]()
        self.last = __op.null[Thread]()
        self.main = __op.null[Thread]()
        self.oldest = __op.null[Thread]()
        self.count = 0
        self.are_many = False
        self.stack_size = 0


var _threads: _Threads = _Threads()


# Records


struct _Own(PerThread):
    """Where threads run at once: of the thread itself."""

    var thread: __type.pointer[Thread]

    @always_inline
    def __init__(out self):
        self.thread = __op.null[Thread]()


var _own: _Own = _Own()


def new_thread() -> __type.pointer[Thread]:
    """The record of a thread that does not run yet."""
    var made = raw_allocate[Thread](1)
    __op.memory_set(__op.pointer_cast[UInt8](made), UInt8(0).value, __op.size_of[Thread]())
    ref thread = __op.deref(made)
    __op.initialize(__op.address_of(thread.values), Object(owning=none()))
    __op.initialize(__op.address_of(thread.handled), Handled())
    thread.handling = __op.address_of(thread.handled)
    prepare(__op.address_of(thread.turn))
    prepare(__op.address_of(thread.spot))
    thread.younger = _threads.oldest
    _threads.oldest = made
    return made


def end_thread(thread: __type.pointer[Thread]):
    """By itself, while it has the turn: what it owned ends."""
    __op.deref(thread).values = Object(owning=none())
    __op.deref(thread).handled.value = Object(owning=none())


def _remove(thread: __type.pointer[Thread]):
    """From the list of all."""
    var place = __op.address_of(_threads.oldest)
    while __op.ne(__op.deref(place), __op.null[Thread]()):
        if __op.eq(__op.deref(place), thread):
            __op.deref(place) = __op.deref(thread).younger
            return
        place = __op.address_of(__op.deref(__op.deref(place)).younger)


def current_thread() -> __type.pointer[Thread]:
    """The record of the thread that runs."""
    comptime if parallel:
        if __op.eq(_own.thread, __op.null[Thread]()):
            _threads.main = new_thread()
            _own.thread = _threads.main
            __op.deref(_threads.main).ident = self_ident()
        return _own.thread
    if __op.eq(_threads.running, __op.null[Thread]()):
        _threads.main = new_thread()
        _threads.running = _threads.main
        __op.deref(_threads.main).ident = self_ident()
    return _threads.running


def main_ident() -> Int:
    _ = current_thread()
    return __op.deref(_threads.main).ident


def oldest_thread() -> __type.pointer[Thread]:
    """The list of all that have a record."""
    return _threads.oldest


def thread_count() -> Int:
    """Of those that run besides the first."""
    return _threads.count


def has_threads() -> Bool:
    """Whether there has ever been a second one."""
    return _threads.are_many


def stack_size() -> Int:
    """Of threads that begin from now on."""
    return _default_stack if _threads.stack_size == 0 else max(_threads.stack_size, _least_stack)


def stack_size_wanted() -> Int:
    """As the program has said; 0: never."""
    return _threads.stack_size


def want_stack_size(size: Int) -> Int:
    """What it was before."""
    var before = _threads.stack_size
    _threads.stack_size = size
    return before


def self_ident() -> Int:
    """What the system calls the thread."""
    if __op.interpreting():
        return 1
    return Int(raw=__op.external["pthread_self", __type.index]())


def native_ident() -> Int:
    """Its number in the system's tools."""
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        if not __op.interpreting():
            return Int(Int32(raw=__op.external["gettid", __type.i32]()))
    return self_ident()


# The turn


def leave_turn() -> __type.pointer[Thread]:
    """Before the thread waits: others may run. For `enter_turn`."""
    if not _threads.are_many:
        return __op.null[Thread]()
    comptime if parallel:
        __op.deref(current_thread()).left = step_out()
        return current_thread()
    var me = _threads.running
    _keep_state(__op.deref(me))
    leave_foreign(__op.deref(me).foreign)
    _give_turn()
    return me


def _keep_state(mut thread: Thread):
    """What is in the globals for the thread that has the turn."""
    thread.limits = stack_limits()
    thread.handling = handling_place()
    thread.entered = entered_containers()
    thread.ending = ending_cells()


def _use_state(mut thread: Thread):
    use_stack_limits(thread.limits)
    return_to(thread.handling)
    use_entered_containers(thread.entered)
    use_ending_cells(thread.ending)


def _give_turn():
    _threads.mutex.lock()
    var next = _threads.first
    _threads.running = next
    if __op.ne(next, __op.null[Thread]()):
        _threads.first = __op.deref(next).next
    _threads.mutex.unlock()
    if __op.ne(next, __op.null[Thread]()):
        unpark(__op.address_of(__op.deref(next).turn))


def enter_turn(me: __type.pointer[Thread]):
    """When it has waited; null: there was nobody else."""
    if __op.eq(me, __op.null[Thread]()):
        return
    ref thread = __op.deref(me)
    comptime if parallel:
        return step_in(thread.left)
    _threads.mutex.lock()
    if __op.eq(_threads.running, __op.null[Thread]()):
        _threads.running = me
        _threads.mutex.unlock()
    else:
        thread.next = __op.null[Thread]()
        if __op.eq(_threads.first, __op.null[Thread]()):
            _threads.first = me
        else:
            __op.deref(_threads.last).next = me
        _threads.last = me
        _threads.mutex.unlock()
        while not park_for(__op.address_of(thread.turn), _switch_ns):
            ask_to_stop()
    _use_state(thread)
    enter_foreign(thread.foreign)


# Calls of CPython, which may wait as long as they like


def leave_for_call() -> __type.pointer[Thread]:
    """Before a call of CPython: others may run while it waits. For `return_from_call`; the thread keeps CPython's lock."""
    comptime if parallel:
        return leave_turn()
    if not _threads.are_many:
        return __op.null[Thread]()
    var me = _threads.running
    _keep_state(__op.deref(me))
    _give_turn()
    return me


def return_from_call(me: __type.pointer[Thread]):
    """Behind the call; null: there was nobody else."""
    comptime if parallel:
        return enter_turn(me)
    if __op.eq(me, __op.null[Thread]()):
        return
    _threads.mutex.lock()
    var is_free = __op.eq(_threads.running, __op.null[Thread]())
    if is_free:
        _threads.running = me
    _threads.mutex.unlock()
    if is_free:
        return _use_state(__op.deref(me))
    leave_foreign(__op.deref(me).foreign)
    enter_turn(me)


def enter_callback() -> __type.pointer[Thread]:
    """CPython calls a function of ours: the thread takes the turn, if it has not got it. For `leave_callback`."""
    if not _threads.are_many:
        return __op.null[Thread]()
    var ident = self_ident()
    var me = _threads.oldest
    while __op.ne(me, __op.null[Thread]()) and __op.deref(me).ident != ident:
        me = __op.deref(me).younger
    if __op.eq(me, __op.null[Thread]()):
        # Started by CPython
        me = new_thread()
        __op.deref(me).ident = ident
        __op.deref(me).limits = limits_of_other_stack()
        __op.deref(me).is_guest = True
    elif __op.eq(me, _threads.running):
        return __op.null[Thread]()
    return_from_call(me)
    return me


def leave_callback(me: __type.pointer[Thread]):
    if __op.eq(me, __op.null[Thread]()):
        return
    if not __op.deref(me).is_guest:
        _ = leave_for_call()
        return
    end_thread(me)
    _remove(me)
    _give_turn()
    _free(me)


def let_others_run():
    """Whoever waits for the turn gets it."""
    if not parallel and _threads.are_many and __op.ne(_threads.first, __op.null[Thread]()):
        enter_turn(leave_turn())


@always_inline
def check_turn():
    """A step of a loop begins, in a program that has threads."""
    if __op.interpreting():
        return
    if __op.unlikely(Bool(is_stop_wanted()).value):
        stop()


# Beginning and ending


comptime _Body = def(__type.pointer[UInt8]) abi("C") thin -> __type.pointer[UInt8]


def start_thread(body: _Body, argument: __type.pointer[UInt8]) -> Int:
    """Starts a thread of the system that runs a function; what the system calls it, or 0 if there cannot be one."""
    if __op.interpreting():
        return 0
    _ = current_thread()
    comptime if parallel:
        if not _threads.are_many:
            publish_all()
            need_lock()
    _threads.are_many = True
    var room = __op.uninitialized[__type.array[Int, 8]]()
    var attributes = __op.pointer_cast[UInt8](__op.address_of(room))
    _ = __op.external["pthread_attr_init", __type.i32](attributes)
    _ = __op.external["pthread_attr_setstacksize", __type.i32](attributes, stack_size().value)
    # Nobody asks the system for its end.
    _ = __op.external["pthread_attr_setdetachstate", __type.i32](attributes, Int32(1).value)
    var handle = Int(0).value
    var status = Int32(raw=__op.external["pthread_create", __type.i32](__op.address_of(handle), attributes, body, argument))
    _ = __op.external["pthread_attr_destroy", __type.i32](attributes)
    if status != 0:
        return 0
    _threads.count += 1
    return Int(raw=handle)


def begin_thread(me: __type.pointer[Thread], stack_size: Int):
    """The first that a new thread does."""
    ref thread = __op.deref(me)
    thread.ident = self_ident()
    thread.limits = limits_of_stack(stack_size)
    comptime if parallel:
        _own.thread = me
        use_stack_limits(thread.limits)
        return_to(thread.handling)
        enter_run_time()
    else:
        enter_turn(me)


def leave_for_good(me: __type.pointer[Thread]):
    """The last that it does."""
    _remove(me)
    _threads.count -= 1
    comptime if parallel:
        leave_heap()
        leave_fixed_names()
        leave_entered_containers()
        leave_run_time()
    else:
        end_foreign(__op.deref(me).foreign)
        _give_turn()
    _free(me)


def _free(me: __type.pointer[Thread]):
    """A record that owns nothing any more."""
    __op.destroy(__op.address_of(__op.deref(me).values))
    __op.destroy(__op.address_of(__op.deref(me).handled))
    raw_free(me)


def drop_thread(thread: __type.pointer[Thread]):
    """A record whose thread could not begin."""
    _remove(thread)
    _free(thread)


# Waiting for each other


struct Waiter:
    var thread: __type.pointer[Thread]
    var next: __type.pointer[Waiter]
    var is_woken: Bool

    @always_inline
    def __init__(out self, thread: __type.pointer[Thread]):
        self.thread = thread
        self.next = __op.null[Waiter]()
        self.is_woken = False


struct WaitingLine:
    """Threads that sleep until somebody with the turn wakes them."""

    var first: __type.pointer[Waiter]

    @always_inline
    def __init__(out self):
        self.first = __op.null[Waiter]()


def wait_in(line: __type.pointer[WaitingLine], nanoseconds: Int) -> Bool:
    """Whether somebody has woken it.

    Args:
        line: Stays where it is as long as anybody waits.
        nanoseconds: How long at most; below 0: for ever.
    """
    var me = current_thread()
    var waiter = Waiter(me)
    ref thread = __op.deref(me)
    var place = __op.address_of(__op.deref(line).first)
    while __op.ne(__op.deref(place), __op.null[Waiter]()):
        place = __op.address_of(__op.deref(__op.deref(place)).next)
    __op.deref(place) = __op.address_of(waiter)
    # One that came too late for the last time
    thread.spot.word = Int32(0).value
    _ = leave_turn()
    if nanoseconds < 0:
        park(__op.address_of(thread.spot))
    else:
        _ = park_for(__op.address_of(thread.spot), nanoseconds)
    if _threads.are_many:
        enter_turn(me)
    if not waiter.is_woken:
        place = __op.address_of(__op.deref(line).first)
        while __op.ne(__op.deref(place), __op.address_of(waiter)):
            place = __op.address_of(__op.deref(__op.deref(place)).next)
        __op.deref(place) = waiter.next
    return waiter.is_woken


def wake_first(line: __type.pointer[WaitingLine]):
    """The one that has waited longest."""
    var waiter = __op.deref(line).first
    if __op.ne(waiter, __op.null[Waiter]()):
        __op.deref(line).first = __op.deref(waiter).next
        __op.deref(waiter).is_woken = True
        unpark(__op.address_of(__op.deref(__op.deref(waiter).thread).spot))


def wake_all(line: __type.pointer[WaitingLine]):
    while __op.ne(__op.deref(line).first, __op.null[Waiter]()):
        wake_first(line)


from .foreign.turns import ForeignState, end_foreign, enter_foreign, leave_foreign
from .recursion import is_stop_wanted, stop
from .names import leave_fixed_names
