"""Methods and attributes of `int`, `bool` and `float`, and `bin`, `oct`, `hex`."""

from pyruntime.big_integer import BigInteger
from .arguments import Arguments
from .cells import float_of, text_of
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .float_text import bits_of, float_hex, is_negative, parse_hex_float
from .formatting import integer_digits
from .integer_bytes import bytes_of_integer
from .integers import as_float, big, integer_word, is_below_zero
from .method_names import *
from .slices import index_word
from .streams import pair_of
from .texts import view
from .word import KIND_FLOAT, KIND_TEXT, Object, Word, counted, small, truth


def in_base(value: Word, base: Int, prefix: StaticString) raises Raised -> Word:
    """`bin(value)`, `oct(value)`, `hex(value)`."""
    var number = Object(owning=index_word(value))
    return text_of(String("-" if is_below_zero(number.word) else "", prefix, integer_digits(number.word, base, False)))


def number_attribute(value: Word, name: StringSlice) raises Raised -> Word:
    """`real`, `imag`, `numerator`, `denominator`; bits 0 for others."""
    if name == "real":
        return counted(value) if value.is_(KIND_FLOAT) else index_word(value)
    if name == "imag":
        return float_of(0.0) if value.is_(KIND_FLOAT) else small(0)
    if value.is_(KIND_FLOAT):
        return Word(0)
    if name == "numerator":
        return index_word(value)
    return small(1) if name == "denominator" else Word(0)


def integer_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    """Bits 0 if integers have no such method."""
    if number == METHOD_BIT_LENGTH:
        args.check_none("int", "bit_length")
        return small(big(value).bit_length())
    if number == METHOD_BIT_COUNT:
        args.check_none("int", "bit_count")
        return small(big(value).bit_count())
    if number == METHOD_TO_BYTES:
        return bytes_of_integer(big(value), args)
    if number == METHOD_IS_INTEGER:
        args.check_none("int", "is_integer")
        return truth(True)
    if number == METHOD_CONJUGATE:
        args.check_none("int", "conjugate")
        return index_word(value)
    if number == METHOD_AS_INTEGER_RATIO:
        args.check_none("int", "as_integer_ratio")
        return pair_of(index_word(value), small(1))
    return Word(0)


def float_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    """Bits 0 if floats have no such method."""
    var size = as_float(value)
    if number == METHOD_IS_INTEGER:
        args.check_none("float", "is_integer")
        return truth(size - size == 0 and size == size.floor())
    if number == METHOD_HEX:
        args.check_none("float", "hex")
        return text_of(float_hex(size))
    if number == METHOD_CONJUGATE:
        args.check_none("float", "conjugate")
        return counted(value)
    if number == METHOD_AS_INTEGER_RATIO:
        args.check_none("float", "as_integer_ratio")
        return _ratio(size)
    return Word(0)


def _ratio(value: Float64) raises Raised -> Word:
    if value != value:
        raise new_error(VALUE_ERROR, "cannot convert NaN to integer ratio")
    if value - value != 0:
        raise new_error(OVERFLOW_ERROR, "cannot convert Infinity to integer ratio")
    if value == 0:
        return pair_of(small(0), small(1))
    var bits = bits_of(value)
    var exponent = Int(bits >> 52 & 0x7FF)
    var mantissa = Int(bits & 0xFFFFFFFFFFFFF)
    if exponent == 0:
        exponent = 1
    else:
        mantissa |= 1 << 52
    exponent -= 1075
    while mantissa & 1 == 0:
        mantissa >>= 1
        exponent += 1
    if is_negative(value):
        mantissa = -mantissa
    if exponent >= 0:
        return pair_of(integer_word(BigInteger(mantissa) << exponent), small(1))
    return pair_of(small(mantissa), integer_word(BigInteger(1) << -exponent))


def float_from_hex(args: Arguments) raises Raised -> Word:
    """`float.fromhex(text)`"""
    args.check_one("float", "fromhex")
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "bad argument type for built-in operation")
    return float_of(parse_hex_float(view(args[0])))
