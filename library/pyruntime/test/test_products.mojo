# test: run
# All methods of multiplication give the same products, and division undoes them, for factors of equal and unequal lengths.
from pyruntime.natural_product import multiply, multiply_schoolbook, square_schoolbook
from pyruntime.natural_quotient import divide
from pyruntime.natural_row import Digits, add, allocate_digits, compare_equally_long, copy_digits, subtract_digit
from pyruntime.natural_transform import multiply_by_transform
from testing import assert_equal


def fill(row: Digits, count: Int, pattern: Int):
    """0: all ones; 1: ones and zeros in runs; 2: mixed."""
    var state = UInt64(count * 31 + pattern)
    for i in range(count):
        state = state * 6364136223846793005 + 1442695040888963407
        row[i] = ~UInt64(0) if pattern == 0 else (state ^ (state >> 29))
        if pattern == 1:
            row[i] = ~UInt64(0) if row[i] >> 62 < 2 else 0
    row[count - 1] |= 1


def compare_methods(a_count: Int, b_count: Int, pattern: Int) raises:
    var count = a_count + b_count
    var a = allocate_digits(a_count)
    var b = allocate_digits(b_count)
    fill(a, a_count, pattern)
    fill(b, b_count, pattern)
    var expected = allocate_digits(count)
    var found = allocate_digits(count)
    multiply_schoolbook(expected, a, a_count, b, b_count)
    multiply(found, a, a_count, b, b_count)
    assert_equal(compare_equally_long(found, expected, count), 0)
    multiply_by_transform(found, a, a_count, b, b_count)
    assert_equal(compare_equally_long(found, expected, count), 0)
    # (a b + b - 1) / b
    var remainder = allocate_digits(b_count)
    var quotient = allocate_digits(a_count + 1)
    copy_digits(remainder, b, b_count)
    _ = subtract_digit(remainder, remainder, b_count, 1)
    assert_equal(Int(add(found, found, count, remainder, b_count)), 0)
    var rest = allocate_digits(b_count)
    divide(quotient, rest, found, count, b, b_count)
    assert_equal(Int(quotient[a_count]), 0)
    assert_equal(compare_equally_long(quotient, a, a_count), 0)
    assert_equal(compare_equally_long(rest, remainder, b_count), 0)
    for row in [a, b, expected, found, remainder, quotient, rest]:
        row.free()


def compare_squares(count: Int, pattern: Int) raises:
    var a = allocate_digits(count)
    fill(a, count, pattern)
    var expected = allocate_digits(2 * count)
    var found = allocate_digits(2 * count)
    multiply_schoolbook(expected, a, count, a, count)
    square_schoolbook(found, a, count)
    assert_equal(compare_equally_long(found, expected, 2 * count), 0)
    multiply(found, a, count, a, count)
    assert_equal(compare_equally_long(found, expected, 2 * count), 0)
    multiply_by_transform(found, a, count, a, count)
    assert_equal(compare_equally_long(found, expected, 2 * count), 0)
    for row in [a, expected, found]:
        row.free()


def main() raises:
    for pattern in range(3):
        for lengths in [(1, 1), (2, 1), (3, 3), (17, 5), (29, 29), (64, 31), (90, 90), (100, 33), (150, 41)]:
            compare_methods(lengths[0], lengths[1], pattern)
        for count in [1, 2, 3, 31, 49, 96]:
            compare_squares(count, pattern)
