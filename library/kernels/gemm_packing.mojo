"""Copies of operands in the order in which the kernel of the matrix product reads them.

A becomes panels of a few rows, column after column; B becomes panels of a few vectors, row after row. Elements are turned into
accumulators and go through a prologue on the way.
"""

from memory import UnsafePointer
from sys.intrinsics import PrefetchOptions, prefetch

from .gemm_tile import tile_height
from .matrix_view import MatrixView
from .vector_memory import load_first, store_first, transposed_square


@no_inline
def pack_rows[
    a_type: DType, //, acc: DType, width: Int, groups: Int, prologue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width]
](a: MatrixView[a_type], most_rows: Int, first_row: Int, first_column: Int, target: UnsafePointer[Scalar[acc]]):
    """Packs part of A as panels [a.columns, rows], one for each tile: their heights are those of `tile_height`.

    Up to `width` elements beyond the end are written too.

    Parameters:
        a_type: Kind of element.
        acc: Kind of accumulator.
        width: Lanes of a vector.
        groups: Most vectors that a column of a panel needs.
        prologue: What is done with elements, given their row and first column in the whole matrix.

    Args:
        a: The part.
        most_rows: Most rows of a panel, at most `groups * width`.
        first_row: Row of its first element in the whole matrix.
        first_column: Column of its first element in the whole matrix.
        target: Where the panels go.
    """
    var top = 0
    while top < a.rows:
        var part = a.slice(top, 0, tile_height(a.rows - top, most_rows), a.columns)
        var panel = target + top * a.columns
        if a.column_stride == 1:
            _pack_along[acc, width, groups, prologue](part, first_row + top, first_column, panel)
        elif a.row_stride == 1:
            _pack_across[acc, width, groups, prologue](part, first_row + top, first_column, panel)
        else:
            for k in range(part.columns):
                for i in range(part.rows):
                    panel[k * part.rows + i] = prologue[1](first_row + top + i, first_column + k, part[i, k].cast[acc]())
        top += part.rows


@always_inline
def _pack_along[
    a_type: DType, //, acc: DType, width: Int, groups: Int, prologue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width]
](a: MatrixView[a_type], first_row: Int, first_column: Int, panel: UnsafePointer[Scalar[acc]]):
    """A panel from rows whose elements are neighbours: squares of vectors are transposed.

    Each store writes a whole vector; what is too much is overwritten by the next store.
    """
    comptime ahead = 4 * width
    var starts = InlineArray[UnsafePointer[Scalar[a_type]], groups * width](uninitialized=True)
    comptime for i in range(groups * width):
        # Rows that are not there repeat the last one
        starts[i] = a.at(min(i, a.rows - 1), 0)
    var k = 0
    while k < a.columns:
        var count = min(width, a.columns - k)
        var columns = InlineArray[InlineArray[SIMD[acc, width], width], groups](uninitialized=True)
        comptime for group in range(groups):
            if group * width < a.rows:
                var square = InlineArray[SIMD[acc, width], width](uninitialized=True)
                if count == width:
                    comptime for i in range(width):
                        var start = starts[group * width + i] + k
                        prefetch(start + ahead)
                        square[i] = start.load[width=width]().cast[acc]()
                else:
                    comptime for i in range(width):
                        square[i] = load_first[width=width](starts[group * width + i] + k, count).cast[acc]()
                comptime for i in range(width):
                    var row = first_row + min(group * width + i, a.rows - 1)
                    square[i] = prologue[width](row, first_column + k, square[i])
                columns[group] = transposed_square(square)
        var target = panel + k * a.rows
        comptime for column in range(width):
            if column < count:
                comptime for group in range(groups):
                    if group * width < a.rows:
                        (target + group * width).store(columns[group][column])
                target += a.rows
        k += width


