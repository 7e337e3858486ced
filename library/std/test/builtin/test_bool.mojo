# test: run
# Truth values: logic, comparison, conversion.
from testing import assert_equal, assert_false, assert_true


def main() raises:
    for a in [False, True]:
        for b in [False, True]:
            assert_equal(a & b, a and b)
            assert_equal(a | b, a or b)
            assert_equal(a ^ b, a != b)
            assert_equal(a < b, not a and b)
            assert_equal(a <= b, not a or b)
            assert_equal(a > b, a and not b)
            assert_equal(a >= b, a or not b)
        assert_equal(~a, not a)
    assert_equal(Int(True) + Int(False), 1)
    assert_equal(Float64(True), 1.0)
    assert_true(Bool(3))
    assert_false(Bool(0.0))
    assert_true(Bool(Float32(0.5)))
    assert_false(Bool(None))
    assert_equal(String(True), "True")
    var flag = True
    flag &= False
    assert_false(flag)
    flag |= True
    assert_true(flag)
    flag ^= True
    assert_false(flag)
    assert_equal(True.select(1, 2), 1)
    var mask: SIMD[DType.bool, 1] = True
    var back: Bool = mask
    assert_true(back)
    print("ok")  # prints: ok
