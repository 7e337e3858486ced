"""Rows of a matrix brought to a common scale: `layer_norm`, `rms_norm`.

Rows have no gaps between neighbours (`column_stride` 1). A row is read twice, once from memory: the second time it is in a cache.

Not here: `softmax` (`softmax.mojo`), norms over a batch (`batch_norm.mojo`).
"""

from math import sqrt
from memory import UnsafePointer
from sys import prefetch, simd_width_of

from .matrix_view import MatrixView
from .streams import chain_part, look_then_write, share_elements
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

    @always_inline
    @parameter
    def look(row: Int) -> SIMD[acc, 2]:
        return _mean_and_scale[acc](source.at(row, 0), source.columns, epsilon)

    @always_inline
    @parameter
    def write[is_around: Bool, fetches_next: Bool](row: Int, found: SIMD[acc, 2]):
        var mean = found[0]
        var scale = found[1]
        var next_row = source.at(row + 1, 0)

        @always_inline
        @parameter
        def normalized[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            comptime if fetches_next:
                prefetch(next_row + index)
            var factor = load_first[width=width](factors + index, lanes).cast[acc]()
            var term = load_first[width=width](terms + index, lanes).cast[acc]()
            return multiply_add((value.cast[acc]() - mean) * scale, factor, term).cast[dtype]()

        chain_part[normalized, is_around=is_around, is_first_read=False](target.at(row, 0), source.at(row, 0), 0, source.columns)

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

    @always_inline
    @parameter
    def look(row: Int) -> SIMD[acc, 2]:
        return _scale_of_squares[acc](source.at(row, 0), source.columns, epsilon)

    @always_inline
    @parameter
    def write[is_around: Bool, fetches_next: Bool](row: Int, found: SIMD[acc, 2]):
        var scale = found[0]
        var next_row = source.at(row + 1, 0)

        @always_inline
        @parameter
        def normalized[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            comptime if fetches_next:
                prefetch(next_row + index)
            var factor = load_first[width=width](factors + index, lanes).cast[acc]()
            return (value.cast[acc]() * scale * factor).cast[dtype]()

        chain_part[normalized, is_around=is_around, is_first_read=False](target.at(row, 0), source.at(row, 0), 0, source.columns)

    look_then_write[acc, look, write](target, source, start, end)


@always_inline
def _mean_and_scale[
    dtype: DType, //, acc: DType
](x: UnsafePointer[Scalar[dtype]], count: Int, epsilon: Float64) -> SIMD[acc, 2]:
    """Mean and 1 / sqrt(variance + epsilon) of a row."""
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    comptime chains = 4
    comptime shift_vectors = 4
    var shift = Vector(0)
    comptime for v in range(shift_vectors):
        shift += load_first[width=width](x + v * width, count - v * width).cast[acc]()
    shift = Vector(shift.reduce_add() * (1 / Scalar[acc](min(count, shift_vectors * width))))
    var sums = InlineArray[Vector, chains](fill=Vector(0))
    var squares = InlineArray[Vector, chains](fill=Vector(0))
    var i = 0
    while i + chains * width <= count:
        comptime for c in range(chains):
            var difference = x.load[width=width](i + c * width).cast[acc]() - shift
            sums[c] += difference
            squares[c] = multiply_add(difference, difference, squares[c])
        i += chains * width
    while i < count:
        var element = load_first[width=width](x + i, count - i).cast[acc]()
        var difference = first_lanes[width](count - i).select(element - shift, Vector(0))
        sums[0] += difference
        squares[0] = multiply_add(difference, difference, squares[0])
        i += width
    # The reciprocal is computed once for all rows
    var inverse = 1 / Scalar[acc](count)
    var distance = _total(sums) * inverse
    var variance = _total(squares) * inverse - distance * distance
    return SIMD[acc, 2](shift[0] + distance, 1 / sqrt(max(variance, 0) + epsilon.cast[acc]()))


@always_inline
def _scale_of_squares[
    dtype: DType, //, acc: DType
](x: UnsafePointer[Scalar[dtype]], count: Int, epsilon: Float64) -> SIMD[acc, 2]:
    """1 / sqrt(mean of squares + epsilon) of a row, twice."""
    comptime width = simd_width_of[acc]()
    comptime Vector = SIMD[acc, width]
    comptime chains = 8
    var squares = InlineArray[Vector, chains](fill=Vector(0))
    var i = 0
    while i + chains * width <= count:
        comptime for c in range(chains):
            var element = x.load[width=width](i + c * width).cast[acc]()
            squares[c] = multiply_add(element, element, squares[c])
        i += chains * width
    while i < count:
        var element = load_first[width=width](x + i, count - i).cast[acc]()
        squares[0] = multiply_add(element, element, squares[0])
        i += width
    return SIMD[acc, 2](1 / sqrt(_total(squares) * (1 / Scalar[acc](count)) + epsilon.cast[acc]()))


@always_inline
def _total[acc: DType, width: Int, chains: Int, //](sums: InlineArray[SIMD[acc, width], chains]) -> Scalar[acc]:
    var total = sums[0]
    comptime for c in range(1, chains):
        total += sums[c]
    return total.reduce_add()
