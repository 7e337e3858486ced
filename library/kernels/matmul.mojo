"""Matrix products of any shape, strides and element type: `matmul`.

The plan is that of BLIS: blocks that fit the caches, packed in the order in which a kernel with a tile of accumulators in
registers reads them (`gemm_tile.mojo` has the sizes and the sources). Not here: the kernel (`gemm_kernel.mojo`), packing
(`gemm_packing.mojo`), products with one vector (`matvec.mojo`).
"""

from algorithm import parallelize
from memory import UnsafePointer, alloc
from sys import simd_width_of

from .gemm_direct import direct_product, most_rows
from .gemm_kernel import ComingUp, finish_tile, multiply_tile
from .gemm_packing import pack_columns, pack_rows
from .gemm_tile import GemmBlocking, GemmTile, default_tile, shared_evenly, tile_height
from .matrix_view import MatrixView
from .matvec import matvec
from .packed_matrix import PackedMatrix, _same


comptime _least_products_for_threads = 1 << 18
"""Multiplications for which a second thread pays."""


def accumulator_of(dtype: DType) -> DType:
    """The type in which products of a type are added up: itself, or a wider one for the small floats and integers.

    Args:
        dtype: Kind of element of the product.
    """
    if dtype == DType.float16 or dtype == DType.bfloat16:
        return DType.float32
    if dtype == DType.int8 or dtype == DType.uint8 or dtype == DType.int16 or dtype == DType.uint16:
        return DType.int32
    return dtype


def matmul[
    c_type: DType, a_type: DType, b_type: DType, //, acc: DType = accumulator_of(c_type), tile: GemmTile = default_tile()
](c: MatrixView[c_type], a: MatrixView[a_type], b: MatrixView[b_type], *, accumulate: Bool = False, threads: Int = 1):
    """C = A B, or C += A B.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        b_type: Kind of element of B.
        acc: Type in which products are computed and added up; operands are converted to it.
        tile: Sizes of the pieces.

    Args:
        c: The product, [m, n]; it must not overlap A or B, nor itself.
        a: Left operand, [m, k].
        b: Right operand, [k, n].
        accumulate: Whether to add to what is in C.
        threads: Most threads to use.
    """
    _matmul[acc, tile, _same[acc, _], _same[acc, _], _same[acc, _], True, False](c, a, b, _no_panels[acc](), 0, accumulate, threads)


def matmul[
    c_type: DType,
    a_type: DType,
    b_type: DType,
    //,
    acc: DType = accumulator_of(c_type),
    tile: GemmTile = default_tile(),
    *,
    prologue_a: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width] = _same[acc, _],
    prologue_b: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width] = _same[acc, _],
    epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](c: MatrixView[c_type], a: MatrixView[a_type], b: MatrixView[b_type], *, accumulate: Bool = False, threads: Int = 1):
    """C = epilogue(prologue_a(A) prologue_b(B)), or epilogue(C + ...).

    Prologues and epilogue take row, first column and the elements of a row from there on; lanes beyond the end of a row
    hold anything.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        b_type: Kind of element of B.
        acc: Type in which products are computed and added up; operands are converted to it.
        tile: Sizes of the pieces.
        prologue_a: Changes elements of A before they are multiplied; may be called several times for an element.
        prologue_b: Changes elements of B before they are multiplied; may be called several times for an element.
        epilogue: Changes complete sums before they are stored; called once for each element of C.

    Args:
        c: The product, [m, n]; it must not overlap A or B, nor itself.
        a: Left operand, [m, k].
        b: Right operand, [k, n].
        accumulate: Whether to add to what is in C, before the epilogue.
        threads: Most threads to use.
    """
    _matmul[acc, tile, prologue_a, prologue_b, epilogue, False, True](c, a, b, _no_panels[acc](), 0, accumulate, threads)


def matmul[
    c_type: DType, a_type: DType, acc: DType, tile: GemmTile, //
](c: MatrixView[c_type], a: MatrixView[a_type], b: PackedMatrix[acc, tile], *, accumulate: Bool = False, threads: Int = 1):
    """C = A B, or C += A B, with a B that was packed before.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        acc: Type in which products are computed and added up.
        tile: Sizes of the pieces.

    Args:
        c: The product, [m, n]; it must not overlap A or B, nor itself.
        a: Left operand, [m, k].
        b: Right operand, [k, n].
        accumulate: Whether to add to what is in C.
        threads: Most threads to use.
    """
    var shape = MatrixView[acc](b.data, b.rows, b.columns)
    _matmul[acc, tile, _same[acc, _], _same[acc, _], _same[acc, _], False, False](c, a, shape, b.data, b.depth, accumulate, threads)


