"""Sizes of caches: of the machine that runs the program (`cache_bytes`), and of the one it is compiled for
(`CompilationTarget.cache_bytes`)."""

from .target import CompilationTarget


@__cold
def cache_bytes(level: Int) -> Int:
    """Bytes of a data cache of the processor that runs the program, as one core sees it. Where the system does not tell, what is known of the
    target of the compilation.

    Args:
        level: 1, 2 or 3.
    """
    # _SC_LEVEL1_DCACHE_SIZE and its neighbours in glibc
    var size = 0
    if level == 1:
        size = _system_value(188)
    elif level == 2:
        size = _system_value(191)
    elif level == 3:
        size = _system_value(194)
    if size > 0:
        return size
    if level == 1:
        return CompilationTarget.cache_bytes[1]()
    if level == 2:
        return CompilationTarget.cache_bytes[2]()
    return CompilationTarget.cache_bytes[3]() if level == 3 else 0


@__cold
def cache_line_bytes() -> Int:
    """Bytes that the processor which runs the program moves between memory and its caches at a time."""
    # _SC_LEVEL1_DCACHE_LINESIZE
    var size = _system_value(190)
    return size if size > 0 else CompilationTarget.cache_line_bytes()


def _system_value(name: Int) -> Int:
    """`sysconf` of glibc; not positive where that does not know.

    Args:
        name: Number of the value.
    """
    if __op.interpreting():
        return 0
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        return Int(raw=__op.external["sysconf", __type.index](Int32(name).value))
    else:
        return 0
