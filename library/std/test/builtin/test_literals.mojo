# test: run
# Literals are exact at compile time, however large, and round once when they become numbers.
from testing import assert_equal, assert_false, assert_true


def main() raises:
    comptime big = 2**200 + 1
    assert_equal(Int(big % 1000), 377)
    comptime quotient = 10**40 // 7**20
    assert_equal(Int(quotient % 10**9), 489983696)
    assert_equal(UInt64(2**64 - 1), UInt64.MAX)
    assert_equal(Int((-7) // 2), -4)
    assert_equal(Int((-7) % 2), 1)
    assert_equal(Int(7 // -2), -4)
    assert_equal(Int(1 << 10), 1024)
    assert_equal(Int(-1025 >> 10), -2)
    assert_equal(Int(~5), -6)
    # 0.1 + 0.2 is exactly 0.3 before it is rounded.
    assert_equal(0.1 + 0.2, 0.3)
    comptime third = 1.0 / 3.0
    assert_equal(Float64(third * 3.0), 1.0)
    assert_equal(Float32(third), 0.33333334)
    assert_equal(5 / 2, 2.5)
    assert_true(FloatLiteral.nan.is_nan())
    assert_true(FloatLiteral.negative_zero.is_neg_zero())
    assert_false((0.0).is_neg_zero())
    assert_equal(Float64(FloatLiteral.infinity), Float64.MAX)
    assert_equal(FloatLiteral.__floor__(-1.5), -2.0)
    assert_equal(FloatLiteral.__ceil__(-1.5), -1.0)
    assert_equal(FloatLiteral.__trunc__(-1.6), -1.0)
    assert_equal(FloatLiteral.__round__(2.5), 2.0)
    assert_equal(FloatLiteral.__round__(-3.5), -4.0)
    assert_equal(FloatLiteral.__mod__(-5.5, 2.0), 0.5)
    assert_equal(FloatLiteral.__floordiv__(-5.5, 2.0), -3.0)
    assert_equal((255)._bit_width(), 9)
    # A literal beside a variable takes its type.
    var n = 4
    assert_equal(1.0 / n, 0.25)
    assert_equal(n * 0.5, 2.0)
    var f = Float32(1.5)
    assert_equal(f * 2, 3.0)
    assert_equal(2 * f + 1, 4.0)
    var b: UInt8 = 200
    assert_equal(b + 100, 44)
    print("ok")  # prints: ok
