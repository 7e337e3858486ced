# test: run
# What Python does not have: fixed width, division by zero without a trap.
from testing import assert_equal, assert_false, assert_true


def main() raises:
    assert_equal(Int.MAX + 1, Int.MIN)
    assert_equal(Int.MIN - 1, Int.MAX)
    assert_equal(-Int.MIN, Int.MIN)
    assert_equal(Int.MAX * 2, -2)
    var zero = 0
    assert_equal(5 // zero, 0)
    assert_equal(5 % zero, 0)
    var quotient, remainder = divmod(5, zero)
    assert_equal(quotient, 0)
    assert_equal(remainder, 0)
    var minus_one = -1
    assert_equal(Int.MIN // minus_one, Int.MIN)
    assert_equal(Int.MIN % minus_one, 0)
    assert_equal(Int(1) << 64, 1)
    assert_equal(Int.MIN >> 63, -1)
    assert_equal(Int(2) ** -1, 0)
    assert_equal(Int(-1) ** -3, -1)
    assert_equal(Int(7).__ceildiv__(2), 4)
    assert_equal(Int(-7).__ceildiv__(2), -3)
    assert_true(Int(64).is_power_of_two())
    assert_false(Int(0).is_power_of_two())
    assert_equal(Int(UInt8(200)), 200)
    assert_equal(Int(Int8(-56)), -56)
    assert_equal(Int(UInt64.MAX), -1)
    assert_equal(Int(Float64(1e300)), Int.MAX)
    assert_equal(String(Int.MIN), "-9223372036854775808")
    assert_equal(Int.MAX._decimal_digit_count(), 19)
    print("ok")  # prints: ok
