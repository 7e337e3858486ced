# test: run
# modes: O0 O3 (the interpreter has no masked loads wide enough to be quick)
# Rows of all lengths, in place and not, against sums in doubles; great numbers do not overflow.
from kernels.matrix_view import MatrixView
from kernels.normalization import layer_norm, rms_norm
from kernels.softmax import softmax
from matrices import guarded, margin, release, untouched
from math import exp, sqrt
from memory import alloc
from testing import assert_almost_equal, assert_equal

comptime F = DType.float32


def same_around(matrix: MatrixView[F]) raises:
    for i in range(margin):
        assert_equal((matrix.data - margin)[i], untouched)
    for row in range(matrix.rows):
        for gap in range(matrix.columns, matrix.row_stride):
            assert_equal(matrix.at(row, gap)[], untouched)


def compare(rows: Int, columns: Int) raises:
    var x = guarded[F](rows, columns, 2, 1)
    var gain = guarded[F](1, columns, 0, 2)
    var bias = guarded[F](1, columns, 0, 3)
    var soft = guarded[F](rows, columns, 2, 4)
    var layer = guarded[F](rows, columns, 2, 4)
    var root = guarded[F](rows, columns, 2, 4)
    softmax(soft, x)
    layer_norm(layer, x, gain.data, bias.data, 1e-5)
    rms_norm(root, x, gain.data, 1e-5)
    for row in range(rows):
        var total = 0.0
        var mean = 0.0
        var squares = 0.0
        for j in range(columns):
            total += exp(x[row, j].cast[DType.float64]())
            mean += x[row, j].cast[DType.float64]() / Float64(columns)
            squares += x[row, j].cast[DType.float64]() ** 2 / Float64(columns)
        var variance = squares - mean * mean
        for j in range(columns):
            var value = x[row, j].cast[DType.float64]()
            var factor = gain[0, j].cast[DType.float64]()
            var term = bias[0, j].cast[DType.float64]()
            assert_almost_equal(soft[row, j].cast[DType.float64](), exp(value) / total, atol=1e-6)
            assert_almost_equal(layer[row, j].cast[DType.float64](), (value - mean) / sqrt(variance + 1e-5) * factor + term, atol=1e-4)
            assert_almost_equal(root[row, j].cast[DType.float64](), value / sqrt(squares + 1e-5) * factor, atol=1e-4)
    same_around(soft)
    same_around(layer)
    same_around(root)
    softmax(x, x)
    for row in range(rows):
        for j in range(columns):
            assert_equal(x[row, j], soft[row, j])
    release(x)
    release(gain)
    release(bias)
    release(soft)
    release(layer)
    release(root)


def main() raises:
    for columns in [1, 2, 15, 16, 17, 63, 64, 65, 100, 130, 500]:
        compare(3, columns)
    var great = alloc[Float32](20)
    for i in range(20):
        great[i] = 1000 + Float32(i % 2) * 80
    var view = MatrixView[F](great, 1, 20)
    softmax(view, view)
    assert_almost_equal(great[1], Float32(0.1), atol=1e-6)
    assert_equal(great[0] < 1e-30, True)
    great.free()
    masked()
    far_from_zero()


def masked() raises:
    """What a mask makes very small or minus infinity has no share; a row that is wholly masked by a number shares evenly."""
    var x = alloc[Float32](3 * 40)
    for i in range(3 * 40):
        x[i] = Float32.MIN_FINITE if i % 2 == 0 else 5
        if i >= 40:
            x[i] = Float32.MIN_FINITE
        if i >= 80 and i != 93:
            x[i] = -Float32.MAX
    x[93] = -2
    var view = MatrixView[F](x, 3, 40)
    softmax(view, view)
    for i in range(40):
        assert_equal(x[i], Float32(0) if i % 2 == 0 else x[1])
        assert_equal(x[40 + i], x[40])
        assert_equal(x[80 + i], Float32(1) if i == 13 else Float32(0))
    assert_almost_equal(x[1], Float32(0.05), atol=1e-7)
    assert_almost_equal(x[40], Float32(0.025), atol=1e-7)
    x.free()


def far_from_zero() raises:
    """A mean that is far larger than the differences does not swallow them, wherever they are in the row."""
    for outlier in [0, 70, 199]:
        var x = alloc[Float32](2 * 200)
        var one = alloc[Float32](200)
        var zero = alloc[Float32](200)
        for i in range(200):
            one[i] = 1
            zero[i] = 0
            x[i] = 4096 + Float32(i % 2) * 0.5
            x[200 + i] = 3
        x[outlier] = 4160
        var view = MatrixView[F](x, 2, 200)
        var mean = 0.0
        var variance = 0.0
        for i in range(200):
            mean += x[i].cast[DType.float64]() / 200
        for i in range(200):
            variance += (x[i].cast[DType.float64]() - mean) ** 2 / 200
        var expected = (x[3].cast[DType.float64]() - mean) / sqrt(variance + 1e-5)
        layer_norm(view, view, one, zero, 1e-5)
        assert_almost_equal(x[3].cast[DType.float64](), expected, atol=1e-3)
        for i in range(200):
            assert_equal(x[200 + i], Float32(0))
        x.free()
        one.free()
        zero.free()
