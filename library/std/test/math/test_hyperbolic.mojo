# test: run
# Against values computed with 400 bits: the error in units in the last place, in scalars and in vectors.
from math import acosh, asinh, atanh, cosh, isnan, signbit, sinh, tanh, ulp

from testing import assert_true


def near[dtype: DType](found: Scalar[dtype], expected: Scalar[dtype], limit: Float64, what: String) raises:
    var distance = abs((found - expected) / ulp(expected)).cast[DType.float64]()
    assert_true(distance <= limit, String(what, ": found ", found, ", expected ", expected))


def test_sinh() raises:
    near(sinh(Float64(-3.0)), Float64(-10.017874927409903), 3.0, "sinh(-3.0)")
    near(sinh(Float64(0.01)), Float64(0.010000166667500003), 3.0, "sinh(0.01)")
    near(sinh(Float64(0.3)), Float64(0.3045202934471426), 3.0, "sinh(0.3)")
    near(sinh(Float64(1.0)), Float64(1.1752011936438014), 3.0, "sinh(1.0)")
    near(sinh(Float64(5.0)), Float64(74.20321057778875), 3.0, "sinh(5.0)")
    near(sinh(Float64(100.0)), Float64(1.3440585709080678e+43), 3.0, "sinh(100.0)")
    near(sinh(Float64(710.0)), Float64(1.1169973830808555e+308), 3.0, "sinh(710.0)")
    near(sinh(Float32(-3.0)), Float32(-10.017874717712402), 3.0, "sinh of 32 bits (-3.0)")
    near(sinh(Float32(0.009999999776482582)), Float32(0.010000166483223438), 3.0, "sinh of 32 bits (0.009999999776482582)")
    near(sinh(Float32(0.30000001192092896)), Float32(0.30452030897140503), 3.0, "sinh of 32 bits (0.30000001192092896)")
    near(sinh(Float32(1.0)), Float32(1.175201177597046), 3.0, "sinh of 32 bits (1.0)")
    near(sinh(Float32(5.0)), Float32(74.20320892333984), 3.0, "sinh of 32 bits (5.0)")
    var lanes = sinh(SIMD[DType.float64, 4](-3.0, 0.009999999776482582, 0.30000001192092896, 1.0))
    assert_true(lanes[0] == sinh(Float64(-3.0)))
    assert_true(lanes[1] == sinh(Float64(0.009999999776482582)))
    assert_true(lanes[2] == sinh(Float64(0.30000001192092896)))
    assert_true(lanes[3] == sinh(Float64(1.0)))


def test_cosh() raises:
    near(cosh(Float64(-3.0)), Float64(10.067661995777765), 2.0, "cosh(-3.0)")
    near(cosh(Float64(0.01)), Float64(1.0000500004166681), 2.0, "cosh(0.01)")
    near(cosh(Float64(0.3)), Float64(1.0453385141288605), 2.0, "cosh(0.3)")
    near(cosh(Float64(1.0)), Float64(1.5430806348152437), 2.0, "cosh(1.0)")
    near(cosh(Float64(5.0)), Float64(74.20994852478785), 2.0, "cosh(5.0)")
    near(cosh(Float64(100.0)), Float64(1.3440585709080678e+43), 2.0, "cosh(100.0)")
    near(cosh(Float64(710.0)), Float64(1.1169973830808555e+308), 2.0, "cosh(710.0)")
    near(cosh(Float32(-3.0)), Float32(10.067662239074707), 2.0, "cosh of 32 bits (-3.0)")
    near(cosh(Float32(0.009999999776482582)), Float32(1.0000499486923218), 2.0, "cosh of 32 bits (0.009999999776482582)")
    near(cosh(Float32(0.30000001192092896)), Float32(1.04533851146698), 2.0, "cosh of 32 bits (0.30000001192092896)")
    near(cosh(Float32(1.0)), Float32(1.5430806875228882), 2.0, "cosh of 32 bits (1.0)")
    near(cosh(Float32(5.0)), Float32(74.20994567871094), 2.0, "cosh of 32 bits (5.0)")
    var lanes = cosh(SIMD[DType.float64, 4](-3.0, 0.009999999776482582, 0.30000001192092896, 1.0))
    assert_true(lanes[0] == cosh(Float64(-3.0)))
    assert_true(lanes[1] == cosh(Float64(0.009999999776482582)))
    assert_true(lanes[2] == cosh(Float64(0.30000001192092896)))
    assert_true(lanes[3] == cosh(Float64(1.0)))


