"""Rows of digits: unbounded natural numbers in memory, base 2**64, the least digit first.

In and out: addresses of rows and numbers of digits; the caller gives the memory. Sums, differences, shifts, comparisons and products with one
digit; all take time linear in the digits. Nothing is checked.
Not here: products of rows (`natural_product.mojo`), quotients (`natural_quotient.mojo`), signs (`big_integer.mojo`).
"""

from bit import count_leading_zeros
from memory import UnsafePointer

comptime Digits = UnsafePointer[UInt64, MutableAnyOrigin]
"""The address of the least digit."""
comptime _unrolled = 16
"""Digits between two tests in loops that only add: between them the carry stays in the processor's flag."""


def allocate_digits(count: Int) -> Digits:
    """Uninitialised room for digits, to be freed by `free`.

    Args:
        count: How many.
    """
    return Digits.alloc(max(count, 1))


@always_inline
def wide(digit: UInt64) -> UInt128:
    """A digit, to compute in 128 bits with."""
    return digit.cast[DType.uint128]()


@always_inline
def low_digit(value: UInt128) -> UInt64:
    """The lower half."""
    return value.cast[DType.uint64]()


@always_inline
def high_digit(value: UInt128) -> UInt64:
    """The upper half."""
    return UInt64(raw=__op.cast[DType.uint64](__op.shr(value.value, Scalar[DType.uint128](64).value)))


@always_inline
def two_digits(high: UInt64, low: UInt64) -> UInt128:
    """`high * 2**64 + low`."""
    return UInt128(raw=__op.shl(wide(high).value, Scalar[DType.uint128](64).value)) | wide(low)


@always_inline
def copy_digits(target: Digits, source: Digits, count: Int):
    """Copies a row; it may overlap its target."""
    __op.memory_move(target.address, source.address, (count * 8).value)


@always_inline
def clear_digits(target: Digits, count: Int):
    """Makes a row zero."""
    __op.memory_set(target.address, UInt8(0).value, (count * 8).value)


@always_inline
def significant_count(row: Digits, count: Int) -> Int:
    """The number of digits without zeros on top."""
    var result = count
    while result > 0 and row[result - 1] == 0:
        result -= 1
    return result


@always_inline
def compare_equally_long(a: Digits, b: Digits, count: Int) -> Int:
    """-1, 0 or 1: how `a` compares with `b`."""
    var i = count - 1
    while i >= 0:
        if a[i] != b[i]:
            return -1 if a[i] < b[i] else 1
        i -= 1
    return 0


def compare(a: Digits, a_count: Int, b: Digits, b_count: Int) -> Int:
    """-1, 0 or 1: how `a` compares with `b`. Zeros on top do not matter."""
    var n = significant_count(a, a_count)
    var m = significant_count(b, b_count)
    if n != m:
        return -1 if n < m else 1
    return compare_equally_long(a, b, n)


@always_inline
def _add_with_carry(a: UInt64, b: UInt64, mut carry: UInt64) -> UInt64:
    var first = a + b
    var second = first + carry
    carry = (first < a).cast[DType.uint64]() | (second < first).cast[DType.uint64]()
    return second


@always_inline
def _subtract_with_borrow(a: UInt64, b: UInt64, mut borrow: UInt64) -> UInt64:
    var first = a - b
    var second = first - borrow
    borrow = (a < b).cast[DType.uint64]() | (first < borrow).cast[DType.uint64]()
    return second


def add_equally_long(target: Digits, a: Digits, b: Digits, count: Int) -> UInt64:
    """`a + b`; gives the carry. The target may be an operand."""
    var carry = UInt64(0)
    var i = 0
    while i + _unrolled <= count:
        comptime for j in range(_unrolled):
            target[i + j] = _add_with_carry(a[i + j], b[i + j], carry)
        i += _unrolled
    while i < count:
        target[i] = _add_with_carry(a[i], b[i], carry)
        i += 1
    return carry


def subtract_equally_long(target: Digits, a: Digits, b: Digits, count: Int) -> UInt64:
    """`a - b`; gives the borrow. The target may be an operand."""
    var borrow = UInt64(0)
    var i = 0
    while i + _unrolled <= count:
        comptime for j in range(_unrolled):
            target[i + j] = _subtract_with_borrow(a[i + j], b[i + j], borrow)
        i += _unrolled
    while i < count:
        target[i] = _subtract_with_borrow(a[i], b[i], borrow)
        i += 1
    return borrow


def add_digit(target: Digits, a: Digits, count: Int, digit: UInt64) -> UInt64:
    """`a + digit`; gives the carry. The target may be `a`."""
    var carry = digit
    var i = 0
    while carry != 0 and i < count:
        var sum = a[i] + carry
        carry = (sum < carry).cast[DType.uint64]()
        target[i] = sum
        i += 1
    if target != a:
        copy_digits(target + i, a + i, count - i)
    return carry


