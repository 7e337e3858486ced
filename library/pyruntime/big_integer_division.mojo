"""Quotients, remainders and greatest common divisors of `BigInteger`s."""

from bit import count_leading_zeros, count_trailing_zeros
from .big_integer import BigInteger, allocate_block
from .natural_quotient import divide, divide_by_digit, remainder_of_digit
from .natural_row import Digits, allocate_digits, compare, copy_digits, low_digit, significant_count, wide


def floor_quotient(a: BigInteger, b: BigInteger) raises -> BigInteger:
    """`a // b`."""
    if b._size == 0:
        raise Error("ZeroDivisionError: integer division or modulo by zero")
    var quotient = BigInteger()
    var remainder = BigInteger()
    _divide_floor(a, b, quotient, remainder)
    return quotient^


def floor_remainder(a: BigInteger, b: BigInteger) raises -> BigInteger:
    """`a % b`."""
    if b._size == 0:
        raise Error("ZeroDivisionError: integer modulo by zero")
    if b.count() == 1:
        return _adjusted(remainder_of_digit(a.digits(), a.count(), b._low), a, b)
    var quotient = BigInteger()
    var remainder = BigInteger()
    _divide_floor(a, b, quotient, remainder)
    return remainder^


def _adjusted(rest: UInt64, a: BigInteger, b: BigInteger) -> BigInteger:
    """The remainder of a division by one digit, with the sign of the divisor."""
    if rest != 0 and a.is_negative() != b.is_negative():
        return BigInteger(magnitude=wide(b._low - rest), is_negative=b.is_negative())
    return BigInteger(magnitude=wide(rest), is_negative=b.is_negative())


def divide_floor(a: BigInteger, b: BigInteger, mut quotient: BigInteger, mut remainder: BigInteger) raises:
    """`divmod(a, b)`.

    Args:
        a: The dividend.
        b: The divisor.
        quotient: Becomes the quotient, rounded down.
        remainder: Becomes the remainder, which has the sign of the divisor.

    Raises:
        ZeroDivisionError.
    """
    if b._size == 0:
        raise Error("ZeroDivisionError: integer division or modulo by zero")
    _divide_floor(a, b, quotient, remainder)


def _divide_floor(a: BigInteger, b: BigInteger, mut quotient: BigInteger, mut remainder: BigInteger):
    divide_truncating(a, b, quotient, remainder)
    if remainder._size != 0 and a.is_negative() != b.is_negative():
        quotient = quotient - BigInteger(1)
        remainder = remainder + b


