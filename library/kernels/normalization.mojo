"""Rows of a matrix brought to a common scale: `layer_norm`, `rms_norm`.

Rows have no gaps between neighbours (`column_stride` 1). A row is read twice, once from memory: the second time it is in a cache. Short rows
are worked on four at a time.

Not here: `softmax` (`softmax.mojo`), norms over a batch (`batch_norm.mojo`).
"""

from math import sqrt
from memory import UnsafePointer
from sys import simd_width_of

from .matrix_view import MatrixView
from .streams import ask_to_read, chain_rows, look_then_write, share_elements
from .vector_memory import first_lanes, load_first, multiply_add


def layer_norm[
    dtype: DType, //, acc: DType = dtype
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    gain: UnsafePointer[Scalar[dtype], _],
    bias: UnsafePointer[Scalar[dtype], _],
    epsilon: Float64,
    *,
    threads: Int = 1,
):
    """(x - mean) / sqrt(variance + epsilon) * gain + bias, in each row: J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization", 2016.

    Mean and variance come from one pass over differences from a shift, as T. F. Chan, G. H. Golub and R. J. LeVeque, "Algorithms for computing the
    sample variance", The American Statistician 37(3), 1983. The shift is the mean of the row's first elements; since they are part of the
    row, (mean - shift)**2 is at most columns / (number of those) times the variance, which bounds what is lost.

    Parameters:
        dtype: Kind of element, a float.
        acc: Type in which is computed.

    Args:
        target: The result, [rows, columns]; may be the source.
        source: The matrix, [rows, columns].
        gain: Factors, [columns].
        bias: Terms, [columns].
        epsilon: Keeps rows of equal elements finite.
        threads: Most threads to use.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "layer_norm works on rows without gaps")
    var factors = gain.as_any_origin()
    var terms = bias.as_any_origin()

    @parameter
    def part(start: Int, end: Int):
        _layer_norm[acc](target, source, factors, terms, epsilon, start, end)

    share_elements[part](source.rows, source.columns * dtype.size_of(), threads, 4)


def _layer_norm[
    dtype: DType, //, acc: DType
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    factors: UnsafePointer[Scalar[dtype]],
    terms: UnsafePointer[Scalar[dtype]],
    epsilon: Float64,
    start: Int,
    end: Int,
):
    """Rows from `start` to `end`."""

    @parameter
    def look[rows: Int](row: Int) -> SIMD[acc, 2 * rows]:
        return _means_and_scales[acc, rows](source, row, epsilon)

    @parameter
    def write[rows: Int, is_around: Bool](row: Int, found: SIMD[acc, 2 * rows]):
        @parameter
        def normalized[width: Int, r: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            var factor = load_first[width=width](factors + index, lanes).cast[acc]()
            var term = load_first[width=width](terms + index, lanes).cast[acc]()
            return multiply_add((value.cast[acc]() - found[r]) * found[rows + r], factor, term).cast[dtype]()

        chain_rows[rows, normalized, is_around=is_around](target, source, row)

    look_then_write[acc, look, write](target, source, start, end)


def rms_norm[
    dtype: DType, //, acc: DType = dtype
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    gain: UnsafePointer[Scalar[dtype], _],
    epsilon: Float64,
    *,
    threads: Int = 1,
):
    """x / sqrt(mean of squares + epsilon) * gain, in each row: B. Zhang and R. Sennrich, "Root mean square layer normalization", 2019.

    Parameters:
        dtype: Kind of element, a float.
        acc: Type in which is computed.

    Args:
        target: The result, [rows, columns]; may be the source.
        source: The matrix, [rows, columns].
        gain: Factors, [columns].
        epsilon: Keeps rows of zeros finite.
        threads: Most threads to use.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "rms_norm works on rows without gaps")
    var factors = gain.as_any_origin()

    @parameter
    def part(start: Int, end: Int):
        _rms_norm[acc](target, source, factors, epsilon, start, end)

    share_elements[part](source.rows, source.columns * dtype.size_of(), threads, 4)


