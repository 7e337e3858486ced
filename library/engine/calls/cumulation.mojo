"""`cumulate`: running sums and products along a dimension."""

from memory import UnsafePointer
from sys import simd_width_of

from engine.loops import for_row, for_rows
from engine.memory import Memory
from engine.tensor import Tensor

comptime _part = 256
"""Neighbours that are brought together with those after them at a time."""


def cumulate[
    dtype: DType,
    rank: Int,
    //,
    combine: def[lanes: Int](SIMD[dtype, lanes], SIMD[dtype, lanes]) capturing [_] -> SIMD[dtype, lanes],
](
    memory: UnsafePointer[Memory, MutAnyOrigin],
    input: Tensor[dtype, rank],
    mut output: Tensor[dtype, rank],
    axis: Int,
    neutral: Int,
    exclusive: Bool,
    reverse: Bool,
    threads: Int,
) raises:
    """Brings each element together with all before it, one after the other.

    Parameters:
        dtype: Kind of element.
        rank: Number of dimensions.
        combine: Brings two together.

    Args:
        memory: Where the output comes from.
        input: The elements.
        output: As the input.
        axis: The dimension.
        neutral: What changes nothing.
        exclusive: An element does not count itself.
        reverse: From the last one to the first.
        threads: Most threads to use.
    """
    var extent = input.shape[axis]
    var outer = 1
    var inner = 1
    for i in range(rank):
        if i < axis:
            outer *= input.shape[i]
        elif i > axis:
            inner *= input.shape[i]
    var result = Tensor[dtype, rank].nothing()
    result.shape = input.shape.copy()
    result.allocate(memory)
    var source = input.data
    var target = result.data
    # From the end: the last one first
    var start = (extent - 1) * inner if reverse else 0
    var step = -inner if reverse else inner

    if inner == 1:

        @parameter
        def row(at: Int):
            _cumulate_row[combine](
                source + (at * extent + start), target + (at * extent + start), extent, step, Scalar[dtype](neutral), exclusive
            )

        for_rows[row](outer, threads, 4 * extent)
    else:
        var parts = (inner + _part - 1) // _part

        @parameter
        def some(number: Int):
            var first = number % parts * _part
            var offset = number // parts * extent * inner + start + first
            _cumulate_neighbours[combine](
                source + offset, target + offset, min(_part, inner - first), extent, step, Scalar[dtype](neutral), exclusive
            )

        for_rows[some](outer * parts, threads, extent * min(_part, inner))
    output = result^


@always_inline
def _cumulate_row[
    dtype: DType, //, combine: def[lanes: Int](SIMD[dtype, lanes], SIMD[dtype, lanes]) capturing [_] -> SIMD[dtype, lanes]
](
    source: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    target: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    extent: Int,
    step: Int,
    neutral: Scalar[dtype],
    exclusive: Bool,
):
    """Elements that follow each other in memory."""
    var all = neutral
    var at = 0
    if exclusive:
        for _ in range(extent):
            target[at] = all
            all = combine(all, source[at])
            at += step
    else:
        for _ in range(extent):
            all = combine(all, source[at])
            target[at] = all
            at += step


@always_inline
def _cumulate_neighbours[
    dtype: DType, //, combine: def[lanes: Int](SIMD[dtype, lanes], SIMD[dtype, lanes]) capturing [_] -> SIMD[dtype, lanes]
](
    source: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    target: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    count: Int,
    extent: Int,
    step: Int,
    neutral: Scalar[dtype],
    exclusive: Bool,
):
    """Neighbours, each with those that lie `step` apart: the place before holds what they came to."""
    comptime width = simd_width_of[dtype]()
    if extent == 0:
        return

    @parameter
    def first[lanes: Int](at: Int):
        var start = SIMD[dtype, lanes](neutral)
        (target + at).store(start if exclusive else combine(start, (source + at).load[width=lanes]()))

    for_row[width, first](count)
    for i in range(1, extent):
        var to = target + i * step
        var before = to - step
        var from_ = source + (i - 1 if exclusive else i) * step

        @parameter
        def next[lanes: Int](at: Int):
            (to + at).store(combine((before + at).load[width=lanes](), (from_ + at).load[width=lanes]()))

        for_row[width, next](count)