def test_tanh() raises:
    near(tanh(Float64(1e-07)), Float64(9.999999999999966e-08), 2.0, "tanh(1e-07)")
    near(tanh(Float64(0.1)), Float64(0.09966799462495582), 2.0, "tanh(0.1)")
    near(tanh(Float64(0.3)), Float64(0.2913126124515909), 2.0, "tanh(0.3)")
    near(tanh(Float64(0.549)), Float64(0.4997703566046211), 2.0, "tanh(0.549)")
    near(tanh(Float64(0.551)), Float64(0.5012693155168682), 2.0, "tanh(0.551)")
    near(tanh(Float64(0.9)), Float64(0.7162978701990245), 2.0, "tanh(0.9)")
    near(tanh(Float64(1.5)), Float64(0.9051482536448664), 2.0, "tanh(1.5)")
    near(tanh(Float64(3.0)), Float64(0.9950547536867305), 2.0, "tanh(3.0)")
    near(tanh(Float64(10.0)), Float64(0.9999999958776927), 2.0, "tanh(10.0)")
    near(tanh(Float64(20.0)), Float64(1.0), 2.0, "tanh(20.0)")
    near(tanh(Float64(-0.4)), Float64(-0.3799489622552249), 2.0, "tanh(-0.4)")
    near(tanh(Float32(1.0000000116860974e-07)), Float32(1.0000000116860974e-07), 2.0, "tanh of 32 bits (1.0000000116860974e-07)")
    near(tanh(Float32(0.10000000149011612)), Float32(0.0996679961681366), 2.0, "tanh of 32 bits (0.10000000149011612)")
    near(tanh(Float32(0.30000001192092896)), Float32(0.29131263494491577), 2.0, "tanh of 32 bits (0.30000001192092896)")
    near(tanh(Float32(0.5490000247955322)), Float32(0.4997703731060028), 2.0, "tanh of 32 bits (0.5490000247955322)")
    near(tanh(Float32(0.5509999990463257)), Float32(0.5012693405151367), 2.0, "tanh of 32 bits (0.5509999990463257)")
    near(tanh(Float32(0.8999999761581421)), Float32(0.7162978649139404), 2.0, "tanh of 32 bits (0.8999999761581421)")
    near(tanh(Float32(1.5)), Float32(0.9051482677459717), 2.0, "tanh of 32 bits (1.5)")
    near(tanh(Float32(3.0)), Float32(0.9950547814369202), 2.0, "tanh of 32 bits (3.0)")
    near(tanh(Float32(10.0)), Float32(1.0), 2.0, "tanh of 32 bits (10.0)")
    near(tanh(Float32(20.0)), Float32(1.0), 2.0, "tanh of 32 bits (20.0)")
    near(tanh(Float32(-0.4000000059604645)), Float32(-0.3799489736557007), 2.0, "tanh of 32 bits (-0.4000000059604645)")
    var lanes = tanh(SIMD[DType.float64, 4](1.0000000116860974e-07, 0.10000000149011612, 0.30000001192092896, 0.5490000247955322))
    assert_true(lanes[0] == tanh(Float64(1.0000000116860974e-07)))
    assert_true(lanes[1] == tanh(Float64(0.10000000149011612)))
    assert_true(lanes[2] == tanh(Float64(0.30000001192092896)))
    assert_true(lanes[3] == tanh(Float64(0.5490000247955322)))


def test_asinh() raises:
    near(asinh(Float64(1e-09)), Float64(1e-09), 2.0, "asinh(1e-09)")
    near(asinh(Float64(0.1)), Float64(0.09983407889920756), 2.0, "asinh(0.1)")
    near(asinh(Float64(0.5)), Float64(0.48121182505960347), 2.0, "asinh(0.5)")
    near(asinh(Float64(1.0)), Float64(0.881373587019543), 2.0, "asinh(1.0)")
    near(asinh(Float64(10.0)), Float64(2.99822295029797), 2.0, "asinh(10.0)")
    near(asinh(Float64(100000.0)), Float64(12.206072645555174), 2.0, "asinh(100000.0)")
    near(asinh(Float64(1000000000000.0)), Float64(28.324168296488494), 2.0, "asinh(1000000000000.0)")
    near(asinh(Float64(-2.0)), Float64(-1.4436354751788103), 2.0, "asinh(-2.0)")
    near(asinh(Float32(9.999999717180685e-10)), Float32(9.999999717180685e-10), 2.0, "asinh of 32 bits (9.999999717180685e-10)")
    near(asinh(Float32(0.10000000149011612)), Float32(0.09983407706022263), 2.0, "asinh of 32 bits (0.10000000149011612)")
    near(asinh(Float32(0.5)), Float32(0.4812118113040924), 2.0, "asinh of 32 bits (0.5)")
    near(asinh(Float32(1.0)), Float32(0.8813735842704773), 2.0, "asinh of 32 bits (1.0)")
    near(asinh(Float32(10.0)), Float32(2.998223066329956), 2.0, "asinh of 32 bits (10.0)")
    near(asinh(Float32(100000.0)), Float32(12.206072807312012), 2.0, "asinh of 32 bits (100000.0)")
    near(asinh(Float32(999999995904.0)), Float32(28.324169158935547), 2.0, "asinh of 32 bits (999999995904.0)")
    near(asinh(Float32(-2.0)), Float32(-1.4436354637145996), 2.0, "asinh of 32 bits (-2.0)")
    var lanes = asinh(SIMD[DType.float64, 4](9.999999717180685e-10, 0.10000000149011612, 0.5, 1.0))
    assert_true(lanes[0] == asinh(Float64(9.999999717180685e-10)))
    assert_true(lanes[1] == asinh(Float64(0.10000000149011612)))
    assert_true(lanes[2] == asinh(Float64(0.5)))
    assert_true(lanes[3] == asinh(Float64(1.0)))


