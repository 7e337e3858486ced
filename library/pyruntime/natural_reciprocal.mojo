"""Division of long rows by multiplication with a reciprocal, which Newton's method finds.

D. E. Knuth, The Art of Computer Programming 2, 4.3.3, algorithm R, in whole digits; P. Zimmermann and R. Brent, Modern Computer Arithmetic, 1.4.3
and 3.4.1. A reciprocal and a quotient are a few units off; a quotient is corrected by its remainder.
In this file X is 2**64, and a divisor has its top bit set.
"""

from .natural_product import multiply
from .natural_quotient import divide
from .natural_row import (
    Digits,
    add,
    add_digit,
    allocate_digits,
    clear_digits,
    compare_equally_long,
    copy_digits,
    subtract,
    subtract_digit,
    subtract_equally_long,
)

comptime _direct_up_to = 100
"""Digits of a divisor whose reciprocal is a quotient."""


def write_reciprocal(target: Digits, divisor: Digits, count: Int):
    """About `X**(2 count) / divisor`, at most 4 too great or too small, in `count + 1` digits.

    Args:
        target: Where it goes.
        divisor: The divisor.
        count: Its digits.
    """
    if count <= _direct_up_to:
        var memory = allocate_digits(3 * count)
        for i in range(2 * count):
            memory[i] = ~UInt64(0)
        divide(target, memory + 2 * count, memory, 2 * count, divisor, count)
        memory.free()
        return
    # v, the reciprocal of the upper half, is right to half of the digits; 2 half > count.
    var half = (count >> 1) + 1
    var low = count - half
    var v = target + low
    write_reciprocal(v, divisor + low, half)
    clear_digits(target, low)
    # error = X**(count + half) - divisor v, less than X**(count + 1) in absolute value. The new reciprocal is v X**low + v error / X**(2 half).
    var product = allocate_digits(count + half + 1 + 2 * half + 2)
    multiply(product, divisor, count, v, half + 1)
    var is_too_great = product[count + half] != 0
    if not is_too_great:
        for i in range(count + 1):
            product[i] = ~product[i]
    # Only the upper digits of the error matter.
    var correction = product + (count + half + 1)
    multiply(correction, v, half + 1, product + low, half + 1)
    var dropped = 3 * half - count
    var left = 2 * half + 2 - dropped
    if is_too_great:
        _ = subtract(target, target, count + 1, correction + dropped, left)
    else:
        _ = add(target, target, count + 1, correction + dropped, left)
    product.free()


def divide_by_reciprocal(quotient: Digits, a: Digits, a_count: Int, divisor: Digits, count: Int, reciprocal: Digits):
    """Divides in place: the remainder is left in the lower `count` digits of `a`, zeros above; the quotient has `a_count - count` digits.

    Args:
        quotient: Where it goes.
        a: The dividend; its upper `count` digits are less than the divisor.
        a_count: Its digits, more than `count`.
        divisor: The divisor.
        count: Its digits.
        reciprocal: From `write_reciprocal`.
    """
    var scratch = allocate_digits(2 * count + 1)
    # The top piece may be short; then pieces as long as the divisor.
    var done = a_count - count
    var piece = done % count
    if piece == 0:
        piece = count
    while done > 0:
        done -= piece
        _divide_piece(quotient + done, a + done, divisor, count, piece, reciprocal, scratch)
        piece = count
    scratch.free()


def _divide_piece(quotient: Digits, a: Digits, divisor: Digits, count: Int, q_count: Int, reciprocal: Digits, scratch: Digits):
    """The same for `count + q_count` digits, `1 <= q_count <= count`, with scratch memory for `2 * count + 1` digits."""
    # The upper digits of the dividend and of the reciprocal.
    multiply(scratch, reciprocal + (count - q_count), q_count + 1, a + count, q_count)
    if scratch[2 * q_count] == 0:
        copy_digits(quotient, scratch + q_count, q_count)
    else:
        for i in range(q_count):
            quotient[i] = ~UInt64(0)
    multiply(scratch, divisor, count, quotient, q_count)
    # The difference is small against X**count, and negative where its upper digit is.
    _ = subtract_equally_long(a, a, scratch, count + 1)
    while a[count] >> 63 != 0:
        _ = subtract_digit(quotient, quotient, q_count, 1)
        _ = add(a, a, count + 1, divisor, count)
    while a[count] != 0 or compare_equally_long(a, divisor, count) >= 0:
        _ = add_digit(quotient, quotient, q_count, 1)
        _ = subtract(a, a, count + 1, divisor, count)
    clear_digits(a + count, q_count)
