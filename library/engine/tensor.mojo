"""`Tensor`: elements in row-major order without gaps, and their shape."""

from memory import UnsafePointer

from .memory import Block, Memory


struct Tensor[dtype: DType, rank: Int](Movable):
    """Elements of one type in memory of its own, or in somebody's.

    Parameters:
        dtype: Kind of element.
        rank: Number of dimensions.
    """

    var data: UnsafePointer[Scalar[Self.dtype], MutAnyOrigin]
    """The first element."""
    var dimensions: Int
    """Their number, followed by their sizes: what a `View` reads."""
    var shape: InlineArray[Int, max(1, Self.rank)]
    """The size of each dimension; of a scalar 1."""
    var block: Block
    """Where the elements are, if the tensor owns them; else of 0 bytes."""
    var memory: UnsafePointer[Memory, MutAnyOrigin]
    """To whom the block goes back."""

    def __init__(out self, memory: UnsafePointer[Memory, MutAnyOrigin], *shape: Int):
        """Elements that are not set yet.

        Args:
            memory: Where to take them from.
            shape: The size of each dimension.
        """
        self.dimensions = Self.rank
        self.shape = InlineArray[Int, max(1, Self.rank)](fill=1)
        var count = 1
        comptime for i in range(Self.rank):
            self.shape[i] = shape[i]
            count *= shape[i]
        self.memory = memory
        self.block = memory[].take(max(1, count) * Self.dtype.size_of())
        self.data = self.block.data.bitcast[Scalar[Self.dtype]]()

    def __init__(out self, data: UnsafePointer[Scalar[Self.dtype], MutAnyOrigin], *shape: Int):
        """Somebody's elements, which must outlive the tensor.

        Args:
            data: The first element.
            shape: The size of each dimension; may follow later.
        """
        self.dimensions = Self.rank
        self.shape = InlineArray[Int, max(1, Self.rank)](fill=1)
        for i in range(len(shape)):
            self.shape[i] = shape[i]
        self.data = data
        self.block = Block(data.bitcast[UInt8](), 0)
        self.memory = UnsafePointer[Memory, MutAnyOrigin]()

    @staticmethod
    def nothing() -> Self:
        """No elements: for a tensor that is assigned later."""
        var result = Self(UnsafePointer[Scalar[Self.dtype], MutAnyOrigin]())
        comptime for i in range(Self.rank):
            result.shape[i] = 0
        return result^

    def allocate(mut self, memory: UnsafePointer[Memory, MutAnyOrigin]):
        """Takes memory for elements of the shape that it has.

        Args:
            memory: Where to take it from.
        """
        self.memory = memory
        self.block = memory[].take(max(1, self.count()) * Self.dtype.size_of())
        self.data = self.block.data.bitcast[Scalar[Self.dtype]]()

    @always_inline
    def count(self) -> Int:
        """Number of elements."""
        var count = 1
        comptime for i in range(Self.rank):
            count *= self.shape[i]
        return count

    def __deinit__(deinit self):
        """Gives the block back."""
        if self.block.bytes > 0:
            self.memory[].give(self.block)
