"""`external_call`: a C function by name."""
from io.output import flush_output


@always_inline
def external_call[callee: StringLiteral, return_type: AnyType, *Ts: AnyType](*args: *Ts) -> return_type:
    """Calls a C function. The arguments are passed as C would pass them.

    What this program printed comes out before what the called function prints.
    """
    comptime if callee == "printf" or callee == "puts" or callee == "putchar" or callee == "fflush" or callee == "system":
        flush_output()
    comptime fixed = _fixed_arguments(callee)
    comptime if fixed > 0:
        return __op.external[callee, return_type, variadic_after=fixed](*args)
    else:
        return __op.external[callee, return_type](*args)


def _fixed_arguments(callee: StringLiteral) -> Int:
    """Of a C function with a variable number of arguments: how many come before those; 0 for all others."""
    if callee == "printf":
        return 1
    if callee == "fprintf" or callee == "sprintf" or callee == "dprintf" or callee == "open" or callee == "fcntl" or callee == "ioctl":
        return 2
    if callee == "snprintf":
        return 3
    return 0


def get_errno() -> Int:
    """The number of the last error of a C function."""
    return Int(
        Int32(raw=__op.load(__op.external["__errno_location", __type.pointer[__type.i32]]()))
    )


def errno_text() -> String:
    """What the last error of a C function means: `No such file or directory`."""
    var message = __op.external["strerror", __type.pointer[UInt8]](Int32(get_errno()).value)
    return String(StaticString(unsafe_from_utf8_ptr=UnsafePointer[UInt8, StaticConstantOrigin](message)))
