# test: run
# Against values computed with 400 bits: the error in units in the last place, in scalars and in vectors.
from math import acos, asin, atan, atan2, isnan, signbit, ulp

from testing import assert_true


def near[dtype: DType](found: Scalar[dtype], expected: Scalar[dtype], limit: Float64, what: String) raises:
    var distance = abs((found - expected) / ulp(expected)).cast[DType.float64]()
    assert_true(distance <= limit, String(what, ": found ", found, ", expected ", expected))


def test_asin() raises:
    near(asin(Float64(-1.0)), Float64(-1.5707963267948966), 1.0, "asin(-1.0)")
    near(asin(Float64(-0.9)), Float64(-1.1197695149986342), 1.0, "asin(-0.9)")
    near(asin(Float64(-0.4999)), Float64(-0.5234833093929496), 1.0, "asin(-0.4999)")
    near(asin(Float64(0.1)), Float64(0.1001674211615598), 1.0, "asin(0.1)")
    near(asin(Float64(0.5)), Float64(0.5235987755982989), 1.0, "asin(0.5)")
    near(asin(Float64(0.5001)), Float64(0.5237142495016518), 1.0, "asin(0.5001)")
    near(asin(Float64(0.75)), Float64(0.848062078981481), 1.0, "asin(0.75)")
    near(asin(Float64(0.999999)), Float64(1.5693821131146521), 1.0, "asin(0.999999)")
    near(asin(Float32(-1.0)), Float32(-1.5707963705062866), 1.0, "asin of 32 bits (-1.0)")
    near(asin(Float32(-0.8999999761581421)), Float32(-1.1197694540023804), 1.0, "asin of 32 bits (-0.8999999761581421)")
    near(asin(Float32(-0.4999000132083893)), Float32(-0.5234833359718323), 1.0, "asin of 32 bits (-0.4999000132083893)")
    near(asin(Float32(0.10000000149011612)), Float32(0.1001674234867096), 1.0, "asin of 32 bits (0.10000000149011612)")
    near(asin(Float32(0.5)), Float32(0.5235987901687622), 1.0, "asin of 32 bits (0.5)")
    near(asin(Float32(0.5001000165939331)), Float32(0.5237142443656921), 1.0, "asin of 32 bits (0.5001000165939331)")
    near(asin(Float32(0.75)), Float32(0.8480620980262756), 1.0, "asin of 32 bits (0.75)")
    near(asin(Float32(0.9999989867210388)), Float32(1.5693727731704712), 1.0, "asin of 32 bits (0.9999989867210388)")
    var lanes = asin(SIMD[DType.float64, 4](-1.0, -0.8999999761581421, -0.4999000132083893, 0.10000000149011612))
    assert_true(lanes[0] == asin(Float64(-1.0)))
    assert_true(lanes[1] == asin(Float64(-0.8999999761581421)))
    assert_true(lanes[2] == asin(Float64(-0.4999000132083893)))
    assert_true(lanes[3] == asin(Float64(0.10000000149011612)))


def test_acos() raises:
    near(acos(Float64(-0.999999)), Float64(3.1401784399095485), 1.0, "acos(-0.999999)")
    near(acos(Float64(-0.6)), Float64(2.214297435588181), 1.0, "acos(-0.6)")
    near(acos(Float64(-0.1)), Float64(1.6709637479564565), 1.0, "acos(-0.1)")
    near(acos(Float64(0.3)), Float64(1.2661036727794992), 1.0, "acos(0.3)")
    near(acos(Float64(0.5001)), Float64(1.0470820772932448), 1.0, "acos(0.5001)")
    near(acos(Float64(0.9)), Float64(0.45102681179626236), 1.0, "acos(0.9)")
    near(acos(Float64(0.999999)), Float64(0.0014142136802445852), 1.0, "acos(0.999999)")
    near(acos(Float32(-0.9999989867210388)), Float32(3.140169143676758), 1.0, "acos of 32 bits (-0.9999989867210388)")
    near(acos(Float32(-0.6000000238418579)), Float32(2.2142975330352783), 1.0, "acos of 32 bits (-0.6000000238418579)")
    near(acos(Float32(-0.10000000149011612)), Float32(1.6709637641906738), 1.0, "acos of 32 bits (-0.10000000149011612)")
    near(acos(Float32(0.30000001192092896)), Float32(1.2661036252975464), 1.0, "acos of 32 bits (0.30000001192092896)")
    near(acos(Float32(0.5001000165939331)), Float32(1.0470820665359497), 1.0, "acos of 32 bits (0.5001000165939331)")
    near(acos(Float32(0.8999999761581421)), Float32(0.4510268568992615), 1.0, "acos of 32 bits (0.8999999761581421)")
    near(acos(Float32(0.9999989867210388)), Float32(0.001423572306521237), 1.0, "acos of 32 bits (0.9999989867210388)")
    var lanes = acos(SIMD[DType.float64, 4](-0.9999989867210388, -0.6000000238418579, -0.10000000149011612, 0.30000001192092896))
    assert_true(lanes[0] == acos(Float64(-0.9999989867210388)))
    assert_true(lanes[1] == acos(Float64(-0.6000000238418579)))
    assert_true(lanes[2] == acos(Float64(-0.10000000149011612)))
    assert_true(lanes[3] == acos(Float64(0.30000001192092896)))


