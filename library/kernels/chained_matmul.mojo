"""Two matrix products with something done to rows between them: `chained_matmul`. Attention is one.

The matrix between, which grows with the square of a sentence's length, is made some rows at a time: it stays in the second cache and never
goes to memory (the tiling of T. Dao and others, "FlashAttention", NeurIPS 2022, with whole rows, so that anything may be done to them).
Not here: attention with a running softmax (`attention.mojo`).
"""

from algorithm import parallelize
from memory import UnsafePointer, alloc
from sys import cache_bytes, simd_width_of

from .batched_matmul import _one, _same_in_batch
from .gemm_tile import default_tile, shared_evenly
from .matmul import _no_panels
from .matrix_batch import MatrixBatch
from .matrix_view import MatrixView


def chained_matmul[
    dtype: DType,
    //,
    *,
    rows: def(Int, UnsafePointer[Scalar[dtype]], UnsafePointer[Scalar[dtype]]) capturing [_] -> None,
    between: def[width: Int](Int, Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width] = _same_in_batch[dtype, _],
](e: MatrixBatch[dtype], a: MatrixBatch[dtype], b: MatrixBatch[dtype], d: MatrixBatch[dtype], *, threads: Int = 1):
    """E[i] = rows(between(A[i] B[i])) D[i], for all matrices of a batch.

    Parameters:
        dtype: Kind of element.
        rows: Changes a row of n elements between the products, where it lies. Takes the row's number (those of a matrix follow one another), its
            elements, and room for as many.
        between: Changes complete sums of the first product; takes the number of the matrix, row, first column and the elements from there on,
            those beyond the end of a row with anything in them.

    Args:
        e: The results, [groups, members, m, o]; they must not overlap anything that is read.
        a: Left operands, [groups, members, m, k], any strides; batch strides of 0 use a matrix again.
        b: Right operands, [groups, members, k, n], likewise.
        d: Right operands of the second product, [groups, members, n, o], likewise.
        threads: Most threads to use.
    """
    _chained[rows, between, _same_in_batch[dtype, _], False](e, a, b, d, threads)


def chained_matmul[
    dtype: DType,
    //,
    *,
    rows: def(Int, UnsafePointer[Scalar[dtype]], UnsafePointer[Scalar[dtype]]) capturing [_] -> None,
    between: def[width: Int](Int, Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width] = _same_in_batch[dtype, _],
    epilogue: def[width: Int](Int, Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width],
](e: MatrixBatch[dtype], a: MatrixBatch[dtype], b: MatrixBatch[dtype], d: MatrixBatch[dtype], *, threads: Int = 1):
    """E[i] = epilogue(rows(between(A[i] B[i])) D[i]), for all matrices of a batch.

    Parameters:
        dtype: Kind of element.
        rows: Changes a row of n elements between the products, where it lies. Takes the row's number (those of a matrix follow one another), its
            elements, and room for as many.
        between: Changes complete sums of the first product; takes the number of the matrix, row, first column and the elements from there on,
            those beyond the end of a row with anything in them.
        epilogue: Likewise of the second one.

    Args:
        e: The results, [groups, members, m, o]; they must not overlap anything that is read.
        a: Left operands, [groups, members, m, k], any strides; batch strides of 0 use a matrix again.
        b: Right operands, [groups, members, k, n], likewise.
        d: Right operands of the second product, [groups, members, n, o], likewise.
        threads: Most threads to use.
    """
    _chained[rows, between, epilogue, True](e, a, b, d, threads)


def _chained[
    dtype: DType,
    //,
    rows: def(Int, UnsafePointer[Scalar[dtype]], UnsafePointer[Scalar[dtype]]) capturing [_] -> None,
    between: def[width: Int](Int, Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width],
    epilogue: def[width: Int](Int, Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width],
    has_epilogue: Bool,
](e: MatrixBatch[dtype], a: MatrixBatch[dtype], b: MatrixBatch[dtype], d: MatrixBatch[dtype], threads: Int):
    comptime width = simd_width_of[dtype]()
    comptime tile = default_tile()
    var m = e.first.rows
    var n = b.first.columns
    var count = len(e)
    debug_assert(a.first.rows == m and a.first.columns == b.first.rows and d.first.rows == n, "shapes of chained products do not fit")
    if m == 0 or count == 0:
        return
    # As many rows as take a quarter of the second cache; fewer where there are fewer matrices than threads
    var stride = (n + width - 1) // width * width
    var most = max(tile.rows, cache_bytes(2) // 4 // (max(1, stride) * dtype.size_of()))
    if count < threads:
        most = min(most, max(tile.rows, (m * count + threads - 1) // threads))
    var height = shared_evenly(m, min(most, m), tile.rows if m > most else 1)
    var blocks = (m + height - 1) // height
    var items = count * blocks

    @parameter
    def work(first: Int, end: Int):
        var scores = alloc[Scalar[dtype]](height * stride + stride, alignment=64)
        var room = scores + height * stride
        for item in range(first, end):
            var number = item // blocks
            var top = item % blocks * height
            var these = min(height, m - top)

            @parameter
            def finish_between[width: Int](row: Int, column: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
                return between[width](number, top + row, column, value)

            @parameter
            def finish[width: Int](row: Int, column: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
                return epilogue[width](number, top + row, column, value)

            var of_scores = MatrixView[dtype](scores, these, n, stride, 1)
            var of_a = a[number].slice(top, 0, these, a.first.columns)
            _one[dtype, tile, finish_between, True](of_scores, of_a, b[number], _no_panels[dtype](), 0, False, 1)
            for row in range(these):
                rows(number * m + top + row, scores + row * stride, room)
            var of_e = e[number].slice(top, 0, these, e.first.columns)
            _one[dtype, tile, finish, has_epilogue](of_e, of_scores, d[number], _no_panels[dtype](), 0, False, 1)
        scores.free()

    if threads <= 1 or count * m * n * (a.first.columns + e.first.columns) < 1 << 18:
        work(0, items)
        return
    # Several times as many parts as threads, so that a busy processor does less of them
    var each = (items + 4 * threads - 1) // (4 * threads)

    @parameter
    def part(number: Int):
        work(number * each, min(items, (number + 1) * each))

    parallelize[part]((items + each - 1) // each, threads)
