# test: run
# Floats taken apart: exponents, neighbours, remainders, tolerance; helpers on integers and lanes.
from math import (
    align_down,
    align_up,
    ceildiv,
    clamp,
    comb,
    copysign,
    factorial,
    fma,
    fmod,
    frexp,
    gcd,
    iota,
    isclose,
    isfinite,
    isinf,
    isnan,
    lcm,
    ldexp,
    modf,
    nextafter,
    perm,
    remainder,
    round_half_down,
    round_half_up,
    signbit,
    ulp,
)
from math.polynomial import polynomial_evaluate
from testing import assert_equal, assert_false, assert_true


def main() raises:
    var infinity = Float64.MAX
    var parts = frexp(Float64(10.0))
    assert_equal(parts[0], 0.625)
    assert_equal(parts[1], 4.0)
    parts = frexp(Float64(-5e-324))
    assert_equal(parts[0], -0.5)
    assert_equal(parts[1], -1073.0)
    assert_equal(frexp(Float64(0.0))[1], 0.0)
    assert_equal(ldexp(Float64(0.75), 4), 12.0)
    assert_equal(ldexp(Float64(1.0), -1074), 5e-324)
    assert_equal(ldexp(Float64(5e-324), 2000), 5.67251933470834e278)
    assert_equal(ldexp(Float64(1.7976931348623157e308), -2098), 5e-324)
    assert_equal(ldexp(Float64(1.5), -1075), 5e-324)
    assert_true(ldexp(Float64(1.0), 1024) == infinity)
    assert_equal(ldexp(Float32(1.0), -149), 1.4e-45)
    var whole = modf(Float64(-3.25))
    assert_equal(whole[0], -3.0)
    assert_equal(whole[1], -0.25)
    assert_equal(nextafter(Float64(1.0), Float64(2.0)), 1.0000000000000002)
    assert_equal(nextafter(Float64(0.0), Float64(-1.0)), -5e-324)
    assert_equal(nextafter(Float32(1.0), Float32(0.0)), 0.99999994)
    assert_equal(ulp(Float64(1.0)), 2.220446049250313e-16)
    assert_equal(remainder(Float64(5.0), Float64(3.0)), -1.0)
    assert_equal(remainder(Float64(7.5), Float64(5.0)), -2.5)
    assert_equal(remainder(Float64(2.5), Float64(5.0)), 2.5)
    assert_equal(fmod(Float64(-7.5), Float64(2.0)), -1.5)
    assert_equal(copysign(Float64(3.0), Float64(-0.0)), -3.0)
    assert_true(signbit(Float64(-0.0)) and not signbit(Float64(0.0)))
    assert_true(isnan(infinity - infinity) and isinf(-infinity) and isfinite(Float64(1.0)))
    assert_false(isfinite(infinity))
    assert_false(isnan(Int32(5)))
    assert_true(isclose(Float64(1.0), Float64(1.0 + 1e-9)))
    assert_false(isclose(Float64(1.0), Float64(1.001)))
    assert_true(isclose(Float64(1.0), Float64(1.05), atol=0.1))
    assert_true(isclose(infinity, infinity))
    assert_equal(round_half_up(Float64(2.5)), 3.0)
    assert_equal(round_half_down(Float64(2.5)), 2.0)
    assert_equal(fma(Float64(2.0), Float64(3.0), Float64(4.0)), 10.0)
    assert_equal(fma(2, 3, 4), 10)
    assert_equal(clamp(7, 1, 5), 5)
    assert_equal(clamp(Float32(-7), Float32(1), Float32(5)), 1.0)

    assert_equal(gcd(48, -36), 12)
    assert_equal(gcd(0, 5), 5)
    assert_equal(gcd(24, 36, 54), 6)
    assert_equal(lcm(4, 6), 12)
    assert_equal(lcm(2, 3, 4), 12)
    assert_equal(lcm(0, 3), 0)
    assert_equal(factorial(20), 2432902008176640000)
    assert_equal(comb(52, 5), 2598960)
    assert_equal(perm(10, 3), 720)
    assert_equal(comb(3, 5), 0)
    assert_equal(align_up(13, 8), 16)
    assert_equal(align_down(13, 8), 8)
    assert_equal(align_up(16, 8), 16)
    assert_equal(ceildiv(7, 2), 4)
    assert_equal(ceildiv(-7, 2), -3)
    assert_equal(iota[DType.int32, 4](), SIMD[DType.int32, 4](0, 1, 2, 3))
    assert_equal(iota[DType.float64, 4](0.5), SIMD[DType.float64, 4](0.5, 1.5, 2.5, 3.5))
    assert_equal(polynomial_evaluate[1.0, 2.0, 3.0](Float64(2.0)), 17.0)
    print("ok")  # prints: ok
