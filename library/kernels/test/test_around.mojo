# test: run
# modes: O0 O3 (the interpreter has no masked loads wide enough to be quick)
# options: -D KERNELS_AROUND_BYTES=1
# Results that go around the caches are those that do not, and nothing beside them is touched: rows that begin at lines or anywhere.
from kernels.batch_norm import batch_norm_nchw, batch_norm_nhwc
from kernels.matrix_view import MatrixView
from kernels.movement import copy_elements, transpose
from kernels.normalization import layer_norm, rms_norm
from kernels.softmax import softmax
from matrices import check, guarded, release
from memory import alloc
from testing import assert_equal

comptime F = DType.float32


def in_place_is_same(kind: Int, rows: Int, columns: Int, layout: Int, threads: Int) raises:
    """What is computed in place never goes around the caches."""
    var x = guarded[F](rows, columns, layout, 1)
    var around = guarded[F](rows, columns, layout, 2)
    var gain = guarded[F](1, max(rows, columns), 0, 3)
    if kind == 0:
        softmax(around, x, threads=threads)
        softmax(x, x)
    elif kind == 1:
        layer_norm(around, x, gain.data, gain.data, 1e-5, threads=threads)
        layer_norm(x, x, gain.data, gain.data, 1e-5)
    elif kind == 2:
        rms_norm(around, x, gain.data, 1e-5, threads=threads)
        rms_norm(x, x, gain.data, 1e-5)
    elif kind == 3:
        batch_norm_nchw(around, x, gain.data, gain.data, rows, threads=threads)
        batch_norm_nchw(x, x, gain.data, gain.data, rows)
    else:
        batch_norm_nhwc(around, x, gain.data, gain.data, threads=threads)
        batch_norm_nhwc(x, x, gain.data, gain.data)
    for row in range(rows):
        for column in range(columns):
            if abs(around[row, column] - x[row, column]) > 1e-6:
                raise Error(kind, ": ", rows, " x ", columns, ", row ", row, " column ", column, ": ", around[row, column], " is not ", x[row, column])
            x[row, column] = around[row, column]
    check(around, x, String("around the rows of kernel ", kind))
    release(x)
    release(around)
    release(gain)


def transposes(rows: Int, columns: Int) raises:
    var source = alloc[Float32](rows * columns, alignment=64)
    var target = alloc[Float32](rows * columns + 64, alignment=64)
    for i in range(rows * columns):
        source[i] = Float32(i)
    for i in range(64):
        target[rows * columns + i] = -1
    transpose(MatrixView[F](target, columns, rows), MatrixView[F](source, rows, columns))
    for i in range(rows):
        for j in range(columns):
            assert_equal(target[j * rows + i], Float32(i * columns + j))
    for i in range(64):
        assert_equal(target[rows * columns + i], -1)
    source.free()
    target.free()


def main() raises:
    for kind in range(5):
        for columns in [1, 16, 17, 64, 100, 130]:
            in_place_is_same(kind, 5, columns, 0, 1)
            in_place_is_same(kind, 3, columns, 2, 1)
        in_place_is_same(kind, 80, 1000, 0, 3)
    transposes(32, 64)
    transposes(160, 80)
    transposes(48, 70)
    transposes(33, 130)
    for start in range(3):
        var x = guarded[F](1, 77, 0, 1)
        var y = guarded[F](1, 77, 0, 2)
        var expected = guarded[F](1, 77, 0, 2)
        for i in range(start, 70):
            expected.data[i] = x.data[i - start]
        copy_elements(y.data + start, x.data, 70 - start)
        check(y, expected, "copy")
        release(x)
        release(y)
        release(expected)
