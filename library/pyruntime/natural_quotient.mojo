"""Quotients and remainders of rows of digits.

Short divisors: D. E. Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D, with the reciprocals of N. Möller and T. Granlund,
"Improved division by invariant integers", 2011. Long ones: C. Burnikel and J. Ziegler, "Fast recursive division", 1998, which takes the
time of several products; very long ones by reciprocals (`natural_reciprocal.mojo`).
"""

from bit import count_leading_zeros
from .natural_product import multiply
from .natural_reciprocal import divide_by_reciprocal, write_reciprocal
from .natural_row import (
    Digits,
    add_equally_long,
    allocate_digits,
    compare_equally_long,
    high_digit,
    low_digit,
    shift_left,
    shift_right,
    subtract_digit,
    subtract_equally_long,
    subtract_product,
    two_digits,
    wide,
)

comptime recursive_from = 40
"""Digits of divisor and quotient from which recursive division is faster."""
comptime reciprocal_from = 1000
"""Digits of divisor and quotient from which finding a reciprocal and multiplying with it is faster still."""
comptime known_reciprocal_from = 350
"""The same where the reciprocal is used at least three times."""


@always_inline
def reciprocal_of_digit(divisor: UInt64) -> UInt64:
    """`(2**128 - 1) // divisor - 2**64` for a divisor with its top bit set."""
    return low_digit(two_digits(~divisor, ~UInt64(0)) // wide(divisor))


@always_inline
def divide_two_digits(high: UInt64, low: UInt64, divisor: UInt64, reciprocal: UInt64, mut remainder: UInt64) -> UInt64:
    """The quotient of two digits, `high < divisor`, and a divisor with its top bit set (Möller and Granlund, algorithm 4)."""
    var estimate = wide(reciprocal) * wide(high) + two_digits(high, low)
    var quotient = high_digit(estimate) + 1
    var rest = low - quotient * divisor
    if rest > low_digit(estimate):
        quotient -= 1
        rest += divisor
    if rest >= divisor:
        quotient += 1
        rest -= divisor
    remainder = rest
    return quotient


def divide_by_digit(quotient: Digits, a: Digits, count: Int, divisor: UInt64) -> UInt64:
    """`a // divisor` in `count` digits; gives the remainder. The quotient may be `a`.

    Args:
        quotient: Where it goes.
        a: The dividend.
        count: Its digits.
        divisor: Not 0.
    """
    if count == 0:
        return 0
    var shift = count_leading_zeros(divisor)
    var normal = divisor << shift
    var reciprocal = reciprocal_of_digit(normal)
    return divide_by_normal_digit(quotient, a, count, normal, reciprocal, Int(shift))


def divide_by_normal_digit(quotient: Digits, a: Digits, count: Int, normal: UInt64, reciprocal: UInt64, shift: Int) -> UInt64:
    """The same for a divisor that was shifted to set its top bit.

    Args:
        quotient: Where it goes.
        a: The dividend.
        count: Its digits, not 0.
        normal: The shifted divisor.
        reciprocal: Its `reciprocal_of_digit`.
        shift: By how many bits it was shifted.
    """
    var rest = UInt64(0)
    if shift == 0:
        var i = count - 1
        while i >= 0:
            quotient[i] = divide_two_digits(rest, a[i], normal, reciprocal, rest)
            i -= 1
        return rest
    var up = UInt64(shift)
    var down = UInt64(64 - shift)
    var above = a[count - 1]
    rest = above >> down
    var i = count - 1
    while i >= 0:
        var below = a[i - 1] if i > 0 else 0
        quotient[i] = divide_two_digits(rest, (above << up) | (below >> down), normal, reciprocal, rest)
        above = below
        i -= 1
    return rest >> up


def remainder_of_digit(a: Digits, count: Int, divisor: UInt64) -> UInt64:
    """`a % divisor`.

    Args:
        a: The dividend.
        count: Its digits.
        divisor: Not 0.
    """
    var shift = count_leading_zeros(divisor)
    var normal = divisor << shift
    var reciprocal = reciprocal_of_digit(normal)
    var rest = UInt64(0)
    var i = count - 1
    while i >= 0:
        var digit = a[i]
        var high = (rest << shift) | ((digit >> (UInt64(63) - shift)) >> 1)
        _ = divide_two_digits(high, digit << shift, normal, reciprocal, rest)
        rest >>= shift
        i -= 1
    return rest


def divide(quotient: Digits, remainder: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int):
    """`a // b` in `a_count - b_count + 1` digits and `a % b` in `b_count` digits.

    Args:
        quotient: Where it goes; overlaps nothing.
        remainder: Where it goes; overlaps nothing.
        a: The dividend.
        a_count: Its digits, at least `b_count`.
        b: The divisor.
        b_count: Its digits, the top one not 0.
    """
    if b_count == 1:
        remainder[0] = divide_by_digit(quotient, a, a_count, b[0])
        return
    var shift = Int(count_leading_zeros(b[b_count - 1]))
    var rest = allocate_digits(a_count + 1 + b_count)
    var divisor = rest + (a_count + 1)
    rest[a_count] = shift_left(rest, a, a_count, shift)
    _ = shift_left(divisor, b, b_count, shift)
    divide_normal(quotient, rest, a_count + 1, divisor, b_count)
    shift_right(remainder, rest, b_count, shift)
    rest.free()


def divide_normal(quotient: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int):
    """Divides in place: the remainder is left in the lower `b_count` digits of `a`, zeros above; the quotient has `a_count - b_count` digits.

    Args:
        quotient: Where it goes.
        a: The dividend; its top `b_count` digits are less than `b`.
        a_count: Its digits, more than `b_count`.
        b: The divisor; its top bit is set.
        b_count: Its digits, at least 2.
    """
    var q_count = a_count - b_count
    if b_count < recursive_from or q_count < recursive_from:
        return _divide_schoolbook(quotient, a, a_count, b, b_count)
    var is_used_often = q_count >= 3 * b_count
    if b_count >= (known_reciprocal_from if is_used_often else reciprocal_from) and q_count > b_count:
        var reciprocal = allocate_digits(b_count + 1)
        write_reciprocal(reciprocal, b, b_count)
        divide_by_reciprocal(quotient, a, a_count, b, b_count, reciprocal)
        reciprocal.free()
        return
    var scratch = allocate_digits(2 * b_count)
    # The top piece may be short; then pieces as long as the divisor.
    var done = q_count
    var piece = q_count % b_count
    if piece == 0:
        piece = b_count
    while done > 0:
        done -= piece
        _divide_piece(quotient + done, a + done, b, b_count, piece, scratch)
        piece = b_count
    scratch.free()


def _divide_piece(quotient: Digits, a: Digits, b: Digits, b_count: Int, q_count: Int, scratch: Digits):
    """Divides `b_count + q_count` digits, of which the top `b_count` are less than `b`; `q_count <= b_count`.

    The top of the dividend by the top of the divisor gives a quotient that is a little too great; the product with the rest of the divisor
    corrects it. (Burnikel and Ziegler's division of three halves by two, for any ratio.)
    """
    if q_count < recursive_from:
        return _divide_schoolbook(quotient, a, b_count + q_count, b, b_count)
    var low = b_count - q_count
    if low == 0:
        return _divide_evenly(quotient, a, b, b_count, scratch)
    var top = a + low
    var divisor = b + low
    var over = UInt64(0)
    if compare_equally_long(top + q_count, divisor, q_count) < 0:
        _divide_evenly(quotient, top, divisor, q_count, scratch)
    else:
        # The quotient is 2**64**q_count - 1 at most: take that, and top - quotient * divisor = top - divisor * X + divisor.
        for i in range(q_count):
            quotient[i] = ~UInt64(0)
        _ = subtract_equally_long(top + q_count, top + q_count, divisor, q_count)
        over = add_equally_long(top, top, divisor, q_count)
        over = _propagate(top + q_count, q_count, over)
    # What is left is in the low b_count digits, `over` on top of them (digits above are zero).
    multiply(scratch, quotient, q_count, b, low)
    var borrow = subtract_equally_long(a, a, scratch, b_count)
    while borrow > over:
        _ = subtract_digit(quotient, quotient, q_count, 1)
        over += add_equally_long(a, a, b, b_count)


@always_inline
def _propagate(row: Digits, count: Int, carry: UInt64) -> UInt64:
    """Adds a carry to the lowest digit, which becomes part of the result, and clears that digit."""
    var sum = row[0] + carry
    row[0] = 0
    return sum


def _divide_evenly(quotient: Digits, a: Digits, b: Digits, count: Int, scratch: Digits):
    """Divides `2 * count` digits, of which the top half is less than `b`, by `count` digits."""
    if count < recursive_from:
        return _divide_schoolbook(quotient, a, 2 * count, b, count)
    if count >= reciprocal_from:
        var reciprocal = allocate_digits(count + 1)
        write_reciprocal(reciprocal, b, count)
        divide_by_reciprocal(quotient, a, 2 * count, b, count, reciprocal)
        reciprocal.free()
        return
    var low = count >> 1
    var high = count - low
    _divide_piece(quotient + low, a + low, b, count, high, scratch)
    _divide_piece(quotient, a, b, count, low, scratch)


def _divide_schoolbook(quotient: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int):
    """Algorithm D; each digit is estimated from three digits and two, so that it is one too great at most, and that rarely."""
    var first = b[b_count - 1]
    var second = b[b_count - 2]
    var reciprocal = _reciprocal_of_two_digits(first, second)
    var i = a_count - b_count - 1
    while i >= 0:
        var top = a[i + b_count]
        var next = a[i + b_count - 1]
        var estimate = ~UInt64(0)
        if top != first or next != second:
            estimate = _divide_three_digits(top, next, a[i + b_count - 2], first, second, reciprocal)
        var over = subtract_product(a + i, b, b_count, estimate)
        if over > top:
            estimate -= 1
            over -= add_equally_long(a + i, a + i, b, b_count)
        a[i + b_count] = top - over
        quotient[i] = estimate
        i -= 1


def _reciprocal_of_two_digits(first: UInt64, second: UInt64) -> UInt64:
    """`(2**192 - 1) // (first * 2**64 + second) - 2**64` (Möller and Granlund, algorithm 6)."""
    var result = reciprocal_of_digit(first)
    var product = first * result + second
    if product < second:
        result -= 1
        if product >= first:
            result -= 1
            product -= first
        product -= first
    var wide_product = wide(result) * wide(second)
    product += high_digit(wide_product)
    if product < high_digit(wide_product):
        result -= 1
        if two_digits(product, low_digit(wide_product)) >= two_digits(first, second):
            result -= 1
    return result


@always_inline
def _divide_three_digits(a2: UInt64, a1: UInt64, a0: UInt64, first: UInt64, second: UInt64, reciprocal: UInt64) -> UInt64:
    """The quotient of three digits and two, the top two less than the divisor (Möller and Granlund, algorithm 5)."""
    var estimate = wide(reciprocal) * wide(a2) + two_digits(a2, a1)
    var quotient = high_digit(estimate)
    var divisor = two_digits(first, second)
    var rest = two_digits(a1 - quotient * first, a0) - wide(second) * wide(quotient) - divisor
    quotient += 1
    if high_digit(rest) >= low_digit(estimate):
        quotient -= 1
        rest += divisor
    if rest >= divisor:
        quotient += 1
    return quotient
