# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Sorts along each dimension against insertion: rising and falling, few and all, equal elements, zeros, NaNs, nothing, threads; too many wanted.
from engine.calls.sorting import sort
from engine.interface import new_memory
from engine.tensor import Tensor
from math import inf, nan
from testing import assert_equal, assert_raises, assert_true
from tensors import Numbers


def comes_first[dtype: DType](a: Scalar[dtype], b: Scalar[dtype], descending: Bool) -> Bool:
    """Whether `a` has to stand before `b`, whatever their places."""
    var a_is_nan = a != a
    var b_is_nan = b != b
    if a_is_nan or b_is_nan:
        return (a_is_nan and not b_is_nan) if descending else (b_is_nan and not a_is_nan)
    return a > b if descending else a < b


def compare[dtype: DType](outer: Int, extent: Int, inner: Int, count: Int, descending: Bool, threads: Int = 1) raises:
    var memory = new_memory(threads)
    var numbers = Numbers(outer + extent + inner)
    var input = Tensor[dtype, 3](memory, outer, extent, inner)
    numbers.fill(input, 0, max(3, extent // 2))
    comptime if dtype.is_floating_point():
        for i in range(input.count()):
            var chosen = numbers.below(12)
            if chosen == 0:
                input.data[i] = nan[dtype]()
            elif chosen == 1:
                input.data[i] = -Scalar[dtype](0)
            elif chosen == 2:
                input.data[i] = inf[dtype]()
            elif chosen == 3:
                input.data[i] = -inf[dtype]()
    var sorted = Tensor[dtype, 3].nothing()
    var places = Tensor[DType.int64, 3].nothing()
    sort(memory, input, sorted, places, 1, descending, count, threads)
    assert_equal(sorted.shape[1], count)
    assert_equal(places.shape[1], count)
    var order = List[Int](capacity=extent)
    for a in range(outer):
        for b in range(inner):
            order.clear()
            for place in range(extent):
                var to = len(order)
                order.append(place)
                while to > 0 and comes_first(input.data[(a * extent + place) * inner + b], input.data[(a * extent + order[to - 1]) * inner + b], descending):
                    order[to] = order[to - 1]
                    to -= 1
                order[to] = place
            for rank in range(count):
                var at = (a * count + rank) * inner + b
                var what = String(dtype, ", ", count, " of ", extent, ", ", outer, " x ", inner)
                assert_equal(Int(places.data[at]), order[rank], what)
                var expected = input.data[(a * extent + order[rank]) * inner + b]
                assert_true(sorted.data[at] == expected or expected != expected, what)


def main() raises:
    for descending in [False, True]:
        for extent in [1, 2, 16, 50, 300]:
            for count in [0, 1, extent // 2, extent]:
                compare[DType.float32](3, extent, 1, count, descending)
                compare[DType.float32](2, extent, 3, count, descending)
        compare[DType.float64](1, 100, 2, 7, descending)
        compare[DType.float16](2, 100, 1, 100, descending)
        compare[DType.bfloat16](2, 100, 1, 9, descending)
        compare[DType.int64](2, 100, 1, 50, descending)
        compare[DType.uint64](1, 70, 20, 70, descending)
        compare[DType.uint8](2, 100, 2, 50, descending)
        compare[DType.float32](300, 40, 2, 5, descending, 3)
        compare[DType.float32](2, 100, 200, 100, descending, 3)
        compare[DType.float32](0, 5, 1, 5, descending)
        compare[DType.float32](2, 0, 3, 0, descending)
    var memory = new_memory(1)
    var input = Tensor[DType.float32, 1](memory, 3)
    var sorted = Tensor[DType.float32, 1].nothing()
    var places = Tensor[DType.int64, 1].nothing()
    with assert_raises(contains="sort: 4 elements are asked for, and there are 3"):
        sort(memory, input, sorted, places, 0, False, 4, 1)
    with assert_raises(contains="sort: -1 elements are asked for, and there are 3"):
        sort(memory, input, sorted, places, 0, False, -1, 1)
