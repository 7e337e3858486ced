"""Methods and attributes of `int`, `bool` and `float`, and `bin`, `oct`, `hex`."""

from .arguments import Arguments, as_index
from .bytes import bytes_from, bytes_of_argument, new_bytes
from .cells import float_of, items_of, list_of, string_of, text_of
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .float_text import bits_of, float_hex, is_negative, parse_hex_float
from .formatting import integer_digits
from .integers import integer_of, large_from_bytes, large_from_float, too_large
from .method_names import *
from .numbers import as_float, as_integer, is_true, is_whole
from .printing import type_name
from .texts import view
from .word import KIND_BYTES, KIND_FLOAT, KIND_TEXT, KIND_TUPLE, Object, Word, counted, none, small, truth


def in_base(value: Word, base: Int, prefix: StaticString) raises Raised -> Word:
    """`bin(value)`, `oct(value)`, `hex(value)`."""
    var number = Object(owning=small(as_index(value)))
    return text_of(String("-" if as_integer(number.word) < 0 else "", prefix, integer_digits(number.word, base, False)))


def number_attribute(value: Word, name: StringSlice) -> Word:
    """`real`, `imag`, `numerator`, `denominator`; bits 0 for others."""
    if name == "real":
        return counted(value) if value.is_(KIND_FLOAT) else small(as_integer(value))
    if name == "imag":
        return float_of(0.0) if value.is_(KIND_FLOAT) else small(0)
    if value.is_(KIND_FLOAT):
        return Word(0)
    if name == "numerator":
        return small(as_integer(value))
    return small(1) if name == "denominator" else Word(0)


def integer_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    """Bits 0 if integers have no such method."""
    var integer = as_integer(value)
    if number == METHOD_BIT_LENGTH:
        args.check_none("int", "bit_length")
        return small(64 - Int(raw=__op.clz(abs(integer).value)))
    if number == METHOD_BIT_COUNT:
        args.check_none("int", "bit_count")
        var rest = abs(integer)
        var count = 0
        while rest != 0:
            rest = rest & (rest - 1)
            count += 1
        return small(count)
    if number == METHOD_TO_BYTES:
        return _to_bytes(integer, args)
    if number == METHOD_IS_INTEGER:
        args.check_none("int", "is_integer")
        return truth(True)
    if number == METHOD_CONJUGATE:
        args.check_none("int", "conjugate")
        return small(integer)
    if number == METHOD_AS_INTEGER_RATIO:
        args.check_none("int", "as_integer_ratio")
        return _pair(small(integer), small(1))
    return Word(0)


def _pair(a: Word, b: Word) -> Word:
    var items = List[Object](capacity=2)
    items.append(Object(owning=a))
    items.append(Object(owning=b))
    return list_of(items^, KIND_TUPLE)


def _is_big_endian(value: Word) raises Raised -> Bool:
    if value.bits == 0:
        return True
    if not value.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("argument 'byteorder' must be str, not ", type_name(value)))
    if string_of(value) == "big":
        return True
    if string_of(value) == "little":
        return False
    raise new_error(VALUE_ERROR, "byteorder must be either 'little' or 'big'")


def _to_bytes(value: Int, args: Arguments) raises Raised -> Word:
    args.check_names("to_bytes", 0, 3, "length", "byteorder", "signed")
    var given = args.get(0, "length")
    var count = as_index(given) if given.bits != 0 else 1
    var big = _is_big_endian(args.get(1, "byteorder"))
    var signed_word = args.named("signed")
    var signed = signed_word.bits != 0 and is_true(signed_word)
    if count < 0:
        raise new_error(VALUE_ERROR, "length argument must be non-negative")
    if value < 0 and not signed:
        raise new_error(OVERFLOW_ERROR, "can't convert negative int to unsigned")
    if count < 8:
        var bits = 8 * count
        var fits = value >> bits == 0 if not signed else (
            value == 0 if count == 0 else value >> (bits - 1) == 0 or value >> (bits - 1) == -1
        )
        if not fits:
            raise new_error(OVERFLOW_ERROR, "int too big to convert")
    var bytes = List[UInt8](capacity=count)
    for i in range(count):
        var place = count - 1 - i if big else i
        bytes.append(UInt8(value >> min(8 * place, 63) & 255))
    return new_bytes(bytes^, KIND_BYTES)


def integer_from_bytes(args: Arguments) raises Raised -> Word:
    """`int.from_bytes(bytes, byteorder, signed=False)`"""
    args.check_names("from_bytes", 1, 3, "bytes", "byteorder", "signed")
    var big = _is_big_endian(args.get(1, "byteorder"))
    var signed_word = args.named("signed")
    var signed = signed_word.bits != 0 and is_true(signed_word)
    var source = Object(owning=bytes_from(args.get(0, "bytes")))
    var bytes = bytes_of_argument(source.word)
    var count = bytes._length
    var negative = signed and count > 0 and bytes._byte(0 if big else count - 1) >= 128
    var value = -1 if negative else 0
    for i in range(count):
        var byte = Int(bytes._byte(i if big else count - 1 - i))
        if value > (1 << 54) or value < -(1 << 54):
            return large_from_bytes(bytes, big, signed)
        value = value << 8 | byte
    return integer_of(value)


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
        return _pair(small(0), small(1))
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
        var whole = large_from_float(value) if exponent > 61 or abs(value) >= 4611686018427387904.0 else small(mantissa << exponent)
        return _pair(whole, small(1))
    if exponent < -61:
        raise too_large()
    return _pair(small(mantissa), small(1 << -exponent))


def float_from_hex(args: Arguments) raises Raised -> Word:
    """`float.fromhex(text)`"""
    args.check_one("float", "fromhex")
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "bad argument type for built-in operation")
    return float_of(parse_hex_float(view(args[0])))
