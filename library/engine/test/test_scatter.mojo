# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 60
# Scatters against plain loops: places that occur more than once, blocks of many sizes, scalars, nothing, threads; places outside.
from engine.arithmetic import maximum, minimum
from engine.calls.scatter import replace, scatter
from engine.interface import new_memory
from engine.loops import add, multiply
from engine.tensor import Tensor
from math import nan
from testing import assert_equal, assert_raises, assert_true
from tensors import Numbers


def compare[dtype: DType, kind: Int](rows: Int, columns: Int, given: Int, threads: Int) raises:
    """Kind 0: replace, 1: add, 2: multiply, 3: maximum, 4: minimum."""
    var memory = new_memory(threads)
    var numbers = Numbers(rows + columns + given)
    var data = Tensor[dtype, 2](memory, rows, columns)
    var places = Tensor[DType.int64, 1](memory, given)
    var updates = Tensor[dtype, 2](memory, given, columns)
    numbers.fill(data, 0, 9)
    numbers.fill(places, 0, rows)
    numbers.fill(updates, 0, 9)
    var expected = List[Scalar[dtype]]()
    for i in range(rows * columns):
        expected.append(data.data[i])
    for i in range(given):
        for j in range(columns):
            var at = Int(places.data[i]) * columns + j
            var update = updates.data[i * columns + j]
            comptime if kind == 0:
                expected[at] = update
            elif kind == 1:
                expected[at] += update
            elif kind == 2:
                expected[at] *= update
            elif kind == 3:
                expected[at] = max(expected[at], update)
            else:
                expected[at] = min(expected[at], update)
    var result = Tensor[dtype, 2].nothing()
    comptime if kind == 0:
        scatter[replace](memory, data, places, updates, result, threads)
    elif kind == 1:
        scatter[add](memory, data, places, updates, result, threads)
    elif kind == 2:
        scatter[multiply](memory, data, places, updates, result, threads)
    elif kind == 3:
        scatter[maximum](memory, data, places, updates, result, threads)
    else:
        scatter[minimum](memory, data, places, updates, result, threads)
    assert_equal(result.shape[0], rows)
    assert_equal(result.shape[1], columns)
    for i in range(rows * columns):
        assert_equal(result.data[i], expected[i], String(dtype, ", kind ", kind, ", ", rows, " x ", columns, " at ", i))


def scalars_and_nothing() raises:
    var memory = new_memory(1)
    var one = Tensor[DType.float32, 0](memory)
    one.data[] = 1
    var nowhere = Tensor[DType.int64, 0](memory)
    nowhere.data[] = 0
    var update = Tensor[DType.float32, 0](memory)
    update.data[] = nan[DType.float32]()
    var result = Tensor[DType.float32, 0].nothing()
    scatter[replace](memory, one, nowhere, update, result, 1)
    assert_true(result.data[] != result.data[])
    scatter[maximum](memory, one, nowhere, update, result, 1)
    assert_true(result.data[] != result.data[])
    var none = Tensor[DType.float32, 2](memory, 0, 3)
    var no_places = Tensor[DType.int64, 1](memory, 0)
    var rows = Tensor[DType.float32, 2].nothing()
    scatter[replace](memory, none, no_places, none, rows, 1)
    assert_equal(rows.count(), 0)
    assert_equal(rows.shape[1], 3)


def outside() raises:
    var memory = new_memory(1)
    var data = Tensor[DType.float32, 1](memory, 4)
    var places = Tensor[DType.int64, 1](memory, 1)
    var updates = Tensor[DType.float32, 1](memory, 1)
    var result = Tensor[DType.float32, 1].nothing()
    for place in [-1, 4, 1 << 62]:
        places.data[0] = Int64(place)
        with assert_raises(contains=String("scatter: place ", place, " is outside of the data")):
            scatter[replace](memory, data, places, updates, result, 1)


def main() raises:
    comptime for kind in range(5):
        compare[DType.float32, kind](7, 1, 20, 1)
        compare[DType.float32, kind](5, 3, 0, 1)
        compare[DType.float32, kind](5, 19, 8, 1)
        compare[DType.float32, kind](4, 5000, 9, 3)
        compare[DType.float16, kind](3, 33, 4, 1)
        compare[DType.bfloat16, kind](3, 33, 4, 1)
        compare[DType.int8, kind](6, 70, 11, 1)
        compare[DType.uint64, kind](6, 2, 11, 1)
    compare[DType.float64, 0](50000, 1, 40000, 3)
    scalars_and_nothing()
    outside()
