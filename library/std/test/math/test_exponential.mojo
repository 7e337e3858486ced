# test: run
# Against values computed with 400 bits: the error in units in the last place, in scalars and in vectors.
from math import exp, exp10, exp2, expm1, isnan, signbit, ulp

from testing import assert_true


def near[dtype: DType](found: Scalar[dtype], expected: Scalar[dtype], limit: Float64, what: String) raises:
    var distance = abs((found - expected) / ulp(expected)).cast[DType.float64]()
    assert_true(distance <= limit, String(what, ": found ", found, ", expected ", expected))


def test_exp() raises:
    near(exp(Float64(-700.5)), Float64(5.980196118639791e-305), 1.0, "exp(-700.5)")
    near(exp(Float64(-40.3)), Float64(3.1472582402307286e-18), 1.0, "exp(-40.3)")
    near(exp(Float64(-1.25)), Float64(0.2865047968601901), 1.0, "exp(-1.25)")
    near(exp(Float64(-1e-09)), Float64(0.999999999), 1.0, "exp(-1e-09)")
    near(exp(Float64(0.3)), Float64(1.3498588075760032), 1.0, "exp(0.3)")
    near(exp(Float64(1.0)), Float64(2.718281828459045), 1.0, "exp(1.0)")
    near(exp(Float64(2.71828)), Float64(15.154234532556728), 1.0, "exp(2.71828)")
    near(exp(Float64(88.7)), Float64(3.325986980250579e+38), 1.0, "exp(88.7)")
    near(exp(Float64(700.1)), Float64(1.120899771073261e+304), 1.0, "exp(700.1)")
    near(exp(Float32(-40.29999923706055)), Float32(3.1472607237496693e-18), 1.0, "exp of 32 bits (-40.29999923706055)")
    near(exp(Float32(-1.25)), Float32(0.2865048050880432), 1.0, "exp of 32 bits (-1.25)")
    near(exp(Float32(-9.999999717180685e-10)), Float32(1.0), 1.0, "exp of 32 bits (-9.999999717180685e-10)")
    near(exp(Float32(0.30000001192092896)), Float32(1.3498588800430298), 1.0, "exp of 32 bits (0.30000001192092896)")
    near(exp(Float32(1.0)), Float32(2.7182817459106445), 1.0, "exp of 32 bits (1.0)")
    near(exp(Float32(2.718280076980591)), Float32(15.15423583984375), 1.0, "exp of 32 bits (2.718280076980591)")
    var lanes = exp(SIMD[DType.float64, 4](-40.29999923706055, -1.25, -9.999999717180685e-10, 0.30000001192092896))
    assert_true(lanes[0] == exp(Float64(-40.29999923706055)))
    assert_true(lanes[1] == exp(Float64(-1.25)))
    assert_true(lanes[2] == exp(Float64(-9.999999717180685e-10)))
    assert_true(lanes[3] == exp(Float64(0.30000001192092896)))


def test_exp2() raises:
    near(exp2(Float64(-1020.3)), Float64(7.229286294568586e-308), 1.0, "exp2(-1020.3)")
    near(exp2(Float64(-30.7)), Float64(5.732962923799255e-10), 1.0, "exp2(-30.7)")
    near(exp2(Float64(-0.3)), Float64(0.8122523963562356), 1.0, "exp2(-0.3)")
    near(exp2(Float64(0.4999)), Float64(1.4141155399559855), 1.0, "exp2(0.4999)")
    near(exp2(Float64(0.5001)), Float64(1.4143115915848363), 1.0, "exp2(0.5001)")
    near(exp2(Float64(3.0)), Float64(8.0), 1.0, "exp2(3.0)")
    near(exp2(Float64(10.0)), Float64(1024.0), 1.0, "exp2(10.0)")
    near(exp2(Float64(511.5)), Float64(9.480751908109177e+153), 1.0, "exp2(511.5)")
    near(exp2(Float32(-30.700000762939453)), Float32(5.732959662552162e-10), 1.0, "exp2 of 32 bits (-30.700000762939453)")
    near(exp2(Float32(-0.30000001192092896)), Float32(0.812252402305603), 1.0, "exp2 of 32 bits (-0.30000001192092896)")
    near(exp2(Float32(0.4999000132083893)), Float32(1.41411554813385), 1.0, "exp2 of 32 bits (0.4999000132083893)")
    near(exp2(Float32(0.5001000165939331)), Float32(1.4143116474151611), 1.0, "exp2 of 32 bits (0.5001000165939331)")
    near(exp2(Float32(3.0)), Float32(8.0), 1.0, "exp2 of 32 bits (3.0)")
    near(exp2(Float32(10.0)), Float32(1024.0), 1.0, "exp2 of 32 bits (10.0)")
    var lanes = exp2(SIMD[DType.float64, 4](-30.700000762939453, -0.30000001192092896, 0.4999000132083893, 0.5001000165939331))
    assert_true(lanes[0] == exp2(Float64(-30.700000762939453)))
    assert_true(lanes[1] == exp2(Float64(-0.30000001192092896)))
    assert_true(lanes[2] == exp2(Float64(0.4999000132083893)))
    assert_true(lanes[3] == exp2(Float64(0.5001000165939331)))


