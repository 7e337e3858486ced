# test: run
# Against values computed with 400 bits: the error in units in the last place, in scalars and in vectors.
from math import isnan, log, log10, log1p, log2, logb, signbit, ulp

from testing import assert_true


def near[dtype: DType](found: Scalar[dtype], expected: Scalar[dtype], limit: Float64, what: String) raises:
    var distance = abs((found - expected) / ulp(expected)).cast[DType.float64]()
    assert_true(distance <= limit, String(what, ": found ", found, ", expected ", expected))


def test_log() raises:
    near(log(Float64(5e-324)), Float64(-744.4400719213812), 1.0, "log(5e-324)")
    near(log(Float64(1e-300)), Float64(-690.7755278982137), 1.0, "log(1e-300)")
    near(log(Float64(0.1)), Float64(-2.3025850929940455), 1.0, "log(0.1)")
    near(log(Float64(0.7)), Float64(-0.35667494393873245), 1.0, "log(0.7)")
    near(log(Float64(0.99999)), Float64(-1.0000050000287824e-05), 1.0, "log(0.99999)")
    near(log(Float64(1.00001)), Float64(9.999950000398841e-06), 1.0, "log(1.00001)")
    near(log(Float64(1.5)), Float64(0.4054651081081644), 1.0, "log(1.5)")
    near(log(Float64(2.718281828)), Float64(0.9999999998311266), 1.0, "log(2.718281828)")
    near(log(Float64(100000.0)), Float64(11.512925464970229), 1.0, "log(100000.0)")
    near(log(Float64(1e+300)), Float64(690.7755278982137), 1.0, "log(1e+300)")
    near(log(Float32(0.10000000149011612)), Float32(-2.3025851249694824), 1.0, "log of 32 bits (0.10000000149011612)")
    near(log(Float32(0.699999988079071)), Float32(-0.3566749691963196), 1.0, "log of 32 bits (0.699999988079071)")
    near(log(Float32(0.9999899864196777)), Float32(-1.0013630344474223e-05), 1.0, "log of 32 bits (0.9999899864196777)")
    near(log(Float32(1.0000100135803223)), Float32(1.0013530300057027e-05), 1.0, "log of 32 bits (1.0000100135803223)")
    near(log(Float32(1.5)), Float32(0.40546509623527527), 1.0, "log of 32 bits (1.5)")
    near(log(Float32(2.7182817459106445)), Float32(0.9999999403953552), 1.0, "log of 32 bits (2.7182817459106445)")
    near(log(Float32(100000.0)), Float32(11.512925148010254), 1.0, "log of 32 bits (100000.0)")
    var lanes = log(SIMD[DType.float64, 4](0.10000000149011612, 0.699999988079071, 0.9999899864196777, 1.0000100135803223))
    assert_true(lanes[0] == log(Float64(0.10000000149011612)))
    assert_true(lanes[1] == log(Float64(0.699999988079071)))
    assert_true(lanes[2] == log(Float64(0.9999899864196777)))
    assert_true(lanes[3] == log(Float64(1.0000100135803223)))


