"""Numbers in memory, as `struct`, `array` and `memoryview` have them: the letters of their formats, and how values are read and written."""

from .cells import float_of
from .errors import Raised
from .float_text import bits_of, float_of_bits
from .integers import as_integer, big, fits_int, integer_of, integer_word, is_below_zero
from .word import Word, truth

comptime LETTER_BOOL = 63
comptime LETTER_BYTE = 98
comptime LETTER_UNSIGNED_BYTE = 66
comptime LETTER_CHARACTER = 99
comptime LETTER_DOUBLE = 100
comptime LETTER_HALF = 101
comptime LETTER_FLOAT = 102


def size_of_letter(letter: Int) -> Int:
    """Bytes of a number as this machine has it; 0 for letters without numbers."""
    comptime letters: StaticString = "bBc?hHeiIflLqQnNdP"
    comptime sizes: StaticString = "111122244488888888"
    for i in range(18):
        if Int(letters._byte(i)) == letter:
            return Int(sizes._byte(i)) - 48
    return 0


@always_inline
def is_signed_letter(letter: Int) -> Bool:
    """Of a letter for whole numbers."""
    return letter >= 97


@always_inline
def is_float_letter(letter: Int) -> Bool:
    return letter >= LETTER_DOUBLE and letter <= LETTER_FLOAT


@always_inline
def load_bits(at: __type.pointer[UInt8], size: Int) -> UInt64:
    """The lowest byte first."""
    if size == 1:
        return UInt64(__op.load(at))
    if size == 8:
        var held = UInt64(0)
        __op.memory_copy(__op.pointer_cast[UInt8](__op.address_of(held)), at, Int(8).value)
        return held
    var bits = UInt64(0)
    for i in range(size):
        bits |= UInt64(__op.load(__op.offset(at, i.value))) << UInt64(8 * i)
    return bits


@always_inline
def store_bits(at: __type.pointer[UInt8], size: Int, bits: UInt64):
    if size == 8:
        var held = bits
        __op.memory_copy(at, __op.pointer_cast[UInt8](__op.address_of(held)), Int(8).value)
        return
    for i in range(size):
        __op.store(__op.offset(at, i.value), UInt8((bits >> UInt64(8 * i)) & 255))


def swapped(bits: UInt64, size: Int) -> UInt64:
    """With its bytes in the other order."""
    var result = UInt64(0)
    for i in range(size):
        result = result << 8 | (bits >> UInt64(8 * i) & 255)
    return result


def number_of_bits(bits: UInt64, letter: Int, size: Int) -> Word:
    """The value that the letter gives to bits, with a count."""
    if is_float_letter(letter):
        return float_of(_float_of(bits, letter))
    if letter == LETTER_BOOL:
        return truth(bits != 0)
    if is_signed_letter(letter):
        var shift = 64 - 8 * size
        return integer_of((Int(bits) << shift) >> shift)
    if size == 8 and Int(bits) < 0:
        return integer_word(BigInteger(bits))
    return integer_of(Int(bits))


def _float_of(bits: UInt64, letter: Int) -> Float64:
    if letter == LETTER_DOUBLE:
        return float_of_bits(bits)
    if letter == LETTER_FLOAT:
        var held = UInt32(bits)
        return Float64(__op.load(__op.pointer_cast[Float32](__op.address_of(held))))
    return _float_of_half(Int(bits))


def _float_of_half(bits: Int) -> Float64:
    """Ten bits of fraction, five of exponent."""
    var fraction = bits & 1023
    var exponent = bits >> 10 & 31
    var sign = UInt64(bits >> 15) << 63
    if exponent == 0:
        var value = Float64(fraction) * 0.000000059604644775390625
        return -value if sign != 0 else value
    var wide = 2047 if exponent == 31 else exponent - 15 + 1023
    return float_of_bits(sign | UInt64(wide) << 52 | UInt64(fraction) << 42)


def bits_of_float(value: Float64, letter: Int, mut overflows: Bool) -> UInt64:
    """Rounded to the letter's size; `overflows` if that gives an infinity where there was none."""
    if letter == LETTER_DOUBLE:
        return bits_of(value)
    if letter == LETTER_HALF:
        return _half_of(value, overflows)
    var single = Float32(value)
    var bits = UInt64(__op.load(__op.pointer_cast[UInt32](__op.address_of(single))))
    overflows = bits & 0x7FFFFFFF == 0x7F800000 and bits_of(value) & 0x7FFFFFFFFFFFFFFF != 0x7FF0000000000000
    return bits


def _half_of(value: Float64, mut overflows: Bool) -> UInt64:
    var bits = bits_of(value)
    var sign = bits >> 63 << 15
    var exponent = Int(bits >> 52 & 2047) - 1023
    var fraction = bits & 0xFFFFFFFFFFFFF
    if exponent == 1024:
        return sign | 0x7C00 | (UInt64(0) if fraction == 0 else 0x200)
    # Bits that go: 42 of a normal number, more of one below 2**-14.
    var lost = 42 if exponent >= -14 else 42 + (-14 - exponent)
    if lost > 63:
        return sign
    var whole = fraction | UInt64(1) << 52
    var kept = whole >> UInt64(lost)
    var rest = whole & ((UInt64(1) << UInt64(lost)) - 1)
    var half = UInt64(1) << UInt64(lost - 1)
    if rest > half or (rest == half and kept & 1 != 0):
        kept += 1
    # The leading bit of a normal number is the exponent's lowest; a carry goes on into the exponent.
    var result = kept if exponent < -14 else kept + (UInt64(exponent + 14) << 10)
    overflows = result >= 0x7C00
    return sign | result


comptime FITS = 0
comptime TOO_SMALL = -1
comptime TOO_LARGE = 1


def order_in_range(value: Word, is_signed: Bool, size: Int) -> Int:
    """Whether a whole number fits so many bytes: `FITS`, `TOO_SMALL` or `TOO_LARGE`."""
    if not is_signed and is_below_zero(value):
        return TOO_SMALL
    if size == 8:
        if is_signed:
            return FITS if fits_int(value) else (TOO_SMALL if is_below_zero(value) else TOO_LARGE)
        return FITS if fits_int(value) or big(value).bit_length() <= 64 else TOO_LARGE
    var number = as_integer(value)
    var most = (1 << (8 * size - 1)) - 1 if is_signed else (1 << (8 * size)) - 1
    if number > most:
        return TOO_LARGE
    return TOO_SMALL if is_signed and number < -most - 1 else FITS


def bits_of_whole(value: Word) -> UInt64:
    """The lowest 64 bits of a whole number that fits."""
    if fits_int(value):
        return UInt64(as_integer(value))
    return big(value).digits()[0]


from pyruntime.big_integer import BigInteger
