"""Places that the elements of a tensor give: whether they are inside of the tensor that is read there."""

from memory import UnsafePointer

from .memory import Memory
from .tensor import Tensor


@always_inline
def place_within(memory: UnsafePointer[Memory, MutAnyOrigin], place: Int, size: Int, which: Int) -> Int:
    """A place within a dimension, or -1 if it is outside; then the run fails after the kernel.

    Args:
        memory: Of the run.
        place: Where to read.
        size: Of the dimension.
        which: The number of the tensor among those that the kernel names.
    """
    if place >= 0 and place < size:
        return place
    memory[].note_place(place, size, which)
    return -1


def checked_place(place: Int, size: Int, name: StaticString) raises -> Int:
    """A place within a dimension.

    Args:
        place: Where to read.
        size: Of the dimension.
        name: What the tensor is called.
    """
    if place < 0 or place >= size:
        raise Error(name, ": place ", place, " is outside of a dimension of size ", size)
    return place


def room[dtype: DType, rank: Int](memory: UnsafePointer[Memory, MutAnyOrigin], name: StaticString, *shape: Int) raises -> Tensor[dtype, rank]:
    """A tensor of a shape that the run has computed. Raises if a size is below 0, or if all elements take more memory than the machine has; or if the run
    is to end.

    Parameters:
        dtype: Kind of element.
        rank: Number of dimensions.

    Args:
        memory: Of the run.
        name: What the tensor is called.
        shape: What was computed.
    """
    memory[].go_on()
    var result = Tensor[dtype, rank].nothing()
    var is_empty = False
    comptime for i in range(rank):
        if shape[i] < 0:
            raise Error(name, ": dimension ", i, " would have the size ", shape[i])
        is_empty = is_empty or shape[i] == 0
        result.shape[i] = shape[i]
    var bytes = dtype.size_of()
    comptime for i in range(rank):
        if not is_empty:
            if shape[i] > memory[].limit // bytes:
                raise Error(name, ": a dimension of size ", shape[i], " makes it larger than this machine's memory")
            bytes *= shape[i]
    result.allocate(memory)
    return result^


def expect_same(left: Int, right: Int, name: StaticString) raises:
    """Raises if two sizes are not the same.

    Args:
        left: The first.
        right: The second.
        name: Of the node that needs them to be.
    """
    if left != right:
        raise Error(name, ": sizes do not fit: ", left, " and ", right)


def expect_spread(left: Int, right: Int, name: StaticString) raises:
    """Raises if a size is neither 1 nor the same as another.

    Args:
        left: The first.
        right: To what it spreads.
        name: Of the node that needs it to.
    """
    if left != 1:
        expect_same(left, right, name)
