# test: run
# Division by multiplication with a reciprocal, for quotients shorter and longer than the divisor and remainders at both ends of their range.
from pyruntime.natural_product import multiply
from pyruntime.natural_reciprocal import divide_by_reciprocal, write_reciprocal
from pyruntime.natural_row import Digits, add, allocate_digits, clear_digits, compare_equally_long, copy_digits, subtract_digit
from testing import assert_equal


def fill(row: Digits, count: Int, pattern: Int):
    """0: all ones; 1: ones and zeros in runs; 2: mixed; 3: only the top digit has ones."""
    var state = UInt64(count * 31 + pattern)
    for i in range(count):
        state = state * 6364136223846793005 + 1442695040888963407
        row[i] = ~UInt64(0) if pattern == 0 else (state ^ (state >> 29))
        if pattern == 1:
            row[i] = ~UInt64(0) if row[i] >> 62 < 2 else 0
        elif pattern == 3:
            row[i] = 0
    row[count - 1] |= UInt64(1) << 63


def divide_product(count: Int, q_count: Int, pattern: Int, has_remainder: Bool) raises:
    var divisor = allocate_digits(count)
    fill(divisor, count, pattern)
    var expected = allocate_digits(q_count)
    fill(expected, q_count, (pattern + q_count) % 4)
    var remainder = allocate_digits(count)
    if has_remainder:
        copy_digits(remainder, divisor, count)
        _ = subtract_digit(remainder, remainder, count, 1)
    else:
        clear_digits(remainder, count)
    var dividend = allocate_digits(count + q_count)
    multiply(dividend, divisor, count, expected, q_count)
    _ = add(dividend, dividend, count + q_count, remainder, count)
    var reciprocal = allocate_digits(count + 1)
    write_reciprocal(reciprocal, divisor, count)
    var quotient = allocate_digits(q_count)
    divide_by_reciprocal(quotient, dividend, count + q_count, divisor, count, reciprocal)
    assert_equal(compare_equally_long(quotient, expected, q_count), 0)
    assert_equal(compare_equally_long(dividend, remainder, count), 0)
    for i in range(q_count):
        assert_equal(Int(dividend[count + i]), 0)
    for row in [divisor, expected, remainder, dividend, reciprocal, quotient]:
        row.free()


def main() raises:
    for pattern in range(4):
        for lengths in [(2, 1), (3, 7), (50, 50), (101, 20), (130, 130), (130, 131)]:
            divide_product(lengths[0], lengths[1], pattern, False)
            divide_product(lengths[0], lengths[1], pattern, True)
