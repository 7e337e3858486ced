# test: run
# Against values computed with 400 bits: the error in units in the last place, in scalars and in vectors.
from math import cbrt, hypot, isnan, rsqrt, signbit, sqrt, ulp

from testing import assert_true


def near[dtype: DType](found: Scalar[dtype], expected: Scalar[dtype], limit: Float64, what: String) raises:
    var distance = abs((found - expected) / ulp(expected)).cast[DType.float64]()
    assert_true(distance <= limit, String(what, ": found ", found, ", expected ", expected))


def test_cbrt() raises:
    near(cbrt(Float64(1e-310)), Float64(4.641588833612774e-104), 1.0, "cbrt(1e-310)")
    near(cbrt(Float64(0.001)), Float64(0.1), 1.0, "cbrt(0.001)")
    near(cbrt(Float64(0.5)), Float64(0.7937005259840998), 1.0, "cbrt(0.5)")
    near(cbrt(Float64(1.1)), Float64(1.0322801154563672), 1.0, "cbrt(1.1)")
    near(cbrt(Float64(2.0)), Float64(1.2599210498948732), 1.0, "cbrt(2.0)")
    near(cbrt(Float64(3.0)), Float64(1.4422495703074083), 1.0, "cbrt(3.0)")
    near(cbrt(Float64(27.0)), Float64(3.0), 1.0, "cbrt(27.0)")
    near(cbrt(Float64(1000000000.0)), Float64(1000.0), 1.0, "cbrt(1000000000.0)")
    near(cbrt(Float64(-8.0)), Float64(-2.0), 1.0, "cbrt(-8.0)")
    near(cbrt(Float64(1e+300)), Float64(1e+100), 1.0, "cbrt(1e+300)")
    near(cbrt(Float32(0.0010000000474974513)), Float32(0.10000000149011612), 1.0, "cbrt of 32 bits (0.0010000000474974513)")
    near(cbrt(Float32(0.5)), Float32(0.7937005162239075), 1.0, "cbrt of 32 bits (0.5)")
    near(cbrt(Float32(1.100000023841858)), Float32(1.0322800874710083), 1.0, "cbrt of 32 bits (1.100000023841858)")
    near(cbrt(Float32(2.0)), Float32(1.2599210739135742), 1.0, "cbrt of 32 bits (2.0)")
    near(cbrt(Float32(3.0)), Float32(1.4422495365142822), 1.0, "cbrt of 32 bits (3.0)")
    near(cbrt(Float32(27.0)), Float32(3.0), 1.0, "cbrt of 32 bits (27.0)")
    near(cbrt(Float32(1000000000.0)), Float32(1000.0), 1.0, "cbrt of 32 bits (1000000000.0)")
    near(cbrt(Float32(-8.0)), Float32(-2.0), 1.0, "cbrt of 32 bits (-8.0)")
    var lanes = cbrt(SIMD[DType.float64, 4](0.0010000000474974513, 0.5, 1.100000023841858, 2.0))
    assert_true(lanes[0] == cbrt(Float64(0.0010000000474974513)))
    assert_true(lanes[1] == cbrt(Float64(0.5)))
    assert_true(lanes[2] == cbrt(Float64(1.100000023841858)))
    assert_true(lanes[3] == cbrt(Float64(2.0)))


def test_special() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_true(cbrt(-infinity) == -infinity)
    assert_true(signbit(cbrt(Float64(-0.0))))
    assert_true(cbrt(Float64(27.0)) == 3.0)
    assert_true(sqrt(Float64(2.0)) == 1.4142135623730951)
    assert_true(isnan(sqrt(Float64(-1.0))))
    assert_true(sqrt(99) == 9 and sqrt(100) == 10 and sqrt(0) == 0)
    assert_true(sqrt(9223372036854775807) == 3037000499)
    assert_true(sqrt(3037000499 * 3037000499) == 3037000499)
    assert_true(rsqrt(Float64(4.0)) == 0.5)
    assert_true(hypot(Float64(3.0), Float64(4.0)) == 5.0)
    assert_true(hypot(Float64(3e300), Float64(4e300)) == 5e300)
    assert_true(hypot(Float64(5e-324), Float64(0.0)) == 5e-324)
    assert_true(hypot(infinity, not_a_number) == infinity)


def main() raises:
    test_cbrt()
    test_special()
    print("ok")  # prints: ok