def test_log2() raises:
    near(log2(Float64(1e-310)), Float64(-1029.7977094150824), 1.0, "log2(1e-310)")
    near(log2(Float64(0.3)), Float64(-1.7369655941662063), 1.0, "log2(0.3)")
    near(log2(Float64(0.70710678)), Float64(-0.5000000024208878), 1.0, "log2(0.70710678)")
    near(log2(Float64(0.999999)), Float64(-1.4426957622784505e-06), 1.0, "log2(0.999999)")
    near(log2(Float64(1.0000001)), Float64(1.4426949695965583e-07), 1.0, "log2(1.0000001)")
    near(log2(Float64(3.0)), Float64(1.584962500721156), 1.0, "log2(3.0)")
    near(log2(Float64(8.0)), Float64(3.0), 1.0, "log2(8.0)")
    near(log2(Float64(10000000000.0)), Float64(33.219280948873624), 1.0, "log2(10000000000.0)")
    near(log2(Float32(0.30000001192092896)), Float32(-1.736965537071228), 1.0, "log2 of 32 bits (0.30000001192092896)")
    near(log2(Float32(0.7071067690849304)), Float32(-0.5), 1.0, "log2 of 32 bits (0.7071067690849304)")
    near(log2(Float32(0.9999989867210388)), Float32(-1.4618532304666587e-06), 1.0, "log2 of 32 bits (0.9999989867210388)")
    near(log2(Float32(1.0000001192092896)), Float32(1.7198263435602712e-07), 1.0, "log2 of 32 bits (1.0000001192092896)")
    near(log2(Float32(3.0)), Float32(1.5849624872207642), 1.0, "log2 of 32 bits (3.0)")
    near(log2(Float32(8.0)), Float32(3.0), 1.0, "log2 of 32 bits (8.0)")
    near(log2(Float32(10000000000.0)), Float32(33.21928024291992), 1.0, "log2 of 32 bits (10000000000.0)")
    var lanes = log2(SIMD[DType.float64, 4](0.30000001192092896, 0.7071067690849304, 0.9999989867210388, 1.0000001192092896))
    assert_true(lanes[0] == log2(Float64(0.30000001192092896)))
    assert_true(lanes[1] == log2(Float64(0.7071067690849304)))
    assert_true(lanes[2] == log2(Float64(0.9999989867210388)))
    assert_true(lanes[3] == log2(Float64(1.0000001192092896)))


def test_log10() raises:
    near(log10(Float64(1e-310)), Float64(-310.0), 1.0, "log10(1e-310)")
    near(log10(Float64(0.3)), Float64(-0.5228787452803376), 1.0, "log10(0.3)")
    near(log10(Float64(0.999999)), Float64(-4.34294699063126e-07), 1.0, "log10(0.999999)")
    near(log10(Float64(1.0000001)), Float64(4.3429446044209946e-08), 1.0, "log10(1.0000001)")
    near(log10(Float64(3.0)), Float64(0.47712125471966244), 1.0, "log10(3.0)")
    near(log10(Float64(1000.0)), Float64(3.0), 1.0, "log10(1000.0)")
    near(log10(Float64(1e+22)), Float64(22.0), 1.0, "log10(1e+22)")
    near(log10(Float32(0.30000001192092896)), Float32(-0.5228787064552307), 1.0, "log10 of 32 bits (0.30000001192092896)")
    near(log10(Float32(0.9999989867210388)), Float32(-4.400616830935178e-07), 1.0, "log10 of 32 bits (0.9999989867210388)")
    near(log10(Float32(1.0000001192092896)), Float32(5.1771934295175015e-08), 1.0, "log10 of 32 bits (1.0000001192092896)")
    near(log10(Float32(3.0)), Float32(0.4771212637424469), 1.0, "log10 of 32 bits (3.0)")
    near(log10(Float32(1000.0)), Float32(3.0), 1.0, "log10 of 32 bits (1000.0)")
    near(log10(Float32(9.999999778196308e+21)), Float32(22.0), 1.0, "log10 of 32 bits (9.999999778196308e+21)")
    var lanes = log10(SIMD[DType.float64, 4](0.30000001192092896, 0.9999989867210388, 1.0000001192092896, 3.0))
    assert_true(lanes[0] == log10(Float64(0.30000001192092896)))
    assert_true(lanes[1] == log10(Float64(0.9999989867210388)))
    assert_true(lanes[2] == log10(Float64(1.0000001192092896)))
    assert_true(lanes[3] == log10(Float64(3.0)))


