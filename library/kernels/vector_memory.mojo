"""What kernels do with vectors: loads and stores of the first lanes, multiplication and addition at once, transposition of squares of vectors."""

from sys import masked_load, masked_store
from sys.info import CompilationTarget


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


def _log2(number: Int) -> Int:
    var result = 0
    while 1 << (result + 1) <= number:
        result += 1
    return result
