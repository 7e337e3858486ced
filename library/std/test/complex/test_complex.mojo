# test: run
# Arithmetic of complex numbers, scalar and in vectors.
from complex import ComplexFloat64, ComplexSIMD, abs
from testing import assert_almost_equal, assert_equal, assert_true


def main() raises:
    var a = ComplexFloat64(3, 4)
    var b = ComplexFloat64(1, -2)
    assert_true(a + b == ComplexFloat64(4, 2))
    assert_true(a - b == ComplexFloat64(2, 6))
    assert_true(a * b == ComplexFloat64(11, -2))
    assert_true(a / b == ComplexFloat64(-1, 2))
    assert_true(-a == ComplexFloat64(-3, -4))
    assert_true(a * 2 == ComplexFloat64(6, 8))
    assert_true(2 * a == ComplexFloat64(6, 8))
    assert_true(a + 1 == ComplexFloat64(4, 4))
    assert_true(1 - a == ComplexFloat64(-2, -4))
    assert_equal(a.norm(), 5.0)
    assert_equal(a.squared_norm(), 25.0)
    assert_equal(abs(a), 5.0)
    assert_true(a.conj() == ComplexFloat64(3, -4))
    assert_true(a.squared_add(b) == ComplexFloat64(-6, 22))
    assert_true(a.square() == ComplexFloat64(-7, 24))
    assert_true(a.fma(b, a) == ComplexFloat64(14, 2))
    assert_equal(String(a), "3.0 + 4.0i")
    assert_equal(String(b), "1.0 - 2.0i")
    var polar = ComplexFloat64.from_polar(2, 1.5707963267948966)
    assert_almost_equal(polar.im, 2.0)
    var v = ComplexSIMD[DType.float32, 2](SIMD[DType.float32, 2](1, 2), SIMD[DType.float32, 2](0, 1))
    var w = v * v
    assert_equal(w.re, SIMD[DType.float32, 2](1, 3))
    assert_equal(w.im, SIMD[DType.float32, 2](0, 4))
    var c = ComplexFloat64(1)
    c += a
    c *= b
    assert_true(c == ComplexFloat64(12, -4))
    print("ok")  # prints: ok