def test_exp10() raises:
    near(exp10(Float64(-300.2)), Float64(6.309573444802098e-301), 2.0, "exp10(-300.2)")
    near(exp10(Float64(-3.7)), Float64(0.00019952623149688788), 2.0, "exp10(-3.7)")
    near(exp10(Float64(0.1)), Float64(1.2589254117941673), 2.0, "exp10(0.1)")
    near(exp10(Float64(2.0)), Float64(100.0), 2.0, "exp10(2.0)")
    near(exp10(Float64(15.0)), Float64(1000000000000000.0), 2.0, "exp10(15.0)")
    near(exp10(Float64(300.1)), Float64(1.258925411794233e+300), 2.0, "exp10(300.1)")
    near(exp10(Float32(-3.700000047683716)), Float32(0.00019952621369156986), 1.0, "exp10 of 32 bits (-3.700000047683716)")
    near(exp10(Float32(0.10000000149011612)), Float32(1.258925437927246), 1.0, "exp10 of 32 bits (0.10000000149011612)")
    near(exp10(Float32(2.0)), Float32(100.0), 1.0, "exp10 of 32 bits (2.0)")
    near(exp10(Float32(15.0)), Float32(999999986991104.0), 1.0, "exp10 of 32 bits (15.0)")
    var lanes = exp10(SIMD[DType.float64, 4](-3.700000047683716, 0.10000000149011612, 2.0, 15.0))
    assert_true(lanes[0] == exp10(Float64(-3.700000047683716)))
    assert_true(lanes[1] == exp10(Float64(0.10000000149011612)))
    assert_true(lanes[2] == exp10(Float64(2.0)))
    assert_true(lanes[3] == exp10(Float64(15.0)))


def test_expm1() raises:
    near(expm1(Float64(-50.0)), Float64(-1.0), 2.0, "expm1(-50.0)")
    near(expm1(Float64(-1.0)), Float64(-0.6321205588285577), 2.0, "expm1(-1.0)")
    near(expm1(Float64(-0.2)), Float64(-0.18126924692201815), 2.0, "expm1(-0.2)")
    near(expm1(Float64(-1e-12)), Float64(-9.999999999995e-13), 2.0, "expm1(-1e-12)")
    near(expm1(Float64(1e-15)), Float64(1.0000000000000007e-15), 2.0, "expm1(1e-15)")
    near(expm1(Float64(0.35)), Float64(0.41906754859325723), 2.0, "expm1(0.35)")
    near(expm1(Float64(0.7)), Float64(1.0137527074704764), 2.0, "expm1(0.7)")
    near(expm1(Float64(5.5)), Float64(243.69193226422038), 2.0, "expm1(5.5)")
    near(expm1(Float64(600.0)), Float64(3.7730203009299397e+260), 2.0, "expm1(600.0)")
    near(expm1(Float32(-50.0)), Float32(-1.0), 2.0, "expm1 of 32 bits (-50.0)")
    near(expm1(Float32(-1.0)), Float32(-0.6321205496788025), 2.0, "expm1 of 32 bits (-1.0)")
    near(expm1(Float32(-0.20000000298023224)), Float32(-0.18126924335956573), 2.0, "expm1 of 32 bits (-0.20000000298023224)")
    near(expm1(Float32(-9.999999960041972e-13)), Float32(-9.999999960041972e-13), 2.0, "expm1 of 32 bits (-9.999999960041972e-13)")
    near(expm1(Float32(1.0000000036274937e-15)), Float32(1.0000000036274937e-15), 2.0, "expm1 of 32 bits (1.0000000036274937e-15)")
    near(expm1(Float32(0.3499999940395355)), Float32(0.41906753182411194), 2.0, "expm1 of 32 bits (0.3499999940395355)")
    near(expm1(Float32(0.699999988079071)), Float32(1.0137526988983154), 2.0, "expm1 of 32 bits (0.699999988079071)")
    near(expm1(Float32(5.5)), Float32(243.69192504882812), 2.0, "expm1 of 32 bits (5.5)")
    var lanes = expm1(SIMD[DType.float64, 4](-50.0, -1.0, -0.20000000298023224, -9.999999960041972e-13))
    assert_true(lanes[0] == expm1(Float64(-50.0)))
    assert_true(lanes[1] == expm1(Float64(-1.0)))
    assert_true(lanes[2] == expm1(Float64(-0.20000000298023224)))
    assert_true(lanes[3] == expm1(Float64(-9.999999960041972e-13)))