def test_acosh() raises:
    near(acosh(Float64(1.0000001)), Float64(0.0004472135919037347), 2.0, "acosh(1.0000001)")
    near(acosh(Float64(1.1)), Float64(0.4435682543851154), 2.0, "acosh(1.1)")
    near(acosh(Float64(2.0)), Float64(1.3169578969248168), 2.0, "acosh(2.0)")
    near(acosh(Float64(10.0)), Float64(2.993222846126381), 2.0, "acosh(10.0)")
    near(acosh(Float64(1000000.0)), Float64(14.508657738523969), 2.0, "acosh(1000000.0)")
    near(acosh(Float64(1000000000000.0)), Float64(28.324168296488494), 2.0, "acosh(1000000000000.0)")
    near(acosh(Float32(1.0000001192092896)), Float32(0.00048828125), 2.0, "acosh of 32 bits (1.0000001192092896)")
    near(acosh(Float32(1.100000023841858)), Float32(0.44356831908226013), 2.0, "acosh of 32 bits (1.100000023841858)")
    near(acosh(Float32(2.0)), Float32(1.316957950592041), 2.0, "acosh of 32 bits (2.0)")
    near(acosh(Float32(10.0)), Float32(2.993222951889038), 2.0, "acosh of 32 bits (10.0)")
    near(acosh(Float32(1000000.0)), Float32(14.508657455444336), 2.0, "acosh of 32 bits (1000000.0)")
    near(acosh(Float32(999999995904.0)), Float32(28.324169158935547), 2.0, "acosh of 32 bits (999999995904.0)")
    var lanes = acosh(SIMD[DType.float64, 4](1.0000001192092896, 1.100000023841858, 2.0, 10.0))
    assert_true(lanes[0] == acosh(Float64(1.0000001192092896)))
    assert_true(lanes[1] == acosh(Float64(1.100000023841858)))
    assert_true(lanes[2] == acosh(Float64(2.0)))
    assert_true(lanes[3] == acosh(Float64(10.0)))


def test_atanh() raises:
    near(atanh(Float64(1e-09)), Float64(1e-09), 2.0, "atanh(1e-09)")
    near(atanh(Float64(0.1)), Float64(0.10033534773107558), 2.0, "atanh(0.1)")
    near(atanh(Float64(0.5)), Float64(0.5493061443340549), 2.0, "atanh(0.5)")
    near(atanh(Float64(0.9)), Float64(1.4722194895832204), 2.0, "atanh(0.9)")
    near(atanh(Float64(0.999999)), Float64(7.254328619247669), 2.0, "atanh(0.999999)")
    near(atanh(Float64(-0.3)), Float64(-0.3095196042031117), 2.0, "atanh(-0.3)")
    near(atanh(Float32(9.999999717180685e-10)), Float32(9.999999717180685e-10), 2.0, "atanh of 32 bits (9.999999717180685e-10)")
    near(atanh(Float32(0.10000000149011612)), Float32(0.10033535212278366), 2.0, "atanh of 32 bits (0.10000000149011612)")
    near(atanh(Float32(0.5)), Float32(0.5493061542510986), 2.0, "atanh of 32 bits (0.5)")
    near(atanh(Float32(0.8999999761581421)), Float32(1.4722193479537964), 2.0, "atanh of 32 bits (0.8999999761581421)")
    near(atanh(Float32(0.9999989867210388)), Float32(7.247732639312744), 2.0, "atanh of 32 bits (0.9999989867210388)")
    near(atanh(Float32(-0.30000001192092896)), Float32(-0.30951961874961853), 2.0, "atanh of 32 bits (-0.30000001192092896)")
    var lanes = atanh(SIMD[DType.float64, 4](9.999999717180685e-10, 0.10000000149011612, 0.5, 0.8999999761581421))
    assert_true(lanes[0] == atanh(Float64(9.999999717180685e-10)))
    assert_true(lanes[1] == atanh(Float64(0.10000000149011612)))
    assert_true(lanes[2] == atanh(Float64(0.5)))
    assert_true(lanes[3] == atanh(Float64(0.8999999761581421)))


