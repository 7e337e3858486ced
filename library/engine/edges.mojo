"""Vectors at the end of a row: lanes beyond it are not read."""

from kernels.vector_memory import load_first, store_around
from memory import UnsafePointer
from sys import cache_bytes


@always_inline
def load_within[dtype: DType, //, lanes: Int](address: UnsafePointer[Scalar[dtype], _], count: Int) -> SIMD[dtype, lanes]:
    """Neighbouring elements; those from `count` on are anything, and their memory is not touched.

    Parameters:
        dtype: Kind of element.
        lanes: Number of lanes.

    Args:
        address: The first.
        count: How many there are.
    """
    comptime if lanes == 1:
        return address.load[width=lanes]()
    else:
        if count >= lanes:
            return address.load[width=lanes]()
        return load_first[width=lanes](address, count)


def goes_around[dtype: DType, //](target: UnsafePointer[Scalar[dtype], _], count: Int, row: Int, width: Int) -> Bool:
    """Whether a result should be written around the caches: it does not fit what one core can hope to have of the last one, and all of its
    vectors begin at multiples of their size.

    Parameters:
        dtype: Kind of element.

    Args:
        target: Where it is written, [count].
        count: Number of elements.
        row: Elements of a row.
        width: Elements of a vector.
    """
    var bytes = width * dtype.size_of()
    if Int(target) % bytes != 0 or row % width != 0:
        return False
    return 2 * count * dtype.size_of() > max(cache_bytes(2) * 2, cache_bytes(3) // 4)


@always_inline
def store_result[dtype: DType, lanes: Int, //](address: UnsafePointer[Scalar[dtype], _], value: SIMD[dtype, lanes], around: Bool):
    """Stores a vector, around the caches if that is wanted; the last elements of a row in any case into them.

    Parameters:
        dtype: Kind of element.
        lanes: Number of lanes.

    Args:
        address: Where the first goes.
        value: The vector.
        around: Whether it is not kept in the caches.
    """
    comptime if lanes > 1:
        if around:
            store_around(address, value)
            return
    address.store(value)


@always_inline
def store_across[dtype: DType, lanes: Int, //](address: UnsafePointer[Scalar[dtype], _], value: SIMD[dtype, lanes], step: Int):
    """Stores elements that are not neighbours.

    Parameters:
        dtype: Kind of element.
        lanes: Number of lanes.

    Args:
        address: Of the first.
        value: What is stored.
        step: How many elements lie between one and the next.
    """
    comptime for lane in range(lanes):
        (address + lane * step)[] = value[lane]
