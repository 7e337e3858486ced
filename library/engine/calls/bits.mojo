"""`bitcast`: the bits of elements as elements of another type."""

from memory import UnsafePointer, bitcast as bitcast_vector
from sys import simd_width_of

from engine.loops import for_elements
from engine.memory import Memory
from engine.tensor import Tensor


def bitcast[
    dtype: DType, result_type: DType, rank: Int, //, bits: Int
](memory: UnsafePointer[Memory, MutAnyOrigin], input: Tensor[dtype, rank], mut output: Tensor[result_type, rank], threads: Int) raises:
    """Copies bits.

    Parameters:
        dtype: Kind of element.
        result_type: Kind of element of the output, as large in memory.
        rank: Number of dimensions.
        bits: How many bits of an element count: all, or so many of an integer in a byte, which lie as its lowest, the others as its sign says.

    Args:
        memory: Where the output comes from.
        input: The elements.
        output: As the input.
        threads: Most threads to use.
    """
    comptime assert dtype.size_of() == result_type.size_of(), "elements are as large as before"
    var result = Tensor[result_type, rank].nothing()
    result.shape = input.shape.copy()
    result.allocate(memory)
    var source = input.data
    var target = result.data

    @parameter
    def element[lanes: Int](at: Int):
        var value = bitcast_vector[result_type, lanes]((source + at).load[width=lanes]())
        comptime if bits < 8 * result_type.size_of():
            # Up to the top and down again: the sign comes along
            comptime rest = SIMD[result_type, lanes](8 * result_type.size_of() - bits)
            value = (value << rest) >> rest
        (target + at).store(value)

    for_elements[simd_width_of[dtype](), element](input.count(), threads)
    output = result^
