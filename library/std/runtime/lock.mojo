"""`Mutex` and `Condition`: mutual exclusion, and waiting for something that another thread changes.

They put the thread to sleep, not the task: hold a mutex for a short time, and never across `await`. Linux: futexes, by U. Drepper, "Futexes Are
Tricky" (2011), the third mutex there. Other systems: the thread lets others run until the lock is free.
"""

from ..builtin.failure import abort
from .parking import futex_wait, futex_wake, give_way, pause


struct Mutex(Defaultable):
    """Owned by one thread at a time. `with mutex:` holds it for a block."""

    var state: __type.i32
    """0: free. 1: held. 2: held, and somebody may sleep on it."""

    @always_inline
    def __init__(out self):
        """Free."""
        self.state = Int32(0).value

    @always_inline
    def try_lock(mut self) -> Bool:
        """Takes it if it is free; whether it was."""
        return _exchange_if(__op.address_of(self.state), 0, 1)

    @always_inline
    def lock(mut self):
        """Waits until it is free and takes it. A thread that holds it already waits for ever."""
        if __op.unlikely(not self.try_lock()):
            _lock_slowly(__op.address_of(self.state))

    @always_inline
    def unlock(mut self):
        """Frees it. For the thread that holds it."""
        var address = __op.address_of(self.state)
        if __op.unlikely(Int32(raw=__op.atomic_rmw["xchg", "release"](address, Int32(0).value)) == 2):
            _wake(address, 1)

    @always_inline
    def __enter__(mut self):
        self.lock()

    @always_inline
    def __exit__(mut self):
        self.unlock()


struct Condition(Defaultable):
    """What threads wait for while they do not hold a mutex."""

    var changes: __type.i32
    """Counts notifications."""

    @always_inline
    def __init__(out self):
        self.changes = Int32(0).value

    def wait(mut self, mut mutex: Mutex):
        """Frees the mutex, sleeps until it is notified, takes the mutex again. May return early: call it in a loop that looks at what is waited for.

        Args:
            mutex: What the thread holds.
        """
        var address = __op.address_of(self.changes)
        var seen = Int32(raw=__op.atomic_load["relaxed"](address))
        if __op.interpreting():
            abort("deadlock: nobody else can notify the condition")
        mutex.unlock()
        _sleep_while(address, seen)
        mutex.lock()

    @always_inline
    def notify_one(mut self):
        """Wakes one of those who wait."""
        _ = __op.atomic_rmw["add", "release"](__op.address_of(self.changes), Int32(1).value)
        _wake(__op.address_of(self.changes), 1)

    @always_inline
    def notify_all(mut self):
        """Wakes all who wait."""
        _ = __op.atomic_rmw["add", "release"](__op.address_of(self.changes), Int32(1).value)
        _wake(__op.address_of(self.changes), 1 << 30)


@always_inline
def _exchange_if(address: __type.pointer[__type.i32], expected: Int32, desired: Int32) -> Bool:
    var result = __op.atomic_compare_exchange["acquire", "relaxed"](address, expected.value, desired.value)
    return Bool(raw=__op.tuple_field[1](result))


@no_inline
def _lock_slowly(address: __type.pointer[__type.i32]):
    if __op.interpreting():
        abort("deadlock: the mutex is held already")
    for _ in range(100):
        pause()
        if Int32(raw=__op.atomic_load["relaxed"](address)) == 0 and _exchange_if(address, 0, 1):
            return
    while Int32(raw=__op.atomic_rmw["xchg", "acquire"](address, Int32(2).value)) != 0:
        _sleep_while(address, 2)


@always_inline
def _sleep_while(address: __type.pointer[__type.i32], value: Int32):
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        futex_wait(address, value)
    else:
        give_way()


@always_inline
def _wake(address: __type.pointer[__type.i32], count: Int):
    if __op.interpreting():
        return
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        futex_wake(address, count)
