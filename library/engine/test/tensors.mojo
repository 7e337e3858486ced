# test: module
"""Tensors for tests: numbers that look random, and few of them, so that some are equal."""
from engine.tensor import Tensor


struct Numbers:
    """A row of numbers without end."""

    var state: UInt64

    def __init__(out self, seed: Int):
        self.state = UInt64(seed) * 77 + 1

    def below(mut self, end: Int) -> Int:
        """The next one, from 0 to before `end`."""
        self.state = self.state * 6364136223846793005 + 1442695040888963407
        return Int(self.state >> 33) % end

    def fill[dtype: DType, rank: Int](mut self, tensor: Tensor[dtype, rank], first: Int, end: Int):
        """Sets all elements to whole numbers from `first` to before `end`."""
        for i in range(tensor.count()):
            tensor.data[i] = Scalar[dtype](first + self.below(end - first))
