"""The greatest numbers of each row, with their places: `top_k`.

Numbers are compared, a few vectors at a time, with the worst of the best so far; the few that are better wait in a buffer until it is full, and are then
sorted with the best. A row of random numbers has about k ln(n / k) of them. Not here: sorting itself (`sorting.mojo`).
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .matrix_view import MatrixView
from .row_parts import for_rows
from .sort_keys import key_of, key_type_of
from .sort_network import most_in_network
from .sort_quick import compressed
from .sorting import sort_pairs
from .vector_memory import first_lanes, load_first


def top_k[
    dtype: DType, index_type: DType, //
](values: MatrixView[dtype], indices: MatrixView[index_type], source: MatrixView[dtype], *, largest: Bool = True, threads: Int = 1):
    """The k greatest (or least) numbers of each row and where they are, the best first; of equal ones the first, as in ONNX. NaNs are greater than all
    numbers.

    Parameters:
        dtype: Integers or floats of 8 to 64 bits.
        index_type: Kind of index.

    Args:
        values: The numbers found, [rows, k], any strides.
        indices: Their columns, [rows, k], any strides.
        source: All numbers, [rows, columns], k at most `columns`, any strides.
        largest: The least instead if it is false.
        threads: Most threads to use.
    """
    debug_assert(values.columns == indices.columns and values.columns <= source.columns, "top_k finds at most as many numbers as a row has")
    comptime key = key_type_of(dtype)
    comptime width = simd_width_of[dtype]()
    var k = values.columns
    var room = max(2 * k, most_in_network[DType.uint64]() - width)
    if k == 0:
        return

    @parameter
    def some(first: Int, end: Int):
        var keys = alloc[Scalar[key]](2 * (room + width), alignment=64)
        var places = alloc[UInt32](2 * (room + width), alignment=64)
        var copy = alloc[Scalar[dtype]](source.columns if source.column_stride != 1 else 1)
        for row in range(first, end):
            var numbers = source.at(row, 0)
            if source.column_stride != 1:
                for j in range(source.columns):
                    copy[j] = source[row, j]
                numbers = copy
            if largest:
                _choose[True](numbers, source.columns, k, room, keys, places)
            else:
                _choose[False](numbers, source.columns, k, room, keys, places)
            for j in range(k):
                values[row, j] = numbers[Int(places[j])]
                indices[row, j] = places[j].cast[index_type]()
        keys.free()
        places.free()
        copy.free()

    for_rows[some](source.rows, source.columns, threads)


@no_inline
def _choose[
    dtype: DType, //, largest: Bool
](
    numbers: UnsafePointer[Scalar[dtype]],
    count: Int,
    k: Int,
    room: Int,
    keys: UnsafePointer[Scalar[key_type_of(dtype)]],
    places: UnsafePointer[UInt32],
):
    """The places of the k best numbers, in order, to the front of `places`; least keys are best."""
    comptime key = key_type_of(dtype)
    comptime width = simd_width_of[dtype]()
    comptime Numbers = SIMD[dtype, width]
    comptime Keys = SIMD[key, width]
    comptime unroll = 4
    comptime flip = Keys.MAX if largest else Keys(0)
    var held = 0
    var is_open = True
    var worst = Numbers(0)
    var worst_key = Keys.MAX
    var i = 0
    while i < count:
        if not is_open:
            while i + unroll * width <= count:
                # Whether it is better, or a NaN, or compared with one: what passes is looked at again by its key
                var passes = SIMD[DType.bool, width](False)
                comptime for part in range(unroll):
                    var vector = (numbers + (i + part * width)).load[width=width]()
                    comptime if largest:
                        passes = passes | ~vector.le(worst)
                    else:
                        passes = passes | ~vector.ge(worst)
                if passes.reduce_or():
                    break
                i += unroll * width
            if i >= count:
                break
        # A few vectors, one at a time
        for _ in range(unroll):
            var valid = first_lanes[width](count - i)
            var new_keys = key_of[are_zeros_equal=True](load_first[width=width](numbers + i, count - i)) ^ flip
            var better = valid if is_open else valid & new_keys.lt(worst_key)
            if better.reduce_or():
                var number = SIMD[DType.uint32, width](raw=__op.iota[DType.uint32, width]()) + UInt32(i)
                (keys + held).store(compressed(new_keys, better))
                (places + held).store(compressed(number, better))
                held += better.reduce_bit_count()
                if held > room:
                    sort_pairs(keys, places, held)
                    held = k
                    is_open = False
                    worst_key = Keys(keys[k - 1])
                    worst = Numbers(numbers[Int(places[k - 1])])
            i += width
            if i >= count:
                break
    sort_pairs(keys, places, held)
