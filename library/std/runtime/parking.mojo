"""Putting a thread to sleep until another one wakes it.

A `ParkingSpot` belongs to one thread, which sleeps on it; any thread may wake that one. A wake-up that comes first is not lost: the next
`park` returns at once. Linux: a futex. Other systems: a POSIX mutex and condition.
"""

from ..memory.raw import raw_allocate_bytes


struct ParkingSpot:
    """All zeros to begin with."""

    var word: __type.i32
    """1 when the thread may go on."""
    var lock: __type.pointer[UInt8]
    """Without futexes: a mutex, and 256 bytes further a condition. Made by `prepare`."""


def prepare(spot: __type.pointer[ParkingSpot]):
    """Must be called before the other two functions."""
    comptime if not Bool(raw=__op.target_is_os["linux"]()):
        # Room for the largest mutex and condition of any system
        var memory = raw_allocate_bytes(512)
        __op.memory_set(memory, UInt8(0).value, Int(512).value)
        __op.deref(spot).lock = memory
        var nothing = __op.null[UInt8]()
        _ = __op.external["pthread_mutex_init", __type.i32](memory, nothing)
        _ = __op.external["pthread_cond_init", __type.i32](__op.offset(memory, Int(256).value), nothing)


def park(spot: __type.pointer[ParkingSpot]):
    """Sleeps until somebody calls `unpark`."""
    var word = __op.address_of(__op.deref(spot).word)
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        while Bool(Int32(raw=__op.atomic_rmw["xchg", "acquire"](word, Int32(0).value)) == 0):
            futex_wait(word, 0)
    else:
        var lock = __op.deref(spot).lock
        _ = __op.external["pthread_mutex_lock", __type.i32](lock)
        while Bool(Int32(raw=__op.atomic_rmw["xchg", "acquire"](word, Int32(0).value)) == 0):
            _ = __op.external["pthread_cond_wait", __type.i32](__op.offset(lock, Int(256).value), lock)
        _ = __op.external["pthread_mutex_unlock", __type.i32](lock)


def park_for(spot: __type.pointer[ParkingSpot], nanoseconds: Int) -> Bool:
    """As `park`, but not longer than a time; whether somebody has called `unpark`."""
    var word = __op.address_of(__op.deref(spot).word)
    var end = _now(1) + nanoseconds
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        while Bool(Int32(raw=__op.atomic_rmw["xchg", "acquire"](word, Int32(0).value)) == 0):
            var left = end - _now(1)
            if left <= 0:
                return False
            _futex_wait_for(word, 0, left)
    else:
        var lock = __op.deref(spot).lock
        # Conditions wait by the clock of the day.
        var time = _timespec(_now(0) + nanoseconds)
        _ = __op.external["pthread_mutex_lock", __type.i32](lock)
        while Bool(Int32(raw=__op.atomic_rmw["xchg", "acquire"](word, Int32(0).value)) == 0):
            if _now(1) >= end:
                _ = __op.external["pthread_mutex_unlock", __type.i32](lock)
                return False
            _ = __op.external["pthread_cond_timedwait", __type.i32](__op.offset(lock, Int(256).value), lock, __op.address_of(time))
        _ = __op.external["pthread_mutex_unlock", __type.i32](lock)
    return True


def unpark(spot: __type.pointer[ParkingSpot]):
    """Wakes the thread of the spot."""
    var word = __op.address_of(__op.deref(spot).word)
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        __op.atomic_store["release"](word, Int32(1).value)
        futex_wake(word, 1)
    else:
        var lock = __op.deref(spot).lock
        _ = __op.external["pthread_mutex_lock", __type.i32](lock)
        __op.atomic_store["release"](word, Int32(1).value)
        _ = __op.external["pthread_cond_signal", __type.i32](__op.offset(lock, Int(256).value))
        _ = __op.external["pthread_mutex_unlock", __type.i32](lock)



@always_inline
def futex_wait(word: __type.pointer[__type.i32], expected: Int32):
    """Linux: sleeps while the word has this value. May return early."""
    comptime wait_private = 128
    _ = __op.external["syscall", __type.index, variadic_after=1](
        _futex_number().value, word, Int(wait_private).value, expected.value, __op.null[UInt8]()
    )


def _futex_wait_for(word: __type.pointer[__type.i32], expected: Int32, nanoseconds: Int):
    """As `futex_wait`, with an end."""
    comptime wait_private = 128
    var time = _timespec(nanoseconds)
    _ = __op.external["syscall", __type.index, variadic_after=1](
        _futex_number().value, word, Int(wait_private).value, expected.value, __op.pointer_cast[UInt8](__op.address_of(time))
    )


def _timespec(nanoseconds: Int) -> __type.array[__type.i64, 2]:
    var time = __op.uninitialized[__type.array[__type.i64, 2]]()
    __op.array_element(time, Int(0).value) = Int64(nanoseconds // 1_000_000_000).value
    __op.array_element(time, Int(1).value) = Int64(nanoseconds % 1_000_000_000).value
    return time


def _now(clock: Int) -> Int:
    """Nanoseconds of a clock; 1 is the steady one."""
    var reading = __op.uninitialized[__type.array[__type.i64, 2]]()
    _ = __op.external["clock_gettime", __type.i32](Int32(_clock(clock)).value, __op.address_of(reading))
    var seconds = Int(raw=__op.cast[DType.int](__op.array_element(reading, Int(0).value)))
    return seconds * 1_000_000_000 + Int(raw=__op.cast[DType.int](__op.array_element(reading, Int(1).value)))


def _clock(clock: Int) -> Int:
    """Its number in the system."""
    comptime if Bool(raw=__op.target_is_os["macos"]()):
        return 6 if clock == 1 else clock
    return clock


@always_inline
def futex_wake(word: __type.pointer[__type.i32], count: Int):
    """Linux: wakes at most so many of those who sleep on the word."""
    comptime wake_private = 129
    _ = __op.external["syscall", __type.index, variadic_after=1](
        _futex_number().value, word, Int(wake_private).value, count.value
    )


@always_inline
def _futex_number() -> Int:
    """Number of the system call."""
    return 202 if Bool(raw=__op.target_is_arch["x86_64"]()) else 98


@always_inline
def pause():
    """Tells the processor that this is a waiting loop."""
    comptime if Bool(raw=__op.target_is_arch["x86_64"]()):
        __op.assembly["pause", "", NoneType, side_effects=True]()
    elif Bool(raw=__op.target_is_arch["aarch64"]()):
        __op.assembly["yield", "", NoneType, side_effects=True]()


@always_inline
def give_way():
    """Lets another thread of the system have the processor."""
    _ = __op.external["sched_yield", __type.i32]()
