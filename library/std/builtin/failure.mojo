"""Ending the program because of a bug in it: `abort`, `debug_assert`, `constrained`.

The message goes to standard error, after what is buffered for standard output. Not here: `exit` (`sys/`), errors that can be
handled (`error.mojo`).
"""
from builtin.location import SourceLocation
from format.write import write_any
from io.output import flush_output, write_descriptor


@__cold
def abort() -> Never:
    """Ends the program."""
    flush_output()
    __op.trap()


@__cold
def abort[*Ts: AnyType](*message: *Ts) -> Never:
    """Prints the message and ends the program."""
    var text = String("ABORT: ")
    comptime for i in range(len(Ts)):
        write_any(text, message[i])
    text.write_string("\n")
    flush_output()
    write_descriptor(2, text.as_string_slice())
    __op.trap()


@__cold
def abort[result: AnyType]() -> result:
    """2024: `abort` where a value is expected."""
    abort()


@__cold
def abort[result: AnyType](message: StringSlice) -> result:
    """2024: `abort` where a value is expected."""
    abort(message)


@always_inline
def debug_assert[
    *Ts: AnyType, assert_mode: StringLiteral = "none", cpu_only: Bool = False, _use_compiler_assume: Bool = False
](condition: Bool, *message: *Ts, location: SourceLocation = SourceLocation()):
    """Checks a condition when the program is built with `-D ASSERT=all` (mode "safe": always, unless `ASSERT=none`)."""
    comptime if _assertions_enabled[assert_mode]():
        if __op.unlikely(not condition):
            _report_failed_assertion(location, *message)


@always_inline
def debug_assert[
    check: def() capturing -> Bool,
    *Ts: AnyType,
    assert_mode: StringLiteral = "none",
    cpu_only: Bool = False,
    _use_compiler_assume: Bool = False,
](*message: *Ts, location: SourceLocation = SourceLocation()):
    """Like `debug_assert(check(), …)`; `check` is not even called when assertions are off."""
    comptime if _assertions_enabled[assert_mode]():
        if __op.unlikely(not check()):
            _report_failed_assertion(location, *message)


@no_inline
def _report_failed_assertion[*Ts: AnyType](location: SourceLocation, *message: *Ts):
    """`At: file:line:column: Assert Error: …`; ends the program unless it was built with `-D ASSERT=warn`."""
    comptime is_warning = _assertion_setting() == "warn"
    var text = String("At: ", location, ": Assert Warning: " if is_warning else ": Assert Error: ")
    comptime for i in range(len(Ts)):
        write_any(text, message[i])
    text.write_string("\n")
    flush_output()
    write_descriptor(2, text.as_string_slice())
    comptime if not is_warning:
        __op.trap()


def _assertion_setting() -> StringLiteral:
    comptime if __op.is_defined["ASSERT"]():
        return __op.define["ASSERT"]()
    else:
        return "safe"


def _assertions_enabled[mode: StringLiteral]() -> Bool:
    comptime if __op.is_defined["ASSERT"]():
        comptime setting = _assertion_setting()
        return setting == "all" or setting == "warn" or (setting == "safe" and mode == "safe")
    elif __op.is_defined["MOJO_ENABLE_ASSERTIONS"]() or __op.is_defined["DEBUG"]():
        return True
    else:
        return mode == "safe"


@always_inline
def constrained[condition: Bool, message: StringLiteral = "param assertion failed"]():
    """Fails the compilation if a condition on parameters does not hold. Newer code writes `comptime assert`."""
    comptime assert condition, message


@always_inline
def constrained[condition: Bool, message: StringLiteral, *extra: StringLiteral]():
    comptime assert condition, message


@__cold
def __report_unhandled_error[E: AnyType](error: E):
    """Tells of an error that nothing caught; the compiler calls it before the program ends with status 1."""
    var text = String("Unhandled exception caught during execution: ")
    write_any(text, error)
    text.write_string("\n")
    flush_output()
    write_descriptor(2, text.as_string_slice())


@no_inline
def __hand_over[T: AnyType](value: T):
    """Gives the bytes of a result to the compiler, which runs the program to learn them."""
    flush_output()
    var bytes = __op.pointer_cast[UInt8](__op.address_of(value))
    _ = __op.external["write", __type.index](Int32(3).value, bytes, __op.size_of[T]())


@no_inline
def __assertion_failed[M: AnyType](message: M) -> Never:
    """Ends the program: the condition of an `assert` does not hold."""
    var text = String("Assertion failed")
    var detail = String()
    write_any(detail, message)
    if detail.byte_length() > 0:
        text.write_string(": ")
        text.write_string(detail)
    abort(text)
