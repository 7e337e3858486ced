"""Numbers as text: the one entry for `write_to` of `Int`, `UInt` and `SIMD`.

In: a scalar and a writer. The digits are made on the stack and written at once.
Not here: the algorithms (`format/`), format specifications (`format/spec.mojo`).
"""
from format.float_text import FloatParts, float_text
from format.integer_text import decimal_before, signed_decimal_before, wide_decimal_before


def write_scalar[dtype: DType, W: Writer](value: Scalar[dtype], mut writer: W):
    """Writes an integer in decimal, a float as its shortest text, a bool as `True` or `False`."""
    comptime if dtype == DType.bool:
        writer.write_string("True" if Bool(value) else "False")
    elif dtype.is_floating_point():
        var buffer = __op.stack_allocate[UInt8](Int(32).value)
        var length = float_text(buffer, float_parts(value))
        writer.write_string(StaticString(unsafe_data=buffer, length=length))
    elif dtype.size_of() > 8:
        _write_wide(value, writer)
    else:
        var buffer = __op.stack_allocate[UInt8](Int(24).value)
        var end = __op.offset(buffer, Int(24).value)
        var length: Int
        comptime if dtype.is_signed():
            length = signed_decimal_before(end, value.cast[DType.int64]())
        else:
            length = decimal_before(end, value.cast[DType.uint64]())
        writer.write_string(StaticString(unsafe_data=__op.offset(end, Int(-length).value), length=length))


def _write_wide[dtype: DType, W: Writer](value: Scalar[dtype], mut writer: W):
    """Integers of 128 and 256 bits."""
    comptime unsigned = DType.uint128 if dtype.size_of() == 16 else DType.uint256
    var buffer = __op.stack_allocate[UInt8](Int(80).value)
    var end = __op.offset(buffer, Int(80).value)
    var negative = value < 0
    var size = value.cast[unsigned]()
    if negative:
        size = 0 - size
        writer.write_string("-")
    var length = wide_decimal_before[unsigned](end, size)
    writer.write_string(StaticString(unsafe_data=__op.offset(end, Int(-length).value), length=length))


def float_parts[dtype: DType](value: Scalar[dtype]) -> FloatParts:
    """A float taken apart in its own precision."""
    comptime if dtype == DType.float64:
        return FloatParts(UInt64(raw=__op.bitcast[__type.u64](value.value)), 52, 11)
    elif dtype == DType.float32:
        return FloatParts(UInt32(raw=__op.bitcast[__type.u32](value.value)).cast[DType.uint64](), 23, 8)
    elif dtype == DType.float16:
        return FloatParts(UInt16(raw=__op.bitcast[__type.u16](value.value)).cast[DType.uint64](), 10, 5)
    elif dtype == DType.bfloat16:
        return FloatParts(UInt16(raw=__op.bitcast[__type.u16](value.value)).cast[DType.uint64](), 7, 8)
    else:
        return float_parts(value.cast[DType.float32]())
