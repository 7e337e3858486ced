"""Quicksort on vectors: `quick_sort`, for processors that bring chosen lanes together in one instruction.

A vector of keys is split by two such instructions. Short parts go through a network in registers (`sort_network.mojo`), those that fall apart badly through a
radix sort. Sources: C. A. R. Hoare, "Quicksort", 1962; S. Gueron and V. Krasnov, "Fast quicksort implementation using AVX instructions", 2016; M. Blacher and
others, "Vectorized and performance-portable quicksort", 2022.
"""

from algorithm import parallelize
from math.avx512 import has_avx512
from memory import UnsafePointer, memcpy
from sys import compressed_store, simd_width_of

from .sort_network import most_in_network, sort_short, sorted_lanes
from .sort_radix import radix_sort
from .vector_memory import first_lanes, load_first, store_first

comptime _least_part = 1 << 14
"""Keys that are worth a thread."""


def quick_sort[key: DType, //](keys: UnsafePointer[Scalar[key]], count: Int, spare: UnsafePointer[Scalar[key]], threads: Int = 1):
    """Sorts keys.

    Parameters:
        key: Kind of key, an unsigned integer of 32 or 64 bits.

    Args:
        keys: The keys, [count].
        count: Their number.
        spare: Room for `count` keys and a vector.
        threads: Most threads to use.
    """
    var depth = 8
    while 1 << (depth // 2) < count:
        depth += 2
    if threads <= 1 or count <= _least_part:
        _quick_sort(keys, spare, keys, count, depth)
        return
    # Parts are split side by side until there are enough for all threads
    var parts: List[_Part] = [_Part(0, count, False)]
    for _ in range(2 * depth):
        var splits = List[Int](length=len(parts), fill=0)
        var middles = splits.unsafe_ptr()
        var places = parts.unsafe_ptr()

        @parameter
        def split(number: Int):
            var part = places[number]
            if part.end - part.start > _least_part:
                var here = (spare if part.is_in_spare else keys) + part.start
                var there = (keys if part.is_in_spare else spare) + part.start
                middles[number] = part.start + _partition[False](here, there, part.end - part.start, _pivot(here, part.end - part.start))

        parallelize[split](len(parts), threads)
        var next = List[_Part]()
        for number in range(len(parts)):
            var part = parts[number]
            if part.end - part.start <= _least_part:
                next.append(part)
                continue
            # Lesser keys stayed where they were, the others went over
            if splits[number] > part.start:
                next.append(_Part(part.start, splits[number], part.is_in_spare))
            if splits[number] < part.end:
                next.append(_Part(splits[number], part.end, not part.is_in_spare))
        var is_split = len(next) > len(parts)
        parts = next^
        if len(parts) >= 4 * threads or not is_split:
            break
    var places = parts.unsafe_ptr()

    @parameter
    def finish(number: Int):
        var part = places[number]
        var here = spare if part.is_in_spare else keys
        var there = keys if part.is_in_spare else spare
        _quick_sort(here + part.start, there + part.start, keys + part.start, part.end - part.start, depth)

    parallelize[finish](len(parts), threads)
    _ = parts^


@fieldwise_init
struct _Part(ImplicitlyCopyable, TrivialRegisterPassable):
    """Keys from `start` to before `end`, all of them greater than those of earlier parts or equal; where they belong, or at the same place of the spare room."""

    var start: Int
    var end: Int
    var is_in_spare: Bool


def _quick_sort[
    key: DType, //
](keys: UnsafePointer[Scalar[key]], spare: UnsafePointer[Scalar[key]], target: UnsafePointer[Scalar[key]], count: Int, depth: Int):
    """Sorts keys into `target`, which is where they are or the spare room. Lesser keys stay on the side where they are, others go over to the other one, so that
    each key moves once in each round."""
    var start = 0
    var end = count
    var here = keys
    var there = spare
    var rounds = depth
    while end - start > most_in_network[key]():
        if rounds == 0:
            if here != target:
                memcpy(target + start, here + start, end - start)
            radix_sort(target + start, (there if here == target else here) + start, end - start)
            return
        rounds -= 1
        var pivot = _pivot(here + start, end - start)
        var middle = start + _partition[False](here + start, there + start, end - start, pivot)
        if middle == start:
            # The pivot is the least key: those that equal it are done. They all went over
            swap(here, there)
            middle = start + _partition[True](here + start, there + start, end - start, pivot)
            if here != target:
                memcpy(target + start, here + start, middle - start)
            start = middle
            swap(here, there)
            continue
        # The shorter part by a call, so that these stay few
        if middle - start < end - middle:
            _quick_sort(here + start, there + start, target + start, middle - start, rounds)
            start = middle
            swap(here, there)
        else:
            _quick_sort(there + middle, here + middle, target + middle, end - middle, rounds)
            end = middle
    sort_short(here + start, target + start, end - start)


@always_inline
def _pivot[key: DType, //](keys: UnsafePointer[Scalar[key]], count: Int) -> Scalar[key]:
    """The middle one of some keys from all over."""
    comptime width = simd_width_of[key]()
    comptime many = 4 * width
    if count > 64 * many:
        var samples = InlineArray[Scalar[key], many](uninitialized=True)
        var step = count // many
        for i in range(many):
            samples[i] = keys[i * step + step // 2]
        var first = samples.unsafe_ptr().as_any_origin()
        sort_short(first, first, many)
        return samples[many // 2]
    var sample = SIMD[key, width](0)
    var step = count // width
    comptime for lane in range(width):
        sample[lane] = keys[lane * step + step // 2]
    return sorted_lanes(sample)[width // 2]


@no_inline
def _partition[
    key: DType, //, with_equal: Bool
](keys: UnsafePointer[Scalar[key]], other: UnsafePointer[Scalar[key]], count: Int, pivot: Scalar[key]) -> Int:
    """Keys below the pivot (`with_equal`: not above it) go to the front of `keys`, the others to the end of `other`, which has room for `count`.

    Returns: How many are in front.
    """
    comptime width = simd_width_of[key]()
    var pivots = SIMD[key, width](pivot)
    var front = 0
    var end = count
    var i = 0
    while i + width <= count:
        var vector = (keys + i).load[width=width]()
        var goes = vector.le(pivots) if with_equal else vector.lt(pivots)
        var number = goes.reduce_bit_count()
        # A whole vector is stored: what is too much lies where keys were read already
        (keys + front).store(compressed(vector, goes))
        front += number
        end -= width - number
        compressed_store(vector, other + end, ~goes)
        i += width
    if i < count:
        var vector = load_first[width=width](keys + i, count - i)
        var valid = first_lanes[width](count - i)
        var goes = (vector.le(pivots) if with_equal else vector.lt(pivots)) & valid
        var number = goes.reduce_bit_count()
        store_first(keys + front, compressed(vector, goes), number)
        front += number
        end -= count - i - number
        store_first(other + end, compressed(vector, valid & ~goes), count - i - number)
    return front


@always_inline
def compressed[key: DType, width: Int, //](vector: SIMD[key, width], mask: SIMD[DType.bool, width]) -> SIMD[key, width]:
    """Lanes whose mask is set, without gaps; anything after them.

    Parameters:
        key: Kind of lane, an integer.
        width: Number of lanes.

    Args:
        vector: The lanes.
        mask: Which are kept.
    """
    comptime bytes = width * key.size_of()
    comptime if has_avx512() and key.size_of() >= 4 and (bytes == 64 or bytes == 32 or bytes == 16):
        return SIMD[key, width](
            raw=__op.llvm["llvm.x86.avx512.mask.compress", __type.simd[key, width], side_effects=False](vector.value, vector.value, mask.value)
        )
    else:
        var result = SIMD[key, width](0)
        var place = 0
        comptime for lane in range(width):
            if mask[lane]:
                result[place] = vector[lane]
                place += 1
        return result
