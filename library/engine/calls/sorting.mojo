"""`sort`: the first elements in order along a dimension, and where they were."""

from memory import UnsafePointer

from engine.loops import for_rows
from engine.memory import Memory
from engine.tensor import Tensor
from kernels.matrix_view import MatrixView
from kernels.sorting import argsort_rows
from kernels.top_k import top_k


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

    Raises if more elements are wanted than there are.

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
    if count > extent:
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
        var inner_threads = threads if outer < threads else 1

        @parameter
        def slab(at: Int):
            _sort_rows(
                MatrixView[dtype](source + at * extent * inner, inner, extent, 1, inner),
                MatrixView[dtype](to + at * count * inner, inner, count, 1, inner),
                MatrixView[DType.int64](to_places + at * count * inner, inner, count, 1, inner),
                descending,
                inner_threads,
            )

        for_rows[slab](outer, 1 if inner_threads > 1 else threads, 8 * extent * inner)
    sorted = new_sorted^
    places = new_places^


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
