"""`sort`: the first elements in order along a dimension, and where they were."""

from memory import UnsafePointer, alloc

from engine.loops import for_rows
from engine.memory import Memory
from engine.tensor import Tensor
from kernels.matrix_view import MatrixView
from kernels.sorting import argsort_rows
from kernels.top_k import top_k

comptime _panel = 16
"""Columns that are sorted together: a line of the cache."""


def sort[
    dtype: DType, rank: Int, //
](
    memory: UnsafePointer[Memory, MutAnyOrigin],
    input: Tensor[dtype, rank],
    mut sorted: Tensor[dtype, rank],
    mut places: Tensor[DType.int64, rank],
    axis: Int,
    descending: Bool,
    count: Int,
    threads: Int,
) raises:
    """Orders elements along a dimension: the least first; equal ones, as zeros of both signs and NaNs are, keep their order; NaNs are greater than all others.

    Raises if more elements are wanted than there are, or fewer than none.

    Parameters:
        dtype: Integers or floats.
        rank: Number of dimensions.

    Args:
        memory: Where the outputs come from.
        input: The elements.
        sorted: As the input, of size `count` along the axis.
        places: Where along the axis each was.
        axis: The dimension.
        descending: The greatest first instead.
        count: How many are wanted.
        threads: Most threads to use.
    """
    var extent = input.shape[axis]
    if count < 0 or count > extent:
        raise Error("sort: ", count, " elements are asked for, and there are ", extent)
    if extent >= 1 << 32:
        raise Error("sort: ", extent, " elements are too many to sort")
    var new_sorted = Tensor[dtype, rank].nothing()
    new_sorted.shape = input.shape.copy()
    new_sorted.shape[axis] = count
    new_sorted.allocate(memory)
    var new_places = Tensor[DType.int64, rank].nothing()
    new_places.shape = new_sorted.shape.copy()
    new_places.allocate(memory)
    var outer = 1
    var inner = 1
    for i in range(rank):
        if i < axis:
            outer *= input.shape[i]
        elif i > axis:
            inner *= input.shape[i]
    var source = input.data
    var to = new_sorted.data
    var to_places = new_places.data
    if inner == 1:
        _sort_rows(
            MatrixView[dtype](source, outer, extent),
            MatrixView[dtype](to, outer, count),
            MatrixView[DType.int64](to_places, outer, count),
            descending,
            threads,
        )
    else:
        var panels = (inner + _panel - 1) // _panel

        @parameter
        def some(number: Int):
            var first = number % panels * _panel
            var slab = number // panels
            _sort_panel(
                source + (slab * extent * inner + first),
                to + (slab * count * inner + first),
                to_places + (slab * count * inner + first),
                extent,
                count,
                inner,
                min(_panel, inner - first),
                descending,
            )

        for_rows[some](outer * panels, threads, 8 * extent * _panel)
    sorted = new_sorted^
    places = new_places^


def _sort_panel[
    dtype: DType, //
](
    source: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    sorted: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    places: UnsafePointer[Int64, MutAnyOrigin],
    extent: Int,
    count: Int,
    inner: Int,
    columns: Int,
    descending: Bool,
):
    """Some neighbouring columns, as rows of a copy: lines of the cache are read and written once."""
    var from_ = MatrixView[dtype](alloc[Scalar[dtype]](_panel * extent + 1), columns, extent)
    var to = MatrixView[dtype](alloc[Scalar[dtype]](_panel * count + 1), columns, count)
    var to_places = MatrixView[DType.int64](alloc[Int64](_panel * count + 1), columns, count)
    for i in range(extent):
        for j in range(columns):
            from_[j, i] = source[i * inner + j]
    _sort_rows(from_, to, to_places, descending, 1)
    for i in range(count):
        for j in range(columns):
            sorted[i * inner + j] = to[j, i]
            places[i * inner + j] = to_places[j, i]
    from_.data.free()
    to.data.free()
    to_places.data.free()


def _sort_rows[
    dtype: DType, //
](source: MatrixView[dtype], sorted: MatrixView[dtype], places: MatrixView[DType.int64], descending: Bool, threads: Int):
    """Few of many are chosen; else all are sorted."""
    if sorted.columns < source.columns:
        top_k(sorted, places, source, largest=descending, threads=threads)
        return
    argsort_rows(places, source, descending=descending, threads=threads)

    @parameter
    def gather(row: Int):
        for j in range(sorted.columns):
            sorted[row, j] = source[row, Int(places[row, j])]

    for_rows[gather](source.rows, threads, 2 * source.columns)
