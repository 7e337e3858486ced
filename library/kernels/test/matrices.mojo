# test: module
# Matrices of small whole numbers, so that sums of floats are exact in any order, with memory around them that must not change.
from kernels.matrix_view import MatrixView
from memory import alloc
from testing import assert_equal

comptime margin = 40
comptime untouched = 77


def guarded[dtype: DType](rows: Int, columns: Int, layout: Int, seed: Int) -> MatrixView[dtype]:
    """Layout 0: rows without gaps; 1: columns without gaps; 2: rows with gaps; 3: columns with gaps; 4: gaps in both directions."""
    var row_stride = columns
    var column_stride = 1
    if layout == 1:
        row_stride = 1
        column_stride = rows
    elif layout == 2:
        row_stride = columns + 5
    elif layout == 3:
        row_stride = 1
        column_stride = rows + 3
    elif layout == 4:
        row_stride = 2
        column_stride = 2 * rows + 1
    var size = rows * row_stride + columns * column_stride + 2 * margin
    var data = alloc[Scalar[dtype]](size)
    for i in range(size):
        data[i] = Scalar[dtype](untouched)
    var result = MatrixView[dtype](data + margin, rows, columns, row_stride, column_stride)
    for i in range(rows):
        for j in range(columns):
            result[i, j] = Scalar[dtype]((i * 7 + j * 3 + seed * (i * j % 5)) % 9 - 4)
    return result


def release[dtype: DType, //](matrix: MatrixView[dtype]):
    (matrix.data - margin).free()


def check[dtype: DType, //](found: MatrixView[dtype], expected: MatrixView[dtype], what: String) raises:
    """Both have the same layout; everything in them and around them must be equal."""
    var size = found.rows * found.row_stride + found.columns * found.column_stride + 2 * margin
    for i in range(size):
        if (found.data - margin)[i] != (expected.data - margin)[i]:
            raise Error(what, ": element ", i - margin, " is ", (found.data - margin)[i], ", expected ", (expected.data - margin)[i])
