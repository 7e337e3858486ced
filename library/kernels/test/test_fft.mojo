# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Transforms of all small lengths, and of larger ones of each kind, against the definition; inverse ones give the numbers back; real ones; rows and threads.
from kernels.fft import FftPlan
from kernels.fft_real import RealFftPlan
from kernels.matrix_view import MatrixView
from math import cos, sin
from memory import alloc
from testing import assert_almost_equal, assert_equal, assert_raises

comptime pi = 3.14159265358979323846


def noise(i: Int, seed: Int) -> Float64:
    return Float64((i * 7919 + seed * 104729 + i * i % 97) % 1009) / 500 - 1


def compare[dtype: DType](count: Int, tolerance: Float64) raises:
    var what = String(dtype, ", ", count, " numbers")
    var x = alloc[Scalar[dtype]](2 * count + 2)
    var y = alloc[Scalar[dtype]](2 * count + 2)
    for i in range(2 * count + 2):
        x[i] = noise(i, 1).cast[dtype]()
        y[i] = 77
    var cosines = List[Float64](capacity=count)
    var sines = List[Float64](capacity=count)
    for i in range(count):
        cosines.append(cos(2 * pi * Float64(i) / Float64(count)))
        sines.append(sin(2 * pi * Float64(i) / Float64(count)))
    var plan = FftPlan[dtype](count)
    plan.forward(y, x)
    # All results of short transforms, a few of long ones
    var step = max(1, count // 40)
    for j in range(0, count, step):
        var real = 0.0
        var imaginary = 0.0
        for k in range(count):
            var a = x[2 * k].cast[DType.float64]()
            var b = x[2 * k + 1].cast[DType.float64]()
            var angle = j * k % count
            real += a * cosines[angle] + b * sines[angle]
            imaginary += b * cosines[angle] - a * sines[angle]
        assert_almost_equal(y[2 * j].cast[DType.float64](), real, what, atol=tolerance * Float64(count) ** 0.5, rtol=0)
        assert_almost_equal(y[2 * j + 1].cast[DType.float64](), imaginary, what, atol=tolerance * Float64(count) ** 0.5, rtol=0)
    plan.inverse(y, y)
    for i in range(2 * count):
        assert_almost_equal(y[i].cast[DType.float64](), x[i].cast[DType.float64](), what + ", inverse", atol=tolerance, rtol=0)
    assert_equal(y[2 * count], 77, what)
    var real_plan = RealFftPlan[dtype](count)
    real_plan.forward(y, x)
    for j in range(0, count // 2 + 1, step):
        var real = 0.0
        var imaginary = 0.0
        for k in range(count):
            var angle = j * k % count
            real += x[k].cast[DType.float64]() * cosines[angle]
            imaginary -= x[k].cast[DType.float64]() * sines[angle]
        assert_almost_equal(y[2 * j].cast[DType.float64](), real, what + ", real", atol=tolerance * Float64(count) ** 0.5, rtol=0)
        assert_almost_equal(y[2 * j + 1].cast[DType.float64](), imaginary, what + ", real", atol=tolerance * Float64(count) ** 0.5, rtol=0)
    var z = alloc[Scalar[dtype]](count + 1)
    z[count] = 77
    real_plan.inverse(z, y)
    for i in range(count):
        assert_almost_equal(z[i].cast[DType.float64](), x[i].cast[DType.float64](), what + ", real, inverse", atol=tolerance, rtol=0)
    assert_equal(z[count], 77, what)
    x.free()
    y.free()
    z.free()


def main() raises:
    for count in range(1, 140):
        compare[DType.float64](count, 4e-14)
        compare[DType.float32](count, 2e-6)
    for count in [256, 512, 1000, 1024, 2048, 1009, 2 * 1009, 3 * 1024, 729, 625, 7 * 11 * 13, 4096, 6000]:
        compare[DType.float64](count, 4e-14)
        compare[DType.float32](count, 2e-6)
    # Rows, in place, on several threads
    comptime rows = 70
    comptime count = 360
    var numbers = MatrixView[DType.float32](alloc[Float32](rows * 2 * count), rows, 2 * count)
    var expected = alloc[Float32](2 * count + 2)
    for i in range(rows * 2 * count):
        numbers.data[i] = noise(i, 2).cast[DType.float32]()
    var plan = FftPlan[DType.float32](count)
    plan.transform_rows(numbers, numbers, threads=3)
    plan.transform_rows(numbers, numbers, inverse=True, threads=3)
    for i in range(rows * 2 * count):
        assert_almost_equal(numbers.data[i], noise(i, 2).cast[DType.float32](), atol=1e-5)
    plan.forward(expected, numbers.at(50, 0))
    plan.transform_rows(numbers, numbers, threads=3)
    for i in range(2 * count):
        assert_equal(numbers[50, i], expected[i])
    # Real ones
    var real_rows = MatrixView[DType.float32](numbers.data, 2 * rows, count)
    var found = MatrixView[DType.float32](alloc[Float32](2 * rows * (count + 2)), 2 * rows, count + 2)
    var real_plan = RealFftPlan[DType.float32](count)
    real_plan.forward_rows(found, real_rows, threads=3)
    real_plan.forward(expected, real_rows.at(90, 0))
    for i in range(count):
        assert_equal(found[90, i], expected[i])
    var first = real_rows[120, 7]
    real_rows[120, 7] = 0
    real_plan.inverse_rows(real_rows, found, threads=3)
    assert_almost_equal(real_rows[120, 7], first, rtol=1e-4)
    found.data.free()
    numbers.data.free()
    expected.free()
    with assert_raises(contains="a Fourier transform needs at least one number, not 0"):
        _ = FftPlan[DType.float32](0)
    with assert_raises(contains="a Fourier transform needs at least one number, not -2"):
        _ = RealFftPlan[DType.float64](-2)