def test_special() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_true(sinh(-infinity) == -infinity)
    assert_true(cosh(-infinity) == infinity)
    assert_true(tanh(infinity) == 1.0)
    assert_true(signbit(tanh(Float64(-0.0))))
    assert_true(isnan(acosh(Float64(0.5))))
    assert_true(isnan(acosh(Float64(-5.0))))
    assert_true(atanh(Float64(1.0)) == infinity)
    assert_true(isnan(atanh(Float64(1.5))))
    assert_true(isnan(tanh(not_a_number)))


def test_lanes[dtype: DType, width: Int]() raises:
    """Every lane of a vector of any width is what a scalar gives, bit by bit."""
    var x = SIMD[dtype, width]()
    for i in range(width):
        x[i] = Scalar[dtype](-9.7 + 0.61 * Float64(i))
    var tanh_of_all = tanh(x)
    for i in range(width):
        assert_true(tanh_of_all[i] == tanh(x[i]), "tanh")


def test_all_widths() raises:
    test_lanes[DType.float32, 2]()
    test_lanes[DType.float32, 8]()
    test_lanes[DType.float32, 16]()
    test_lanes[DType.float32, 32]()
    test_lanes[DType.float64, 2]()
    test_lanes[DType.float64, 4]()
    test_lanes[DType.float64, 8]()
    test_lanes[DType.float64, 16]()


def test_tanh_intervals() raises:
    """Around the borders of intervals, and at both ends."""
    near(tanh(Float64(1e-300)), Float64(1e-300), 2.0, "tanh(1e-300)")
    near(tanh(Float64(0.148)), Float64(0.1469287872264987), 2.0, "tanh(0.148)")
    near(tanh(Float64(0.149)), Float64(0.1479070550961819), 2.0, "tanh(0.149)")
    near(tanh(Float64(0.5)), Float64(0.46211715726000974), 2.0, "tanh(0.5)")
    near(tanh(Float64(0.5499)), Float64(0.5004452594871819), 2.0, "tanh(0.5499)")
    near(tanh(Float64(0.5501)), Float64(0.5005951553906958), 2.0, "tanh(0.5501)")
    near(tanh(Float64(1.93)), Float64(0.9587334055461876), 2.0, "tanh(1.93)")
    near(tanh(Float64(9.0)), Float64(0.999999969540041), 2.0, "tanh(9.0)")
    near(tanh(Float64(18.9)), Float64(0.9999999999999999), 2.0, "tanh(18.9)")
    near(tanh(Float64(22.0)), Float64(1.0), 2.0, "tanh(22.0)")
    near(tanh(Float64(700.0)), Float64(1.0), 2.0, "tanh(700.0)")
    near(tanh(Float32(1.0000000031710769e-30)), Float32(1.0000000031710769e-30), 2.0, "tanh of 32 bits (1.0000000031710769e-30)")
    near(tanh(Float32(0.14800000190734863)), Float32(0.1469287872314453), 2.0, "tanh of 32 bits (0.14800000190734863)")
    near(tanh(Float32(0.148499995470047)), Float32(0.14741794764995575), 2.0, "tanh of 32 bits (0.148499995470047)")
    near(tanh(Float32(0.4449999928474426)), Float32(0.417780339717865), 2.0, "tanh of 32 bits (0.4449999928474426)")
    near(tanh(Float32(1.9290000200271606)), Float32(0.9586524963378906), 2.0, "tanh of 32 bits (1.9290000200271606)")
    near(tanh(Float32(4.0)), Float32(0.9993293285369873), 2.0, "tanh of 32 bits (4.0)")
    near(tanh(Float32(8.989999771118164)), Float32(0.9999999403953552), 2.0, "tanh of 32 bits (8.989999771118164)")
    near(tanh(Float32(9.399999618530273)), Float32(1.0), 2.0, "tanh of 32 bits (9.399999618530273)")
    near(tanh(Float32(50.0)), Float32(1.0), 2.0, "tanh of 32 bits (50.0)")
    var infinite = tanh(SIMD[DType.float32, 16](Float32.MAX))
    assert_true(infinite[5] == 1.0 and tanh(-Float32.MAX) == -1.0 and tanh(-Float64.MAX) == -1.0)
    assert_true(isnan(tanh(SIMD[DType.float32, 8](Float32.MAX - Float32.MAX))[1]))
    assert_true(signbit(tanh(Float32(-0.0))) and tanh(Float32(1e-45)) == Float32(1e-45) and tanh(Float64(5e-324)) == 5e-324)



def main() raises:
    test_sinh()
    test_cosh()
    test_tanh()
    test_asinh()
    test_acosh()
    test_atanh()
    test_special()
    test_all_widths()
    test_tanh_intervals()
    print("ok")  # prints: ok
