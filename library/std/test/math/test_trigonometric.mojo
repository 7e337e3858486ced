# test: run
# Against values computed with 400 bits: the error in units in the last place, in scalars and in vectors.
from math import cos, isnan, signbit, sin, sincos, tan, ulp

from testing import assert_true


def near[dtype: DType](found: Scalar[dtype], expected: Scalar[dtype], limit: Float64, what: String) raises:
    var distance = abs((found - expected) / ulp(expected)).cast[DType.float64]()
    assert_true(distance <= limit, String(what, ": found ", found, ", expected ", expected))


def test_sin() raises:
    near(sin(Float64(1e-08)), Float64(1e-08), 1.0, "sin(1e-08)")
    near(sin(Float64(0.5)), Float64(0.479425538604203), 1.0, "sin(0.5)")
    near(sin(Float64(0.7853981)), Float64(0.7071067363577804), 1.0, "sin(0.7853981)")
    near(sin(Float64(1.0)), Float64(0.8414709848078965), 1.0, "sin(1.0)")
    near(sin(Float64(2.0)), Float64(0.9092974268256817), 1.0, "sin(2.0)")
    near(sin(Float64(3.14159265358979)), Float64(3.2310891488651735e-15), 1.0, "sin(3.14159265358979)")
    near(sin(Float64(10.0)), Float64(-0.5440211108893698), 1.0, "sin(10.0)")
    near(sin(Float64(100.5)), Float64(-0.030959966783271346), 1.0, "sin(100.5)")
    near(sin(Float64(31415.926535)), Float64(-8.979336908062241e-07), 1.0, "sin(31415.926535)")
    near(sin(Float64(1000000.0)), Float64(-0.34999350217129294), 1.0, "sin(1000000.0)")
    near(sin(Float64(123456789.0)), Float64(0.9901147518020355), 1.0, "sin(123456789.0)")
    near(sin(Float64(1e+22)), Float64(-0.8522008497671888), 1.0, "sin(1e+22)")
    near(sin(Float64(5.319372648326541e+255)), Float64(1.0), 1.0, "sin(5.319372648326541e+255)")
    near(sin(Float64(-2.5)), Float64(-0.5984721441039565), 1.0, "sin(-2.5)")
    near(sin(Float32(9.99999993922529e-09)), Float32(9.99999993922529e-09), 1.0, "sin of 32 bits (9.99999993922529e-09)")
    near(sin(Float32(0.5)), Float32(0.4794255495071411), 1.0, "sin of 32 bits (0.5)")
    near(sin(Float32(0.7853981256484985)), Float32(0.7071067690849304), 1.0, "sin of 32 bits (0.7853981256484985)")
    near(sin(Float32(1.0)), Float32(0.8414709568023682), 1.0, "sin of 32 bits (1.0)")
    near(sin(Float32(2.0)), Float32(0.9092974066734314), 1.0, "sin of 32 bits (2.0)")
    near(sin(Float32(3.1415927410125732)), Float32(-8.742277657347586e-08), 1.0, "sin of 32 bits (3.1415927410125732)")
    near(sin(Float32(10.0)), Float32(-0.5440211296081543), 1.0, "sin of 32 bits (10.0)")
    near(sin(Float32(100.5)), Float32(-0.030959967523813248), 1.0, "sin of 32 bits (100.5)")
    near(sin(Float32(31415.92578125)), Float32(-0.0007546478882431984), 1.0, "sin of 32 bits (31415.92578125)")
    near(sin(Float32(1000000.0)), Float32(-0.349993497133255), 1.0, "sin of 32 bits (1000000.0)")
    near(sin(Float32(123456792.0)), Float32(-0.9604127407073975), 1.0, "sin of 32 bits (123456792.0)")
    near(sin(Float32(9.999999778196308e+21)), Float32(-0.734081506729126), 1.0, "sin of 32 bits (9.999999778196308e+21)")
    near(sin(Float32(-2.5)), Float32(-0.5984721183776855), 1.0, "sin of 32 bits (-2.5)")
    var lanes = sin(SIMD[DType.float64, 4](9.99999993922529e-09, 0.5, 0.7853981256484985, 1.0))
    assert_true(lanes[0] == sin(Float64(9.99999993922529e-09)))
    assert_true(lanes[1] == sin(Float64(0.5)))
    assert_true(lanes[2] == sin(Float64(0.7853981256484985)))
    assert_true(lanes[3] == sin(Float64(1.0)))