def _rms_norm[
    dtype: DType, //, acc: DType
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    factors: UnsafePointer[Scalar[dtype]],
    epsilon: Float64,
    start: Int,
    end: Int,
):
    """Rows from `start` to `end`."""

    @parameter
    def look[rows: Int](row: Int) -> SIMD[acc, 2 * rows]:
        return _scales_of_squares[acc, rows](source, row, epsilon)

    @parameter
    def write[rows: Int, is_around: Bool](row: Int, found: SIMD[acc, 2 * rows]):
        @parameter
        def normalized[width: Int, r: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            var factor = load_first[width=width](factors + index, lanes).cast[acc]()
            return (value.cast[acc]() * found[r] * factor).cast[dtype]()

        chain_rows[rows, normalized, is_around=is_around](target, source, row)

    look_then_write[acc, look, write](target, source, start, end)


comptime _chains = 8
"""Vectors of sums that do not wait for each other, of all rows together."""
comptime _shift_vectors = 4


@always_inline
def _means_and_scales[
    dtype: DType, //, acc: DType, rows: Int
](source: MatrixView[dtype], row: Int, epsilon: Float64, out found: SIMD[acc, 2 * rows]):
    """Means and 1 / sqrt(variance + epsilon) of some rows."""
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    comptime chains = _chains // (2 * rows)
    found = 0
    var count = source.columns
    var shifts = InlineArray[Vector, rows](fill=Vector(0))
    comptime for r in range(rows):
        comptime for v in range(_shift_vectors):
            shifts[r] += load_first[width=width](source.at(row + r, v * width), count - v * width).cast[acc]()
        shifts[r] = Vector(shifts[r].reduce_add() / Scalar[acc](min(count, _shift_vectors * width)))
    var sums = InlineArray[Vector, rows * chains](fill=Vector(0))
    var squares = InlineArray[Vector, rows * chains](fill=Vector(0))
    var i = 0
    while i + chains * width <= count:
        comptime for c in range(chains):
            comptime for r in range(rows):
                ask_to_read(source.at(row + r, i + c * width))
                var difference = source.at(row + r, i + c * width).load[width=width]().cast[acc]() - shifts[r]
                sums[r * chains + c] += difference
                squares[r * chains + c] = multiply_add(difference, difference, squares[r * chains + c])
        i += chains * width
    while i < count:
        comptime for r in range(rows):
            var element = load_first[width=width](source.at(row + r, i), count - i).cast[acc]()
            var difference = first_lanes[width](count - i).select(element - shifts[r], Vector(0))
            sums[r * chains] += difference
            squares[r * chains] = multiply_add(difference, difference, squares[r * chains])
        i += width
    comptime for r in range(rows):
        var sum = sums[r * chains]
        var square = squares[r * chains]
        comptime for c in range(1, chains):
            sum += sums[r * chains + c]
            square += squares[r * chains + c]
        var distance = sum.reduce_add() / Scalar[acc](count)
        found[r] = shifts[r][0] + distance
        var variance = square.reduce_add() / Scalar[acc](count) - distance * distance
        found[rows + r] = 1 / sqrt(max(variance, 0) + epsilon.cast[acc]())


@always_inline
def _scales_of_squares[
    dtype: DType, //, acc: DType, rows: Int
](source: MatrixView[dtype], row: Int, epsilon: Float64, out found: SIMD[acc, 2 * rows]):
    """1 / sqrt(mean of squares + epsilon) of some rows."""
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    comptime chains = _chains // rows
    found = 0
    var count = source.columns
    var squares = InlineArray[Vector, rows * chains](fill=Vector(0))
    var i = 0
    while i + chains * width <= count:
        comptime for c in range(chains):
            comptime for r in range(rows):
                var element = source.at(row + r, i + c * width).load[width=width]().cast[acc]()
                squares[r * chains + c] = multiply_add(element, element, squares[r * chains + c])
        i += chains * width
    while i < count:
        comptime for r in range(rows):
            var element = load_first[width=width](source.at(row + r, i), count - i).cast[acc]()
            squares[r * chains] = multiply_add(element, element, squares[r * chains])
        i += width
    comptime for r in range(rows):
        var square = squares[r * chains]
        comptime for c in range(1, chains):
            square += squares[r * chains + c]
        found[r] = 1 / sqrt(square.reduce_add() / Scalar[acc](count) + epsilon.cast[acc]())
