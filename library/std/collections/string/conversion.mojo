"""Values as text by name: `str`, `repr`, `hex`, `bin`, `oct`."""
from format.integer_text import digits_before
from format.write import write_any, write_repr_any


def str[
    T: AnyType
](value: T) -> String where not conforms_to(T, StringableRaising) or conforms_to(T, Stringable) or conforms_to(T, Writable):
    """What `print` shows."""
    comptime if conforms_to(T, Stringable):
        return value.__str__()
    else:
        var result = String()
        write_any(result, value)
        return result^


def str[T: StringableRaising](value: T) raises -> String:
    return value.__str__()


def repr[T: AnyType](value: T) -> String:
    """What a programmer would write."""
    var result = String()
    write_repr_any(result, value)
    return result^


def repr(value: NoneType) -> String:
    return String("None")


def hex[T: Indexer](value: T, /, *, prefix: StaticString = "0x") -> String:
    """Hexadecimal digits: `0xff`, `-0x1`."""
    return _in_base(value.__index__(), 16, prefix)


def hex[dtype: DType](value: Scalar[dtype], /, *, prefix: StaticString = "0x") -> String:
    comptime if dtype.is_unsigned():
        return _digits(value.cast[DType.uint64](), 16, prefix, False)
    else:
        return _in_base(Int(value), 16, prefix)


def bin[T: Indexer](value: T, /, *, prefix: StaticString = "0b") -> String:
    """Binary digits: `0b101`."""
    return _in_base(value.__index__(), 2, prefix)


def bin[dtype: DType](value: Scalar[dtype], /, *, prefix: StaticString = "0b") -> String:
    comptime if dtype.is_unsigned():
        return _digits(value.cast[DType.uint64](), 2, prefix, False)
    else:
        return _in_base(Int(value), 2, prefix)


def oct[T: Indexer](value: T, /, *, prefix: StaticString = "0o") -> String:
    """Octal digits: `0o17`."""
    return _in_base(value.__index__(), 8, prefix)


def oct[dtype: DType](value: Scalar[dtype], /, *, prefix: StaticString = "0o") -> String:
    comptime if dtype.is_unsigned():
        return _digits(value.cast[DType.uint64](), 8, prefix, False)
    else:
        return _in_base(Int(value), 8, prefix)


def _in_base(value: Int, base: Int, prefix: StaticString) -> String:
    var size = UInt64(value)
    if value < 0:
        size = 0 - size
    return _digits(size, base, prefix, value < 0)


def _digits(value: UInt64, base: Int, prefix: StaticString, negative: Bool) -> String:
    var buffer = __op.stack_allocate[UInt8](Int(64).value)
    var end = __op.offset(buffer, Int(64).value)
    var count = digits_before(end, value, base, False)
    var result = String()
    if negative:
        result.append_byte(UInt8(45))
    result.write_string(prefix)
    result.write_string(StaticString(unsafe_data=__op.offset(end, Int(-count).value), length=count))
    return result^
