"""`nonzero`: the places where flags are set."""

from bit import count_trailing_zeros
from memory import UnsafePointer, pack_bits

from engine.loops import for_rows
from engine.memory import Memory
from engine.tensor import Tensor

comptime _part = 1 << 15
"""Flags that one thread looks at in a row; a whole number of vectors."""
comptime _lanes = 64


def nonzero[
    rank: Int, //
](memory: UnsafePointer[Memory, MutAnyOrigin], flags: Tensor[DType.uint8, rank], mut places: Tensor[DType.int64, 1], threads: Int) raises:
    """Finds the flags that are not 0.

    Parameters:
        rank: Dimensions of the flags.

    Args:
        memory: Where the output comes from.
        flags: The flags.
        places: Which ones are set, in row-major order, as places in the flags' memory.
        threads: Most threads to use.
    """
    var count = flags.count()
    var parts = (count + _part - 1) // _part
    var starts = Tensor[DType.int64, 1](memory, parts + 1)
    var data = flags.data
    var start = starts.data

    @parameter
    def find_number(part: Int):
        var found = 0
        var i = part * _part
        var end = min(count, i + _part)
        while i + _lanes <= end:
            found += (data + i).load[width=_lanes]().ne(0).reduce_bit_count()
            i += _lanes
        while i < end:
            found += Int(data[i] != 0)
            i += 1
        start[part + 1] = Int64(found)

    for_rows[find_number](parts, threads, _part // 16)
    start[0] = 0
    for part in range(parts):
        start[part + 1] += start[part]
    var result = Tensor[DType.int64, 1](memory, Int(start[parts]))
    var target = result.data

    @parameter
    def write(part: Int):
        var to = target + Int(start[part])
        var i = part * _part
        var end = min(count, i + _part)
        while i + _lanes <= end:
            var bits = pack_bits((data + i).load[width=_lanes]().ne(0))
            while bits != 0:
                to[] = Int64(i + Int(count_trailing_zeros(bits)))
                to += 1
                bits &= bits - 1
            i += _lanes
        while i < end:
            if data[i] != 0:
                to[] = Int64(i)
                to += 1
            i += 1

    for_rows[write](parts, threads, _part // 4)
    _ = starts^
    places = result^
