# test: run
# Sums, extremes and means of rows.
from algorithm import all_true, any_true, argmax, argmin, cumsum, max, mean, min, none_true, product, sum, variance
from buffer import Buffer
from testing import assert_almost_equal, assert_equal, assert_false, assert_true


def main() raises:
    var values = List[Float64]()
    for i in range(103):
        values.append(Float64((i * 37) % 103) - 50.0)
    var row = Buffer[DType.float64](values.unsafe_ptr(), len(values))
    assert_equal(sum(row), 103.0)
    assert_equal(max(row), 52.0)
    assert_equal(min(row), -50.0)
    assert_equal(mean(row), 1.0)
    assert_almost_equal(variance(row), 892.6666666666666)
    assert_equal(sum(Span(values)), 103.0)
    assert_equal(max(Span(values)), 52.0)
    assert_equal(argmax(Span(values)), values.index(52.0))
    assert_equal(argmin(Span(values)), 0)

    var small: List[Int32] = [3, 1, 4, 1, 5]
    assert_equal(product(Span(small)), 60)
    assert_equal(sum(Span(small)), 14)
    assert_equal(mean(Span(small)), 2)
    var sums = List[Int32](length=5, fill=0)
    cumsum(Span(sums), Span(small))
    assert_equal(sums[4], 14)
    assert_equal(sums[2], 8)

    var flags = alloc[Int8](3)
    flags[0] = 1
    flags[1] = 2
    flags[2] = 0
    var flag_row = Buffer[DType.int8](flags, 3)
    assert_true(any_true(flag_row))
    assert_false(all_true(flag_row))
    assert_false(none_true(flag_row))
    flags.free()
    var empty = Buffer[DType.float32](UnsafePointer[Float32, MutableAnyOrigin](), 0)
    assert_equal(sum(empty), 0.0)
    assert_equal(max(empty), Float32.MIN)
    print("ok")  # prints: ok
