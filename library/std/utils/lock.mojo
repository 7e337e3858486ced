"""`SpinLock` and `BlockingSpinLock`: mutual exclusion by trying again and again, and letting others run after a while.

For a few instructions at a time. `Mutex` of `runtime/lock.mojo` sleeps instead.
"""

from ..builtin.failure import abort
from ..runtime.parking import give_way, pause


struct BlockingSpinLock(Defaultable):
    """A lock with owners by number; -1 means free."""

    comptime UNLOCKED = -1

    var counter: __type.index

    @always_inline
    def __init__(out self):
        self.counter = Int(-1).value

    def lock(mut self, owner: Int = 1):
        """Waits until the lock is free and takes it."""
        var tries = 0
        while not self.try_lock(owner):
            _wait_a_little(tries)

    def try_lock(mut self, owner: Int = 1) -> Bool:
        """Takes the lock if it is free."""
        var result = __op.atomic_compare_exchange["acquire", "relaxed"](
            __op.address_of(self.counter), Int(-1).value, owner.value
        )
        return Bool(raw=__op.tuple_field[1](result))

    def unlock(mut self, owner: Int = 1) -> Bool:
        """Frees the lock if it is that owner's."""
        var result = __op.atomic_compare_exchange["release", "relaxed"](
            __op.address_of(self.counter), owner.value, Int(-1).value
        )
        return Bool(raw=__op.tuple_field[1](result))


struct SpinLock(Defaultable):
    """A lock without owners."""

    var state: __type.index

    @always_inline
    def __init__(out self):
        self.state = Int(0).value

    def lock(mut self):
        var tries = 0
        while Int(raw=__op.atomic_rmw["xchg", "acquire"](__op.address_of(self.state), Int(1).value)) != 0:
            _wait_a_little(tries)

    def unlock(mut self):
        __op.atomic_store["release"](__op.address_of(self.state), Int(0).value)


@always_inline
def _wait_a_little(mut tries: Int):
    """Between two tries. The one who holds the lock may need this thread's processor to go on."""
    if __op.interpreting():
        abort("deadlock: the lock is held already")
    tries += 1
    if tries < 64:
        pause()
    else:
        give_way()


struct BlockingScopedLock:
    """Holds a lock for the length of a `with` block."""

    var lock: UnsafePointer[BlockingSpinLock, MutableAnyOrigin]

    def __init__(out self, ref lock: BlockingSpinLock):
        self.lock = UnsafePointer[BlockingSpinLock, MutableAnyOrigin](__op.address_of(lock))

    def __enter__(self):
        self.lock[].lock(1)

    def __exit__(self):
        _ = self.lock[].unlock(1)
