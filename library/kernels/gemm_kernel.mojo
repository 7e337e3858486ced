"""The innermost loops of the matrix product: a tile of accumulators in registers, and what is done with it when it is full.

In: packed panels (`gemm_packing.mojo`). Out: elements of the product. Not here: the loops over tiles (`matmul.mojo`).
"""

from memory import UnsafePointer
from sys.intrinsics import PrefetchOptions, prefetch

from .matrix_view import MatrixView
from .vector_memory import load_first, store_first


@always_inline
def multiply_tile[
    acc: DType, width: Int, most_rows: Int, most_vectors: Int
](
    rows: Int,
    vectors: Int,
    depth: Int,
    a: UnsafePointer[Scalar[acc]],
    b: UnsafePointer[Scalar[acc]],
    b_stride: Int,
    out_tile: UnsafePointer[Scalar[acc]],
    out_stride: Int,
    add: Bool,
    next_tile: UnsafePointer[Scalar[acc]],
    next_stride: Int,
    next_b: Int,
    next_b_bytes: Int,
):
    """Chooses the kernel for a tile of `rows` x `vectors`: each has its own, so that no work is done for rows that are not there.

    Parameters:
        acc: Kind of accumulator.
        width: Lanes of a vector.
        most_rows: Largest number of rows.
        most_vectors: Largest number of vectors.

    Args:
        rows: Rows of the tile.
        vectors: Vectors in each.
        depth: Number of products in each sum.
        a: Panel of A, [depth, rows].
        b: Panel of B, [depth, vectors * width], rows `b_stride` apart.
        b_stride: Elements from row to row of the panel of B.
        out_tile: Tile of the product, [rows, vectors * width].
        out_stride: Elements from row to row of it.
        add: Whether to add to what is there.
        next_tile: Tile of the product that comes next: it is brought near meanwhile.
        next_stride: Elements from row to row of it.
        next_b: Address of what is needed of B later: as much as there is time for is brought near, two lines of the cache at a time.
        next_b_bytes: Bytes from one such pair to the next.
    """
    comptime for v in range(1, most_vectors + 1):
        if vectors == v:
            comptime for r in range(most_rows, 0, -1):
                if rows == r:
                    _kernel[acc, width, r, v](depth, a, b, b_stride, out_tile, out_stride, add, next_tile, next_stride, next_b, next_b_bytes)
                    return


@no_inline
def _kernel[
    acc: DType, width: Int, rows: Int, vectors: Int
](
    depth: Int,
    a: UnsafePointer[Scalar[acc]],
    b: UnsafePointer[Scalar[acc]],
    b_stride: Int,
    out_tile: UnsafePointer[Scalar[acc]],
    out_stride: Int,
    add: Bool,
    next_tile: UnsafePointer[Scalar[acc]],
    next_stride: Int,
    next_b: Int,
    next_b_bytes: Int,
):
    """`depth` outer products of a column of A and a row of B, added up in registers."""
    comptime Vector = SIMD[acc, width]
    comptime unroll = 4
    comptime line = 64 // acc.size_of()
    var sums = InlineArray[Vector, rows * vectors](fill=Vector(0))
    var a_at = a
    var b_at = b
    var rounds = depth // unroll
    # One or two prefetches each round: many at once would hold up the loads of A and B
    var early_rounds = min(rounds, rows)
    var next_row = next_tile
    for _ in range(early_rounds):
        prefetch[PrefetchOptions().for_write()](next_row)
        comptime if vectors * width > line:
            prefetch[PrefetchOptions().for_write()](next_row + (vectors * width - 1))
        next_row += next_stride
        comptime for step in range(unroll):
            _outer_product[rows, vectors](sums, a_at + step * rows, b_at + step * b_stride)
        a_at += unroll * rows
        b_at += unroll * b_stride
    var later_b = next_b
    for _ in range(rounds - early_rounds):
        var later = UnsafePointer[UInt8](unsafe_from_address=later_b)
        prefetch[PrefetchOptions().medium_locality()](later)
        prefetch[PrefetchOptions().medium_locality()](later + 64)
        later_b += next_b_bytes
        comptime for step in range(unroll):
            _outer_product[rows, vectors](sums, a_at + step * rows, b_at + step * b_stride)
        a_at += unroll * rows
        b_at += unroll * b_stride
    for _ in range(depth % unroll):
        _outer_product[rows, vectors](sums, a_at, b_at)
        a_at += rows
        b_at += b_stride
    if add:
        # All loads before the first store: rows may lie a multiple of 4096 bytes apart, and a load behind such a store waits for it
        comptime for i in range(rows):
            comptime for j in range(vectors):
                sums[i * vectors + j] += (out_tile + (i * out_stride + j * width)).load[width=width]()
    comptime for i in range(rows):
        comptime for j in range(vectors):
            (out_tile + (i * out_stride + j * width)).store(sums[i * vectors + j])