def matmul[
    c_type: DType,
    a_type: DType,
    acc: DType,
    tile: GemmTile,
    //,
    *,
    prologue_a: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width] = _same[acc, _],
    epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](c: MatrixView[c_type], a: MatrixView[a_type], b: PackedMatrix[acc, tile], *, accumulate: Bool = False, threads: Int = 1):
    """C = epilogue(prologue_a(A) B), or epilogue(C + ...), with a B that was packed before.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        acc: Type in which products are computed and added up.
        tile: Sizes of the pieces.
        prologue_a: Changes elements of A before they are multiplied; may be called several times for an element.
        epilogue: Changes complete sums before they are stored; called once for each element of C.

    Args:
        c: The product, [m, n]; it must not overlap A or B, nor itself.
        a: Left operand, [m, k].
        b: Right operand, [k, n].
        accumulate: Whether to add to what is in C, before the epilogue.
        threads: Most threads to use.
    """
    var shape = MatrixView[acc](b.data, b.rows, b.columns)
    _matmul[acc, tile, prologue_a, _same[acc, _], epilogue, False, True](c, a, shape, b.data, b.depth, accumulate, threads)


@always_inline
def _is_for_direct(m: Int, n: Int, k: Int) -> Bool:
    """Whether packing costs more than it saves."""
    # Measured: B in the first cache or little more, or so narrow that a packed panel of it would be used by few others
    return m <= 8 or n * k <= 1 << 14 or (n <= 64 and n * k <= 1 << 16)


