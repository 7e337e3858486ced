"""Vectors at the end of a row: lanes beyond it are not read."""

from kernels.vector_memory import load_first
from memory import UnsafePointer


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
    if count >= lanes:
        return address.load[width=lanes]()
    return load_first[width=lanes](address, count)