@always_inline
def _outer_product[
    acc: DType, width: Int, //, rows: Int, vectors: Int
](mut sums: InlineArray[SIMD[acc, width], rows * vectors], a: UnsafePointer[Scalar[acc]], b: UnsafePointer[Scalar[acc]]):
    """Adds `rows` elements of A times `vectors` vectors of B."""
    var row_of_b = InlineArray[SIMD[acc, width], vectors](uninitialized=True)
    comptime for j in range(vectors):
        row_of_b[j] = (b + j * width).load[width=width]()
    comptime for i in range(rows):
        var element = SIMD[acc, width](a[i])
        comptime for j in range(vectors):
            sums[i * vectors + j] = element.fma(row_of_b[j], sums[i * vectors + j])


@no_inline
def finish_tile[
    acc: DType, width: Int, c_type: DType, epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width]
](
    tile: UnsafePointer[Scalar[acc]],
    tile_stride: Int,
    partial: UnsafePointer[Scalar[acc]],
    partial_stride: Int,
    add_partial: Bool,
    add_c: Bool,
    last: Bool,
    c: MatrixView[c_type],
    row: Int,
    column: Int,
):
    """Takes a tile of sums to where it belongs: to the partial sums, or through the epilogue to the product.

    Parameters:
        acc: Kind of accumulator.
        width: Lanes of a vector.
        c_type: Kind of element of the product.
        epilogue: What is done with a row of sums, given its first row and column in the whole product.

    Args:
        tile: The sums, [c.rows, c.columns], with room for whole vectors.
        tile_stride: Elements from row to row of the tile.
        partial: Sums of earlier blocks, or where to leave them; the same shape.
        partial_stride: Elements from row to row of them.
        add_partial: Whether there are such.
        add_c: Whether to add what is in the product.
        last: Whether this is the last block, so that the sums are complete.
        c: The part of the product.
        row: Row of its first element in the whole product.
        column: Column of its first element in the whole product.
    """
    for i in range(c.rows):
        for j in range(0, c.columns, width):
            var count = c.columns - j
            var sum = (tile + (i * tile_stride + j)).load[width=width]()
            if add_partial:
                sum += load_first[width=width](partial + (i * partial_stride + j), count)
            if add_c:
                sum += _load_row[width](c, i, j).cast[acc]()
            if not last:
                store_first(partial + (i * partial_stride + j), sum, count)
            else:
                _store_row(c, i, j, epilogue[width](row + i, column + j, sum).cast[c_type]())


@always_inline
def _load_row[dtype: DType, //, width: Int](c: MatrixView[dtype], row: Int, column: Int) -> SIMD[dtype, width]:
    """Elements of a row, zeros beyond its end."""
    var count = c.columns - column
    if c.column_stride == 1:
        return load_first[width=width](c.at(row, column), count)
    var result = SIMD[dtype, width](0)
    for lane in range(min(width, count)):
        result[lane] = c[row, column + lane]
    return result


@always_inline
def _store_row[dtype: DType, width: Int, //](c: MatrixView[dtype], row: Int, column: Int, value: SIMD[dtype, width]):
    """Stores what lies within the row."""
    var count = c.columns - column
    if c.column_stride == 1:
        store_first(c.at(row, column), value, count)
    else:
        for lane in range(min(width, count)):
            c[row, column + lane] = value[lane]