@always_inline
def _typed[source: DType, //, dtype: DType](matrix: MatrixView[source]) -> MatrixView[dtype]:
    """The same matrix, whose type is known to be this one."""
    return MatrixView[dtype](
        matrix.data.bitcast[Scalar[dtype]](), matrix.rows, matrix.columns, matrix.row_stride, matrix.column_stride
    )


@always_inline
def _no_panels[acc: DType]() -> UnsafePointer[Scalar[acc]]:
    return UnsafePointer[Scalar[acc]]()


def _matmul[
    c_type: DType,
    a_type: DType,
    b_type: DType,
    //,
    acc: DType,
    tile: GemmTile,
    prologue_a: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    prologue_b: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    is_plain: Bool,
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
    """Chooses between the ways to compute a product, and shares it out to threads: each computes a part of C by itself.

    `is_plain`: operands are used as they lie there.
    """
    debug_assert(a.rows == c.rows and b.columns == c.columns and a.columns == b.rows, "shapes of a matrix product do not fit")
    comptime width = simd_width_of[acc]()
    comptime panel_columns = tile.vectors * width
    comptime if is_plain and not has_epilogue:
        if c.columns == 1 and c.row_stride == 1 and b.row_stride == 1 and (a.column_stride == 1 or c.rows > 8):
            matvec[acc](c.data, a, b.data, accumulate=accumulate, threads=threads)
            return
        comptime if a_type == b_type:
            if c.column_stride != 1 and c.row_stride == 1 and c.rows > 1:
                # Columns without gaps: the same with everything transposed
                _matmul[acc, tile, prologue_a, prologue_b, epilogue, is_plain, has_epilogue](
                    c.transposed(), _typed[a_type](b.transposed()), _typed[b_type](a.transposed()), panels, panel_depth, accumulate, threads
                )
                return
    comptime if is_plain and a_type == acc and b_type == acc and c_type == acc:
        if _is_for_direct(c.rows, c.columns, a.columns) and b.column_stride == 1 and c.column_stride == 1:
            _direct[epilogue, has_epilogue](_typed[acc](c), _typed[acc](a), _typed[acc](b), accumulate, threads)
            return
    if threads <= 1 or c.rows * c.columns * a.columns < _least_products_for_threads:
        _product[acc, tile, prologue_a, prologue_b, epilogue, has_epilogue](c, a, b, panels, panel_depth, 0, 0, accumulate)
        return
    # Parts along the longer side: what is packed twice is the shorter operand. A packed B that passes few rows of A is read once, half by each thread
    # (measured: up to 256 rows)
    var down = 1
    var across = 1
    var left = threads
    for factor in range(2, threads + 1):
        while left % factor == 0:
            left //= factor
            var rows = c.rows // down
            var columns = c.columns // across
            var is_long = rows >= columns or (panels and (rows > 256 or columns < 2 * panel_columns * factor))
            if is_long and rows >= 2 * tile.rows * factor:
                down *= factor
            else:
                across *= factor
    var part_rows = shared_evenly(c.rows, (c.rows + down - 1) // down, tile.rows if c.rows >= 4 * tile.rows * down else 1)
    var part_columns = shared_evenly(c.columns, (c.columns + across - 1) // across, panel_columns)

    @parameter
    def part(number: Int):
        var row = number // across * part_rows
        var column = number % across * part_columns
        var rows = min(part_rows, c.rows - row)
        var columns = min(part_columns, c.columns - column)
        if rows > 0 and columns > 0:
            _product[acc, tile, prologue_a, prologue_b, epilogue, has_epilogue](
                c.slice(row, column, rows, columns),
                a.slice(row, 0, rows, a.columns),
                b.slice(0, column, b.rows, columns) if not panels else b,
                panels,
                panel_depth,
                row,
                column,
                accumulate,
            )

    parallelize[part](down * across, threads)


def _direct[
    acc: DType, //, epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width], has_epilogue: Bool
](c: MatrixView[acc], a: MatrixView[acc], b: MatrixView[acc], accumulate: Bool, threads: Int):
    """A product without packing, shared out to threads: rows of A, or columns of a large B."""
    comptime width = simd_width_of[acc]()
    if threads <= 1 or c.rows * c.columns * a.columns < _least_products_for_threads:
        direct_product[width, epilogue, has_epilogue](c, a, b, 0, 0, accumulate)
        return
    var by_rows = c.rows > most_rows
    var each = shared_evenly(c.rows, (c.rows + 4 * threads - 1) // (4 * threads), most_rows)
    if not by_rows:
        # Whole lines of the cache
        each = shared_evenly(c.columns, (c.columns + threads - 1) // threads, 4 * width)
    var total = c.rows if by_rows else c.columns

    @parameter
    def part(number: Int):
        var start = number * each
        var count = min(each, total - start)
        if by_rows:
            direct_product[width, epilogue, has_epilogue](
                c.slice(start, 0, count, c.columns), a.slice(start, 0, count, a.columns), b, start, 0, accumulate
            )
        else:
            direct_product[width, epilogue, has_epilogue](
                c.slice(0, start, c.rows, count), a, b.slice(0, start, b.rows, count), 0, start, accumulate
            )

    parallelize[part]((total + each - 1) // each, threads)


def _product[
    c_type: DType,
    a_type: DType,
    b_type: DType,
    //,
    acc: DType,
    tile: GemmTile,
    prologue_a: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    prologue_b: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](
    c: MatrixView[c_type],
    a: MatrixView[a_type],
    b: MatrixView[b_type],
    panels: UnsafePointer[Scalar[acc]],
    panel_depth: Int,
    first_row: Int,
    first_column: Int,
    accumulate: Bool,
):
    """The loops over blocks, on one thread.

    Args:
        c: The part of the product that is computed.
        a: The rows of A for it.
        b: The columns of B for it; all of B if that is packed.
        panels: B as `PackedMatrix` holds it, or null.
        panel_depth: Rows of its blocks.
        first_row: Row of the part in the whole product.
        first_column: Column of the part in the whole product.
        accumulate: Whether to add to C.
    """
    comptime width = simd_width_of[acc]()
    comptime panel_columns = tile.vectors * width
    comptime groups = (tile.rows + width - 1) // width
    var m = c.rows
    var n = c.columns
    var k = a.columns
    if m == 0 or n == 0:
        return
    var blocking = GemmBlocking.__init__[tile, width](acc.size_of(), m, n, k, Bool(panels))
    var padded_columns = (b.columns + width - 1) // width * width
    if panels:
        blocking.depth = panel_depth
        blocking.block_columns = n
    var depth = blocking.depth
    var block_rows = blocking.block_rows
    var block_columns = blocking.block_columns

    # Sums that wait for the rest of k lie in C itself where they fit, else in memory of their own
    var partial = UnsafePointer[Scalar[acc]]()
    var partial_stride = c.row_stride
    var in_place = False
    comptime if c_type == acc:
        if c.column_stride == 1:
            in_place = True
            partial = c.data.bitcast[Scalar[acc]]()
    if not in_place:
        partial_stride = (n + width - 1) // width * width
        if k > depth:
            partial = alloc[Scalar[acc]](m * partial_stride, alignment=64)

    # B is packed panel by panel, just before it is used first; one that is not used again goes where the last one was
    var is_kept = block_rows < m
    var a_block = alloc[Scalar[acc]](block_rows * depth + groups * width, alignment=64)
    var b_block = UnsafePointer[Scalar[acc]]()
    if not panels:
        b_block = alloc[Scalar[acc]](depth * (block_columns if is_kept else panel_columns), alignment=64)
    var sums = UnsafePointer[Scalar[acc]](__op.stack_allocate[Scalar[acc], alignment=64](Int(tile.rows * panel_columns).value))

    for left in range(0, n, block_columns):
        var columns = min(block_columns, n - left)
        var start = 0
        while True:
            var count = min(depth, k - start)
            var last = start + count == k
            var b_panels = b_block
            if panels:
                b_panels = panels + (start * padded_columns + (first_column + left) * count)
            for top in range(0, m, block_rows):
                var rows = min(block_rows, m - top)
                pack_rows[acc, width, groups, prologue_a](a.slice(top, start, rows, count), tile.rows, first_row + top, start, a_block)
                var packs = top == 0 and not panels
                # While tiles are computed, what comes up is brought near: the next tile of C, of B a share for each tile of the next panel
                # (after the last: the first), of A a row of the next block for each tile
                var tiles = (rows + tile.rows - 1) // tile.rows
                var share = (count + tiles - 1) // tiles
                var next_a = MatrixView[a_type](a.data, 0, 0)
                if a.column_stride == 1:
                    if top + rows < m:
                        next_a = a.slice(top + rows, start, min(block_rows, m - top - rows), count)
                    elif not last:
                        next_a = a.slice(0, start + count, min(block_rows, m), min(depth, k - start - count))
                var next_a_row = 0
                for j in range(0, columns, panel_columns):
                    var tile_columns = min(panel_columns, columns - j)
                    var vectors = (tile_columns + width - 1) // width
                    var next_j = j + panel_columns if j + panel_columns < columns else 0
                    var b_panel = b_panels + (j * count if is_kept or panels else 0)
                    var coming_b = ComingUp(Int(b_panels + next_j * count), panel_columns * acc.size_of(), share)
                    if packs:
                        pack_columns[acc, width, tile.vectors, prologue_b](
                            b.slice(start, left + j, count, tile_columns), start, first_column + left + j, b_panel
                        )
                        coming_b = ComingUp(Int(b.at(start, left + next_j)), b.row_stride * b_type.size_of(), share)
                    var i = 0
                    while i < rows:
                        var height = tile_height(rows - i, tile.rows)
                        var partial_tile = partial + ((top + i) * partial_stride + left + j)
                        var next_tile = partial_tile + height * partial_stride
                        if i + height >= rows:
                            next_tile = partial + (top * partial_stride + left + next_j)
                        var coming_a = ComingUp(Int(next_a.at(next_a_row, 0)), 128, next_a.columns * a_type.size_of() // 128)
                        if next_a_row < next_a.rows:
                            next_a_row += 1
                        else:
                            coming_a.pairs = 0
                        var is_first = start == 0
                        var is_direct = in_place and tile_columns % width == 0 and not (has_epilogue and last)
                        multiply_tile[acc, width, tile.rows, tile.vectors](
                            height,
                            vectors,
                            count,
                            a_block + i * count,
                            b_panel,
                            vectors * width,
                            partial_tile if is_direct else sums,
                            partial_stride if is_direct else panel_columns,
                            is_direct and (accumulate or not is_first),
                            ComingUp(Int(next_tile), partial_stride * acc.size_of(), height),
                            coming_b,
                            coming_a,
                        )
                        coming_b.address += share * coming_b.stride_bytes
                        if not is_direct:
                            finish_tile[acc, width, c_type, epilogue](
                                sums,
                                panel_columns,
                                partial_tile,
                                partial_stride,
                                not is_first,
                                is_first and accumulate,
                                last,
                                c.slice(top + i, left + j, height, tile_columns),
                                first_row + top + i,
                                first_column + left + j,
                            )
                        i += height
            start += count
            if last:
                break

    a_block.free()
    if b_block:
        b_block.free()
    if not in_place and partial:
        partial.free()
