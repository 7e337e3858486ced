"""Batch norm as inference needs it: a factor and a term for each channel. `batch_norm_scales`, `batch_norm_nchw`, `batch_norm_nhwc`.

Images are matrices here: a row for each channel of each image (NCHW), or for each position (NHWC). Not here: statistics of a batch, for training.
"""

from math import sqrt
from memory import UnsafePointer
from sys import simd_width_of

from .matrix_view import MatrixView
from .streams import chain_part, finish_stores, goes_around, share_elements
from .vector_memory import load_first, multiply_add


def batch_norm_scales[
    dtype: DType, //
](
    factors: UnsafePointer[Scalar[dtype], _],
    terms: UnsafePointer[Scalar[dtype], _],
    mean: UnsafePointer[Scalar[dtype], _],
    variance: UnsafePointer[Scalar[dtype], _],
    gain: UnsafePointer[Scalar[dtype], _],
    bias: UnsafePointer[Scalar[dtype], _],
    channels: Int,
    epsilon: Float64,
):
    """What (x - mean) / sqrt(variance + epsilon) * gain + bias does to each channel, as x factor + term: S. Ioffe and C. Szegedy, "Batch
    normalization", ICML 2015, with means and variances fixed.

    Parameters:
        dtype: Kind of element, a float.

    Args:
        factors: Where factors go, [channels].
        terms: Where terms go, [channels].
        mean: Means seen in training, [channels].
        variance: Variances seen in training, [channels].
        gain: Learned factors, [channels].
        bias: Learned terms, [channels].
        channels: Number of channels.
        epsilon: Keeps channels of equal elements finite.
    """
    for channel in range(channels):
        var factor = gain[channel] / sqrt(variance[channel] + epsilon.cast[dtype]())
        factors[channel] = factor
        terms[channel] = bias[channel] - mean[channel] * factor


def batch_norm_nchw[
    dtype: DType, //
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    factors: UnsafePointer[Scalar[dtype], _],
    terms: UnsafePointer[Scalar[dtype], _],
    channels: Int,
    *,
    threads: Int = 1,
):
    """x factor + term, where row r belongs to channel r % channels.

    Parameters:
        dtype: Kind of element, a float.

    Args:
        target: The result, [images * channels, positions], with rows without gaps between neighbours; may be the source.
        source: The images, likewise.
        factors: A factor for each channel, [channels].
        terms: A term for each channel, [channels].
        channels: Number of channels.
        threads: Most threads to use.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "batch_norm_nchw works on rows without gaps")
    var factor_of = factors.as_any_origin()
    var term_of = terms.as_any_origin()

    @parameter
    def part(start: Int, end: Int):
        _scale_rows(target, source, factor_of, term_of, channels, start, end)

    share_elements[part](source.rows, source.columns * dtype.size_of(), threads, 1)


def _scale_rows[
    dtype: DType, //
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    factors: UnsafePointer[Scalar[dtype]],
    terms: UnsafePointer[Scalar[dtype]],
    channels: Int,
    start: Int,
    end: Int,
):
    """Rows from `start` to `end`, a factor and a term for each."""
    var is_around = goes_around(target.data, source.data, source.rows * source.columns)
    var channel = start % channels
    for row in range(start, end):
        var factor = factors[channel]
        var term = terms[channel]
        channel = channel + 1 if channel + 1 < channels else 0

        @always_inline
        @parameter
        def scaled[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            return multiply_add(value, SIMD[dtype, width](factor), SIMD[dtype, width](term))

        if is_around:
            chain_part[scaled, is_around=True](target.at(row, 0), source.at(row, 0), 0, source.columns)
        else:
            chain_part[scaled](target.at(row, 0), source.at(row, 0), 0, source.columns)
    if is_around:
        finish_stores()


def batch_norm_nhwc[
    dtype: DType, //
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    factors: UnsafePointer[Scalar[dtype], _],
    terms: UnsafePointer[Scalar[dtype], _],
    *,
    threads: Int = 1,
):
    """x factor + term, where column c is channel c.

    Parameters:
        dtype: Kind of element, a float.

    Args:
        target: The result, [images * positions, channels], with rows without gaps between neighbours; may be the source.
        source: The images, likewise.
        factors: A factor for each channel, [channels].
        terms: A term for each channel, [channels].
        threads: Most threads to use.
    """
    debug_assert(source.column_stride == 1 and target.column_stride == 1, "batch_norm_nhwc works on rows without gaps")
    var factor_of = factors.as_any_origin()
    var term_of = terms.as_any_origin()

    @parameter
    def part(start: Int, end: Int):
        _scale_columns(target, source, factor_of, term_of, start, end)

    share_elements[part](source.rows, source.columns * dtype.size_of(), threads, 1)


def _scale_columns[
    dtype: DType, //
](
    target: MatrixView[dtype],
    source: MatrixView[dtype],
    factors: UnsafePointer[Scalar[dtype]],
    terms: UnsafePointer[Scalar[dtype]],
    start: Int,
    end: Int,
):
    """Rows from `start` to `end`, a factor and a term for each column."""

    @always_inline
    @parameter
    def scaled[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
        var factor = load_first[width=width](factors + index, lanes)
        return multiply_add(value, factor, load_first[width=width](terms + index, lanes))

    var is_around = goes_around(target.data, source.data, source.rows * source.columns)
    for row in range(start, end):
        if is_around:
            chain_part[scaled, is_around=True](target.at(row, 0), source.at(row, 0), 0, source.columns)
        else:
            chain_part[scaled](target.at(row, 0), source.at(row, 0), 0, source.columns)
    if is_around:
        finish_stores()