def test_log1p() raises:
    near(log1p(Float64(-0.999)), Float64(-6.907755278982136), 1.0, "log1p(-0.999)")
    near(log1p(Float64(-0.3)), Float64(-0.35667494393873234), 1.0, "log1p(-0.3)")
    near(log1p(Float64(-1e-10)), Float64(-1.00000000005e-10), 1.0, "log1p(-1e-10)")
    near(log1p(Float64(1e-16)), Float64(1e-16), 1.0, "log1p(1e-16)")
    near(log1p(Float64(0.414)), Float64(0.346422567474381), 1.0, "log1p(0.414)")
    near(log1p(Float64(1.0)), Float64(0.6931471805599453), 1.0, "log1p(1.0)")
    near(log1p(Float64(1000000000.0)), Float64(20.72326583794641), 1.0, "log1p(1000000000.0)")
    near(log1p(Float64(1e+300)), Float64(690.7755278982137), 1.0, "log1p(1e+300)")
    near(log1p(Float32(-0.9990000128746033)), Float32(-6.907768249511719), 1.0, "log1p of 32 bits (-0.9990000128746033)")
    near(log1p(Float32(-0.30000001192092896)), Float32(-0.3566749691963196), 1.0, "log1p of 32 bits (-0.30000001192092896)")
    near(log1p(Float32(-1.000000013351432e-10)), Float32(-1.000000013351432e-10), 1.0, "log1p of 32 bits (-1.000000013351432e-10)")
    near(log1p(Float32(1.0000000168623835e-16)), Float32(1.0000000168623835e-16), 1.0, "log1p of 32 bits (1.0000000168623835e-16)")
    near(log1p(Float32(0.414000004529953)), Float32(0.34642258286476135), 1.0, "log1p of 32 bits (0.414000004529953)")
    near(log1p(Float32(1.0)), Float32(0.6931471824645996), 1.0, "log1p of 32 bits (1.0)")
    near(log1p(Float32(1000000000.0)), Float32(20.7232666015625), 1.0, "log1p of 32 bits (1000000000.0)")
    var lanes = log1p(SIMD[DType.float64, 4](-0.9990000128746033, -0.30000001192092896, -1.000000013351432e-10, 1.0000000168623835e-16))
    assert_true(lanes[0] == log1p(Float64(-0.9990000128746033)))
    assert_true(lanes[1] == log1p(Float64(-0.30000001192092896)))
    assert_true(lanes[2] == log1p(Float64(-1.000000013351432e-10)))
    assert_true(lanes[3] == log1p(Float64(1.0000000168623835e-16)))


def test_special() raises:
    var infinity = Float64.MAX
    var not_a_number = infinity - infinity
    assert_true(log(infinity) == infinity)
    assert_true(log(Float64(0.0)) == -infinity)
    assert_true(log(Float64(-0.0)) == -infinity)
    assert_true(isnan(log(Float64(-1.0))))
    assert_true(isnan(log(not_a_number)))
    assert_true(log(Float64(1.0)) == 0.0)
    assert_true(log2(Float64(1024.0)) == 10.0)
    assert_true(log2(Float64(5e-324)) == -1074.0)
    assert_true(log10(Float64(1000.0)) == 3.0)
    assert_true(log1p(Float64(-1.0)) == -infinity)
    assert_true(signbit(log1p(Float64(-0.0))))
    assert_true(logb(Float64(10.0)) == 3.0)
    assert_true(logb(Float64(5e-324)) == -1074.0)
    assert_true(log2(BFloat16(8.0)) == 3.0)


def test_lanes[dtype: DType, width: Int]() raises:
    """Every lane of a vector of any width is what a scalar gives, bit by bit."""
    var x = SIMD[dtype, width]()
    for i in range(width):
        x[i] = Scalar[dtype](0.013 + 0.77 * Float64(i))
    var log_of_all = log(x)
    for i in range(width):
        assert_true(log_of_all[i] == log(x[i]), "log")


def test_all_widths() raises:
    test_lanes[DType.float32, 2]()
    test_lanes[DType.float32, 8]()
    test_lanes[DType.float32, 16]()
    test_lanes[DType.float32, 32]()
    test_lanes[DType.float64, 2]()
    test_lanes[DType.float64, 4]()
    test_lanes[DType.float64, 8]()
    test_lanes[DType.float64, 16]()


