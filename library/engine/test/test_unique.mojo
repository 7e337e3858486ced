# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 60
# Kinds of rows against plain comparisons: in order and by first places, wide and narrow rows, rows without elements, no rows, zeros and NaNs.
from engine.calls.unique import unique
from engine.interface import new_memory
from engine.tensor import Tensor
from math import nan
from testing import assert_equal, assert_true
from tensors import Numbers


def order[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Int:
    """Negative, zero or positive; NaNs are equal and come after all others."""
    if a != a or b != b:
        return Int(a != a) - Int(b != b)
    return Int(a > b) - Int(a < b)


def order_rows[dtype: DType](rows: Tensor[dtype, 2], a: Int, b: Int) -> Int:
    var width = rows.shape[1]
    for i in range(width):
        var result = order(rows.data[a * width + i], rows.data[b * width + i])
        if result != 0:
            return result
    return 0


def compare[dtype: DType, in_order: Bool](count: Int, width: Int, values: Int) raises:
    var memory = new_memory(1)
    var numbers = Numbers(count + width + values)
    var rows = Tensor[dtype, 2](memory, count, width)
    numbers.fill(rows, 0, values)
    comptime if dtype.is_floating_point():
        for i in range(rows.count()):
            var chosen = numbers.below(10)
            if chosen == 0:
                rows.data[i] = nan[dtype]()
            elif chosen == 1:
                rows.data[i] = -Scalar[dtype](0)
    # First rows of kinds, in the order that is wanted
    var expected = List[Int]()
    for row in range(count):
        var to = len(expected)
        var is_new = True
        for i in range(len(expected)):
            if order_rows(rows, expected[i], row) == 0:
                is_new = False
        if not is_new:
            continue
        expected.append(row)
        comptime if in_order:
            while to > 0 and order_rows(rows, expected[to - 1], row) > 0:
                expected[to] = expected[to - 1]
                to -= 1
            expected[to] = row
    var first = Tensor[DType.int64, 1].nothing()
    var kinds = Tensor[DType.int64, 1].nothing()
    var counts = Tensor[DType.int64, 1].nothing()
    unique[in_order](memory, rows, first, kinds, counts, 1)
    var what = String(dtype, ", ", count, " x ", width, ", in order: ", in_order)
    assert_equal(first.shape[0], len(expected), what)
    assert_equal(counts.shape[0], len(expected), what)
    assert_equal(kinds.shape[0], count, what)
    for i in range(len(expected)):
        assert_equal(Int(first.data[i]), expected[i], what)
        var times = 0
        for row in range(count):
            if order_rows(rows, expected[i], row) == 0:
                times += 1
                assert_equal(Int(kinds.data[row]), i, what)
        assert_equal(Int(counts.data[i]), times, what)


def both[dtype: DType](count: Int, width: Int, values: Int) raises:
    compare[dtype, True](count, width, values)
    compare[dtype, False](count, width, values)


def main() raises:
    for count in [0, 1, 2, 17, 300]:
        both[DType.float32](count, 1, max(2, count // 3))
        both[DType.float32](count, 3, 2)
        both[DType.int64](count, 2, 5)
        both[DType.int8](count, 40, 2)
        both[DType.uint8](count, 1, 256)
        both[DType.float32](count, 0, 2)
    both[DType.float64](100, 2, 3)
    both[DType.float16](100, 1, 9)
