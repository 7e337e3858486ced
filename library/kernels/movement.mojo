"""Elements brought to other places: `transpose`, `gather_rows`, `sum_rows` (embedding bags)."""

from memory import UnsafePointer
from sys import simd_width_of

from .matrix_view import MatrixView
from .vector_memory import load_first, store_first, transposed_square


def transpose[dtype: DType, //](target: MatrixView[dtype], source: MatrixView[dtype]):
    """target[j, i] = source[i, j]: squares of vectors are transposed in registers, in tiles that fit the first cache.

    Parameters:
        dtype: Kind of element.

    Args:
        target: The result, [columns, rows], with rows without gaps between neighbours; it must not overlap the source.
        source: The matrix, [rows, columns], likewise.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "transpose works on rows without gaps")
    comptime width = min(16, simd_width_of[dtype]())
    # Lines of the target are written as wholes while they are in the first cache
    comptime tile = 4 * width
    for top in range(0, source.rows, tile):
        for left in range(0, source.columns, tile):
            for i in range(top, min(top + tile, source.rows), width):
                for j in range(left, min(left + tile, source.columns), width):
                    var rows = min(width, source.rows - i)
                    var columns = min(width, source.columns - j)
                    var square = InlineArray[SIMD[dtype, width], width](uninitialized=True)
                    if rows == width and columns == width:
                        comptime for r in range(width):
                            square[r] = source.at(i + r, j).load[width=width]()
                        square = transposed_square(square)
                        comptime for r in range(width):
                            target.at(j + r, i).store(square[r])
                    else:
                        comptime for r in range(width):
                            square[r] = load_first[width=width](source.at(i + min(r, rows - 1), j), columns)
                        square = transposed_square(square)
                        comptime for r in range(width):
                            if r < columns:
                                store_first(target.at(j + r, i), square[r], rows)


def gather_rows[
    dtype: DType, index_type: DType, //
](target: MatrixView[dtype], table: MatrixView[dtype], indices: UnsafePointer[Scalar[index_type], _]):
    """target[i, :] = table[indices[i], :].

    Parameters:
        dtype: Kind of element.
        index_type: Kind of index.

    Args:
        target: The result, [rows, columns], with rows without gaps between neighbours.
        table: The rows to choose from, [any, columns], likewise.
        indices: Which rows, [rows], each within the table.
    """
    for row in range(target.rows):
        _add_rows[False](target.at(row, 0), table, indices + row, 1)


def sum_rows[
    dtype: DType, index_type: DType, //
](
    target: MatrixView[dtype],
    table: MatrixView[dtype],
    indices: UnsafePointer[Scalar[index_type], _],
    starts: UnsafePointer[Scalar[index_type], _],
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
    """
    for bag in range(target.rows):
        var start = Int(starts[bag])
        _add_rows[True](target.at(bag, 0), table, indices + start, Int(starts[bag + 1]) - start)


@always_inline
def _add_rows[
    dtype: DType, index_type: DType, //, is_sum: Bool
](target: UnsafePointer[Scalar[dtype]], table: MatrixView[dtype], indices: UnsafePointer[Scalar[index_type], _], count: Int):
    """The sum of some rows, a few vectors wide at a time: sums stay in registers."""
    comptime width = simd_width_of[dtype]()
    comptime vectors = 4
    var column = 0
    while column + vectors * width <= table.columns:
        var sums = InlineArray[SIMD[dtype, width], vectors](fill=SIMD[dtype, width](0))
        for p in range(count):
            var row = table.at(Int(indices[p]), column)
            comptime for v in range(vectors):
                comptime if is_sum:
                    sums[v] += row.load[width=width](v * width)
                else:
                    sums[v] = row.load[width=width](v * width)
        comptime for v in range(vectors):
            (target + (column + v * width)).store(sums[v])
        column += vectors * width
    while column < table.columns:
        var sum = SIMD[dtype, width](0)
        for p in range(count):
            var elements = load_first[width=width](table.at(Int(indices[p]), column), table.columns - column)
            comptime if is_sum:
                sum += elements
            else:
                sum = elements
        store_first(target + column, sum, table.columns - column)
        column += width
