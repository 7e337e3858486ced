"""Places that the elements of a tensor give: whether they are inside of the tensor that is read there."""

from memory import UnsafePointer

from .memory import Memory


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


def expect_size(size: Int, name: StaticString, dimension: Int) raises:
    """Raises if a size is below 0.

    Args:
        size: What was computed.
        name: What the tensor is called.
        dimension: Which dimension.
    """
    if size < 0:
        raise Error(name, ": dimension ", dimension, " would have the size ", size)
