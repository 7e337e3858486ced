"""Matrix products without packing: for operands so small, or so few rows, that copying them would cost more than it saves.

In: A with any strides, B and C whose rows have no gaps between neighbours, all of the accumulator's type. Not here: which products are
computed so (`matmul.mojo`).
"""

from memory import UnsafePointer

from .matrix_view import MatrixView
from .vector_memory import load_first, multiply_add, store_first

comptime most_rows = 8
"""Rows of A in one go."""


def direct_product[
    acc: DType,
    //,
    width: Int,
    epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](c: MatrixView[acc], a: MatrixView[acc], b: MatrixView[acc], first_row: Int, first_column: Int, accumulate: Bool):
    """C = epilogue(A B), or epilogue(C + A B).

    Parameters:
        acc: Kind of element.
        width: Lanes of a vector.
        epilogue: What is done with sums, given their row and first column in the whole product.
        has_epilogue: Whether it does anything.

    Args:
        c: The product, [m, n], `column_stride` 1.
        a: Left operand, [m, k].
        b: Right operand, [k, n], `column_stride` 1.
        first_row: Row of the product in the whole product.
        first_column: Column of the product in the whole product.
        accumulate: Whether to add to what is in C.
    """
    # Few rows of a large B at a time, each read from end to end: that is what the processor's prefetching follows
    var chunk = a.columns
    if b.row_stride * b.rows * acc.size_of() > 256 << 10:
        chunk = 24
    var start = 0
    while True:
        var count = min(chunk, a.columns - start)
        var last = start + count == a.columns
        var add = accumulate or start > 0
        var top = 0
        while top < c.rows:
            var parts = (c.rows - top + most_rows - 1) // most_rows
            var rows = (c.rows - top + parts - 1) // parts
            comptime for r in range(1, most_rows + 1):
                if rows == r:
                    _rows[r, width, epilogue, has_epilogue](
                        c.slice(top, 0, r, c.columns),
                        a.slice(top, start, r, count),
                        b.slice(start, 0, count, b.columns),
                        first_row + top,
                        first_column,
                        add,
                        last,
                    )
            top += rows
        start += count
        if last:
            return


@no_inline
def _rows[
    acc: DType,
    //,
    rows: Int,
    width: Int,
    epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](c: MatrixView[acc], a: MatrixView[acc], b: MatrixView[acc], first_row: Int, first_column: Int, add: Bool, last: Bool):
    """Some rows of the product, from left to right."""
    comptime vectors = 4 if rows <= 4 else 2
    var left = 0
    while left + vectors * width <= c.columns:
        _tile[rows, vectors, width, False, epilogue, has_epilogue](c, a, b, left, first_row, first_column, add, last)
        left += vectors * width
    if left < c.columns:
        comptime for v in range(1, vectors + 1):
            if (c.columns - left + width - 1) // width == v:
                _tile[rows, v, width, True, epilogue, has_epilogue](c, a, b, left, first_row, first_column, add, last)


@always_inline
def _tile[
    acc: DType,
    //,
    rows: Int,
    vectors: Int,
    width: Int,
    is_short: Bool,
    epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](
    c: MatrixView[acc],
    a: MatrixView[acc],
    b: MatrixView[acc],
    left: Int,
    first_row: Int,
    first_column: Int,
    add: Bool,
    last: Bool,
):
    """A tile of the product; `is_short`: its last vector reaches over the end of the rows, or just to it."""
    comptime Vector = SIMD[acc, width]
    var count = c.columns - left
    var sums = InlineArray[Vector, rows * vectors](fill=Vector(0))
    var a_at = a.data
    var b_at = b.data + left
    for _ in range(a.columns):
        var row_of_b = InlineArray[Vector, vectors](uninitialized=True)
        comptime for j in range(vectors):
            row_of_b[j] = _load[width, is_short and j == vectors - 1](b_at + j * width, count - j * width)
        comptime for i in range(rows):
            var element = Vector((a_at + i * a.row_stride)[])
            comptime for j in range(vectors):
                sums[i * vectors + j] = multiply_add(element, row_of_b[j], sums[i * vectors + j])
        a_at += a.column_stride
        b_at += b.row_stride
    comptime for i in range(rows):
        comptime for j in range(vectors):
            comptime masked = is_short and j == vectors - 1
            var place = c.data + (i * c.row_stride + left + j * width)
            var sum = sums[i * vectors + j]
            if add:
                sum += _load[width, masked](place, count - j * width)
            comptime if has_epilogue:
                if last:
                    sum = epilogue[width](first_row + i, first_column + left + j * width, sum)
            comptime if masked:
                store_first(place, sum, count - j * width)
            else:
                place.store(sum)


@always_inline
def _load[dtype: DType, //, width: Int, masked: Bool](address: UnsafePointer[Scalar[dtype]], count: Int) -> SIMD[dtype, width]:
    comptime if masked:
        return load_first[width=width](address, count)
    else:
        return address.load[width=width]()