def test_atan() raises:
    near(atan(Float64(1e-09)), Float64(1e-09), 1.0, "atan(1e-09)")
    near(atan(Float64(0.2)), Float64(0.19739555984988078), 1.0, "atan(0.2)")
    near(atan(Float64(0.4142)), Float64(0.3926875054336765), 1.0, "atan(0.4142)")
    near(atan(Float64(0.4143)), Float64(0.3927728585734652), 1.0, "atan(0.4143)")
    near(atan(Float64(1.0)), Float64(0.7853981633974483), 1.0, "atan(1.0)")
    near(atan(Float64(2.4142)), Float64(1.1780952589230935), 1.0, "atan(2.4142)")
    near(atan(Float64(2.4143)), Float64(1.1781099032067213), 1.0, "atan(2.4143)")
    near(atan(Float64(10.0)), Float64(1.4711276743037347), 1.0, "atan(10.0)")
    near(atan(Float64(10000000000.0)), Float64(1.5707963266948965), 1.0, "atan(10000000000.0)")
    near(atan(Float64(-0.7)), Float64(-0.6107259643892086), 1.0, "atan(-0.7)")
    near(atan(Float32(9.999999717180685e-10)), Float32(9.999999717180685e-10), 2.0, "atan of 32 bits (9.999999717180685e-10)")
    near(atan(Float32(0.20000000298023224)), Float32(0.19739556312561035), 2.0, "atan of 32 bits (0.20000000298023224)")
    near(atan(Float32(0.4142000079154968)), Float32(0.39268749952316284), 2.0, "atan of 32 bits (0.4142000079154968)")
    near(atan(Float32(0.41429999470710754)), Float32(0.3927728533744812), 2.0, "atan of 32 bits (0.41429999470710754)")
    near(atan(Float32(1.0)), Float32(0.7853981852531433), 2.0, "atan of 32 bits (1.0)")
    near(atan(Float32(2.4142000675201416)), Float32(1.1780952215194702), 2.0, "atan of 32 bits (2.4142000675201416)")
    near(atan(Float32(2.414299964904785)), Float32(1.178109884262085), 2.0, "atan of 32 bits (2.414299964904785)")
    near(atan(Float32(10.0)), Float32(1.4711276292800903), 2.0, "atan of 32 bits (10.0)")
    near(atan(Float32(10000000000.0)), Float32(1.5707963705062866), 2.0, "atan of 32 bits (10000000000.0)")
    near(atan(Float32(-0.699999988079071)), Float32(-0.6107259392738342), 2.0, "atan of 32 bits (-0.699999988079071)")
    var lanes = atan(SIMD[DType.float64, 4](9.999999717180685e-10, 0.20000000298023224, 0.4142000079154968, 0.41429999470710754))
    assert_true(lanes[0] == atan(Float64(9.999999717180685e-10)))
    assert_true(lanes[1] == atan(Float64(0.20000000298023224)))
    assert_true(lanes[2] == atan(Float64(0.4142000079154968)))
    assert_true(lanes[3] == atan(Float64(0.41429999470710754)))


def test_special() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_true(isnan(asin(Float64(1.5))))
    assert_true(isnan(acos(Float64(-1.5))))
    assert_true(acos(Float64(1.0)) == 0.0)
    assert_true(atan(infinity) == 1.5707963267948966)
    assert_true(signbit(atan(Float64(-0.0))))
    assert_true(atan2(Float64(1.0), Float64(-1.0)) == 2.356194490192345)
    assert_true(atan2(Float64(-1.0), Float64(-1.0)) == -2.356194490192345)
    assert_true(atan2(Float64(0.0), Float64(-1.0)) == 3.141592653589793)
    assert_true(atan2(Float64(-0.0), Float64(-1.0)) == -3.141592653589793)
    assert_true(signbit(atan2(Float64(-0.0), Float64(1.0))))
    assert_true(atan2(infinity, infinity) == 0.7853981633974483)
    assert_true(atan2(infinity, Float64(-1.0)) == 1.5707963267948966)
    assert_true(atan2(Float64(1e-310), Float64(1e-310)) == 0.7853981633974483)
    assert_true(isnan(atan2(not_a_number, Float64(1.0))))


def main() raises:
    test_asin()
    test_acos()
    test_atan()
    test_special()
    print("ok")  # prints: ok
