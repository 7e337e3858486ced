"""Product of a matrix and a vector: `matvec`. Bound by the reading of the matrix, which may be of a small type."""

from algorithm import parallelize
from memory import UnsafePointer
from sys import simd_width_of

from .gemm_tile import shared_evenly
from .matrix_view import MatrixView
from .vector_memory import load_first, multiply_add

comptime _most_rows = 4
comptime _vectors = 4


def matvec[
    y_type: DType, a_type: DType, x_type: DType, //, acc: DType = y_type
](
    y: UnsafePointer[Scalar[y_type], _],
    a: MatrixView[a_type],
    x: UnsafePointer[Scalar[x_type], _],
    *,
    accumulate: Bool = False,
    threads: Int = 1,
):
    """y = A x, or y += A x. Fastest where the elements of a row of A are neighbours.

    Parameters:
        y_type: Kind of element of y.
        a_type: Kind of element of A.
        x_type: Kind of element of x.
        acc: Type in which products are computed and added up.

    Args:
        y: The product, [m], without gaps.
        a: The matrix, [m, k].
        x: The vector, [k], without gaps.
        accumulate: Whether to add to what is in y.
        threads: Most threads to use.
    """
    var target = y.as_any_origin()
    var source = x.as_any_origin()
    if threads <= 1 or a.rows * a.columns < 1 << 16:
        _matvec[acc](target, a, source, accumulate)
        return
    var part_rows = shared_evenly(a.rows, (a.rows + threads - 1) // threads, _most_rows)

    @parameter
    def part(number: Int):
        var row = number * part_rows
        var rows = min(part_rows, a.rows - row)
        if rows > 0:
            _matvec[acc](target + row, a.slice(row, 0, rows, a.columns), source, accumulate)

    parallelize[part](threads, threads)


def _matvec[
    y_type: DType, a_type: DType, x_type: DType, //, acc: DType
](y: UnsafePointer[Scalar[y_type]], a: MatrixView[a_type], x: UnsafePointer[Scalar[x_type]], accumulate: Bool):
    """On one thread."""
    var row = 0
    if a.column_stride == 1:
        while row + _most_rows <= a.rows:
            _dot_rows[_most_rows, acc](y + row, a.slice(row, 0, _most_rows, a.columns), x, accumulate)
            row += _most_rows
        while row < a.rows:
            _dot_rows[1, acc](y + row, a.slice(row, 0, 1, a.columns), x, accumulate)
            row += 1
        return
    # Columns, a block of rows at a time: sums stay in registers
    comptime width = simd_width_of[acc]()
    while row < a.rows:
        var count = min(width, a.rows - row)
        var sums = SIMD[acc, width](0)
        for k in range(a.columns):
            var elements = SIMD[acc, width](0)
            if a.row_stride == 1:
                elements = load_first[width=width](a.at(row, k), count).cast[acc]()
            else:
                for lane in range(count):
                    elements[lane] = a[row + lane, k].cast[acc]()
            sums = multiply_add(elements, SIMD[acc, width](x[k].cast[acc]()), sums)
        for lane in range(count):
            _write(y + row + lane, sums[lane], accumulate)
        row += width


@always_inline
def _dot_rows[
    y_type: DType, a_type: DType, x_type: DType, //, rows: Int, acc: DType
](y: UnsafePointer[Scalar[y_type]], a: MatrixView[a_type], x: UnsafePointer[Scalar[x_type]], accumulate: Bool):
    """Dot products of some rows and a vector, all lanes of several vectors apart until the end."""
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    var sums = InlineArray[Vector, rows * _vectors](fill=Vector(0))
    var k = 0
    while k + _vectors * width <= a.columns:
        comptime for v in range(_vectors):
            var elements_of_x = (x + (k + v * width)).load[width=width]().cast[acc]()
            comptime for i in range(rows):
                var elements = (a.data + (i * a.row_stride + k + v * width)).load[width=width]().cast[acc]()
                sums[i * _vectors + v] = multiply_add(elements, elements_of_x, sums[i * _vectors + v])
        k += _vectors * width
    while k < a.columns:
        var elements_of_x = load_first[width=width](x + k, a.columns - k).cast[acc]()
        comptime for i in range(rows):
            var elements = load_first[width=width](a.data + (i * a.row_stride + k), a.columns - k).cast[acc]()
            sums[i * _vectors] = multiply_add(elements, elements_of_x, sums[i * _vectors])
        k += width
    comptime for i in range(rows):
        comptime for v in range(1, _vectors):
            sums[i * _vectors] += sums[i * _vectors + v]
        _write(y + i, sums[i * _vectors].reduce_add(), accumulate)


@always_inline
def _write[dtype: DType, acc: DType, //](place: UnsafePointer[Scalar[dtype]], sum: Scalar[acc], accumulate: Bool):
    if accumulate:
        place[] = (place[].cast[acc]() + sum).cast[dtype]()
    else:
        place[] = sum.cast[dtype]()
