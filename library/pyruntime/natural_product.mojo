"""Products and squares of rows of digits, by the method that is fastest for their lengths.

Schoolbook: D. E. Knuth, The Art of Computer Programming 2, 4.3.1, algorithm M. Above some length the method of A. Karatsuba and Yu. Ofman,
"Multiplication of many-digital numbers by automatic computers", 1962 (with differences, Knuth 4.3.3); for long rows convolution by
number-theoretic transforms (`natural_transform.mojo`).
Not here: products with one digit (`natural_row.mojo`).
"""

from .natural_row import (
    Digits,
    add,
    add_digit,
    add_equally_long,
    add_product,
    allocate_digits,
    clear_digits,
    high_digit,
    low_digit,
    multiply_by_digit,
    subtract_absolute,
    subtract_equally_long,
    wide,
)
from .natural_transform import multiply_by_transform, transform_is_faster

comptime karatsuba_from = 28
"""Digits of the shorter factor from which three half products are faster than four."""
comptime karatsuba_square_from = 48
"""The same for squares."""


def multiply(target: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int):
    """`a * b`, in `a_count + b_count` digits. The target overlaps no factor.

    Args:
        target: Where the product goes.
        a: A factor.
        a_count: Its digits.
        b: The other factor; the same address and length make a square.
        b_count: Its digits.
    """
    if a_count < b_count:
        return multiply(target, b, b_count, a, a_count)
    if b_count == 0:
        return clear_digits(target, a_count)
    var is_square = a == b and a_count == b_count
    if b_count < karatsuba_from:
        if is_square:
            return square_schoolbook(target, a, a_count)
        return multiply_schoolbook(target, a, a_count, b, b_count)
    if transform_is_faster(a_count, b_count, is_square):
        return multiply_by_transform(target, a, a_count, b, b_count)
    var scratch = allocate_digits(_scratch_count(b_count))
    if is_square:
        _square_karatsuba(target, a, a_count, scratch)
    elif a_count == b_count:
        _multiply_karatsuba(target, a, b, a_count, scratch)
    else:
        _multiply_in_pieces(target, a, a_count, b, b_count, scratch)
    scratch.free()


def _multiply_in_pieces(target: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int, scratch: Digits):
    """The longer factor is cut in pieces as long as the shorter one."""
    var piece = allocate_digits(2 * b_count)
    _multiply_karatsuba(target, a, b, b_count, scratch)
    clear_digits(target + 2 * b_count, a_count - b_count)
    var done = b_count
    while done < a_count:
        var count = min(b_count, a_count - done)
        if count == b_count:
            _multiply_karatsuba(piece, a + done, b, b_count, scratch)
        else:
            multiply(piece, b, b_count, a + done, count)
        _ = add(target + done, target + done, b_count + count, piece, b_count + count)
        done += count
    piece.free()


def multiply_schoolbook(target: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int):
    """Digit by digit; the target overlaps no factor.

    Args:
        target: Where the product goes.
        a: A factor, better the longer one.
        a_count: Its digits.
        b: The other factor.
        b_count: Its digits, not 0.
    """
    target[a_count] = multiply_by_digit(target, a, a_count, b[0])
    for i in range(1, b_count):
        target[a_count + i] = add_product(target + i, a, a_count, b[i])


def square_schoolbook(target: Digits, a: Digits, count: Int):
    """Products of different digits once, doubled; then the squares of the digits.

    Args:
        target: Where the square goes.
        a: The number.
        count: Its digits, not 0.
    """
    target[0] = 0
    if count > 1:
        target[count] = multiply_by_digit(target + 1, a + 1, count - 1, a[0])
        for i in range(1, count - 1):
            target[count + i] = add_product(target + (2 * i + 1), a + (i + 1), count - 1 - i, a[i])
    target[2 * count - 1] = 0
    var carry = UInt64(0)
    var bit = UInt64(0)
    for i in range(count):
        var square = wide(a[i]) * wide(a[i])
        var low = target[2 * i]
        var high = target[2 * i + 1]
        var sum = wide((low << 1) | bit) + wide(low_digit(square)) + wide(carry)
        target[2 * i] = low_digit(sum)
        bit = high >> 63
        sum = wide((high << 1) | (low >> 63)) + wide(high_digit(square)) + wide(high_digit(sum))
        target[2 * i + 1] = low_digit(sum)
        carry = high_digit(sum)


def _scratch_count(count: Int) -> Int:
    """Digits that the methods below need beside the target."""
    return 4 * count + 256


def _multiply_karatsuba(target: Digits, a: Digits, b: Digits, count: Int, scratch: Digits):
    """Factors of equal length: `(a1 X + a0) (b1 X + b0) = a1 b1 X**2 + (a1 b1 + a0 b0 - (a0 - a1) (b0 - b1)) X + a0 b0`."""
    if count < karatsuba_from:
        return multiply_schoolbook(target, a, count, b, count)
    if transform_is_faster(count, count, False):
        return multiply_by_transform(target, a, count, b, count)
    var low = (count + 1) >> 1
    var high = count - low
    var is_negative = subtract_absolute(target, a, low, a + low, high) != subtract_absolute(target + low, b, low, b + low, high)
    _multiply_karatsuba(scratch, target, target + low, low, scratch + 2 * low)
    _multiply_karatsuba(target, a, b, low, scratch + 2 * low)
    _multiply_karatsuba(target + 2 * low, a + low, b + low, high, scratch + 2 * low)
    _join(target, low, high, scratch, is_negative)


def _square_karatsuba(target: Digits, a: Digits, count: Int, scratch: Digits):
    if count < karatsuba_square_from:
        return square_schoolbook(target, a, count)
    if transform_is_faster(count, count, True):
        return multiply_by_transform(target, a, count, a, count)
    var low = (count + 1) >> 1
    var high = count - low
    _ = subtract_absolute(target, a, low, a + low, high)
    _square_karatsuba(scratch, target, low, scratch + 2 * low)
    _square_karatsuba(target, a, low, scratch + 2 * low)
    _square_karatsuba(target + 2 * low, a + low, high, scratch + 2 * low)
    _join(target, low, high, scratch, False)


@always_inline
def _join(target: Digits, low: Int, high: Int, difference: Digits, is_negative: Bool):
    """Adds the product in the middle to the outer two; the product of the differences is at `difference`."""
    var sum = difference + 2 * low
    var top = add(sum, target, 2 * low, target + 2 * low, 2 * high)
    if is_negative:
        top += add_equally_long(sum, sum, difference, 2 * low)
    else:
        top -= subtract_equally_long(sum, sum, difference, 2 * low)
    top += add_equally_long(target + low, target + low, sum, 2 * low)
    _ = add_digit(target + 3 * low, target + 3 * low, 2 * high - low, top)
