"""The innermost loops of the matrix product: a tile of accumulators in registers, and what is done with it when it is full.

In: packed panels (`gemm_packing.mojo`). Out: elements of the product. Not here: the loops over tiles (`matmul.mojo`).
"""

from memory import UnsafePointer
from sys.intrinsics import PrefetchOptions, prefetch

from .matrix_view import MatrixView
from .vector_memory import load_first, multiply_add, store_first


struct ComingUp(TrivialRegisterPassable):
    """Memory that is needed soon: pairs of lines of the cache, to be brought near while a tile is computed."""

    var address: Int
    """The first pair."""
    var stride_bytes: Int
    """From pair to pair."""
    var pairs: Int
    """Their number; those that there is no time for are left out."""

    @always_inline
    def __init__(out self, address: Int = 0, stride_bytes: Int = 0, pairs: Int = 0):
        """Names the memory.

        Args:
            address: The first pair.
            stride_bytes: From pair to pair.
            pairs: Their number.
        """
        self.address = address
        self.stride_bytes = stride_bytes
        self.pairs = pairs

    @always_inline
    def part(self, first: Int, end: Int) -> Self:
        """Some of the pairs.

        Args:
            first: Number of the first.
            end: Number of the first that is none of them.
        """
        return Self(self.address + first * self.stride_bytes, self.stride_bytes, end - first)


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
    coming_c: ComingUp,
    coming_b: ComingUp,
    coming_a: ComingUp,
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
        coming_c: What is needed of the product next.
        coming_b: What is needed of B later.
        coming_a: What is needed of A later.
    """
    comptime for v in range(1, most_vectors + 1):
        if vectors == v:
            comptime for r in range(most_rows, 0, -1):
                if rows == r:
                    _kernel[acc, width, r, v](depth, a, b, b_stride, out_tile, out_stride, add, coming_c, coming_b, coming_a)
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
    coming_c: ComingUp,
    coming_b: ComingUp,
    coming_a: ComingUp,
):
    """`depth` outer products of a column of A and a row of B, added up in registers."""
    comptime Vector = SIMD[acc, width]
    comptime unroll = 2
    var sums = InlineArray[Vector, rows * vectors](fill=Vector(0))
    var a_at = a
    var b_at = b
    var rounds = depth // unroll
    # A pair of prefetches each round, since many at once would hold up the loads of A and B; two for B where few tiles share a panel.
    # One loop after the other: a loop around them makes LLVM spill sums
    var twice = min(rounds, max(0, coming_b.pairs - rounds))
    var coming = InlineArray[ComingUp, 4](coming_c, coming_b.part(0, 2 * twice), coming_b.part(2 * twice, coming_b.pairs), coming_a)
    comptime for what in range(4):
        comptime at_once = 2 if what == 1 else 1
        var these = min(rounds, coming[what].pairs // at_once)
        rounds -= these
        var near = _Abreast[ways=_streams if what == 1 or what == 2 else 1](coming[what])
        for _ in range(these):
            comptime for _ in range(at_once):
                near.bring_next()
            comptime for step in range(unroll):
                _outer_product[rows, vectors](sums, a_at + step * rows, b_at + step * b_stride)
            a_at += unroll * rows
            b_at += unroll * b_stride
    for _ in range(rounds):
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


comptime _streams = 4
"""Parts of a panel of B that are brought near abreast. The processor itself reads on ahead of every page from which lines are fetched, but a
fixed number of lines, and only as many fetches of ours wait at a time as the first cache has buffers for. With one stream that hides less
than the memory's latency: products of few rows ran at 9 GB/s, with four at 12.6."""


struct _Abreast[ways: Int](TrivialRegisterPassable):
    """Pairs of lines to bring near, in turn from the beginnings of equal parts."""

    var near: InlineArray[Int, Self.ways]
    var stride_bytes: Int

    @always_inline
    def __init__(out self, coming: ComingUp):
        self.near = InlineArray[Int, Self.ways](uninitialized=True)
        self.stride_bytes = coming.stride_bytes
        comptime for way in range(Self.ways):
            self.near[way] = coming.address + coming.pairs * way // Self.ways * coming.stride_bytes

    @always_inline
    def bring_next(mut self):
        """The next two lines into the second cache."""
        var now = self.near[0]
        comptime for way in range(Self.ways - 1):
            self.near[way] = self.near[way + 1]
        self.near[Self.ways - 1] = now + self.stride_bytes
        var line = UnsafePointer[UInt8](unsafe_from_address=now)
        prefetch[PrefetchOptions().medium_locality()](line)
        prefetch[PrefetchOptions().medium_locality()](line + 64)


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
            sums[i * vectors + j] = multiply_add(element, row_of_b[j], sums[i * vectors + j])


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
