"""`softmax` of the rows of a matrix.

Rows have no gaps between neighbours (`column_stride` 1). A row is read from memory once, then from a cache.
"""

from math import exp
from math.avx512 import distance_to_whole, has_avx512, scale_by_floor
from memory import UnsafePointer, alloc
from sys import prefetch, simd_width_of

from sys import cache_bytes
from .matrix_view import MatrixView
from .streams import ask_to_write, chain_part, finish_stores, goes_around, share_elements
from .vector_memory import first_lanes, greater, load_first, multiply_add, store_first


def softmax[dtype: DType, //](target: MatrixView[dtype], source: MatrixView[dtype], *, threads: Int = 1):
    """exp(x - max) / sum of those, in each row; the greatest is taken away first so that nothing overflows. A row that is all minus infinity gives NaNs.

    Parameters:
        dtype: Kind of element, a float.

    Args:
        target: The result, [rows, columns]; may be the source.
        source: The matrix, [rows, columns].
        threads: Most threads to use.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "softmax works on rows without gaps")
    var row_bytes = source.columns * dtype.size_of()
    var is_around = goes_around(target.data, source.data, source.rows * source.columns)
    # Two rows being read, the next two, two being written, the last two
    var is_short = 4 * _several * row_bytes <= cache_bytes(1)

    @parameter
    def part(start: Int, end: Int):
        if is_around:
            _around(target, source, start, end)
            return
        var row = start
        if is_short and row + _several <= end:
            row = _short(target, source, start, end)
        while row < end:
            var found = _powers[1](target, source, row, _greatest_of_rows[1](source, row), 0)
            _scale[1](target, row, found.slice[1]())
            row += 1

    share_elements[part](source.rows, row_bytes, threads, _several)


comptime _several = 2
"""Short rows that are worked on at once."""
comptime _chains = 8
"""Vectors that do not wait for each other, of all rows together."""


def _short[dtype: DType, //](target: MatrixView[dtype], source: MatrixView[dtype], start: Int, end: Int) -> Int:
    """Rows that fit the first cache several times over, some at once, in three steps that overlap: while powers of these are computed, the last ones
    are scaled, and the greatest elements of the next ones are known. Gives the first row that is left.
    """
    # Copies of the views: what lies behind a reference might change with every store
    var x = source
    var y = target
    var row = start
    var found = _powers[_several](y, x, row, _greatest_of_rows[_several](x, row), 0)
    row += _several
    if row + _several <= end:
        var greatest = _greatest_of_rows[_several](x, row)
        while row + 2 * _several <= end:
            found = _powers[_several, scales_last=True, finds_next=True](y, x, row, greatest, found.slice[_several]())
            greatest = found.slice[_several, offset=_several]()
            row += _several
        found = _powers[_several, scales_last=True](y, x, row, greatest, found.slice[_several]())
        row += _several
    _scale[_several](y, row - _several, found.slice[_several]())
    return row


def _around[dtype: DType, //](target: MatrixView[dtype], source: MatrixView[dtype], start: Int, end: Int):
    """Results go around the caches; powers wait in a row that stays in one."""
    var x = source
    var row_of_powers = alloc[Scalar[dtype]](source.columns, alignment=64)
    var powers = row_of_powers.as_any_origin()
    # Every row of the view is that row
    var y = MatrixView[dtype](powers, source.rows, source.columns, 0, 1)
    for row in range(start, end):
        var scale = _powers[1](y, x, row, _greatest_of_rows[1](x, row), 0)[0]
        var next_row = x.at(row + 1, 0)

        @always_inline
        @parameter
        def scaled[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            prefetch(next_row + index)
            return value * scale

        chain_part[scaled, is_around=True, is_first_read=False](target.at(row, 0), powers, 0, source.columns)
    finish_stores()
    row_of_powers.free()


@always_inline
def _scale[dtype: DType, //, rows: Int](target: MatrixView[dtype], row: Int, scales: SIMD[dtype, rows]):
    """Multiplies some rows by a factor each."""
    comptime for r in range(rows):

        @always_inline
        @parameter
        def scaled[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            return value * scales[r]

        chain_part[scaled, is_in_place=True](target.at(row + r, 0), target.at(row + r, 0), 0, target.columns)


@always_inline
def _greatest_of_rows[
    dtype: DType, //, rows: Int
](source: MatrixView[dtype], row: Int, out greatest: SIMD[dtype, rows]):
    """The greatest element of each of some rows."""
    comptime width = simd_width_of[dtype]()
    comptime Vector = SIMD[dtype, width]
    comptime chains = _chains // rows
    greatest = 0
    var best = InlineArray[Vector, rows * chains](fill=Vector.MIN)
    var count = source.columns
    var i = 0
    while i + chains * width <= count:
        comptime for c in range(chains):
            comptime for r in range(rows):
                best[r * chains + c] = greater(source.at(row + r, i + c * width).load[width=width](), best[r * chains + c])
        i += chains * width
    while i < count:
        comptime for r in range(rows):
            var element = load_first[width=width](source.at(row + r, i), count - i)
            best[r * chains] = first_lanes[width](count - i).select(greater(element, best[r * chains]), best[r * chains])
        i += width
    comptime for r in range(rows):
        comptime for c in range(1, chains):
            best[r * chains] = greater(best[r * chains + c], best[r * chains])
        greatest[r] = best[r * chains].reduce_max()


@always_inline
def _powers[
    dtype: DType, //, rows: Int, *, scales_last: Bool = False, finds_next: Bool = False
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    row: Int,
    greatest: SIMD[dtype, rows],
    last_scales: SIMD[dtype, rows],
    out found: SIMD[dtype, 2 * rows],
):
    """target = exp(source - greatest) for some rows. By the way, as many rows before are multiplied by their factors, and the greatest elements of
    as many rows behind are found: memory is read and written while this computes.

    Gives 1 / sum of the powers for each row, then the greatest elements.
    """
    comptime width = simd_width_of[dtype]()
    comptime Vector = SIMD[dtype, width]
    comptime vectors = 4 // rows
    found = 0
    var sums = InlineArray[Vector, rows](fill=Vector(0))
    var best = InlineArray[Vector, rows](fill=Vector.MIN)
    var results = InlineArray[Vector, rows * vectors](uninitialized=True)
    var lasts = InlineArray[Vector, rows * vectors](uninitialized=True)
    var factors = SIMD[dtype, rows](1)
    comptime if dtype == DType.float32:
        # x and the greatest are brought to base 2 by one multiplication; what the greatest loses is the same for all of the row. Where that would
        # overflow, any other element is so far away that its power is 0 by any factor
        factors = abs(greatest).gt(1e37).select(SIMD[dtype, rows](0.5), SIMD[dtype, rows](1.4426950408889634))
    var terms = -greatest * factors
    var count = source.columns
    var i = 0
    while i + vectors * width <= count:
        # All is read before anything is written: what is written may look like what is read to the processor, if not to the reader
        comptime for v in range(vectors):
            comptime for r in range(rows):
                var at = i + v * width
                ask_to_write(target.at(row + r, at))
                results[r * vectors + v] = _power(source.at(row + r, at).load[width=width](), factors[r], terms[r])
                comptime if scales_last:
                    lasts[r * vectors + v] = target.at(row - rows + r, at).load[width=width]() * last_scales[r]
                comptime if finds_next:
                    best[r] = greater(source.at(row + rows + r, at).load[width=width](), best[r])
        comptime for v in range(vectors):
            comptime for r in range(rows):
                target.at(row + r, i + v * width).store(results[r * vectors + v])
                sums[r] += results[r * vectors + v]
                comptime if scales_last:
                    target.at(row - rows + r, i + v * width).store(lasts[r * vectors + v])
        i += vectors * width
    while i < count:
        var left = count - i
        var mask = first_lanes[width](left)
        comptime for r in range(rows):
            var power = _power(load_first[width=width](source.at(row + r, i), left), factors[r], terms[r])
            store_first(target.at(row + r, i), power, left)
            sums[r] += mask.select(power, Vector(0))
            comptime if scales_last:
                var last = target.at(row - rows + r, i)
                store_first(last, load_first[width=width](last, left) * last_scales[r], left)
            comptime if finds_next:
                var element = load_first[width=width](source.at(row + rows + r, i), left)
                best[r] = mask.select(greater(element, best[r]), best[r])
        i += width
    comptime for r in range(rows):
        found[r] = 1 / sums[r].reduce_add()
        comptime if finds_next:
            found[rows + r] = best[r].reduce_max()


@always_inline
def _power[dtype: DType, width: Int, //](x: SIMD[dtype, width], factor: Scalar[dtype], term: Scalar[dtype]) -> SIMD[dtype, width]:
    """2**(x factor + term) for floats, else exp(x factor + term), where the exponent is not above 0.

    Floats take fewer steps than `exp`, since nothing can overflow and a result near 0 need not be as exact. The polynomial is the best one of
    degree 5 for 2**f, |f| <= 1/2 (Remez), relative error 7.5e-8; rounding the exponent adds 6e-8 times its size.
    """
    comptime Vector = SIMD[dtype, width]
    var exponent = multiply_add(x, Vector(factor), Vector(term))
    comptime if dtype == DType.float32:
        comptime if not has_avx512():
            # Elsewhere powers of two are made from bits; 2**-152 is 0
            exponent = greater(exponent, Vector(-152.0))
        var f = distance_to_whole(exponent)
        var power = multiply_add(f, Vector(0.0013276471979479397), Vector(0.009675541334216184))
        power = multiply_add(power, f, Vector(0.05550713273542589))
        power = multiply_add(power, f, Vector(0.24022119723848476))
        power = multiply_add(power, f, Vector(0.6931469670647331))
        power = multiply_add(power, f, Vector(1.0000000716546822))
        return scale_by_floor(power, exponent - f)
    else:
        return exp(exponent)