def divide_truncating(a: BigInteger, b: BigInteger, mut quotient: BigInteger, mut remainder: BigInteger):
    """The quotient rounded toward zero, and the remainder, which has the sign of the dividend.

    Args:
        a: The dividend.
        b: The divisor, not zero.
        quotient: Becomes the quotient.
        remainder: Becomes the remainder.
    """
    var is_negative = a.is_negative() != b.is_negative()
    var n = a.count()
    var m = b.count()
    if n <= 1 and m == 1:
        quotient = BigInteger(magnitude=wide(a._low // b._low), is_negative=is_negative)
        remainder = BigInteger(magnitude=wide(a._low % b._low), is_negative=a.is_negative())
    elif n < m:
        quotient = BigInteger()
        remainder = a
    elif n == 2:
        var x = a.magnitude()
        var y = b.magnitude()
        quotient = BigInteger(magnitude=x // y, is_negative=is_negative)
        remainder = BigInteger(magnitude=x - quotient.magnitude() * y, is_negative=a.is_negative())
    elif m == 1:
        var block = allocate_block(n)
        var rest = divide_by_digit(block, a.digits(), n, b._low)
        quotient = BigInteger(block=block, count=n, is_negative=is_negative)
        remainder = BigInteger(magnitude=wide(rest), is_negative=a.is_negative())
    else:
        var block = allocate_block(n - m + 1)
        var rest = allocate_block(m)
        divide(block, rest, a.digits(), n, b.digits(), m)
        quotient = BigInteger(block=block, count=n - m + 1, is_negative=is_negative)
        remainder = BigInteger(block=rest, count=m, is_negative=a.is_negative())


# The greatest common divisor


def greatest_common_divisor(a: BigInteger, b: BigInteger) -> BigInteger:
    """Not negative; 0 of two zeros.

    D. H. Lehmer, "Euclid's algorithm for large numbers", 1938 (Knuth 2, 4.5.2, algorithm L): the leading 63 bits give many steps of Euclid's
    algorithm at once. The test for a right quotient is that of G. E. Collins, 1980.
    """
    if a._size == 0:
        return abs(b)
    if b._size == 0:
        return abs(a)
    var room = max(a.count(), b.count()) + 1
    var x = allocate_digits(4 * room)
    var y = x + room
    var next_x = y + room
    var next_y = next_x + room
    var n = a.count()
    var m = b.count()
    copy_digits(x, a.digits(), n)
    copy_digits(y, b.digits(), m)
    if compare(x, n, y, m) < 0:
        swap(x, y)
        swap(n, m)
    var first = min(min(x, y), min(next_x, next_y))
    while m > 1:
        # x >= y
        var shift = count_leading_zeros(x[n - 1]) + 1
        var x_lead = _leading(x, n, n, shift)
        var y_lead = _leading(y, m, n, shift)
        var xx = UInt64(1)
        var xy = UInt64(0)
        var yx = UInt64(0)
        var yy = UInt64(1)
        var is_even = True
        while y_lead != 0:
            var quotient = x_lead // y_lead
            var rest = x_lead - quotient * y_lead
            var next_yx = xx + quotient * yx
            var next_yy = xy + quotient * yy
            # Collins: the quotient is that of the whole numbers, too, if the cofactors are small against the remainders.
            if next_yx > _half or next_yy > _half:
                break
            if is_even:
                if rest < next_yy or y_lead - rest < next_yx + yx:
                    break
            elif rest < next_yx or y_lead - rest < next_yy + yy:
                break
            xx = yx
            xy = yy
            yx = next_yx
            yy = next_yy
            x_lead = y_lead
            y_lead = rest
            is_even = not is_even
        if xy == 0:
            # No step was certain: a division.
            divide(next_y, next_x, x, n, y, m)
            var rest_count = significant_count(next_x, m)
            swap(x, y)
            swap(y, next_x)
            n = m
            m = rest_count
            continue
        if is_even:
            _combine(next_x, xx, x, xy, y, n, m)
            _combine(next_y, yy, y, yx, x, m, n)
        else:
            _combine(next_x, xy, y, xx, x, m, n)
            _combine(next_y, yx, x, yy, y, n, m)
        n = significant_count(next_x, n)
        m = significant_count(next_y, min(n, room))
        swap(x, next_x)
        swap(y, next_y)
    var result = BigInteger()
    if m == 0:
        result = BigInteger(copy_of=x, count=n, is_negative=False)
    else:
        result = BigInteger(_gcd_of_digits(y[0], remainder_of_digit(x, n, y[0])))
    first.free()
    return result^


comptime _half = UInt64(1) << 31
"""Cofactors stay below, so that no sum of products overflows."""


@always_inline
def _leading(row: Digits, count: Int, longest: Int, shift: UInt64) -> UInt64:
    """63 bits of a row, at the place of the leading 63 bits of the longest one, whose top digit has `shift - 1` zeros in front."""
    var top = row[longest - 1] if count >= longest else 0
    var below = row[longest - 2] if count >= longest - 1 and longest > 1 else 0
    return ((top << (shift - 1)) | ((below >> (UInt64(64) - shift)) >> 1)) >> 1


def _combine(target: Digits, positive: UInt64, a: Digits, negative: UInt64, b: Digits, a_count: Int, b_count: Int):
    """`positive * a - negative * b`, which is not negative, in as many digits as the longer one has."""
    var over = UInt128(0)
    var borrow = UInt128(0)
    var borrow_bit = UInt64(0)
    for i in range(max(a_count, b_count)):
        over += wide(positive) * wide(a[i] if i < a_count else 0)
        borrow += wide(negative) * wide(b[i] if i < b_count else 0)
        var difference = low_digit(over) - low_digit(borrow)
        var next = (low_digit(over) < low_digit(borrow)) or (difference < borrow_bit)
        target[i] = difference - borrow_bit
        borrow_bit = 1 if next else 0
        over >>= 64
        borrow >>= 64


def _gcd_of_digits(first: UInt64, second: UInt64) -> UInt64:
    """J. Stein's binary algorithm (Knuth 2, 4.5.2, algorithm B); `first` is not 0."""
    if second == 0:
        return first
    var shift = count_trailing_zeros(first | second)
    var a = first >> count_trailing_zeros(first)
    var b = second >> count_trailing_zeros(second)
    while a != b:
        if a < b:
            swap(a, b)
        a -= b
        a >>= count_trailing_zeros(a)
    return a << shift
