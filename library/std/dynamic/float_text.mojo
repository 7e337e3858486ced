"""Floats as text: the shortest that reads back the same, hexadecimal; and text as floats."""

from ..collections.string.numbers import atof
from .errors import OVERFLOW_ERROR, VALUE_ERROR, Raised, new_error
from .text_questions import decimal_value
from ..collections.string.classes import is_white_space
from .texts import append_code, code_at


def bits_of(value: Float64) -> UInt64:
    return UInt64(raw=__op.bitcast[__type.u64](value.value))


def float_of_bits(bits: UInt64) -> Float64:
    return Float64(raw=__op.bitcast[__type.f64](bits.value))


@always_inline
def is_negative(value: Float64) -> Bool:
    """By the sign, which zero and what is no number have too."""
    return bits_of(value) >> 63 == 1


def infinity() -> Float64:
    return float_of_bits(0x7FF0000000000000)


def not_a_number() -> Float64:
    return float_of_bits(0x7FF8000000000000)


def float_repr(value: Float64) -> String:
    if value != value:
        return "nan"
    return String(value)


def parse_float(text: StringSlice, mut value: Float64) -> Bool:
    """`float(text)`; whether it is one. Digits of all scripts, underscores between digits."""
    var plain = String(capacity=text._length)
    var offset = 0
    var size = 1
    var after_digit = False
    var start = 0
    var end = text._length
    var stripped = text.strip()
    start = Int(raw=__op.pointer_to_int(stripped._data)) - Int(raw=__op.pointer_to_int(text._data))
    end = start + stripped._length
    offset = start
    if end <= start:
        return False
    while offset < end:
        var code = code_at(text, offset, size)
        offset += size
        if code == 95:
            if not after_digit or offset >= end or decimal_value(code_at(text, offset, size)) < 0:
                return False
            after_digit = False
            continue
        var digit = decimal_value(code)
        after_digit = digit >= 0
        if after_digit:
            plain.append_byte(UInt8(48 + digit))
        elif code >= 128 or code <= 32:
            return False
        else:
            plain.append_byte(UInt8(code))
    var slice = plain.as_string_slice()
    var last = slice._byte(slice._length - 1)
    if (last == 102 or last == 70) and not plain.lower().endswith("inf"):
        return False
    try:
        value = atof(slice)
        return True
    except:
        return False


def float_hex(value: Float64) -> String:
    """`value.hex()`"""
    if value != value:
        return "nan"
    var sign: StaticString = "-" if is_negative(value) else ""
    if value - value != 0:
        return String(sign, "inf")
    var bits = bits_of(value)
    var fraction = bits & 0xFFFFFFFFFFFFF
    var exponent = Int(bits >> 52 & 0x7FF)
    if exponent == 0 and fraction == 0:
        return String(sign, "0x0.0p+0")
    var result = String(sign, "0x0." if exponent == 0 else "0x1.")
    for i in range(13):
        var digit = Int(fraction >> UInt64(4 * (12 - i)) & 15)
        result.append_byte(UInt8(digit + 48 if digit < 10 else digit + 87))
    exponent = -1022 if exponent == 0 else exponent - 1023
    return String(result, "p", "+" if exponent >= 0 else "-", abs(exponent))


def hex_digit(byte: UInt8) -> Int:
    if byte >= 48 and byte <= 57:
        return Int(byte) - 48
    var lower = byte | 32
    return Int(lower) - 87 if lower >= 97 and lower <= 102 else -1


def parse_hex_float(text: StringSlice) raises Raised -> Float64:
    """`float.fromhex(text)`: half to even where there are more than 53 bits."""
    var invalid: StaticString = "invalid hexadecimal floating-point string"
    var slice = text.strip()
    var at = 0
    var negative = False
    if at < slice._length and (slice._byte(at) == 43 or slice._byte(at) == 45):
        negative = slice._byte(at) == 45
        at += 1
    var word = slice._slice(at, slice._length).lower()
    if word == "inf" or word == "infinity":
        return -infinity() if negative else infinity()
    if word == "nan":
        return not_a_number()
    if at + 1 < slice._length and slice._byte(at) == 48 and slice._byte(at + 1) | 32 == 120:
        at += 2
    var mantissa = UInt64(0)
    var exponent = 0
    var sticky = False
    var seen = False
    var point = False
    while at < slice._length:
        var byte = slice._byte(at)
        if byte == 46 and not point:
            point = True
            at += 1
            continue
        var digit = hex_digit(byte)
        if digit < 0:
            break
        seen = True
        if mantissa < UInt64(1) << 59:
            mantissa = mantissa << 4 | UInt64(digit)
            if point:
                exponent -= 4
        else:
            sticky = sticky or digit != 0
            if not point:
                exponent += 4
        at += 1
    if not seen:
        raise new_error(VALUE_ERROR, String(invalid))
    if at < slice._length and slice._byte(at) | 32 == 112:
        at += 1
        var down = False
        if at < slice._length and (slice._byte(at) == 43 or slice._byte(at) == 45):
            down = slice._byte(at) == 45
            at += 1
        var start = at
        var power = 0
        while at < slice._length and slice._byte(at) >= 48 and slice._byte(at) <= 57:
            power = min(power * 10 + Int(slice._byte(at)) - 48, 1 << 40)
            at += 1
        if at == start:
            raise new_error(VALUE_ERROR, String(invalid))
        exponent += -power if down else power
    if at != slice._length:
        raise new_error(VALUE_ERROR, String(invalid))
    if mantissa == 0:
        return -0.0 if negative else 0.0
    var top = 63 - Int(raw=__op.clz(Int(mantissa).value))
    # The last bit that is kept has the weight 2**least.
    var least = max(top + exponent - 52, -1074)
    var drop = least - exponent
    if drop > 0:
        if drop > 62:
            mantissa = 0
        else:
            var rest = mantissa & ((UInt64(1) << UInt64(drop)) - 1)
            var half = UInt64(1) << UInt64(drop - 1)
            mantissa = mantissa >> UInt64(drop)
            if rest > half or (rest == half and (sticky or mantissa & 1 == 1)):
                mantissa += 1
        exponent = least
    elif drop < 0:
        mantissa = mantissa << UInt64(-drop)
        exponent = least
    if mantissa >= UInt64(1) << 53:
        mantissa = mantissa >> 1
        exponent += 1
    if mantissa != 0 and exponent + 52 > 1023:
        raise new_error(OVERFLOW_ERROR, "hexadecimal value too large to represent as a float")
    var bits = mantissa
    if mantissa >= UInt64(1) << 52:
        bits = mantissa - (UInt64(1) << 52) | UInt64(exponent + 1075) << 52
    var result = float_of_bits(bits)
    return -result if negative else result
