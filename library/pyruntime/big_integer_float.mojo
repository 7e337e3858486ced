"""`BigInteger`s and floats: exact conversion, correctly rounded conversion, quotients and comparison."""

from bit import count_leading_zeros
from .big_integer import BigInteger
from .big_integer_bits import shifted_left, shifted_right
from .big_integer_division import divide_truncating
from .natural_row import has_low_bits, low_digit, wide

comptime _mantissa_bits = 53
comptime _least_exponent = -1074
"""Of the last place of subnormal numbers."""


def from_float(value: Float64) raises -> BigInteger:
    """A float without its fraction, exactly."""
    var bits = UInt64(from_bits=value)
    var field = Int((bits >> 52) & 0x7FF)
    if field == 0x7FF:
        if bits << 12 != 0:
            raise Error("ValueError: cannot convert float NaN to integer")
        raise Error("OverflowError: cannot convert float infinity to integer")
    if field < 1023:
        return BigInteger()
    var mantissa = (bits & ((UInt64(1) << 52) - 1)) | (UInt64(1) << 52)
    var exponent = field - 1075
    if exponent <= 0:
        return BigInteger(magnitude=wide(mantissa >> UInt64(-exponent)), is_negative=value < 0)
    return shifted_left(BigInteger(magnitude=wide(mantissa), is_negative=value < 0), exponent)


def to_float(value: BigInteger) raises -> Float64:
    """The nearest float, the even one of two."""
    var result = Float64(0)
    if not round_to_float(value, result):
        raise Error("OverflowError: int too large to convert to float")
    return result


def round_to_float(value: BigInteger, mut result: Float64) -> Bool:
    """The nearest float, the even one of two. Gives whether there is one.

    Args:
        value: The number.
        result: Becomes the float.
    """
    var bits = value.bit_length()
    if bits <= 64:
        return _assemble(value._low, 0, False, value.is_negative(), result)
    var digits = value.digits()
    var n = value.count()
    var shift = count_leading_zeros(digits[n - 1])
    var top = (digits[n - 1] << shift) | ((digits[n - 2] >> (UInt64(63) - shift)) >> 1)
    return _assemble(top, bits - 64, has_low_bits(digits, bits - 64), value.is_negative(), result)


def _assemble(mantissa: UInt64, exponent: Int, has_more: Bool, is_negative: Bool, mut result: Float64) -> Bool:
    """`mantissa * 2**exponent`, and a little more where `has_more`, rounded to the nearest float, the even one of two.

    Where there is more, the mantissa has at least two bits more than the result. Gives False where the result is too great.
    """
    var length = 64 - Int(count_leading_zeros(mantissa))
    # The place of the last bit that stays.
    var place = max(exponent + length - _mantissa_bits, _least_exponent)
    var dropped = place - exponent
    var kept = mantissa
    if dropped > 0:
        if dropped > 64:
            kept = 0
        else:
            var half = UInt64(1) << UInt64(dropped - 1)
            kept = mantissa >> UInt64(dropped) if dropped < 64 else 0
            var rest = mantissa - (kept << UInt64(dropped) if dropped < 64 else 0)
            if rest > half or (rest == half and (has_more or kept & 1 == 1)):
                kept += 1
    else:
        place = exponent
    # Both factors are exact: the second is applied in steps that stay normal.
    var scaled = kept.cast[DType.float64]()
    if kept != 0:
        var top = place + 64 - Int(count_leading_zeros(kept))
        if top > 1024:
            return False
        if place < -1000:
            scaled = scaled * _power_of_two(-500) * _power_of_two(place + 500)
        elif place > 900:
            scaled = scaled * _power_of_two(900) * _power_of_two(place - 900)
        else:
            scaled = scaled * _power_of_two(place)
    result = -scaled if is_negative else scaled
    return True


@always_inline
def _power_of_two(exponent: Int) -> Float64:
    """For exponents of normal numbers."""
    return Float64(from_bits=UInt64(exponent + 1023) << 52)


def quotient_as_float(a: BigInteger, b: BigInteger) raises -> Float64:
    """`a / b`, rounded once: an integer quotient with at least 55 bits, and whether something is left."""
    if b._size == 0:
        raise Error("ZeroDivisionError: division by zero")
    var result = Float64(0)
    var is_negative = a.is_negative() != b.is_negative()
    if a._size == 0:
        return -result if is_negative else result
    if a.bit_length() <= _mantissa_bits and b.bit_length() <= _mantissa_bits:
        result = a._low.cast[DType.float64]() / b._low.cast[DType.float64]()
        return -result if is_negative else result
    var difference = a.bit_length() - b.bit_length()
    if difference > 1024:
        raise Error("OverflowError: integer division result too large for a float")
    if difference < -1077:
        return -result if is_negative else result
    # The quotient lies between 2**(difference - 1) and 2**(difference + 1).
    var shift = difference - _mantissa_bits - 3
    var dividend = abs(a)
    var divisor = abs(b)
    var has_more = False
    if shift > 0:
        has_more = has_low_bits(a.digits(), shift)
        dividend = shifted_right(dividend, shift)
    else:
        dividend = shifted_left(dividend, -shift)
    var quotient = BigInteger()
    var remainder = BigInteger()
    divide_truncating(dividend, divisor, quotient, remainder)
    has_more = has_more or remainder._size != 0
    if not _assemble(quotient._low, shift, has_more, is_negative, result):
        raise Error("OverflowError: integer division result too large for a float")
    return result


def compare_with_float(value: BigInteger, other: Float64) -> Int:
    """-1, 0 or 1, exactly; 2 when the float is no number."""
    if other != other:
        return 2
    var bits = UInt64(from_bits=other)
    if (bits >> 52) & 0x7FF == 0x7FF:
        return -1 if other > 0 else 1
    try:
        var whole = from_float(other)
        var order = value.compare(whole)
        if order != 0:
            return order
        # Equal up to the fraction, which was cut off toward zero.
        if other >= 4503599627370496.0 or other <= -4503599627370496.0:
            return 0
        var cut = Int(low_digit(whole.magnitude()))
        var fraction = other - Float64(-cut if whole.is_negative() else cut)
        return -1 if fraction > 0 else (1 if fraction < 0 else 0)
    except:
        return 2
