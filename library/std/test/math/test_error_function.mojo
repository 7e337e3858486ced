# test: run
# Against values computed with 400 bits: the error in units in the last place, in scalars and in vectors.
from math import erf, erfc, isnan, signbit, ulp

from testing import assert_true


def near[dtype: DType](found: Scalar[dtype], expected: Scalar[dtype], limit: Float64, what: String) raises:
    var distance = abs((found - expected) / ulp(expected)).cast[DType.float64]()
    assert_true(distance <= limit, String(what, ": found ", found, ", expected ", expected))


def test_erf() raises:
    near(erf(Float64(1e-09)), Float64(1.1283791670955127e-09), 2.0, "erf(1e-09)")
    near(erf(Float64(0.1)), Float64(0.1124629160182849), 2.0, "erf(0.1)")
    near(erf(Float64(0.5)), Float64(0.5204998778130465), 2.0, "erf(0.5)")
    near(erf(Float64(0.9)), Float64(0.7969082124228322), 2.0, "erf(0.9)")
    near(erf(Float64(0.99)), Float64(0.8385080695553698), 2.0, "erf(0.99)")
    near(erf(Float64(1.01)), Float64(0.8468104962282768), 2.0, "erf(1.01)")
    near(erf(Float64(1.5)), Float64(0.9661051464753108), 2.0, "erf(1.5)")
    near(erf(Float64(2.5)), Float64(0.999593047982555), 2.0, "erf(2.5)")
    near(erf(Float64(4.0)), Float64(0.9999999845827421), 2.0, "erf(4.0)")
    near(erf(Float64(-1.2)), Float64(-0.9103139782296353), 2.0, "erf(-1.2)")
    near(erf(Float32(9.999999717180685e-10)), Float32(1.1283791678806665e-09), 2.0, "erf of 32 bits (9.999999717180685e-10)")
    near(erf(Float32(0.10000000149011612)), Float32(0.11246291548013687), 2.0, "erf of 32 bits (0.10000000149011612)")
    near(erf(Float32(0.5)), Float32(0.5204998850822449), 2.0, "erf of 32 bits (0.5)")
    near(erf(Float32(0.8999999761581421)), Float32(0.7969081997871399), 2.0, "erf of 32 bits (0.8999999761581421)")
    near(erf(Float32(0.9900000095367432)), Float32(0.8385080695152283), 2.0, "erf of 32 bits (0.9900000095367432)")
    near(erf(Float32(1.0099999904632568)), Float32(0.846810519695282), 2.0, "erf of 32 bits (1.0099999904632568)")
    near(erf(Float32(1.5)), Float32(0.9661051630973816), 2.0, "erf of 32 bits (1.5)")
    near(erf(Float32(2.5)), Float32(0.9995930194854736), 2.0, "erf of 32 bits (2.5)")
    near(erf(Float32(4.0)), Float32(1.0), 2.0, "erf of 32 bits (4.0)")
    near(erf(Float32(-1.2000000476837158)), Float32(-0.9103139638900757), 2.0, "erf of 32 bits (-1.2000000476837158)")
    var lanes = erf(SIMD[DType.float64, 4](9.999999717180685e-10, 0.10000000149011612, 0.5, 0.8999999761581421))
    assert_true(lanes[0] == erf(Float64(9.999999717180685e-10)))
    assert_true(lanes[1] == erf(Float64(0.10000000149011612)))
    assert_true(lanes[2] == erf(Float64(0.5)))
    assert_true(lanes[3] == erf(Float64(0.8999999761581421)))


def test_erfc() raises:
    near(erfc(Float64(-2.0)), Float64(1.9953222650189528), 8.0, "erfc(-2.0)")
    near(erfc(Float64(-0.4)), Float64(1.4283923550466684), 8.0, "erfc(-0.4)")
    near(erfc(Float64(0.1)), Float64(0.887537083981715), 8.0, "erfc(0.1)")
    near(erfc(Float64(0.49)), Float64(0.4883317388114769), 8.0, "erfc(0.49)")
    near(erfc(Float64(0.51)), Float64(0.4707563801588296), 8.0, "erfc(0.51)")
    near(erfc(Float64(1.0)), Float64(0.15729920705028513), 8.0, "erfc(1.0)")
    near(erfc(Float64(2.0)), Float64(0.004677734981047266), 8.0, "erfc(2.0)")
    near(erfc(Float64(5.0)), Float64(1.537459794428035e-12), 8.0, "erfc(5.0)")
    near(erfc(Float64(10.0)), Float64(2.088487583762545e-45), 8.0, "erfc(10.0)")
    near(erfc(Float64(26.0)), Float64(5.663192408856143e-296), 8.0, "erfc(26.0)")
    near(erfc(Float32(-2.0)), Float32(1.9953222274780273), 6.0, "erfc of 32 bits (-2.0)")
    near(erfc(Float32(-0.4000000059604645)), Float32(1.4283924102783203), 6.0, "erfc of 32 bits (-0.4000000059604645)")
    near(erfc(Float32(0.10000000149011612)), Float32(0.8875370621681213), 6.0, "erfc of 32 bits (0.10000000149011612)")
    near(erfc(Float32(0.49000000953674316)), Float32(0.48833173513412476), 6.0, "erfc of 32 bits (0.49000000953674316)")
    near(erfc(Float32(0.5099999904632568)), Float32(0.4707563817501068), 6.0, "erfc of 32 bits (0.5099999904632568)")
    near(erfc(Float32(1.0)), Float32(0.15729920566082), 6.0, "erfc of 32 bits (1.0)")
    near(erfc(Float32(2.0)), Float32(0.004677734803408384), 6.0, "erfc of 32 bits (2.0)")
    near(erfc(Float32(5.0)), Float32(1.5374598295869735e-12), 6.0, "erfc of 32 bits (5.0)")
    var lanes = erfc(SIMD[DType.float64, 4](-2.0, -0.4000000059604645, 0.10000000149011612, 0.49000000953674316))
    assert_true(lanes[0] == erfc(Float64(-2.0)))
    assert_true(lanes[1] == erfc(Float64(-0.4000000059604645)))
    assert_true(lanes[2] == erfc(Float64(0.10000000149011612)))
    assert_true(lanes[3] == erfc(Float64(0.49000000953674316)))


