# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 60
# The places of flags against a plain loop: none, all, some, flags that are not 1, lengths around the vectors, many parts, threads.
from engine.calls.nonzero import nonzero
from engine.interface import new_memory
from engine.tensor import Tensor
from testing import assert_equal
from tensors import Numbers


def compare(count: Int, one_of: Int, threads: Int) raises:
    """One flag of so many is set; of 0 none."""
    var memory = new_memory(threads)
    var numbers = Numbers(count)
    var flags = Tensor[DType.uint8, 3](memory, 1, count, 1)
    var expected = List[Int]()
    for i in range(count):
        var is_set = one_of > 0 and numbers.below(one_of) == 0
        flags.data[i] = UInt8(1 + numbers.below(255)) if is_set else UInt8(0)
        if is_set:
            expected.append(i)
    var places = Tensor[DType.int64, 1].nothing()
    nonzero(memory, flags, places, threads)
    assert_equal(places.shape[0], len(expected), String(count, " flags"))
    for i in range(len(expected)):
        assert_equal(Int(places.data[i]), expected[i], String(count, " flags"))


def main() raises:
    for count in [0, 1, 7, 63, 64, 65, 127, 128, 200, 32767, 32768, 32769]:
        for one_of in range(4):
            compare(count, one_of, 1)
    compare(3000000, 40, 3)
    var memory = new_memory(1)
    var flag = Tensor[DType.uint8, 0](memory)
    flag.data[] = 1
    var places = Tensor[DType.int64, 1].nothing()
    nonzero(memory, flag, places, 1)
    assert_equal(places.shape[0], 1)
    assert_equal(places.data[0], 0)