def subtract_digit(target: Digits, a: Digits, count: Int, digit: UInt64) -> UInt64:
    """`a - digit`; gives the borrow. The target may be `a`."""
    var borrow = digit
    var i = 0
    while borrow != 0 and i < count:
        var digit_before = a[i]
        target[i] = digit_before - borrow
        borrow = (digit_before < borrow).cast[DType.uint64]()
        i += 1
    if target != a:
        copy_digits(target + i, a + i, count - i)
    return borrow


def add(target: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int) -> UInt64:
    """`a + b` for `a_count >= b_count`, in `a_count` digits; gives the carry. The target may be `a`."""
    var carry = add_equally_long(target, a, b, b_count)
    return add_digit(target + b_count, a + b_count, a_count - b_count, carry)


def subtract(target: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int) -> UInt64:
    """`a - b` for `a_count >= b_count`, in `a_count` digits; gives the borrow. The target may be `a`."""
    var borrow = subtract_equally_long(target, a, b, b_count)
    return subtract_digit(target + b_count, a + b_count, a_count - b_count, borrow)


def subtract_absolute(target: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int) -> Bool:
    """`|a - b|` for `a_count >= b_count`, in `a_count` digits; gives whether `b` is greater."""
    if significant_count(a + b_count, a_count - b_count) == 0 and compare_equally_long(a, b, b_count) < 0:
        _ = subtract_equally_long(target, b, a, b_count)
        clear_digits(target + b_count, a_count - b_count)
        return True
    _ = subtract(target, a, a_count, b, b_count)
    return False


def multiply_by_digit(target: Digits, a: Digits, count: Int, factor: UInt64, carry: UInt64 = 0) -> UInt64:
    """`a * factor + carry`; gives the digit on top. The target may be `a`."""
    var over = carry
    for i in range(count):
        var sum = wide(a[i]) * wide(factor) + wide(over)
        target[i] = low_digit(sum)
        over = high_digit(sum)
    return over


def add_product(target: Digits, a: Digits, count: Int, factor: UInt64) -> UInt64:
    """Adds `a * factor` to the target; gives the digit on top."""
    var over = UInt64(0)
    var i = 0
    while i + 4 <= count:
        comptime for j in range(4):
            var sum = wide(a[i + j]) * wide(factor) + wide(target[i + j]) + wide(over)
            target[i + j] = low_digit(sum)
            over = high_digit(sum)
        i += 4
    while i < count:
        var sum = wide(a[i]) * wide(factor) + wide(target[i]) + wide(over)
        target[i] = low_digit(sum)
        over = high_digit(sum)
        i += 1
    return over


def subtract_product(target: Digits, a: Digits, count: Int, factor: UInt64) -> UInt64:
    """Subtracts `a * factor` from the target; gives the digit that is still to be subtracted on top."""
    var over = UInt64(0)
    var i = 0
    while i + 4 <= count:
        comptime for j in range(4):
            var product = wide(a[i + j]) * wide(factor) + wide(over)
            var before = target[i + j]
            target[i + j] = before - low_digit(product)
            over = high_digit(product) + (before < low_digit(product)).cast[DType.uint64]()
        i += 4
    while i < count:
        var product = wide(a[i]) * wide(factor) + wide(over)
        var before = target[i]
        target[i] = before - low_digit(product)
        over = high_digit(product) + (before < low_digit(product)).cast[DType.uint64]()
        i += 1
    return over


def shift_left(target: Digits, a: Digits, count: Int, bits: Int) -> UInt64:
    """`a * 2**bits` for `bits` from 0 to 63; gives the bits on top. The target may be `a` or lie above it."""
    if bits == 0:
        copy_digits(target, a, count)
        return 0
    var up = UInt64(bits)
    var down = UInt64(64 - bits)
    if count == 0:
        return 0
    var above = a[count - 1]
    var result = above >> down
    var i = count - 1
    while i > 0:
        var digit = a[i - 1]
        target[i] = (above << up) | (digit >> down)
        above = digit
        i -= 1
    target[0] = above << up
    return result


def shift_right(target: Digits, a: Digits, count: Int, bits: Int):
    """`a // 2**bits` for `bits` from 0 to 63. The target may be `a` or lie below it."""
    if bits == 0:
        copy_digits(target, a, count)
        return
    if count == 0:
        return
    var down = UInt64(bits)
    var up = UInt64(64 - bits)
    var below = a[0]
    for i in range(1, count):
        var digit = a[i]
        target[i - 1] = (below >> down) | (digit << up)
        below = digit
    target[count - 1] = below >> down


@always_inline
def bit_length(row: Digits, count: Int) -> Int:
    """The number of bits up to the greatest that is set; the top digit is not zero."""
    if count == 0:
        return 0
    return count * 64 - Int(count_leading_zeros(row[count - 1]))


@always_inline
def has_low_bits(row: Digits, bits: Int) -> Bool:
    """Whether one of the lowest `bits` bits is set. The row must be that long."""
    var whole = bits >> 6
    for i in range(whole):
        if row[i] != 0:
            return True
    var rest = bits & 63
    return rest != 0 and (row[whole] << UInt64(64 - rest)) != 0
