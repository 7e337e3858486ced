# test: run
# Counting, finding and moving bits.
from bit import (
    bit_not,
    bit_reverse,
    bit_width,
    byte_swap,
    count_leading_zeros,
    count_trailing_zeros,
    is_power_of_two,
    log2_ceil,
    log2_floor,
    next_power_of_two,
    pop_count,
    prev_power_of_two,
    rotate_bits_left,
    rotate_bits_right,
)
from testing import assert_equal, assert_false, assert_true


def main() raises:
    assert_equal(count_leading_zeros(0), 64)
    assert_equal(count_leading_zeros(1), 63)
    assert_equal(count_leading_zeros(-1), 0)
    assert_equal(count_trailing_zeros(0), 64)
    assert_equal(count_trailing_zeros(40), 3)
    assert_equal(pop_count(255), 8)
    assert_equal(pop_count(-1), 64)
    assert_equal(bit_reverse(1), Int.MIN)
    assert_equal(byte_swap(1), 1 << 56)
    assert_equal(bit_not(0), -1)
    assert_equal(bit_width(0) + bit_width(1) + bit_width(255) + bit_width(-256), 17)
    assert_equal(log2_floor(1), 0)
    assert_equal(log2_floor(1023), 9)
    assert_equal(log2_ceil(1025), 11)
    assert_equal(log2_ceil(1), 0)
    assert_equal(next_power_of_two(17), 32)
    assert_equal(next_power_of_two(0), 1)
    assert_equal(next_power_of_two(-5), 1)
    assert_equal(prev_power_of_two(17), 16)
    assert_equal(prev_power_of_two(0), 0)
    assert_true(is_power_of_two(64) and not is_power_of_two(0) and not is_power_of_two(-4))
    assert_equal(rotate_bits_left[4](0x0FF), 0xFF0)
    assert_equal(rotate_bits_right[4](1), 1 << 60)
    assert_equal(rotate_bits_left[3](UInt8(0b10010001)), 0b10001100)
    comptime V = SIMD[DType.uint16, 4]
    assert_equal(count_leading_zeros(V(0, 1, 256, 65535)), V(16, 15, 7, 0))
    assert_equal(count_trailing_zeros(V(0, 1, 256, 6)), V(16, 0, 8, 1))
    assert_equal(pop_count(V(0, 1, 255, 65535)), V(0, 1, 8, 16))
    assert_equal(byte_swap(V(1, 256, 0x1234, 0)), V(256, 1, 0x3412, 0))
    assert_equal(bit_reverse(V(1, 2, 0, 65535)), V(0x8000, 0x4000, 0, 65535))
    assert_equal(next_power_of_two(V(0, 3, 4, 1000)), V(1, 4, 4, 1024))
    assert_equal(prev_power_of_two(V(0, 3, 4, 1000)), V(0, 2, 4, 512))
    assert_equal(log2_floor(V(1, 3, 4, 1000)), V(0, 1, 2, 9))
    assert_equal(rotate_bits_right[1](V(1, 2, 3, 0)), V(0x8000, 1, 0x8001, 0))
    assert_equal(is_power_of_two(V(0, 1, 3, 4)), SIMD[DType.bool, 4](False, True, False, True))
    print("ok")  # prints: ok