def test_special() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_true(erf(infinity) == 1.0)
    assert_true(erfc(infinity) == 0.0)
    assert_true(erfc(-infinity) == 2.0)
    assert_true(isnan(erf(not_a_number)))
    assert_true(signbit(erf(Float64(-0.0))))


def test_lanes[dtype: DType, width: Int]() raises:
    """Every lane of a vector of any width is what a scalar gives, bit by bit."""
    var x = SIMD[dtype, width]()
    for i in range(width):
        x[i] = Scalar[dtype](-4.7 + 0.31 * Float64(i))
    var erf_of_all = erf(x)
    for i in range(width):
        assert_true(erf_of_all[i] == erf(x[i]), "erf")


def test_all_widths() raises:
    test_lanes[DType.float32, 2]()
    test_lanes[DType.float32, 8]()
    test_lanes[DType.float32, 16]()
    test_lanes[DType.float32, 32]()
    test_lanes[DType.float64, 2]()
    test_lanes[DType.float64, 4]()
    test_lanes[DType.float64, 8]()
    test_lanes[DType.float64, 16]()


def test_erf_intervals() raises:
    """Around the borders of intervals, and at both ends."""
    near(erf(Float64(1e-300)), Float64(1.1283791670955126e-300), 2.0, "erf(1e-300)")
    near(erf(Float64(0.194)), Float64(0.216190046666516), 2.0, "erf(0.194)")
    near(erf(Float64(0.1949)), Float64(0.21716790630036642), 2.0, "erf(0.1949)")
    near(erf(Float64(0.39)), Float64(0.4187387000697961), 2.0, "erf(0.39)")
    near(erf(Float64(0.585)), Float64(0.5919414185928427), 2.0, "erf(0.585)")
    near(erf(Float64(1.0)), Float64(0.8427007929497149), 2.0, "erf(1.0)")
    near(erf(Float64(3.6961)), Float64(0.9999998277871077), 2.0, "erf(3.6961)")
    near(erf(Float64(5.8)), Float64(0.9999999999999998), 2.0, "erf(5.8)")
    near(erf(Float64(5.95)), Float64(1.0), 2.0, "erf(5.95)")
    near(erf(Float64(6.1)), Float64(1.0), 2.0, "erf(6.1)")
    near(erf(Float64(100.0)), Float64(1.0), 2.0, "erf(100.0)")
    near(erf(Float32(1.0000000031710769e-30)), Float32(1.1283791266481092e-30), 2.0, "erf of 32 bits (1.0000000031710769e-30)")
    near(erf(Float32(0.055433399975299835)), Float32(0.06248588487505913), 2.0, "erf of 32 bits (0.055433399975299835)")
    near(erf(Float32(0.0625)), Float32(0.07043197751045227), 2.0, "erf of 32 bits (0.0625)")
    near(erf(Float32(0.06260000169277191)), Float32(0.07054437696933746), 2.0, "erf of 32 bits (0.06260000169277191)")
    near(erf(Float32(0.18799999356269836)), Float32(0.2096623182296753), 2.0, "erf of 32 bits (0.18799999356269836)")
    near(erf(Float32(2.4385488033294678)), Float32(0.9994365572929382), 2.0, "erf of 32 bits (2.4385488033294678)")
    near(erf(Float32(3.9000000953674316)), Float32(0.9999999403953552), 2.0, "erf of 32 bits (3.9000000953674316)")
    near(erf(Float32(3.930000066757202)), Float32(1.0), 2.0, "erf of 32 bits (3.930000066757202)")
    near(erf(Float32(50.0)), Float32(1.0), 2.0, "erf of 32 bits (50.0)")
    var infinite = erf(SIMD[DType.float32, 16](Float32.MAX))
    assert_true(infinite[5] == 1.0 and erf(-Float32.MAX) == -1.0 and erf(-Float64.MAX) == -1.0)
    assert_true(isnan(erf(SIMD[DType.float32, 8](Float32.MAX - Float32.MAX))[1]))
    assert_true(signbit(erf(Float32(-0.0))) and erf(Float32(0.0)) == 0.0 and erf(Float64(5e-324)) == 5e-324)



def main() raises:
    test_erf()
    test_erfc()
    test_special()
    test_all_widths()
    test_erf_intervals()
    print("ok")  # prints: ok
