# test: run
# Powers with float exponents: exact cases, special cases of IEEE 754, accuracy; integer exponents.
from math import isnan, pow, signbit
from testing import assert_equal, assert_true


def power(x: Float64, y: Float64) -> Float64:
    return x**y


def main() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_equal(power(2, 10), 1024.0)
    assert_equal(power(2, 0.5), 1.4142135623730951)
    assert_equal(power(10, 22), 1e22)
    assert_equal(power(10, -3), 0.001)
    assert_equal(power(-2, 3), -8.0)
    assert_equal(power(-2, -3), -0.125)
    assert_equal(power(1.0000001, 1e8), 22026.454910182532)
    assert_equal(power(0.5, 1074), 5e-324)
    assert_equal(power(1.5, 1750), 1.4444527745742028e308)
    assert_true(power(10, 309) == infinity)
    assert_equal(power(10, -324), 0.0)
    assert_equal(power(0, 0), 1.0)
    assert_equal(power(not_a_number, 0), 1.0)
    assert_equal(power(1, not_a_number), 1.0)
    assert_true(isnan(power(not_a_number, 1)))
    assert_true(isnan(power(-1, 0.5)))
    assert_true(power(0, -1) == infinity)
    assert_true(power(-0.0, -1) == -infinity)
    assert_true(power(-0.0, -2) == infinity)
    assert_true(signbit(power(-0.0, 3)))
    assert_equal(power(-1, infinity), 1.0)
    assert_equal(power(0.5, infinity), 0.0)
    assert_true(power(0.5, -infinity) == infinity)
    assert_true(power(-infinity, 3) == -infinity)
    assert_equal(power(-infinity, -2), 0.0)
    assert_equal(Float32(2) ** Float32(0.5), 1.4142135)
    assert_equal(Float16(3) ** Float16(2), 9.0)
    assert_equal(Float64(1.1) ** 2, 1.2100000000000002)
    assert_equal(Float64(2) ** -2, 0.25)
    assert_equal(pow(Float32(3), 4), 81.0)
    assert_equal(pow(7, 3), 343)
    assert_equal(SIMD[DType.float64, 2](2, 3) ** SIMD[DType.float64, 2](3, 2), SIMD[DType.float64, 2](8, 9))
    assert_equal(SIMD[DType.int32, 4](2, 3, -2, 0) ** 3, SIMD[DType.int32, 4](8, 27, -8, 0))
    assert_equal(SIMD[DType.uint8, 2](3, 2) ** SIMD[DType.uint8, 2](5, 8), SIMD[DType.uint8, 2](243, 0))
    assert_equal(2.0 ** SIMD[DType.float32, 2](3, -1), SIMD[DType.float32, 2](8, 0.5))
    print("ok")  # prints: ok
