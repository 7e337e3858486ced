"""Clocks of the system, waiting, measuring.

Linux and macOS: `clock_gettime` and `nanosleep` of the C library.
"""

comptime _Timespec = __type.array[__type.i64, 2]


@always_inline
def _clock_ns(clock: Int) -> Int:
    """Reading of a clock of the system in nanoseconds.

    Args:
        clock: Its number.
    """
    var reading = __op.uninitialized[_Timespec]()
    _ = __op.external["clock_gettime", __type.i32](Int32(clock).value, __op.address_of(reading))
    var seconds = Int(raw=__op.cast[DType.int](__op.array_element(reading, Int(0).value)))
    var rest = Int(raw=__op.cast[DType.int](__op.array_element(reading, Int(1).value)))
    return seconds * 1_000_000_000 + rest


@always_inline
def _monotonic_clock() -> Int:
    return 6 if Bool(raw=__op.target_is_os["macos"]()) else 1


@always_inline
def perf_counter_ns() -> Int:
    """Nanoseconds since some moment, never going back."""
    return _clock_ns(_monotonic_clock())


@always_inline
def perf_counter() -> Float64:
    """Seconds since some moment, never going back."""
    return Float64(perf_counter_ns()) / 1.0e9


@always_inline
def monotonic() -> Int:
    """Nanoseconds since some moment, never going back."""
    return perf_counter_ns()


@always_inline
def now() -> Int:
    """Nanoseconds since some moment, never going back (name until 2025)."""
    return perf_counter_ns()


@always_inline
def global_perf_counter_ns() -> UInt64:
    """Nanoseconds since 1970."""
    return UInt64(_clock_ns(0))


@always_inline
def time_ns() -> Int:
    """Nanoseconds since 1970."""
    return _clock_ns(0)


def time_function[func: def() raises capturing [_] -> None]() raises -> Int:
    """Nanoseconds that a call takes.

    Parameters:
        func: What is called.

    Raises:
        What `func` raises.
    """
    var start = perf_counter_ns()
    func()
    return perf_counter_ns() - start


def time_function[func: def() capturing [_] -> None]() -> Int:
    """Nanoseconds that a call takes.

    Parameters:
        func: What is called.
    """
    var start = perf_counter_ns()
    func()
    return perf_counter_ns() - start


def sleep(sec: Float64):
    """Waits.

    Args:
        sec: Seconds; no wait if not positive.
    """
    if Bool(sec <= 0.0):
        return
    var whole = sec.__floor__()
    var request = __op.uninitialized[_Timespec]()
    __op.array_element(request, Int(0).value) = Int64(whole).value
    __op.array_element(request, Int(1).value) = Int64((sec - whole) * 1.0e9).value
    # Interrupted by a signal, it goes on with the rest.
    while Bool(Int32(raw=__op.external["nanosleep", __type.i32](__op.address_of(request), __op.address_of(request))) != 0):
        if Bool(raw=__op.lt(__op.array_element(request, Int(0).value), Int64(0).value)):
            return


def sleep(sec: UInt):
    """Waits.

    Args:
        sec: Seconds.
    """
    sleep(Float64(sec))


def sleep(sec: Int):
    """Waits.

    Args:
        sec: Seconds; no wait if not positive.
    """
    sleep(Float64(sec))
