"""Matrix products in numbers: `batched_matmul`. Each product is one of `matmul.mojo`; here they are shared out to threads.

Where the right operand is the same for all and the others lie in one piece, the batch is one product with more rows.
"""

from algorithm import parallelize
from memory import UnsafePointer

from .gemm_tile import GemmTile, default_tile, shared_evenly
from .matmul import _matmul, _no_panels, accumulator_of
from .matrix_batch import MatrixBatch
from .matrix_view import MatrixView
from .packed_matrix import PackedMatrix, _same


def batched_matmul[
    c_type: DType, a_type: DType, b_type: DType, //, acc: DType = accumulator_of(c_type), tile: GemmTile = default_tile()
](c: MatrixBatch[c_type], a: MatrixBatch[a_type], b: MatrixBatch[b_type], *, accumulate: Bool = False, threads: Int = 1):
    """C[i] = A[i] B[i], or C[i] += A[i] B[i], for all matrices of a batch.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        b_type: Kind of element of B.
        acc: Type in which products are computed and added up; operands are converted to it.
        tile: Sizes of the pieces.

    Args:
        c: The products, [groups, members, m, n]; they must not overlap A or B, nor each other.
        a: Left operands, [groups, members, m, k], any strides; batch strides of 0 use a matrix again.
        b: Right operands, [groups, members, k, n], likewise.
        accumulate: Whether to add to what is in C.
        threads: Most threads to use.
    """
    _batched[acc, tile, _same_in_batch[acc, _], False](c, a, b, _no_panels[acc](), 0, accumulate, threads)


