"""`Rounds`: what the rounds of a loop give, put together at its end."""

from memory import UnsafePointer

from .memory import Memory
from .tensor import Tensor


struct Rounds[dtype: DType, rank: Int](Movable):
    """Tensors of one shape, one for each round.

    Parameters:
        dtype: Kind of element.
        rank: Number of dimensions of each.
    """

    var elements: List[Scalar[Self.dtype]]
    """The elements of all rounds."""
    var shape: InlineArray[Int, max(1, Self.rank)]
    """The shape of each."""
    var count: Int
    """Number of rounds."""

    def __init__(out self):
        """No rounds yet."""
        self.elements = List[Scalar[Self.dtype]]()
        self.shape = InlineArray[Int, max(1, Self.rank)](fill=0)
        self.count = 0

    def append(mut self, var tensor: Tensor[Self.dtype, Self.rank]) raises:
        """Adds a round; raises if its shape is another one than that of the rounds before.

        Args:
            tensor: What the round gave.
        """
        comptime for i in range(Self.rank):
            if self.count > 0 and self.shape[i] != tensor.shape[i]:
                raise Error("a scan output of a loop has dimension ", i, " of size ", self.shape[i], " in one round and ", tensor.shape[i], " in another")
            self.shape[i] = tensor.shape[i]
        var count = tensor.count()
        for i in range(count):
            self.elements.append(tensor.data[i])
        self.count += 1

    def stack[
        stacked_rank: Int
    ](self, memory: UnsafePointer[Memory, MutAnyOrigin], mut target: Tensor[Self.dtype, stacked_rank], *shape: Int):
        """All rounds, one after the other in a new first dimension.

        Parameters:
            stacked_rank: One more than the rank of a round.

        Args:
            memory: Where to take memory from.
            target: Receives them.
            shape: The shape of a round, for a loop of no rounds.
        """
        var result = Tensor[Self.dtype, stacked_rank].nothing()
        result.shape[0] = self.count
        var count = self.count
        comptime for i in range(Self.rank):
            result.shape[i + 1] = self.shape[i] if self.count > 0 else shape[i]
            count *= result.shape[i + 1]
        result.allocate(memory)
        for i in range(min(count, len(self.elements))):
            result.data[i] = self.elements[i]
        target = result^
