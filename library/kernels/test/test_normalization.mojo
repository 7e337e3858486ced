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
