"""`scatter`: data with some of its blocks replaced, or combined with others."""

from memory import UnsafePointer, memcpy
from sys import simd_width_of

from engine.loops import for_row, for_rows
from engine.memory import Memory
from engine.tensor import Tensor

comptime _part = 1024
"""Elements of a block, or of a copy, that one thread takes at a time."""


@always_inline
def replace[dtype: DType, lanes: Int, //](old: SIMD[dtype, lanes], update: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """The update."""
    return update


def scatter[
    dtype: DType,
    rank: Int,
    rank_of_places: Int,
    rank_of_updates: Int,
    //,
    combine: def[lanes: Int](SIMD[dtype, lanes], SIMD[dtype, lanes]) capturing [_] -> SIMD[dtype, lanes],
](
    memory: UnsafePointer[Memory, MutAnyOrigin],
    data: Tensor[dtype, rank],
    places: Tensor[DType.int64, rank_of_places],
    updates: Tensor[dtype, rank_of_updates],
    mut output: Tensor[dtype, rank],
    threads: Int,
) raises:
    """Copies data, then combines its blocks with updates, one after the other: of several for one place the last one replaces the others.

    A block has as many elements as there are updates for each place. Raises if a place is outside of the data.

    Parameters:
        dtype: Kind of element.
        rank: Dimensions of the data.
        rank_of_places: Dimensions of the places.
        rank_of_updates: Dimensions of the updates.
        combine: What becomes of an element and its update: `replace`, or an operation.

    Args:
        memory: Where the output comes from.
        data: What is copied.
        places: Which block of the data each update belongs to, in row-major order.
        updates: The blocks' updates, in the order of the places.
        output: As the data.
        threads: Most threads to use.
    """
    var count = data.count()
    var result = Tensor[dtype, rank].nothing()
    result.shape = data.shape.copy()
    result.allocate(memory)
    var source = data.data
    var target = result.data

    @parameter
    def copy(part: Int):
        var first = part * _part
        memcpy(dest=target + first, src=source + first, count=min(_part, count - first))

    for_rows[copy]((count + _part - 1) // _part, threads, _part)
    var given = places.count()
    var block = updates.count() // given if given > 0 else 0
    if block > 0:
        var blocks = count // block
        for i in range(given):
            var place = Int(places.data[i])
            if place < 0 or place >= blocks:
                raise Error("scatter: place ", place, " is outside of the data")
        _combine_blocks[combine](target, places.data, updates.data, given, block, threads)
    output = result^


def _combine_blocks[
    dtype: DType, //, combine: def[lanes: Int](SIMD[dtype, lanes], SIMD[dtype, lanes]) capturing [_] -> SIMD[dtype, lanes]
](
    target: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    places: UnsafePointer[Int64, MutAnyOrigin],
    updates: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    given: Int,
    block: Int,
    threads: Int,
):
    """Each thread takes a part of all blocks, so that updates of one place stay in order."""
    comptime width = simd_width_of[dtype]()
    if block == 1:
        for i in range(given):
            var to = target + Int(places[i])
            to[] = combine(to[], updates[i])
        return

    @parameter
    def columns(part: Int):
        var first = part * _part
        var size = min(_part, block - first)
        for i in range(given):
            var to = target + (Int(places[i]) * block + first)
            var update = updates + (i * block + first)

            @parameter
            def element[lanes: Int](at: Int):
                (to + at).store(combine((to + at).load[width=lanes](), (update + at).load[width=lanes]()))

            for_row[width, element](size)

    for_rows[columns]((block + _part - 1) // _part, threads, min(_part, block) * given)
