"""`seed`: where random numbers begin."""

from memory import UnsafePointer
from os.process import urandom

from engine.memory import Memory
from engine.tensor import Tensor


def seed(memory: UnsafePointer[Memory, MutAnyOrigin], mut output: Tensor[DType.uint64, 0], threads: Int) raises:
    """Another number each time, from the operating system. Raises if it has none.

    Args:
        memory: Where the output comes from.
        output: The number.
        threads: Not used.
    """
    var result = Tensor[DType.uint64, 0](memory)
    var bits = UInt64(0)
    for byte in urandom(8):
        bits = bits << 8 | UInt64(byte)
    result.data[] = bits
    output = result^
