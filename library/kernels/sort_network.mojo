"""Sorting networks in registers: `sort_short`, for as many keys as 16 vectors hold.

Squares of keys are sorted lane by lane, as columns, by Batcher's odd-even merging; transposed, the columns are sorted vectors, which bitonic networks
merge two by two. Source: K. E. Batcher, "Sorting networks and their applications", AFIPS 1968.
"""

from memory import UnsafePointer
from sys import masked_load, simd_width_of
from utils.index import IndexList

from .vector_memory import first_lanes, store_first, transposed_square

comptime _vectors = 16
"""Registers for keys: half of those of AVX-512."""


def most_in_network[key: DType]() -> Int:
    """Keys that `sort_short` takes at most.

    Parameters:
        key: Kind of key.
    """
    return _vectors * simd_width_of[key]()


@no_inline
def sort_short[key: DType, //](keys: UnsafePointer[Scalar[key]], target: UnsafePointer[Scalar[key]], count: Int):
    """Sorts a few keys.

    Parameters:
        key: Kind of key, an unsigned integer.

    Args:
        keys: The keys, [count].
        target: Where they go, [count]; may be where they are.
        count: Their number, at most `most_in_network`.
    """
    comptime width = simd_width_of[key]()
    comptime blocks = max(1, _vectors // width)
    if count <= width:
        store_first(target, sorted_lanes(_load(keys, count)), count)
        return
    comptime if blocks > 1:
        if count <= width * width:
            _sort_blocks[1](keys, target, count)
            return
    _sort_blocks[blocks](keys, target, count)


@always_inline
def sorted_lanes[key: DType, width: Int, //](vector: SIMD[key, width]) -> SIMD[key, width]:
    """The lanes of a vector in order.

    Parameters:
        key: Kind of key.
        width: Number of lanes.

    Args:
        vector: The vector.
    """
    var result = vector
    comptime sizes = _halves_of(2 * width)
    comptime for s in range(len(sizes) - 2, -1, -1):
        # Two runs of half the size, the second one backwards, are bitonic
        comptime half = sizes[s] // 2
        result = _compared[2 * half - 1, half](result)
        comptime distances = _halves_of(half)
        comptime for d in range(len(distances)):
            result = _compared[distances[d], distances[d]](result)
    return result


@always_inline
def _sort_blocks[key: DType, //, blocks: Int](keys: UnsafePointer[Scalar[key]], target: UnsafePointer[Scalar[key]], count: Int):
    """Squares of `width` vectors, each sorted as columns and transposed; then all vectors merged by pairs."""
    comptime width = simd_width_of[key]()
    comptime total = blocks * width
    comptime Vector = SIMD[key, width]
    var vectors = InlineArray[Vector, total](uninitialized=True)
    comptime pairs = _batcher_pairs(width)
    comptime for b in range(blocks):
        var square = InlineArray[Vector, width](uninitialized=True)
        comptime for i in range(width):
            square[i] = _load(keys + (b * width + i) * width, count - (b * width + i) * width)
        comptime for p in range(0, len(pairs), 2):
            _exchange(square, pairs[p], pairs[p + 1])
        square = transposed_square(square)
        comptime for i in range(width):
            vectors[b * width + i] = square[i]
    comptime runs = _halves_of(total)
    comptime for r in range(len(runs) - 1, -1, -1):
        _merge_pairs[runs[r]](vectors)
    comptime for i in range(total):
        if i * width < count:
            store_first(target + i * width, vectors[i], count - i * width)


@always_inline
def _merge_pairs[key: DType, width: Int, total: Int, //, run: Int](mut vectors: InlineArray[SIMD[key, width], total]):
    """Sorted runs of `run` vectors, merged by pairs."""
    comptime distances = _halves_of(run)
    comptime for start in range(0, total, 2 * run):
        # The second run backwards makes the pair bitonic. What is greater stays there with its lanes in the order of the first run: all that the steps
        # below need is that the same keys meet as in a bitonic sequence
        comptime for i in range(run):
            comptime j = start + 2 * run - 1 - i
            vectors[j] = vectors[j].reversed()
            _exchange(vectors, start + i, j)
        comptime for d in range(len(distances)):
            comptime for i in range(2 * run):
                comptime if i % (2 * distances[d]) < distances[d]:
                    _exchange(vectors, start + i, start + i + distances[d])
    _merge_lanes(vectors)


@always_inline
def _merge_lanes[key: DType, width: Int, total: Int, //](mut vectors: InlineArray[SIMD[key, width], total]):
    """Each vector, whose lanes are bitonic, sorted."""
    comptime distances = _halves_of(width)
    comptime for d in range(len(distances)):
        comptime for i in range(total):
            vectors[i] = _compared[distances[d], distances[d]](vectors[i])


@always_inline
def _exchange[key: DType, width: Int, total: Int, //](mut vectors: InlineArray[SIMD[key, width], total], i: Int, j: Int):
    """Lesser keys to `i`, greater ones to `j`."""
    var low = min(vectors[i], vectors[j])
    comptime if key.size_of() == 8:
        # Processors take two steps for minima of 64 bits, so that two xors cost less than another one
        vectors[j] = vectors[i] ^ vectors[j] ^ low
    else:
        vectors[j] = max(vectors[i], vectors[j])
    vectors[i] = low


@always_inline
def _compared[key: DType, width: Int, //, flip: Int, bit: Int](vector: SIMD[key, width]) -> SIMD[key, width]:
    """Lane i and lane i xor `flip` exchanged where needed: the greater to the one that has `bit` in its number."""
    comptime lanes = _flipped_lanes[width](flip)
    var other = vector.shuffle[mask=lanes]()
    var number = SIMD[DType.int32, width](raw=__op.iota[DType.int32, width]())
    var takes_greater = (number & Int32(bit)).ne(SIMD[DType.int32, width](0))
    comptime if key.size_of() == 8:
        return (vector.lt(other) ^ takes_greater).select(vector, other)
    else:
        return takes_greater.select(max(vector, other), min(vector, other))


def _flipped_lanes[count: Int](flip: Int) -> IndexList[count]:
    var lanes = IndexList[count]()
    for i in range(count):
        lanes[i] = i ^ flip
    return lanes


def _halves_of(number: Int) -> List[Int]:
    """Half of a power of two, a quarter, and so on to 1."""
    var result = List[Int]()
    var half = number // 2
    while half >= 1:
        result.append(half)
        half //= 2
    return result^


def _batcher_pairs(count: Int) -> List[Int]:
    """Places that are compared one after the other to sort `count` keys, a power of two: two numbers for each pair."""
    var result = List[Int]()
    var p = 1
    while p < count:
        var k = p
        while k >= 1:
            for j in range(k % p, count - k, 2 * k):
                for i in range(k):
                    if i + j + k < count and (i + j) // (2 * p) == (i + j + k) // (2 * p):
                        result.append(i + j)
                        result.append(i + j + k)
            k //= 2
        p *= 2
    return result^


@always_inline
def _load[key: DType, //](keys: UnsafePointer[Scalar[key]], count: Int) -> SIMD[key, simd_width_of[key]()]:
    """Keys; the greatest there can be where there are none."""
    comptime width = simd_width_of[key]()
    return masked_load[width](keys, first_lanes[width](count), SIMD[key, width].MAX)