def test_near_one() raises:
    """Where the exponent's part and the table's cancel."""
    near(log(Float64(0.99999999)), Float64(-1.0000000100247594e-08), 1.0, "log(0.99999999)")
    near(log(Float64(0.9999999999999999)), Float64(-1.1102230246251565e-16), 1.0, "log(0.9999999999999999)")
    near(log(Float64(1.0000000000000002)), Float64(2.2204460492503128e-16), 1.0, "log(1.0000000000000002)")
    near(log(Float64(0.99)), Float64(-0.01005033585350145), 1.0, "log(0.99)")
    near(log(Float64(0.96875)), Float64(-0.0317486983145803), 1.0, "log(0.96875)")
    near(log(Float64(1.0625)), Float64(0.06062462181643484), 1.0, "log(1.0625)")
    near(log(Float64(1.96875)), Float64(0.6773988235918061), 1.0, "log(1.96875)")
    near(log(Float64(1.0626)), Float64(0.0607187350347058), 1.0, "log(1.0626)")
    near(log(Float64(0.9999999)), Float64(-1.0000000494736474e-07), 1.0, "log(0.9999999)")
    near(log(Float32(0.9999999403953552)), Float32(-5.960464477539063e-08), 1.0, "log of 32 bits (0.9999999403953552)")
    near(log(Float32(1.0000001192092896)), Float32(1.1920928244535389e-07), 1.0, "log of 32 bits (1.0000001192092896)")
    near(log(Float32(0.9990000128746033)), Float32(-0.0010004874784499407), 1.0, "log of 32 bits (0.9990000128746033)")
    near(log(Float32(0.984375)), Float32(-0.01574835740029812), 1.0, "log of 32 bits (0.984375)")
    near(log(Float32(1.03125)), Float32(0.030771657824516296), 1.0, "log of 32 bits (1.03125)")
    near(log(Float32(1.0318000316619873)), Float32(0.03130488097667694), 1.0, "log of 32 bits (1.0318000316619873)")
    near(log(Float32(1.9900000095367432)), Float32(0.6881346702575684), 1.0, "log of 32 bits (1.9900000095367432)")


def test_subnormal() raises:
    near(log(Float64(5e-324)), Float64(-744.4400719213812), 1.0, "log of the least number")
    near(log(Float64(1.1e-308)), Float64(-709.1008984623618), 1.0, "log of a subnormal number")
    near(log(SIMD[DType.float64, 8](2.2250738585072014e-308))[5], Float64(-708.3964185322641), 1.0, "log of the least normal number")
    near(log(SIMD[DType.float32, 16](1.401298464324817e-45))[9], Float32(-103.2789306640625), 1.0, "log of the least number of 32 bits")
    near(log(Float32(1.0e-39)), Float32(-89.80081939697266), 1.0, "log of a subnormal number of 32 bits")


def test_special_vectors() raises:
    var infinity = Float64.MAX
    var found = log(SIMD[DType.float64, 8](0.0, -0.0, infinity, -infinity, infinity - infinity, -1.0, 1.0, -5e-324))
    assert_true(found[0] == -infinity and found[1] == -infinity and found[2] == infinity)
    assert_true(isnan(found[3]) and isnan(found[4]) and isnan(found[5]) and isnan(found[7]))
    assert_true(found[6] == 0.0 and not signbit(found[6]))
    var narrow = log(SIMD[DType.float32, 4](0.0, -1.0, Float32.MAX, 1.0))
    assert_true(narrow[0] == -Float32.MAX and isnan(narrow[1]) and narrow[2] == Float32.MAX and narrow[3] == 0.0)



def main() raises:
    test_log()
    test_log2()
    test_log10()
    test_log1p()
    test_special()
    test_all_widths()
    test_near_one()
    test_subnormal()
    test_special_vectors()
    print("ok")  # prints: ok
