"""Elements brought to other places: `copy_elements`, `transpose`, `gather_rows`, `sum_rows` (embedding bags)."""

from memory import UnsafePointer
from sys import prefetch, simd_width_of

from sys import cache_bytes
from .matrix_view import MatrixView
from .streams import finish_stores, goes_around, line_bytes, share_elements
from .vector_operations import elementwise_chain
from .vector_memory import load_first, load_transposed, store_around, store_first


def copy_elements[
    dtype: DType, //
](target: UnsafePointer[Scalar[dtype], _], source: UnsafePointer[Scalar[dtype], _], count: Int, *, threads: Int = 1):
    """target[i] = source[i].

    Parameters:
        dtype: Kind of element.

    Args:
        target: The copy, [count]; it must not overlap the source.
        source: The elements, [count].
        count: Number of elements.
        threads: Most threads to use.
    """

    @parameter
    def same[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return value

    elementwise_chain[same](target, source, count, threads=threads)


def transpose[dtype: DType, //](target: MatrixView[dtype], source: MatrixView[dtype], *, threads: Int = 1):
    """target[j, i] = source[i, j]: squares of vectors are transposed in registers, down strips of columns that are as wide as a few lines.

    Parameters:
        dtype: Kind of element.

    Args:
        target: The result, [columns, rows], with rows without gaps between neighbours; it must not overlap the source.
        source: The matrix, [rows, columns], likewise.
        threads: Most threads to use.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "transpose works on rows without gaps")
    comptime width = _square_side[dtype]()
    if source.rows < width or source.columns < width:
        _transpose_small(target, source)
        return
    # What is written around the caches is whole lines
    var is_aligned = (Int(target.data) | target.row_stride * dtype.size_of()) & (width * dtype.size_of() - 1) == 0
    var count = source.rows * source.columns
    var is_far = 2 * count * dtype.size_of() > cache_bytes(2)
    var is_around = is_aligned and goes_around(target.data, source.data, count)

    @parameter
    def part(start: Int, end: Int):
        if is_around:
            _transpose_strips[is_far=True, is_around=True](target, source, start, end)
            finish_stores()
        elif is_far:
            _transpose_strips[is_far=True](target, source, start, end)
        else:
            _transpose_strips(target, source, start, end)

    share_elements[part](source.columns, source.rows * dtype.size_of(), threads, _strip)


comptime _strip = 64
"""Columns of the source that are turned into rows of the target side by side."""
comptime _far_rows = 128
"""Rows of a strip of a matrix that the second cache cannot hold: few enough for the processor to know all their pages, and those of the target."""


def _square_side[dtype: DType]() -> Int:
    return min(16, simd_width_of[dtype]())


def _transpose_strips[
    dtype: DType, //, *, is_far: Bool = False, is_around: Bool = False
](target: MatrixView[dtype], source: MatrixView[dtype], start: Int, end: Int):
    """The columns from `start` to `end`. Squares at the lower and the right edge overlap their neighbours, so that all are full."""
    comptime width = _square_side[dtype]()
    # Copies of the views: what lies behind a reference might change with every store
    var from_rows = source
    var to_rows = target
    var height = _far_rows if is_far else from_rows.rows
    for top in range(0, from_rows.rows, height):
        for left in range(start, end, _strip):
            for row in range(top, min(top + height, from_rows.rows), width):
                var i = min(row, from_rows.rows - width)
                comptime if is_far:
                    comptime for r in range(width):
                        comptime for at in range(0, _strip, line_bytes // dtype.size_of()):
                            prefetch(from_rows.at(row + width + r, left + at))
                if left + _strip <= end:
                    comptime for at in range(0, _strip, width):
                        _transpose_square[is_around](to_rows.at(left + at, i), from_rows.at(i, left + at), to_rows.row_stride, from_rows.row_stride)
                else:
                    for at in range(left, end, width):
                        var j = min(at, from_rows.columns - width)
                        _transpose_square[is_around](to_rows.at(j, i), from_rows.at(i, j), to_rows.row_stride, from_rows.row_stride)


@always_inline
def _transpose_square[
    dtype: DType, //, is_around: Bool
](target: UnsafePointer[Scalar[dtype]], source: UnsafePointer[Scalar[dtype]], target_stride: Int, source_stride: Int):
    comptime width = _square_side[dtype]()
    var square = load_transposed[width](source, source_stride)
    comptime for r in range(width):
        comptime if is_around:
            store_around(target + r * target_stride, square[r])
        else:
            (target + r * target_stride).store(square[r])


def _transpose_small[dtype: DType, //](target: MatrixView[dtype], source: MatrixView[dtype]):
    """A matrix of few rows or columns."""
    for i in range(source.rows):
        for j in range(source.columns):
            target[j, i] = source[i, j]


def gather_rows[
    dtype: DType, index_type: DType, //
](target: MatrixView[dtype], table: MatrixView[dtype], indices: UnsafePointer[Scalar[index_type], _], *, threads: Int = 1):
    """target[i, :] = table[indices[i], :].

    Parameters:
        dtype: Kind of element.
        index_type: Kind of index.

    Args:
        target: The result, [rows, columns], with rows without gaps between neighbours.
        table: The rows to choose from, [any, columns], likewise.
        indices: Which rows, [rows], each within the table.
        threads: Most threads to use.
    """
    var chosen = indices.as_any_origin()
    var is_far = table.rows * table.columns * dtype.size_of() > cache_bytes(2)

    @parameter
    def part(start: Int, end: Int):
        for row in range(start, end):
            _add_rows[False](target.at(row, 0), table, chosen + row, 1, target.rows - row if is_far else 0)

    share_elements[part](target.rows, table.columns * dtype.size_of(), threads, 1)


def sum_rows[
    dtype: DType, index_type: DType, //
](
    target: MatrixView[dtype],
    table: MatrixView[dtype],
    indices: UnsafePointer[Scalar[index_type], _],
    starts: UnsafePointer[Scalar[index_type], _],
    *,
    threads: Int = 1,
):
    """Sums of rows of a table, as embedding bags need: target[i, :] = sum of table[indices[p], :] for p from starts[i] to starts[i + 1].

    Parameters:
        dtype: Kind of element.
        index_type: Kind of index.

    Args:
        target: The sums, [bags, columns], with rows without gaps between neighbours.
        table: The rows to choose from, [any, columns], likewise.
        indices: Rows of all bags, one bag after the other, each within the table.
        starts: Where each bag starts in `indices`, [bags + 1], not falling.
        threads: Most threads to use.
    """
    var chosen = indices.as_any_origin()
    var is_far = table.rows * table.columns * dtype.size_of() > cache_bytes(2)
    var bounds = starts.as_any_origin()

    @parameter
    def part(start: Int, end: Int):
        for bag in range(start, end):
            var first = Int(bounds[bag])
            var count = Int(bounds[bag + 1]) - first
            _add_rows[True](target.at(bag, 0), table, chosen + first, count, Int(bounds[target.rows]) - first if is_far else 0)

    # The mean bag says what a row of the result costs
    var rows_each = Int(bounds[target.rows]) // max(1, target.rows)
    share_elements[part](target.rows, (rows_each + 1) * table.columns * dtype.size_of(), threads, 1)


comptime _rows_ahead = 8
"""How many rows before its turn a chosen row is asked for: no processor can guess where it lies."""
comptime _column_vectors = 8
"""Vectors of a row that are added up side by side."""


@always_inline
def _add_rows[
    dtype: DType, index_type: DType, //, is_sum: Bool
](
    target: UnsafePointer[Scalar[dtype]],
    table: MatrixView[dtype],
    indices: UnsafePointer[Scalar[index_type]],
    count: Int,
    known: Int,
):
    """The sum of some rows, a few vectors wide at a time: sums stay in registers. `known`: how many indices may be looked at to ask for rows early,
    those of later sums included.
    """
    comptime width = simd_width_of[dtype]()
    comptime panel = _column_vectors * width
    var column = 0
    while column + panel <= table.columns:
        var sums = InlineArray[SIMD[dtype, width], _column_vectors](fill=SIMD[dtype, width](0))
        for p in range(count):
            if p + _rows_ahead < known:
                var later = table.at(Int(indices[p + _rows_ahead]), column)
                comptime for at in range(0, panel, line_bytes // dtype.size_of()):
                    prefetch(later + at)
            var row = table.at(Int(indices[p]), column)
            comptime for v in range(_column_vectors):
                comptime if is_sum:
                    sums[v] += row.load[width=width](v * width)
                else:
                    sums[v] = row.load[width=width](v * width)
        comptime for v in range(_column_vectors):
            (target + (column + v * width)).store(sums[v])
        column += panel
    while column < table.columns:
        var sum = SIMD[dtype, width](0)
        for p in range(count):
            if p + _rows_ahead < known:
                prefetch(table.at(Int(indices[p + _rows_ahead]), column))
            var elements = load_first[width=width](table.at(Int(indices[p]), column), table.columns - column)
            comptime if is_sum:
                sum += elements
            else:
                sum = elements
        store_first(target + column, sum, table.columns - column)
        column += width
