"""`assert_equal` and its kin: each raises an error that names the place of the call and the values.

In: what was computed and what was expected. Out: nothing, or an error.
"""
from builtin.location import SourceLocation
from format.write import write_any, write_repr_any


@always_inline
def assert_true[
    T: Boolable, //
](value: T, msg: StringSlice = "condition was unexpectedly False", *, location: SourceLocation = SourceLocation()) raises:
    if not value.__bool__():
        raise _failure("assert_true", String(msg), location)


@always_inline
def assert_true[
    T: BoolableRaising, //
](value: T, msg: StringSlice = "condition was unexpectedly False", *, location: SourceLocation = SourceLocation()) raises:
    if not value.__bool__():
        raise _failure("assert_true", String(msg), location)


@always_inline
def assert_false[
    T: Boolable, //
](value: T, msg: StringSlice = "condition was unexpectedly True", *, location: SourceLocation = SourceLocation()) raises:
    if value.__bool__():
        raise _failure("assert_false", String(msg), location)


@always_inline
def assert_false[
    T: BoolableRaising, //
](value: T, msg: StringSlice = "condition was unexpectedly True", *, location: SourceLocation = SourceLocation()) raises:
    if value.__bool__():
        raise _failure("assert_false", String(msg), location)


@always_inline
def assert_equal[
    T: AnyType, //
](lhs: T, rhs: T, msg: StringSlice = "", *, location: SourceLocation = SourceLocation()) raises:
    if not (lhs == rhs):
        raise _comparison("`left == right` comparison failed:", lhs, rhs, msg, location)


@always_inline
def assert_equal[
    dtype: DType, width: Int, //
](lhs: SIMD[dtype, width], rhs: SIMD[dtype, width], msg: StringSlice = "", *, location: SourceLocation = SourceLocation()) raises:
    """Numbers of which one converts to the type of the other."""
    if not (lhs == rhs):
        raise _comparison("`left == right` comparison failed:", lhs, rhs, msg, location)


@always_inline
def assert_equal(lhs: StringSlice, rhs: StringSlice, msg: StringSlice = "", *, location: SourceLocation = SourceLocation()) raises:
    if not (lhs == rhs):
        raise _comparison("`left == right` comparison failed:", String(lhs), String(rhs), msg, location)


@always_inline
def assert_not_equal[
    T: AnyType, //
](lhs: T, rhs: T, msg: StringSlice = "", *, location: SourceLocation = SourceLocation()) raises:
    if lhs == rhs:
        raise _comparison("`left != right` comparison failed:", lhs, rhs, msg, location)


@always_inline
def assert_is[T: AnyType, //](lhs: T, rhs: T, msg: StringSlice = "", *, location: SourceLocation = SourceLocation()) raises:
    if not (lhs is rhs):
        raise _failure("`left is right` identification failed", String(msg), location)


@always_inline
def assert_is_not[T: AnyType, //](lhs: T, rhs: T, msg: StringSlice = "", *, location: SourceLocation = SourceLocation()) raises:
    if lhs is rhs:
        raise _failure("`left is not right` identification failed", String(msg), location)


@always_inline
def assert_almost_equal[
    dtype: DType, size: Int, //
](
    lhs: SIMD[dtype, size],
    rhs: SIMD[dtype, size],
    msg: StringSlice = "",
    *,
    atol: Float64 = 1e-08,
    rtol: Float64 = 1e-05,
    equal_nan: Bool = False,
    location: SourceLocation = SourceLocation(),
) raises:
    """Whether every lane is equal, or differs by at most `atol + rtol * abs(rhs)`."""
    for lane in range(size):
        var a = lhs[lane].cast[DType.float64]()
        var b = rhs[lane].cast[DType.float64]()
        if a == b or (equal_nan and a != a and b != b):
            continue
        var difference = a - b if a > b else b - a
        var size_of_b = b if b > 0 else -b
        if not (difference <= atol + rtol * size_of_b) or size_of_b == size_of_b + 1 and size_of_b > 1e300:
            raise _comparison(
                "the values are not equal within the tolerance:", lhs, rhs, msg, location
            )


@no_inline
def _comparison[T: AnyType](what: StaticString, lhs: T, rhs: T, msg: StringSlice, location: SourceLocation) -> Error:
    var text = String(what)
    text += "\n   left: "
    write_any(text, lhs)
    text += "\n  right: "
    write_any(text, rhs)
    if msg.byte_length() > 0:
        text += "\n  reason: "
        text += msg
    return Error("At ", location, ": AssertionError: ", text)


@no_inline
def _failure(what: StaticString, msg: String, location: SourceLocation) -> Error:
    return Error("At ", location, ": AssertionError: ", msg if msg else String(what))
