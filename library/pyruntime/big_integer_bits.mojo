"""Shifts and bitwise operations of `BigInteger`, as in two's complement without end: a negative number has ones in front for ever."""

from bit import pop_count
from .big_integer import BigInteger, allocate_block
from .natural_row import add_digit, clear_digits, copy_digits, has_low_bits, shift_left, shift_right


def count_bits(value: BigInteger) -> Int:
    """Bits of the absolute value that are set."""
    var result = 0
    var digits = value.digits()
    for i in range(value.count()):
        result += Int(pop_count(digits[i]))
    return result


def shifted_left(value: BigInteger, bits: Int) -> BigInteger:
    """`value * 2**bits` for `bits >= 0`."""
    if value._size == 0:
        return value
    if value.is_short() and value.bit_length() + bits <= 128:
        return BigInteger(magnitude=value.magnitude() << UInt128(bits), is_negative=value.is_negative())
    var whole = bits >> 6
    var n = value.count()
    var block = allocate_block(n + whole + 1)
    clear_digits(block, whole)
    block[n + whole] = shift_left(block + whole, value.digits(), n, bits & 63)
    return BigInteger(block=block, count=n + whole + 1, is_negative=value.is_negative())


def shifted_right(value: BigInteger, bits: Int) -> BigInteger:
    """`value // 2**bits`, rounded down, for `bits >= 0`."""
    var length = value.bit_length()
    if bits >= length:
        return BigInteger(-1) if value.is_negative() else BigInteger()
    var digits = value.digits()
    var rounds = value.is_negative() and has_low_bits(digits, bits)
    if value.is_short():
        var magnitude = value.magnitude() >> UInt128(bits)
        # A shift by 1 at least, or nothing to round: no overflow.
        return BigInteger(magnitude=magnitude + 1 if rounds else magnitude, is_negative=value.is_negative())
    var whole = bits >> 6
    var n = value.count() - whole
    var block = allocate_block(n + 1)
    shift_right(block, digits + whole, n, bits & 63)
    block[n] = add_digit(block, block, n, 1) if rounds else 0
    return BigInteger(block=block, count=n + 1, is_negative=value.is_negative())


def bitwise_and(a: BigInteger, b: BigInteger) -> BigInteger:
    """Bits set in both."""
    return _bitwise[0](a, b)


def bitwise_or(a: BigInteger, b: BigInteger) -> BigInteger:
    """Bits set in one of them."""
    return _bitwise[1](a, b)


def bitwise_xor(a: BigInteger, b: BigInteger) -> BigInteger:
    """Bits set in exactly one."""
    return _bitwise[2](a, b)


@always_inline
def _combined[operation: Int](a: UInt64, b: UInt64) -> UInt64:
    """0: and, 1: or, 2: exclusive or."""
    comptime if operation == 0:
        return a & b
    elif operation == 1:
        return a | b
    else:
        return a ^ b


@always_inline
def _combined_wide[operation: Int](a: UInt128, b: UInt128) -> UInt128:
    comptime if operation == 0:
        return a & b
    elif operation == 1:
        return a | b
    else:
        return a ^ b


@always_inline
def _mask(is_negative: Bool) -> UInt128:
    return ~UInt128(0) if is_negative else UInt128(0)


@always_inline
def _complement(value: BigInteger) -> UInt128:
    """The lower 128 bits of the two's complement of a short number."""
    var mask = _mask(value.is_negative())
    return (value.magnitude() ^ mask) - mask


def _bitwise[operation: Int](a: BigInteger, b: BigInteger) -> BigInteger:
    """Digit by digit of the two's complements, which are made and undone on the way."""
    if a.is_short() and b.is_short():
        var mask = _mask(_combined[operation](UInt64(a.is_negative()), UInt64(b.is_negative())) != 0)
        var bits = _combined_wide[operation](_complement(a), _complement(b))
        # -2**128 has three digits.
        if bits != 0 or mask == 0:
            return BigInteger(magnitude=(bits ^ mask) - mask, is_negative=mask != 0)
    if not a.is_negative() and not b.is_negative():
        return _of_naturals[operation](a, b) if a.count() >= b.count() else _of_naturals[operation](b, a)
    var a_mask = ~UInt64(0) if a.is_negative() else 0
    var b_mask = ~UInt64(0) if b.is_negative() else 0
    var mask = _combined[operation](a_mask, b_mask)
    var n = a.count()
    var m = b.count()
    var count = max(n, m)
    comptime if operation == 0:
        # Where the shorter one has only zeros in front, the result has, too.
        if n < m and a_mask == 0:
            count = n
        elif m < n and b_mask == 0:
            count = m
    var a_digits = a.digits()
    var b_digits = b.digits()
    var block = allocate_block(count + 1)
    var a_carry = a_mask & 1
    var b_carry = b_mask & 1
    var carry = mask & 1
    for i in range(count):
        var x = ((a_digits[i] if i < n else 0) ^ a_mask) + a_carry
        a_carry = (x < a_carry).cast[DType.uint64]()
        var y = ((b_digits[i] if i < m else 0) ^ b_mask) + b_carry
        b_carry = (y < b_carry).cast[DType.uint64]()
        var z = (_combined[operation](x, y) ^ mask) + carry
        carry = (z < carry).cast[DType.uint64]()
        block[i] = z
    block[count] = carry
    return BigInteger(block=block, count=count + 1, is_negative=mask != 0)


def _of_naturals[operation: Int](long: BigInteger, short: BigInteger) -> BigInteger:
    """Of numbers that are not negative, the first one having at least as many digits."""
    var n = long.count()
    var m = short.count()
    var x = long.digits()
    var y = short.digits()
    comptime if operation == 0:
        n = m
    var block = allocate_block(n)
    for i in range(m):
        block[i] = _combined[operation](x[i], y[i])
    copy_digits(block + m, x + m, n - m)
    return BigInteger(block=block, count=n, is_negative=False)
