# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 60
# Running sums and products along each dimension against plain loops: from both ends, with and without the element itself, integers that wrap, nothing.
from engine.calls.cumulation import cumulate
from engine.interface import new_memory
from engine.loops import add, multiply
from engine.tensor import Tensor
from testing import assert_equal
from tensors import Numbers


def compare[dtype: DType](outer: Int, extent: Int, inner: Int, threads: Int = 1) raises:
    var memory = new_memory(threads)
    var numbers = Numbers(outer + extent + inner)
    var input = Tensor[dtype, 3](memory, outer, extent, inner)
    # Small enough for sums and products of floats to be exact
    numbers.fill(input, 1, 3)
    for kind in range(8):
        var exclusive = kind % 2 == 1
        var reverse = kind // 2 % 2 == 1
        var is_sum = kind < 4
        var result = Tensor[dtype, 3].nothing()
        if is_sum:
            cumulate[add](memory, input, result, 1, 0, exclusive, reverse, threads)
        else:
            cumulate[multiply](memory, input, result, 1, 1, exclusive, reverse, threads)
        assert_equal(result.shape[0], outer)
        assert_equal(result.shape[2], inner)
        for a in range(outer):
            for b in range(inner):
                var all = Scalar[dtype](0 if is_sum else 1)
                for step in range(extent):
                    var at = (a * extent + (extent - 1 - step if reverse else step)) * inner + b
                    var next = all + input.data[at] if is_sum else all * input.data[at]
                    var what = String(dtype, ", ", outer, " x ", extent, " x ", inner, ", kind ", kind)
                    assert_equal(result.data[at], all if exclusive else next, what)
                    all = next


def main() raises:
    for extent in [0, 1, 2, 9, 60]:
        for inner in [0, 1, 3, 17]:
            compare[DType.float32](2, extent, inner)
    compare[DType.float64](1, 20, 300)
    compare[DType.float16](3, 5, 20)
    compare[DType.bfloat16](3, 5, 1)
    compare[DType.int32](3, 40, 1)
    compare[DType.uint8](2, 40, 5)
    compare[DType.int64](0, 4, 4)
    compare[DType.int64](200, 60, 1, 3)
    compare[DType.int64](3, 60, 600, 3)
