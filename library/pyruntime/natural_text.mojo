"""Rows of digits to text in any base from 2 to 36 and back.

Bases that are powers of two by bits, in linear time. Others by halves (D. E. Knuth, The Art of Computer Programming 2, 4.4, exercises 14 and
18): with fast products and quotients a text takes little longer than a few of those.
Not here: signs, prefixes, underscores, errors (`big_integer_text.mojo`).
"""

from bit import count_leading_zeros
from memory import UnsafePointer
from .natural_product import multiply
from .natural_quotient import divide_by_normal_digit, reciprocal_of_digit
from .natural_row import (
    Digits,
    add,
    allocate_digits,
    bit_length,
    compare,
    copy_digits,
    multiply_by_digit,
    significant_count,
)
from .power_tower import PowerTower, Radix

comptime Characters = UnsafePointer[UInt8, MutableAnyOrigin]
"""The address of text."""
comptime halve_from = 16
"""Digits from which numbers are halved to be written."""


@always_inline
def character_of(value: UInt64) -> UInt8:
    """`0` to `9`, `a` to `z`."""
    return (value + 48 if value < 10 else value + 87).cast[DType.uint8]()


def bits_per_character(base: Int) -> Int:
    """For powers of two, how many bits a character stands for; else 0."""
    if base & (base - 1) != 0:
        return 0
    var result = 0
    while 1 << result < base:
        result += 1
    return result


# Writing


def text_bound(row: Digits, count: Int, base: Int) -> Int:
    """At least as many characters as the text has."""
    var per_character = bits_per_character(base)
    if per_character > 0:
        return (bit_length(row, count) + per_character - 1) // per_character + 1
    # A character holds more bits than the whole 1024ths given here.
    return bit_length(row, count) * 1024 // _bits_of_1024_characters(base) + 2


def _bits_of_1024_characters(base: Int) -> Int:
    """`1024 * log2(base)`, rounded down: the bit length of `base**1024`, computed with 64 leading bits at a time."""
    var radix = Radix(base)
    # base**chunk_size >= 2**(bits - 1), so this is a little less than what it stands for.
    var bits = 63 - Int(count_leading_zeros(radix.chunk))
    return bits * 1024 // radix.chunk_size