def test_cos() raises:
    near(cos(Float64(1e-08)), Float64(1.0), 1.0, "cos(1e-08)")
    near(cos(Float64(0.5)), Float64(0.8775825618903728), 1.0, "cos(0.5)")
    near(cos(Float64(0.7853981)), Float64(0.7071068260153117), 1.0, "cos(0.7853981)")
    near(cos(Float64(1.0)), Float64(0.5403023058681398), 1.0, "cos(1.0)")
    near(cos(Float64(1.5707963267948966)), Float64(6.123233995736766e-17), 1.0, "cos(1.5707963267948966)")
    near(cos(Float64(2.0)), Float64(-0.4161468365471424), 1.0, "cos(2.0)")
    near(cos(Float64(10.0)), Float64(-0.8390715290764524), 1.0, "cos(10.0)")
    near(cos(Float64(100.5)), Float64(0.9995206253283515), 1.0, "cos(100.5)")
    near(cos(Float64(1000000.0)), Float64(0.9367521275331447), 1.0, "cos(1000000.0)")
    near(cos(Float64(1e+22)), Float64(0.523214785395139), 1.0, "cos(1e+22)")
    near(cos(Float64(5.319372648326541e+255)), Float64(-4.687165924254628e-19), 1.0, "cos(5.319372648326541e+255)")
    near(cos(Float64(-2.5)), Float64(-0.8011436155469337), 1.0, "cos(-2.5)")
    near(cos(Float32(9.99999993922529e-09)), Float32(1.0), 1.0, "cos of 32 bits (9.99999993922529e-09)")
    near(cos(Float32(0.5)), Float32(0.8775825500488281), 1.0, "cos of 32 bits (0.5)")
    near(cos(Float32(0.7853981256484985)), Float32(0.7071068286895752), 1.0, "cos of 32 bits (0.7853981256484985)")
    near(cos(Float32(1.0)), Float32(0.5403022766113281), 1.0, "cos of 32 bits (1.0)")
    near(cos(Float32(1.5707963705062866)), Float32(-4.371138828673793e-08), 1.0, "cos of 32 bits (1.5707963705062866)")
    near(cos(Float32(2.0)), Float32(-0.416146844625473), 1.0, "cos of 32 bits (2.0)")
    near(cos(Float32(10.0)), Float32(-0.83907151222229), 1.0, "cos of 32 bits (10.0)")
    near(cos(Float32(100.5)), Float32(0.9995205998420715), 1.0, "cos of 32 bits (100.5)")
    near(cos(Float32(1000000.0)), Float32(0.9367521405220032), 1.0, "cos of 32 bits (1000000.0)")
    near(cos(Float32(9.999999778196308e+21)), Float32(0.6790613532066345), 1.0, "cos of 32 bits (9.999999778196308e+21)")
    near(cos(Float32(-2.5)), Float32(-0.8011435866355896), 1.0, "cos of 32 bits (-2.5)")
    var lanes = cos(SIMD[DType.float64, 4](9.99999993922529e-09, 0.5, 0.7853981256484985, 1.0))
    assert_true(lanes[0] == cos(Float64(9.99999993922529e-09)))
    assert_true(lanes[1] == cos(Float64(0.5)))
    assert_true(lanes[2] == cos(Float64(0.7853981256484985)))
    assert_true(lanes[3] == cos(Float64(1.0)))


def test_tan() raises:
    near(tan(Float64(1e-08)), Float64(1e-08), 2.0, "tan(1e-08)")
    near(tan(Float64(0.5)), Float64(0.5463024898437905), 2.0, "tan(0.5)")
    near(tan(Float64(1.0)), Float64(1.5574077246549023), 2.0, "tan(1.0)")
    near(tan(Float64(1.5)), Float64(14.101419947171719), 2.0, "tan(1.5)")
    near(tan(Float64(2.0)), Float64(-2.185039863261519), 2.0, "tan(2.0)")
    near(tan(Float64(10.0)), Float64(0.6483608274590866), 2.0, "tan(10.0)")
    near(tan(Float64(100.5)), Float64(-0.030974815325197236), 2.0, "tan(100.5)")
    near(tan(Float64(1e+22)), Float64(-1.6287782256068988), 2.0, "tan(1e+22)")
    near(tan(Float32(9.99999993922529e-09)), Float32(9.99999993922529e-09), 1.0, "tan of 32 bits (9.99999993922529e-09)")
    near(tan(Float32(0.5)), Float32(0.5463024973869324), 1.0, "tan of 32 bits (0.5)")
    near(tan(Float32(1.0)), Float32(1.5574077367782593), 1.0, "tan of 32 bits (1.0)")
    near(tan(Float32(1.5)), Float32(14.101420402526855), 1.0, "tan of 32 bits (1.5)")
    near(tan(Float32(2.0)), Float32(-2.185039758682251), 1.0, "tan of 32 bits (2.0)")
    near(tan(Float32(10.0)), Float32(0.6483608484268188), 1.0, "tan of 32 bits (10.0)")
    near(tan(Float32(100.5)), Float32(-0.030974814668297768), 1.0, "tan of 32 bits (100.5)")
    near(tan(Float32(9.999999778196308e+21)), Float32(-1.081023931503296), 1.0, "tan of 32 bits (9.999999778196308e+21)")
    var lanes = tan(SIMD[DType.float64, 4](9.99999993922529e-09, 0.5, 1.0, 1.5))
    assert_true(lanes[0] == tan(Float64(9.99999993922529e-09)))
    assert_true(lanes[1] == tan(Float64(0.5)))
    assert_true(lanes[2] == tan(Float64(1.0)))
    assert_true(lanes[3] == tan(Float64(1.5)))


def test_special() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_true(isnan(sin(infinity)))
    assert_true(isnan(cos(-infinity)))
    assert_true(isnan(tan(not_a_number)))
    assert_true(signbit(sin(Float64(-0.0))))
    assert_true(cos(Float64(0.0)) == 1.0)
    var both = sincos(Float64(0.5))
    assert_true(both[0] == sin(Float64(0.5)) and both[1] == cos(Float64(0.5)))


def main() raises:
    test_sin()
    test_cos()
    test_tan()
    test_special()
    print("ok")  # prints: ok
