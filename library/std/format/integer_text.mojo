"""Integers as digits, into a buffer of bytes.

In: a value and the end of a buffer. Out: the number of bytes written before that end.
"""
from memory.raw import raw_byte, raw_set_byte

comptime DIGIT_PAIRS = (
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"
)


def decimal_before(end: __type.pointer[UInt8], value: UInt64) -> Int:
    """Writes the decimal digits so that they finish at `end`; at most 20 bytes."""
    var pairs = DIGIT_PAIRS.data
    var rest = value
    var count = 0
    while rest >= 100:
        var hundreds = rest // 100
        var pair = Int(rest - hundreds * 100) * 2
        rest = hundreds
        count += 2
        raw_set_byte(end, -count, raw_byte(pairs, pair))
        raw_set_byte(end, 1 - count, raw_byte(pairs, pair + 1))
    if rest >= 10:
        var pair = Int(rest) * 2
        count += 2
        raw_set_byte(end, -count, raw_byte(pairs, pair))
        raw_set_byte(end, 1 - count, raw_byte(pairs, pair + 1))
    else:
        count += 1
        raw_set_byte(end, -count, UInt8(rest) + 48)
    return count


def signed_decimal_before(end: __type.pointer[UInt8], value: Int64) -> Int:
    if value >= 0:
        return decimal_before(end, UInt64(value))
    var count = decimal_before(end, 0 - UInt64(value)) + 1
    raw_set_byte(end, -count, UInt8(45))
    return count


def wide_decimal_before[dtype: DType](end: __type.pointer[UInt8], value: Scalar[dtype]) -> Int:
    """Like `decimal_before`, for unsigned integers of any width; at most 78 bytes for 256 bits."""
    comptime chunk = Scalar[dtype](10000000000000000000)
    var rest = value
    var count = 0
    while rest >= chunk:
        var quotient = rest // chunk
        var part = (rest - quotient * chunk).cast[DType.uint64]()
        rest = quotient
        var written = decimal_before(__op.offset(end, Int(-count).value), part)
        for place in range(written + 1, 20):
            raw_set_byte(end, -count - place, UInt8(48))
        count += 19
    return count + decimal_before(__op.offset(end, Int(-count).value), rest.cast[DType.uint64]())


def digits_before(end: __type.pointer[UInt8], value: UInt64, base: Int, upper: Bool) -> Int:
    """Digits in a base from 2 to 36; at most 64 bytes."""
    var digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".data if upper else "0123456789abcdefghijklmnopqrstuvwxyz".data
    var rest = value
    var count = 0
    while True:
        var quotient = rest // UInt64(base)
        count += 1
        raw_set_byte(end, -count, raw_byte(digits, Int(rest - quotient * UInt64(base))))
        rest = quotient
        if rest == 0:
            return count
