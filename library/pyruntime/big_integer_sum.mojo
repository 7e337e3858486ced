"""Sums and products of `BigInteger`s: one digit in registers, two digits in 128 bits, more in rows."""

from .big_integer import BigInteger, allocate_block
from .natural_product import multiply
from .natural_row import add, compare_equally_long, subtract


@always_inline
def sum_of(a: BigInteger, b: BigInteger, is_negative: Bool) -> BigInteger:
    """`a` and `b` added, with another sign for `b`.

    Args:
        a: A number.
        b: Another.
        is_negative: The sign that `b` is taken to have.
    """
    if UInt64(a._size + 1) <= 2 and UInt64(b._size + 1) <= 2:
        var value = _signed(a._low, a._size < 0) + _signed(b._low, is_negative)
        var magnitude = (-value if value < 0 else value).cast[DType.uint128]()
        return BigInteger(magnitude=magnitude, is_negative=value < 0)
    return _long_sum(a, b, is_negative)


@always_inline
def _signed(digit: UInt64, is_negative: Bool) -> Int128:
    var value = digit.cast[DType.int128]()
    return -value if is_negative else value


def _long_sum(a: BigInteger, b: BigInteger, is_negative: Bool) -> BigInteger:
    var a_negative = a._size < 0
    if a.is_short() and b.is_short():
        var x = a.magnitude()
        var y = b.magnitude()
        if a_negative != is_negative:
            return BigInteger(magnitude=x - y if x >= y else y - x, is_negative=a_negative if x >= y else is_negative)
        if x + y >= x:
            return BigInteger(magnitude=x + y, is_negative=a_negative)
    var n = a.count()
    var m = b.count()
    if a_negative == is_negative:
        var block = allocate_block(max(n, m) + 1)
        if n >= m:
            block[n] = add(block, a.digits(), n, b.digits(), m)
        else:
            block[m] = add(block, b.digits(), m, a.digits(), n)
        return BigInteger(block=block, count=max(n, m) + 1, is_negative=is_negative)
    var order = 1 if n > m else -1
    if n == m:
        order = compare_equally_long(a.digits(), b.digits(), n)
        if order == 0:
            return BigInteger()
    var block = allocate_block(max(n, m))
    if order > 0:
        _ = subtract(block, a.digits(), n, b.digits(), m)
    else:
        _ = subtract(block, b.digits(), m, a.digits(), n)
    return BigInteger(block=block, count=max(n, m), is_negative=a_negative if order > 0 else is_negative)


def product_of(a: BigInteger, b: BigInteger) -> BigInteger:
    """`a * b`."""
    if a._size == 0 or b._size == 0:
        return BigInteger()
    var count = a.count() + b.count()
    var block = allocate_block(count)
    multiply(block, a.digits(), a.count(), b.digits(), b.count())
    return BigInteger(block=block, count=count, is_negative=(a._size < 0) != (b._size < 0))
