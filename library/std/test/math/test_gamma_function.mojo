# test: run
# Against values computed with 400 bits: the error in units in the last place, in scalars and in vectors.
from math import gamma, isnan, lgamma, signbit, ulp

from testing import assert_true


def near[dtype: DType](found: Scalar[dtype], expected: Scalar[dtype], limit: Float64, what: String) raises:
    var distance = abs((found - expected) / ulp(expected)).cast[DType.float64]()
    assert_true(distance <= limit, String(what, ": found ", found, ", expected ", expected))


def test_gamma() raises:
    near(gamma(Float64(0.1)), Float64(9.51350769866873), 20.0, "gamma(0.1)")
    near(gamma(Float64(0.5)), Float64(1.772453850905516), 20.0, "gamma(0.5)")
    near(gamma(Float64(1.5)), Float64(0.886226925452758), 20.0, "gamma(1.5)")
    near(gamma(Float64(3.2)), Float64(2.4239654799353683), 20.0, "gamma(3.2)")
    near(gamma(Float64(5.0)), Float64(24.0), 20.0, "gamma(5.0)")
    near(gamma(Float64(10.5)), Float64(1133278.3889487856), 20.0, "gamma(10.5)")
    near(gamma(Float64(30.3)), Float64(2.4442850291542564e+31), 20.0, "gamma(30.3)")
    near(gamma(Float64(170.2)), Float64(1.1918411166366696e+305), 20.0, "gamma(170.2)")
    near(gamma(Float64(-0.5)), Float64(-3.544907701811032), 20.0, "gamma(-0.5)")
    near(gamma(Float64(-2.3)), Float64(-1.447107394255918), 20.0, "gamma(-2.3)")
    near(gamma(Float32(0.10000000149011612)), Float32(9.513507843017578), 1.0, "gamma of 32 bits (0.10000000149011612)")
    near(gamma(Float32(0.5)), Float32(1.7724539041519165), 1.0, "gamma of 32 bits (0.5)")
    near(gamma(Float32(1.5)), Float32(0.8862269520759583), 1.0, "gamma of 32 bits (1.5)")
    near(gamma(Float32(3.200000047683716)), Float32(2.4239656925201416), 1.0, "gamma of 32 bits (3.200000047683716)")
    near(gamma(Float32(5.0)), Float32(24.0), 1.0, "gamma of 32 bits (5.0)")
    near(gamma(Float32(10.5)), Float32(1133278.375), 1.0, "gamma of 32 bits (10.5)")
    near(gamma(Float32(30.299999237060547)), Float32(2.444278757646034e+31), 1.0, "gamma of 32 bits (30.299999237060547)")
    near(gamma(Float32(-0.5)), Float32(-3.544907808303833), 1.0, "gamma of 32 bits (-0.5)")
    near(gamma(Float32(-2.299999952316284)), Float32(-1.4471076726913452), 1.0, "gamma of 32 bits (-2.299999952316284)")
    var lanes = gamma(SIMD[DType.float64, 4](0.10000000149011612, 0.5, 1.5, 3.200000047683716))
    assert_true(lanes[0] == gamma(Float64(0.10000000149011612)))
    assert_true(lanes[1] == gamma(Float64(0.5)))
    assert_true(lanes[2] == gamma(Float64(1.5)))
    assert_true(lanes[3] == gamma(Float64(3.200000047683716)))


def test_lgamma() raises:
    near(lgamma(Float64(1e-05)), Float64(11.512919692895826), 20.0, "lgamma(1e-05)")
    near(lgamma(Float64(0.1)), Float64(2.252712651734206), 20.0, "lgamma(0.1)")
    near(lgamma(Float64(0.5)), Float64(0.5723649429247001), 20.0, "lgamma(0.5)")
    near(lgamma(Float64(1.0001)), Float64(-5.771334222047127e-05), 20.0, "lgamma(1.0001)")
    near(lgamma(Float64(1.9)), Float64(-0.03898427592308336), 20.0, "lgamma(1.9)")
    near(lgamma(Float64(2.3)), Float64(0.15418945495963046), 20.0, "lgamma(2.3)")
    near(lgamma(Float64(5.5)), Float64(3.9578139676187165), 20.0, "lgamma(5.5)")
    near(lgamma(Float64(30.0)), Float64(71.25703896716801), 20.0, "lgamma(30.0)")
    near(lgamma(Float64(100000.0)), Float64(1051287.7089736569), 20.0, "lgamma(100000.0)")
    near(lgamma(Float64(-0.5)), Float64(1.2655121234846454), 20.0, "lgamma(-0.5)")
    near(lgamma(Float32(9.999999747378752e-06)), Float32(11.512919425964355), 1.0, "lgamma of 32 bits (9.999999747378752e-06)")
    near(lgamma(Float32(0.10000000149011612)), Float32(2.2527127265930176), 1.0, "lgamma of 32 bits (0.10000000149011612)")
    near(lgamma(Float32(0.5)), Float32(0.5723649263381958), 1.0, "lgamma of 32 bits (0.5)")
    near(lgamma(Float32(1.000100016593933)), Float32(-5.772291842731647e-05), 1.0, "lgamma of 32 bits (1.000100016593933)")
    near(lgamma(Float32(1.899999976158142)), Float32(-0.038984283804893494), 1.0, "lgamma of 32 bits (1.899999976158142)")
    near(lgamma(Float32(2.299999952316284)), Float32(0.15418942272663116), 1.0, "lgamma of 32 bits (2.299999952316284)")
    near(lgamma(Float32(5.5)), Float32(3.9578139781951904), 1.0, "lgamma of 32 bits (5.5)")
    near(lgamma(Float32(30.0)), Float32(71.25704193115234), 1.0, "lgamma of 32 bits (30.0)")
    near(lgamma(Float32(-0.5)), Float32(1.2655121088027954), 1.0, "lgamma of 32 bits (-0.5)")
    var lanes = lgamma(SIMD[DType.float64, 4](9.999999747378752e-06, 0.10000000149011612, 0.5, 1.000100016593933))
    assert_true(lanes[0] == lgamma(Float64(9.999999747378752e-06)))
    assert_true(lanes[1] == lgamma(Float64(0.10000000149011612)))
    assert_true(lanes[2] == lgamma(Float64(0.5)))
    assert_true(lanes[3] == lgamma(Float64(1.000100016593933)))


def test_special() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_true(gamma(Float64(5.0)) == 24.0)
    assert_true(gamma(Float64(23.0)) == 1.1240007277776077e21)
    assert_true(gamma(Float64(172.0)) == infinity)
    assert_true(isnan(gamma(Float64(-1.0))))
    assert_true(lgamma(Float64(1.0)) == 0.0)
    assert_true(lgamma(Float64(2.0)) == 0.0)
    assert_true(lgamma(Float64(-3.0)) == infinity)


def main() raises:
    test_gamma()
    test_lgamma()
    test_special()
    print("ok")  # prints: ok
