"""Rows of a matrix brought to a common scale: `softmax`, `layer_norm`, `rms_norm`.

Rows have no gaps between neighbours (`column_stride` 1). A row is read several times, so that it should fit a cache; it is read from memory once.
"""

from math import exp, sqrt
from memory import UnsafePointer
from sys import simd_width_of

from .matrix_view import MatrixView
from .vector_memory import load_first, multiply_add, store_first
from .vector_operations import elementwise_chain, greatest_of, sum_of, sum_of_mapped


def softmax[dtype: DType, //](target: MatrixView[dtype], source: MatrixView[dtype]):
    """exp(x - max) / sum of those, in each row; the greatest is taken away first so that nothing overflows. A row that is all minus infinity gives NaNs.

    Parameters:
        dtype: Kind of element, a float.

    Args:
        target: The result, [rows, columns]; may be the source.
        source: The matrix, [rows, columns].
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "softmax works on rows without gaps")
    comptime width = simd_width_of[dtype]()
    comptime Vector = SIMD[dtype, width]
    comptime unroll = 4
    for row in range(source.rows):
        var x = source.at(row, 0)
        var y = target.at(row, 0)
        var count = source.columns
        var greatest = greatest_of(x, count)
        var sums = InlineArray[Vector, unroll](fill=Vector(0))
        var i = 0
        while i + unroll * width <= count:
            comptime for part in range(unroll):
                var at = i + part * width
                var value = exp(x.load[width=width](at) - greatest)
                y.store(at, value)
                sums[part] += value
            i += unroll * width
        var total = ((sums[0] + sums[1]) + (sums[2] + sums[3])).reduce_add()
        while i < count:
            # Lanes beyond the end become 0
            var left = count - i
            var value = exp(load_first[width=width](x + i, left) - greatest)
            store_first(y + i, value, left)
            for lane in range(min(width, left)):
                total += value[lane]
            i += width
        var scale = 1 / total

        @parameter
        def scaled[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            return value * scale

        elementwise_chain[scaled](y, y, count)


def layer_norm[
    dtype: DType, //, acc: DType = dtype
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    gain: UnsafePointer[Scalar[dtype], _],
    bias: UnsafePointer[Scalar[dtype], _],
    epsilon: Float64,
):
    """(x - mean) / sqrt(variance + epsilon.cast[acc]()) * gain + bias, in each row; the variance from the differences, as J. L. Ba, J. R. Kiros and
    G. E. Hinton, "Layer normalization", 2016.

    Parameters:
        dtype: Kind of element, a float.
        acc: Type in which is computed.

    Args:
        target: The result, [rows, columns]; may be the source.
        source: The matrix, [rows, columns].
        gain: Factors, [columns].
        bias: Terms, [columns].
        epsilon: Keeps rows of equal elements finite.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "layer_norm works on rows without gaps")
    var factors = gain.as_any_origin()
    var terms = bias.as_any_origin()
    for row in range(source.rows):
        var x = source.at(row, 0)
        var count = source.columns
        var mean = sum_of[acc](x, count) / Scalar[acc](count)

        @parameter
        def squared[width: Int](value: SIMD[acc, width]) -> SIMD[acc, width]:
            var difference = value - mean
            return difference * difference

        var variance = sum_of_mapped[acc, squared](x, count) / Scalar[acc](count)
        var scale = 1 / sqrt(variance + epsilon.cast[acc]())

        @parameter
        def normalized[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            var factor = load_first[width=width](factors + index, lanes).cast[acc]()
            var term = load_first[width=width](terms + index, lanes).cast[acc]()
            return multiply_add((value.cast[acc]() - mean) * scale, factor, term).cast[dtype]()

        elementwise_chain[normalized](target.at(row, 0), x, count)


def rms_norm[
    dtype: DType, //, acc: DType = dtype
](target: MatrixView[dtype], source: MatrixView[dtype], gain: UnsafePointer[Scalar[dtype], _], epsilon: Float64):
    """x / sqrt(mean of squares + epsilon.cast[acc]()) * gain, in each row: B. Zhang and R. Sennrich, "Root mean square layer normalization", 2019.

    Parameters:
        dtype: Kind of element, a float.
        acc: Type in which is computed.

    Args:
        target: The result, [rows, columns]; may be the source.
        source: The matrix, [rows, columns].
        gain: Factors, [columns].
        epsilon: Keeps rows of zeros finite.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "rms_norm works on rows without gaps")
    var factors = gain.as_any_origin()
    for row in range(source.rows):
        var x = source.at(row, 0)
        var count = source.columns

        @parameter
        def squared[width: Int](value: SIMD[acc, width]) -> SIMD[acc, width]:
            return value * value

        var scale = 1 / sqrt(sum_of_mapped[acc, squared](x, count) / Scalar[acc](count) + epsilon.cast[acc]())

        @parameter
        def normalized[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            var factor = load_first[width=width](factors + index, lanes).cast[acc]()
            return (value.cast[acc]() * scale * factor).cast[dtype]()

        elementwise_chain[normalized](target.at(row, 0), x, count)
