# test: run
# What the compiler computes by ordinary operations and what the program computes, with whatever instructions its processor has, are equal to the last bit.
from math import cos, erf, exp, log, sin, tanh

from testing import assert_true

comptime wide = SIMD[DType.float64, 8](0.37, -0.0, 1.0e-310, 709.5, -744.5, 3.141592653589793, 5.7, 1.0e22)
comptime narrow = SIMD[DType.float32, 16](0.37, -0.0, 1.0e-40, 88.7, -103.5, 3.1415927, 5.7, 1.0e22, 0.99999994, 1.03, 1.97, 150001.0, -20.5, 9.3, 3.93, 0.0625)


def at_run_time[dtype: DType, width: Int](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The same lanes, by a way that nothing is known about at compile time."""
    var lanes = List[Scalar[dtype]]()
    for i in range(width):
        lanes.append(x[i])
    var result = SIMD[dtype, width]()
    for i in range(len(lanes)):
        result[i] = lanes[i]
    return result


def same[dtype: DType, width: Int, //](a: SIMD[dtype, width], b: SIMD[dtype, width], what: String) raises:
    for i in range(width):
        assert_true((a[i] != a[i] and b[i] != b[i]) or a[i].to_bits() == b[i].to_bits(), String(what, ": compiled ", a[i], ", computed ", b[i]))


def test_float64() raises:
    var x = at_run_time(wide)
    comptime exp_of_all = exp(wide)
    comptime log_of_all = log(wide)
    comptime sin_of_all = sin(wide)
    comptime cos_of_all = cos(wide)
    comptime tanh_of_all = tanh(wide)
    comptime erf_of_all = erf(wide)
    same(exp_of_all, exp(x), "exp")
    same(log_of_all, log(x), "log")
    same(sin_of_all, sin(x), "sin")
    same(cos_of_all, cos(x), "cos")
    same(tanh_of_all, tanh(x), "tanh")
    same(erf_of_all, erf(x), "erf")


def test_float32() raises:
    var x = at_run_time(narrow)
    comptime exp_of_all = exp(narrow)
    comptime log_of_all = log(narrow)
    comptime sin_of_all = sin(narrow)
    comptime cos_of_all = cos(narrow)
    comptime tanh_of_all = tanh(narrow)
    comptime erf_of_all = erf(narrow)
    same(exp_of_all, exp(x), "exp")
    same(log_of_all, log(x), "log")
    same(sin_of_all, sin(x), "sin")
    same(cos_of_all, cos(x), "cos")
    same(tanh_of_all, tanh(x), "tanh")
    same(erf_of_all, erf(x), "erf")


def main() raises:
    test_float64()
    test_float32()
    print("ok")  # prints: ok
