# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# Bits as elements of other types: whole elements, and integers of less than a byte; seeds that differ.
from engine.calls.bits import bitcast
from engine.calls.random import seed
from engine.interface import new_memory
from engine.tensor import Tensor
from testing import assert_equal, assert_true


def main() raises:
    var memory = new_memory(1)
    var floats = Tensor[DType.float32, 2](memory, 3, 7)
    for i in range(21):
        floats.data[i] = Float32(i) - 2
    var words = Tensor[DType.uint32, 2].nothing()
    bitcast[32](memory, floats, words, 1)
    assert_equal(words.shape[1], 7)
    assert_equal(words.data[0], 0xC0000000)
    assert_equal(words.data[2], 0)
    assert_equal(words.data[20], 0x41900000)
    var back = Tensor[DType.float32, 2].nothing()
    bitcast[32](memory, words, back, 1)
    for i in range(21):
        assert_equal(back.data[i], floats.data[i])
    var unsigned = Tensor[DType.uint8, 1](memory, 16)
    for i in range(16):
        unsigned.data[i] = UInt8(i)
    var signed = Tensor[DType.int8, 1].nothing()
    bitcast[4](memory, unsigned, signed, 1)
    for i in range(16):
        assert_equal(Int(signed.data[i]), i if i < 8 else i - 16)
    var again = Tensor[DType.uint8, 1].nothing()
    bitcast[4](memory, signed, again, 1)
    for i in range(16):
        assert_equal(Int(again.data[i]), i)
    bitcast[2](memory, unsigned, signed, 1)
    for i in range(4):
        assert_equal(Int(signed.data[i]), i if i < 2 else i - 4)
    bitcast[8](memory, unsigned, signed, 1)
    assert_equal(signed.data[9], 9)
    var one = Tensor[DType.uint64, 0].nothing()
    var other = Tensor[DType.uint64, 0].nothing()
    seed(memory, one, 1)
    seed(memory, other, 1)
    # Equal by chance once in 2**64 runs
    assert_true(one.data[] != other.data[])
