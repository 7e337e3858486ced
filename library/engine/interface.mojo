"""How tensors come in and go out: `Arguments`, words of 64 bits that a caller in any language can write.

Each argument has 16 words: address of the elements, rank, bytes of the block (of outputs: 0 if the model does not own it), one free, and up to 12 sizes.
"""

from memory import UnsafePointer, alloc

from .memory import Block, Memory
from .tensor import Tensor

comptime words_of_argument = 16
"""Words of one argument."""
comptime _first_size = 4


struct Arguments(ImplicitlyCopyable, TrivialRegisterPassable):
    """Inputs or outputs of a run."""

    var words: UnsafePointer[Int64, MutAnyOrigin]
    """The first word of the first."""

    def __init__(out self, words: UnsafePointer[Int64, MutAnyOrigin]):
        """What a caller gives.

        Args:
            words: The first word.
        """
        self.words = words

    @always_inline
    def size(self, at: Int, dimension: Int) -> Int:
        """Size of a dimension of an argument.

        Args:
            at: Which argument.
            dimension: Which dimension.
        """
        return Int(self.words[at * words_of_argument + _first_size + dimension])

    def expect_shape(self, at: Int, name: StaticString, *shape: Int) raises:
        """Raises if a size is another one than the model needs.

        Args:
            at: Which argument.
            name: What it is called.
            shape: What its sizes have to be.
        """
        for dimension in range(len(shape)):
            var actual = self.size(at, dimension)
            if actual != shape[dimension]:
                raise Error("input ", name, ": dimension ", dimension, " is ", actual, ", but has to be ", shape[dimension])

    def tensor[dtype: DType, rank: Int](self, at: Int, name: StaticString) raises -> Tensor[dtype, rank]:
        """An input, where the caller has it. Raises if it has another rank.

        Parameters:
            dtype: Kind of element.
            rank: Number of dimensions.

        Args:
            at: Which argument.
            name: What it is called.
        """
        var actual = Int(self.words[at * words_of_argument + 1])
        if actual != rank:
            raise Error("input ", name, " has rank ", actual, ", but it has to be ", rank)
        var data = UnsafePointer[Scalar[dtype], MutAnyOrigin](unsafe_from_address=Int(self.words[at * words_of_argument]))
        var result = Tensor[dtype, rank](data)
        comptime for i in range(rank):
            result.shape[i] = self.size(at, i)
        return result^

    def give[dtype: DType, rank: Int](self, at: Int, var tensor: Tensor[dtype, rank]):
        """Hands an output to the caller, who gives its block back.

        Parameters:
            dtype: Kind of element.
            rank: Number of dimensions.

        Args:
            at: Which argument.
            tensor: The output.
        """
        var words = self.words + at * words_of_argument
        words[0] = Int64(Int(tensor.data))
        words[1] = Int64(rank)
        words[2] = Int64(tensor.block.bytes)
        comptime for i in range(rank):
            words[_first_size + i] = Int64(tensor.shape[i])
        # The block is the caller's now
        tensor.block.bytes = 0


def copy_of[dtype: DType, rank: Int](memory: UnsafePointer[Memory, MutAnyOrigin], tensor: Tensor[dtype, rank]) -> Tensor[dtype, rank]:
    """A tensor with elements of its own.

    Parameters:
        dtype: Kind of element.
        rank: Number of dimensions.

    Args:
        memory: Where to take them from.
        tensor: What is copied.
    """
    var result = Tensor[dtype, rank](tensor.data)
    result.shape = tensor.shape.copy()
    result.allocate(memory)
    for i in range(tensor.count()):
        result.data[i] = tensor.data[i]
    return result^


def new_memory(threads: Int) -> UnsafePointer[Memory, MutAnyOrigin]:
    """Memory that its user frees.

    Args:
        threads: Most threads that kernels may use.
    """
    var place = alloc[Memory](1)
    place.init_pointee_move(Memory(threads))
    return place


def text_of(start: UnsafePointer[UInt8, MutAnyOrigin]) -> String:
    """A text that ends with a zero.

    Args:
        start: Its first byte.
    """
    var length = 0
    while start[length] != 0:
        length += 1
    var text = String()
    for i in range(length):
        text.append_byte(start[i])
    return text


def error_text(text: String) -> UnsafePointer[UInt8, MutAnyOrigin]:
    """A text for a caller in any language, with a zero at its end; the caller frees it.

    Args:
        text: What went wrong.
    """
    var bytes = text.as_bytes()
    var copy = alloc[UInt8](len(bytes) + 1)
    for i in range(len(bytes)):
        copy[i] = bytes[i]
    copy[len(bytes)] = 0
    return copy


def no_error() -> UnsafePointer[UInt8, MutAnyOrigin]:
    """The null pointer."""
    return UnsafePointer[UInt8, MutAnyOrigin]()