def batched_matmul[
    c_type: DType,
    a_type: DType,
    b_type: DType,
    //,
    acc: DType = accumulator_of(c_type),
    tile: GemmTile = default_tile(),
    *,
    epilogue: def[width: Int](Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](c: MatrixBatch[c_type], a: MatrixBatch[a_type], b: MatrixBatch[b_type], *, accumulate: Bool = False, threads: Int = 1):
    """C[i] = epilogue(A[i] B[i]), or epilogue(C[i] + A[i] B[i]), for all matrices of a batch.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        b_type: Kind of element of B.
        acc: Type in which products are computed and added up; operands are converted to it.
        tile: Sizes of the pieces.
        epilogue: Changes complete sums before they are stored; takes the number of the matrix, row, first column and the elements from there on,
            those beyond the end of a row with anything in them.

    Args:
        c: The products, [groups, members, m, n]; they must not overlap A or B, nor each other.
        a: Left operands, [groups, members, m, k], any strides; batch strides of 0 use a matrix again.
        b: Right operands, [groups, members, k, n], likewise.
        accumulate: Whether to add to what is in C, before the epilogue.
        threads: Most threads to use.
    """
    _batched[acc, tile, epilogue, True](c, a, b, _no_panels[acc](), 0, accumulate, threads)


def batched_matmul[
    c_type: DType, a_type: DType, acc: DType, tile: GemmTile, //
](c: MatrixBatch[c_type], a: MatrixBatch[a_type], b: PackedMatrix[acc, tile], *, accumulate: Bool = False, threads: Int = 1):
    """C[i] = A[i] B, or C[i] += A[i] B, with one B that was packed before.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        acc: Type in which products are computed and added up.
        tile: Sizes of the pieces.

    Args:
        c: The products, [groups, members, m, n]; they must not overlap A or B, nor each other.
        a: Left operands, [groups, members, m, k], any strides; batch strides of 0 use a matrix again.
        b: Right operand of all, [k, n].
        accumulate: Whether to add to what is in C.
        threads: Most threads to use.
    """
    _batched[acc, tile, _same_in_batch[acc, _], False](c, a, _shape_of(b, c), b.data, b.depth, accumulate, threads)


def batched_matmul[
    c_type: DType,
    a_type: DType,
    acc: DType,
    tile: GemmTile,
    //,
    *,
    epilogue: def[width: Int](Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](c: MatrixBatch[c_type], a: MatrixBatch[a_type], b: PackedMatrix[acc, tile], *, accumulate: Bool = False, threads: Int = 1):
    """C[i] = epilogue(A[i] B), or epilogue(C[i] + A[i] B), with one B that was packed before.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        acc: Type in which products are computed and added up.
        tile: Sizes of the pieces.
        epilogue: Changes complete sums before they are stored; takes the number of the matrix, row, first column and elements.

    Args:
        c: The products, [groups, members, m, n]; they must not overlap A or B, nor each other.
        a: Left operands, [groups, members, m, k], any strides; batch strides of 0 use a matrix again.
        b: Right operand of all, [k, n].
        accumulate: Whether to add to what is in C, before the epilogue.
        threads: Most threads to use.
    """
    _batched[acc, tile, epilogue, True](c, a, _shape_of(b, c), b.data, b.depth, accumulate, threads)


@always_inline
def _shape_of[acc: DType, tile: GemmTile, c_type: DType, //](b: PackedMatrix[acc, tile], c: MatrixBatch[c_type]) -> MatrixBatch[acc]:
    return MatrixBatch[acc](MatrixView[acc](b.data, b.rows, b.columns), c.groups, c.members, 0, 0)


@always_inline
def _same_in_batch[acc: DType, width: Int](number: Int, row: Int, column: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
    return value


def _batched[
    c_type: DType,
    a_type: DType,
    b_type: DType,
    //,
    acc: DType,
    tile: GemmTile,
    epilogue: def[width: Int](Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](
    c: MatrixBatch[c_type],
    a: MatrixBatch[a_type],
    b: MatrixBatch[b_type],
    panels: UnsafePointer[Scalar[acc]],
    panel_depth: Int,
    accumulate: Bool,
    threads: Int,
):
    """All products; work is shared out as whole products, or as some rows of one where there are fewer products than threads."""
    debug_assert(
        a.groups == c.groups and a.members == c.members and b.groups == c.groups and b.members == c.members,
        "the operands of a batch of products have different numbers of matrices",
    )
    var rows = c.first.rows
    if rows == 0 or len(c) == 0:
        return
    if b.is_constant() and a.is_one_matrix() and c.is_one_matrix():

        @parameter
        def finish_stacked[width: Int](row: Int, column: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
            return epilogue(row // rows, row % rows, column, value)

        _one[acc, tile, finish_stacked, has_epilogue](c.stacked(), a.stacked(), b.first, panels, panel_depth, accumulate, threads)
        return
    var pieces = 1
    if len(c) < threads:
        pieces = max(1, min((threads + len(c) - 1) // len(c), rows // (2 * tile.rows)))
    var piece_rows = shared_evenly(rows, (rows + pieces - 1) // pieces, tile.rows if pieces > 1 else 1)

    @parameter
    def work(item: Int):
        var number = item // pieces
        var top = item % pieces * piece_rows
        var height = min(piece_rows, rows - top)
        if height <= 0:
            return

        @parameter
        def finish[width: Int](row: Int, column: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
            return epilogue(number, top + row, column, value)

        var of_c = c[number]
        var of_a = a[number]
        _one[acc, tile, finish, has_epilogue](
            of_c.slice(top, 0, height, of_c.columns), of_a.slice(top, 0, height, of_a.columns), b[number], panels, panel_depth, accumulate, 1
        )

    var items = len(c) * pieces
    var is_small = rows * c.first.columns * a.first.columns * len(c) < 1 << 18
    if threads <= 1 or is_small:
        for item in range(items):
            work(item)
        return
    # Several times as many parts as threads, so that a busy processor does less of them; parts of many small products
    var parts = min(items, 4 * threads) if items >= 4 * threads else items
    var each = (items + parts - 1) // parts

    @parameter
    def part(part_number: Int):
        for item in range(part_number * each, min(items, (part_number + 1) * each)):
            work(item)

    parallelize[part](parts, threads)


@always_inline
def _one[
    c_type: DType,
    a_type: DType,
    b_type: DType,
    //,
    acc: DType,
    tile: GemmTile,
    epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](
    c: MatrixView[c_type],
    a: MatrixView[a_type],
    b: MatrixView[b_type],
    panels: UnsafePointer[Scalar[acc]],
    panel_depth: Int,
    accumulate: Bool,
    threads: Int,
):
    """One product; without an epilogue the closures are the same for all products, so that there is one instance of the kernels."""
    comptime if has_epilogue:
        _matmul[acc, tile, _same[acc, _], _same[acc, _], epilogue, False, True](c, a, b, panels, panel_depth, accumulate, threads)
    else:
        if panels:
            _matmul[acc, tile, _same[acc, _], _same[acc, _], _same[acc, _], False, False](c, a, b, panels, panel_depth, accumulate, threads)
        else:
            _matmul[acc, tile, _same[acc, _], _same[acc, _], _same[acc, _], True, False](c, a, b, panels, panel_depth, accumulate, threads)
