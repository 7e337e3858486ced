"""Number of processor cores that the program may run on."""


@__cold
def num_logical_cores() -> Int:
    """Hardware threads that the system lets the program use; at least 1."""
    if __op.interpreting():
        return 1
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        # A set of 1024 processors
        var allowed = __op.uninitialized[__type.array[__type.u64, 16]]()
        var size = Int(raw=__op.cast[DType.int](__op.external["sched_getaffinity", __type.i32](Int32(0).value, Int(128).value, __op.address_of(allowed))))
        if size == 0:
            var count = 0
            for i in range(16):
                count += Int(raw=__op.cast[DType.int](__op.popcount(__op.array_element(allowed, i.value))))
            return max(1, count)
        return max(1, _online_processors(84))
    else:
        return max(1, _online_processors(58))


@__cold
def num_physical_cores() -> Int:
    """Cores, several threads of one counted once; at least 1."""
    return max(1, num_logical_cores() // _threads_per_core())


@__cold
def num_performance_cores() -> Int:
    """Cores that are not of the slow kind; at least 1."""
    return num_physical_cores()


def _online_processors(name: Int) -> Int:
    """`sysconf` of the C library.

    Args:
        name: Number of `_SC_NPROCESSORS_ONLN` on this system.
    """
    return Int(raw=__op.external["sysconf", __type.index](Int32(name).value))


@__cold
def _threads_per_core() -> Int:
    """Hardware threads that share the first core; 1 where the system does not tell."""
    if __op.interpreting():
        return 1
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        # A bit mask in hexadecimal digits: `00000000,00000003`
        comptime path = "/sys/devices/system/cpu/cpu0/topology/thread_siblings"
        var file = Int32(raw=__op.external["open", __type.i32, variadic_after=2](path.data, Int32(0).value))
        if Bool(file < 0):
            return 1
        var text = __op.stack_allocate[UInt8](Int(256).value)
        var length = Int(raw=__op.external["read", __type.index](file.value, text, Int(256).value))
        _ = __op.external["close", __type.i32](file.value)
        var count = 0
        for i in range(length):
            var character = Int(__op.load(__op.offset(text, i.value)))
            var digit = 0
            if character >= 48 and character <= 57:
                digit = character - 48
            elif character >= 97 and character <= 102:
                digit = character - 87
            count += Int(raw=__op.popcount(digit.value))
        return max(1, count)
    else:
        return 1
