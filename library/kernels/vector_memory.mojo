"""What kernels do with vectors: loads and stores of the first lanes, multiplication and addition at once, transposition of squares of vectors."""

from sys import masked_load, masked_store
from sys.info import CompilationTarget
from utils import IndexList


@always_inline
def first_lanes[width: Int](count: Int) -> SIMD[DType.bool, width]:
    """A mask whose first `count` lanes are set.

    Parameters:
        width: Number of lanes.

    Args:
        count: How many are set; those beyond `width` do not count.
    """
    return SIMD[DType.int32, width](raw=__op.iota[DType.int32, width]()).lt(SIMD[DType.int32, width](count))


@always_inline
def load_first[dtype: DType, //, width: Int](address: UnsafePointer[Scalar[dtype], _], count: Int) -> SIMD[dtype, width]:
    """Neighbouring elements, zeros from `count` on; memory beyond is not touched.

    Parameters:
        dtype: Kind of element.
        width: Number of lanes.

    Args:
        address: The first element.
        count: How many are loaded.
    """
    return masked_load[width](address, first_lanes[width](count), SIMD[dtype, width](0))


@always_inline
def store_first[dtype: DType, width: Int, //](address: UnsafePointer[Scalar[dtype], _], value: SIMD[dtype, width], count: Int):
    """Stores the first lanes; memory beyond is not touched.

    Parameters:
        dtype: Kind of element.
        width: Number of lanes.

    Args:
        address: Where the first lane goes.
        value: The vector.
        count: How many lanes are stored.
    """
    masked_store(value, address, first_lanes[width](count))


@always_inline
def store_around[dtype: DType, width: Int, //](address: UnsafePointer[Scalar[dtype], _], value: SIMD[dtype, width]):
    """Stores a vector around the caches: its line is not read before and not kept after.

    Parameters:
        dtype: Kind of element.
        width: Number of lanes.

    Args:
        address: Where the first lane goes, a multiple of the vector's size.
        value: The vector.
    """
    __op.simd_store[alignment = width * dtype.size_of(), nontemporal=True](
        __op.pointer_cast[__type.simd[dtype, 1]](address.address), value.value
    )


@always_inline
def multiply_add[dtype: DType, width: Int, //](a: SIMD[dtype, width], b: SIMD[dtype, width], c: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """a * b + c, rounded once where the processor has an instruction for that; elsewhere a C function would be called for each lane.

    Parameters:
        dtype: Kind of element.
        width: Number of lanes.

    Args:
        a: A factor.
        b: Another.
        c: The term.
    """
    comptime if CompilationTarget.is_x86() and not CompilationTarget.has_fma():
        return a * b + c
    else:
        return a.fma(b, c)


@always_inline
def greater[dtype: DType, width: Int, //](value: SIMD[dtype, width], best: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The greater of two, lane by lane; `best` where the value is a NaN. One instruction, unlike `max`, which asks both for NaNs.

    Parameters:
        dtype: Kind of element.
        width: Number of lanes.

    Args:
        value: A vector.
        best: Another, without NaNs.
    """
    return value.gt(best).select(value, best)


@always_inline
def transposed_square[dtype: DType, width: Int, //](rows: InlineArray[SIMD[dtype, width], width]) -> InlineArray[SIMD[dtype, width], width]:
    """Exchanges rows and columns of `width` vectors of `width` lanes, in `log2(width)` rounds of `width` interleavings.

    Each round turns vectors i and i + width / 2 into vectors 2 i and 2 i + 1: the perfect shuffle of H. S. Stone,
    "Parallel processing with the perfect shuffle", IEEE Transactions on Computers C-20, 1971.

    Parameters:
        dtype: Kind of element.
        width: Number of lanes, a power of two.

    Args:
        rows: The vectors.
    """
    comptime half = width // 2
    var current = rows
    comptime rounds = _log2(width)
    comptime for _ in range(rounds):
        var next = current
        comptime for i in range(half):
            var pair = current[i].interleave(current[i + half])
            next[2 * i] = pair.slice[width]()
            next[2 * i + 1] = pair.slice[width, offset=width]()
        current = next
    return current


@always_inline
def load_transposed[
    dtype: DType, //, width: Int
](source: UnsafePointer[Scalar[dtype], _], row_stride: Int) -> InlineArray[SIMD[dtype, width], width]:
    """Columns of a square of `width` rows of `width` elements in memory.

    Pieces of 128 bits are put together while they are loaded, so that each vector holds the same columns of several rows; only squares within pieces are
    left to be transposed, by instructions that do not move elements between pieces: half as many shuffles as `transposed_square` needs.

    Parameters:
        dtype: Kind of element.
        width: Number of lanes, a power of two, and elements in the square's sides.

    Args:
        source: The first element.
        row_stride: From row to row, in elements.
    """
    # Elements of a piece, pieces of a vector
    comptime piece = min(width, 16 // dtype.size_of())
    comptime pieces = width // piece
    var columns = InlineArray[SIMD[dtype, width], width](uninitialized=True)
    # Rows r, r + piece, r + 2 piece, ...: all pieces of a line are taken at once, since lines of many rows may not fit the cache together
    comptime for r in range(piece):
        comptime for first in range(0, width, piece):
            columns[first + r] = _joined_pieces[piece, width](source + (r * row_stride + first), piece * row_stride)
    comptime for _ in range(_log2(piece)):
        var next = columns
        comptime for first in range(0, width, piece):
            comptime for i in range(piece // 2):
                var a = columns[first + i]
                var b = columns[first + i + piece // 2]
                comptime low = _interleaved_in_pieces[width](piece, 0)
                comptime high = _interleaved_in_pieces[width](piece, 1)
                next[first + 2 * i] = SIMD[dtype, width](raw=__op.shuffle[mask=low](a.value, b.value))
                next[first + 2 * i + 1] = SIMD[dtype, width](raw=__op.shuffle[mask=high](a.value, b.value))
        columns = next
    return columns


@always_inline
def _joined_pieces[
    dtype: DType, //, piece: Int, width: Int
](source: UnsafePointer[Scalar[dtype], _], stride: Int) -> SIMD[dtype, width]:
    """Pieces from addresses a stride apart, one after the other."""
    comptime if width == piece:
        return source.load[width=width]()
    else:
        var low = _joined_pieces[piece, width // 2](source, stride)
        var high = _joined_pieces[piece, width // 2](source + width // 2 // piece * stride, stride)
        return rebind[SIMD[dtype, width]](low.join(high))


def _interleaved_in_pieces[count: Int](piece: Int, half: Int) -> IndexList[count]:
    """Within each piece of two vectors, elements by turns: of the first half of the piece, or the second one."""
    var lanes = IndexList[count]()
    for lane in range(count):
        var at = lane % piece
        lanes[lane] = lane - at + half * (piece // 2) + at // 2 + (count if at % 2 == 1 else 0)
    return lanes


def _log2(number: Int) -> Int:
    var result = 0
    while 1 << (result + 1) <= number:
        result += 1
    return result