def test_special() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_true(exp(infinity) == infinity)
    assert_true(exp(-infinity) == 0.0)
    assert_true(isnan(exp(not_a_number)))
    assert_true(exp(Float64(710.0)) == infinity)
    assert_true(exp(Float64(-746.0)) == 0.0)
    assert_true(exp(Float64(-745.0)) == 5e-324)
    assert_true(exp2(Float64(-1074.0)) == 5e-324)
    assert_true(exp2(Float64(1023.0)) == 8.98846567431158e307)
    assert_true(expm1(-infinity) == -1.0)
    assert_true(signbit(expm1(Float64(-0.0))))
    assert_true(exp(Float32(89.0)) == Float32.MAX)
    assert_true(exp(Float16(1.0)) == 2.71875)
    # The last numbers that do not overflow or vanish, and their neighbours
    near(exp(Float64(709.782712893384)), Float64(1.797693134862273e308), 1.0, "exp at the upper end")
    assert_true(exp(Float64(709.7827128933841)) == infinity)
    near(exp(Float64(-708.3964185322641)), Float64(2.2250738585072626e-308), 1.0, "exp at the least normal number")
    near(exp(Float64(-720.0)), Float64(2.0322308024e-313), 1.0, "exp among subnormal numbers")
    assert_true(exp(Float64(-745.1332191019412)) == 0.0)
    near(exp(Float32(88.72283172607422)), Float32(3.402798519021476e+38), 1.0, "exp of 32 bits at the upper end")
    assert_true(exp(Float32(88.7228469848632)) == Float32.MAX)
    near(exp(Float32(-95.0)), Float32(5.521115949439779e-42), 1.0, "exp of 32 bits among subnormal numbers")
    assert_true(exp(Float32(-104.0)) == 0.0)
    assert_true(exp(Float64(-0.0)) == 1.0 and exp(Float64(5e-324)) == 1.0)
    assert_true(isnan(exp(SIMD[DType.float32, 16](Float32.MAX - Float32.MAX))[3]))


def test_lanes[dtype: DType, width: Int]() raises:
    """Every lane of a vector of any width is what a scalar gives, bit by bit."""
    var x = SIMD[dtype, width]()
    for i in range(width):
        x[i] = Scalar[dtype](-20.3 + 1.3 * Float64(i))
    var exp_of_all = exp(x)
    for i in range(width):
        assert_true(exp_of_all[i] == exp(x[i]), "exp")


def test_all_widths() raises:
    test_lanes[DType.float32, 2]()
    test_lanes[DType.float32, 8]()
    test_lanes[DType.float32, 16]()
    test_lanes[DType.float32, 32]()
    test_lanes[DType.float64, 2]()
    test_lanes[DType.float64, 4]()
    test_lanes[DType.float64, 8]()
    test_lanes[DType.float64, 16]()



def main() raises:
    test_exp()
    test_exp2()
    test_exp10()
    test_expm1()
    test_special()
    test_all_widths()
    print("ok")  # prints: ok