@always_inline
def _pack_across[
    a_type: DType, //, acc: DType, width: Int, groups: Int, prologue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width]
](a: MatrixView[a_type], first_row: Int, first_column: Int, panel: UnsafePointer[Scalar[acc]]):
    """A panel from columns whose elements are neighbours."""
    for k in range(a.columns):
        comptime for group in range(groups):
            if group * width < a.rows:
                var elements = load_first[width=width](a.at(group * width, k), a.rows - group * width).cast[acc]()
                comptime for lane in range(width):
                    elements[lane] = prologue[1](first_row + min(group * width + lane, a.rows - 1), first_column + k, elements[lane])
                (panel + (k * a.rows + group * width)).store(elements)


@no_inline
def pack_columns[
    b_type: DType, //, acc: DType, width: Int, vectors: Int, prologue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width]
](b: MatrixView[b_type], first_row: Int, first_column: Int, target: UnsafePointer[Scalar[acc]]):
    """Packs part of B as panels of `vectors` vectors: [ceil(b.columns / (vectors * width)), b.rows, vectors * width].

    The last panel has as many vectors as it needs; lanes that are not there hold anything.

    Parameters:
        b_type: Kind of element.
        acc: Kind of accumulator.
        width: Lanes of a vector.
        vectors: Vectors in a row of a panel.
        prologue: What is done with elements, given their row and first column in the whole matrix.

    Args:
        b: The part.
        first_row: Row of its first element in the whole matrix.
        first_column: Column of its first element in the whole matrix.
        target: Where the panels go.
    """
    comptime panel_columns = vectors * width
    var left = 0
    if b.column_stride == 1:
        while left + panel_columns <= b.columns:
            var panel = target + left * b.rows
            for k in range(b.rows):
                comptime for j in range(vectors):
                    var elements = b.at(k, left + j * width).load[width=width]().cast[acc]()
                    (panel + (k * panel_columns + j * width)).store(
                        prologue[width](first_row + k, first_column + left + j * width, elements)
                    )
            left += panel_columns
    while left < b.columns:
        var columns = min(panel_columns, b.columns - left)
        var part = b.slice(0, left, b.rows, columns)
        var panel = target + left * b.rows
        var stride = (columns + width - 1) // width * width
        if b.column_stride == 1:
            for k in range(b.rows):
                for j in range(0, columns, width):
                    var elements = load_first[width=width](part.at(k, j), columns - j).cast[acc]()
                    (panel + (k * stride + j)).store(prologue[width](first_row + k, first_column + left + j, elements))
        else:
            for j in range(0, columns, width):
                _pack_vector_column[acc, width, prologue](
                    part.slice(0, j, b.rows, min(width, columns - j)), first_row, first_column + left + j, panel + j, stride
                )
        left += panel_columns


@always_inline
def _pack_vector_column[
    b_type: DType, //, acc: DType, width: Int, prologue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width]
](b: MatrixView[b_type], first_row: Int, first_column: Int, target: UnsafePointer[Scalar[acc]], stride: Int):
    """Up to `width` columns of B, any strides, one vector wide; where elements of a column are neighbours squares of vectors are transposed."""
    var k = 0
    if b.row_stride == 1:
        while k < b.rows:
            var count = min(width, b.rows - k)
            var square = InlineArray[SIMD[acc, width], width](uninitialized=True)
            comptime for j in range(width):
                var column = min(j, b.columns - 1)
                var elements = SIMD[b_type, width](0)
                if count == width:
                    elements = b.at(k, column).load[width=width]()
                else:
                    elements = load_first[width=width](b.at(k, column), count)
                square[j] = elements.cast[acc]()
            var rows = transposed_square(square)
            comptime for i in range(width):
                if i < count:
                    (target + (k + i) * stride).store(prologue[width](first_row + k + i, first_column, rows[i]))
            k += width
    else:
        while k < b.rows:
            var elements = SIMD[acc, width](0)
            for j in range(b.columns):
                elements[j] = b[k, j].cast[acc]()
            (target + k * stride).store(prologue[width](first_row + k, first_column, elements))
            k += 1