def write_text(target: Characters, row: Digits, count: Int, base: Int) -> Int:
    """Writes a number that is not 0 without zeros in front; gives the number of characters. Uses up to `text_bound` characters.

    Args:
        target: Where the text goes.
        row: The number.
        count: Its digits, the top one not 0.
        base: From 2 to 36.
    """
    var per_character = bits_per_character(base)
    if per_character > 0:
        return _write_bits(target, row, count, per_character)
    var radix = Radix(base)
    if count < halve_from:
        return _write_short(target, row, count, radix, 0)
    var powers = PowerTower(radix, text_bound(row, count, base) // radix.chunk_size)
    var size = _write_halves(target, row, count, powers, len(powers.counts) - 1, 0)
    powers.free()
    return size


def _write_bits(target: Characters, row: Digits, count: Int, per_character: Int) -> Int:
    var bits = bit_length(row, count)
    var size = (bits + per_character - 1) // per_character
    var mask = (UInt64(1) << UInt64(per_character)) - 1
    var position = 0
    for i in range(size):
        var index = position >> 6
        var offset = position & 63
        var value = row[index] >> UInt64(offset)
        if offset + per_character > 64 and index + 1 < count:
            value |= row[index + 1] << UInt64(64 - offset)
        target[size - 1 - i] = character_of(value & mask)
        position += per_character
    return size


def _write_short(target: Characters, row: Digits, count: Int, radix: Radix, width: Int) -> Int:
    """Chunk by chunk from the end. Zeros in front make up the width; with width 0 there are none."""
    var scratch = allocate_digits(3 * count + 2)
    var chunks = scratch + count
    copy_digits(scratch, row, count)
    var left = significant_count(scratch, count)
    var shift = Int(count_leading_zeros(radix.chunk))
    var normal = radix.chunk << UInt64(shift)
    var reciprocal = reciprocal_of_digit(normal)
    var chunk_count = 0
    while left > 0:
        chunks[chunk_count] = divide_by_normal_digit(scratch, scratch, left, normal, reciprocal, shift)
        chunk_count += 1
        left = significant_count(scratch, left)
    var size = width
    if size == 0 and chunk_count > 0:
        size = (chunk_count - 1) * radix.chunk_size
        var rest = chunks[chunk_count - 1]
        while rest > 0:
            rest //= UInt64(radix.base)
            size += 1
    var end = size
    var base = UInt64(radix.base)
    for i in range(chunk_count):
        var rest = chunks[i]
        var start = max(end - radix.chunk_size, 0)
        if radix.base == 10:
            while end > start:
                end -= 1
                target[end] = (rest % 10 + 48).cast[DType.uint8]()
                rest //= 10
        else:
            while end > start:
                end -= 1
                target[end] = character_of(rest % base)
                rest //= base
    while end > 0:
        end -= 1
        target[end] = 48
    scratch.free()
    return size


def _write_halves(target: Characters, row: Digits, given: Int, powers: PowerTower, level: Int, width: Int) -> Int:
    """Divides by a power in the middle and writes quotient and remainder.

    Args:
        target: Where the text goes.
        row: The number.
        given: Its digits.
        powers: Powers of the base.
        level: The greatest that may be needed.
        width: As many characters are written; 0: as many as there are.
    """
    var count = significant_count(row, given)
    if count < halve_from:
        return _write_short(target, row, count, powers.radix, width)
    var at = level
    while compare(row, count, powers.rows[at], powers.counts[at]) < 0:
        at -= 1
    var m = powers.counts[at]
    var scratch = allocate_digits(count + 1)
    powers.divide(at, scratch, scratch + (count - m + 1), row, count)
    var low_width = powers.radix.chunk_size * powers.exponents[at]
    var size = _write_halves(target, scratch, count - m + 1, powers, at, max(width - low_width, 0))
    size += _write_halves(target + size, scratch + (count - m + 1), m, powers, max(at - 1, 0), low_width)
    scratch.free()
    return size


# Reading


def read_bound(size: Int, base: Int) -> Int:
    """At least as many digits as a number with so many characters needs while it is read."""
    var per_character = bits_per_character(base)
    if per_character > 0:
        return (size * per_character + 63) // 64 + 1
    var radix = Radix(base)
    return (size + radix.chunk_size - 1) // radix.chunk_size + 1


def read_values(target: Digits, values: Characters, size: Int, base: Int) -> Int:
    """Reads a number; gives how many digits it has, which may be 0.

    Args:
        target: Room for `read_bound` digits.
        values: What the characters stand for, each less than the base.
        size: How many.
        base: From 2 to 36.
    """
    var per_character = bits_per_character(base)
    if per_character > 0:
        return _read_bits(target, values, size, per_character)
    var radix = Radix(base)
    var chunk_count = 0
    var end = size
    while end > 0:
        var chunk = UInt64(0)
        for i in range(max(end - radix.chunk_size, 0), end):
            chunk = chunk * UInt64(base) + values[i].cast[DType.uint64]()
        target[chunk_count] = chunk
        chunk_count += 1
        end -= radix.chunk_size
    _join_chunks(target, chunk_count, radix)
    return significant_count(target, chunk_count)


def _read_bits(target: Digits, values: Characters, size: Int, per_character: Int) -> Int:
    var digit = UInt64(0)
    var bits = 0
    var count = 0
    for i in range(size):
        var value = values[size - 1 - i].cast[DType.uint64]()
        digit |= value << UInt64(bits)
        bits += per_character
        if bits >= 64:
            target[count] = digit
            count += 1
            bits -= 64
            digit = value >> UInt64(per_character - bits)
    if bits > 0:
        target[count] = digit
        count += 1
    return significant_count(target, count)


comptime _direct_chunks = 32
"""So many chunks are joined one by one, which is a power of two."""


def _join_chunks(row: Digits, count: Int, radix: Radix):
    """In place: chunks, the least first, become digits. A group of n chunks is a number of n digits; two groups are joined into one."""
    var scratch = allocate_digits(2 * count + 2 * _direct_chunks)
    var start = 0
    while start < count:
        var n = min(_direct_chunks, count - start)
        copy_digits(scratch, row + start, n)
        var used = 0
        var i = n - 1
        while i >= 0:
            row[start + used] = multiply_by_digit(row + start, row + start, used, radix.chunk, scratch[i])
            used += 1
            i -= 1
        start += n
    if count <= _direct_chunks:
        scratch.free()
        return
    var power = allocate_digits(2 * count)
    power[0] = radix.chunk
    var power_count = 1
    var exponent = 1
    var group = _direct_chunks
    while group < count:
        while exponent < group:
            multiply(scratch, power, power_count, power, power_count)
            exponent *= 2
            power_count = significant_count(scratch, 2 * power_count)
            copy_digits(power, scratch, power_count)
        start = 0
        while start + group < count:
            var high_count = min(group, count - start - group)
            multiply(scratch, power, power_count, row + (start + group), high_count)
            var n = significant_count(scratch, power_count + high_count)
            var whole = group + high_count
            # The sum of the low group and the product fits `whole` digits.
            if n >= group:
                var carry = add(row + start, scratch, n, row + start, group)
                for i in range(n, whole):
                    row[start + i] = carry
                    carry = 0
            else:
                for i in range(group, whole):
                    row[start + i] = 0
                _ = add(row + start, row + start, whole, scratch, n)
            start += 2 * group
        group *= 2
    power.free()
    scratch.free()
