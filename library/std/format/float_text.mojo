"""Floats as text, spelled as Python's `repr` does: `0.1`, `1.0`, `1e+16`, `inf`, `nan`.

In: the bits of a float of any format up to 64 bits. Out: bytes in a buffer, at most 32.
"""
from format.integer_text import decimal_before
from format.shortest import Decimal, shortest_decimal
from memory.raw import raw_byte, raw_copy, raw_move, raw_set_byte


struct FloatParts(TrivialRegisterPassable):
    """A float taken apart: (-1)**negative * significand * 2**exponent, or infinity, or not a number."""

    var negative: Bool
    var is_infinite: Bool
    var is_nan: Bool
    var lower_is_closer: Bool
    var significand: UInt64
    var exponent: Int

    def __init__(out self, bits: UInt64, mantissa_bits: Int, exponent_bits: Int):
        """Splits IEEE bits: sign, exponent, mantissa."""
        var mantissa = bits & ((UInt64(1) << UInt64(mantissa_bits)) - 1)
        var greatest = (1 << exponent_bits) - 1
        var biased = Int(bits >> UInt64(mantissa_bits)) & greatest
        self.negative = (bits >> UInt64(mantissa_bits + exponent_bits)) & 1 == 1
        self.is_infinite = biased == greatest and mantissa == 0
        self.is_nan = biased == greatest and mantissa != 0
        self.lower_is_closer = mantissa == 0 and biased > 1
        self.significand = mantissa if biased == 0 else mantissa | UInt64(1) << UInt64(mantissa_bits)
        self.exponent = max(biased, 1) - ((greatest >> 1) + mantissa_bits)


def float_text(buffer: __type.pointer[UInt8], parts: FloatParts) -> Int:
    """Writes the shortest text that reads back as the same float; returns its length."""
    if parts.is_nan:
        return _word(buffer, "nan")
    var start = 0
    if parts.negative:
        raw_set_byte(buffer, 0, UInt8(45))
        start = 1
    var target = __op.offset(buffer, start.value)
    if parts.is_infinite:
        return start + _word(target, "inf")
    if parts.significand == 0:
        return start + _word(target, "0.0")
    return start + decimal_text(target, shortest_decimal(parts.significand, parts.exponent, parts.lower_is_closer))


def decimal_text(buffer: __type.pointer[UInt8], value: Decimal) -> Int:
    """Lays out digits * 10**exponent; at most 25 bytes."""
    var digits = __op.stack_allocate[UInt8](Int(20).value)
    var end = __op.offset(digits, Int(20).value)
    var count = decimal_before(end, value.digits)
    digits = __op.offset(end, Int(-count).value)
    var point = count + value.exponent
    if point <= -4 or point > 16:
        raw_set_byte(buffer, 0, raw_byte(digits, 0))
        var length = 1
        if count > 1:
            raw_set_byte(buffer, 1, UInt8(46))
            raw_copy(__op.offset(buffer, Int(2).value), __op.offset(digits, Int(1).value), count - 1)
            length = count + 1
        return length + exponent_text(__op.offset(buffer, length.value), point - 1, UInt8(101))
    if point <= 0:
        var length = _word(buffer, "0.")
        for _ in range(-point):
            raw_set_byte(buffer, length, UInt8(48))
            length += 1
        raw_copy(__op.offset(buffer, length.value), digits, count)
        return length + count
    if point >= count:
        raw_copy(buffer, digits, count)
        for i in range(count, point):
            raw_set_byte(buffer, i, UInt8(48))
        return point + _word(__op.offset(buffer, point.value), ".0")
    raw_copy(buffer, digits, point)
    raw_set_byte(buffer, point, UInt8(46))
    raw_copy(__op.offset(buffer, (point + 1).value), __op.offset(digits, point.value), count - point)
    return count + 1


def exponent_text(buffer: __type.pointer[UInt8], exponent: Int, letter: UInt8) -> Int:
    """`e+16`, `e-05`: a sign and at least two digits."""
    raw_set_byte(buffer, 0, letter)
    raw_set_byte(buffer, 1, UInt8(45) if exponent < 0 else UInt8(43))
    var size = abs(exponent)
    var count = 3 if size >= 100 else 2
    var rest = size
    for i in range(count):
        raw_set_byte(buffer, 1 + count - i, UInt8(48 + rest % 10))
        rest //= 10
    return 2 + count


def _word(buffer: __type.pointer[UInt8], text: StringLiteral) -> Int:
    raw_copy(buffer, text.data, text.length)
    return text.length
