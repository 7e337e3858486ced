# test: run
# Positions in several dimensions, and fixed tuples.
from testing import assert_equal, assert_false, assert_true
from utils import Index, IndexList, StaticTuple
from utils.index import StaticIntTuple, product


def main() raises:
    var a = Index(2, 3, 4)
    var b = IndexList[3](1, 1, 2)
    assert_true(a + b == Index(3, 4, 6))
    assert_true(a - b == Index(1, 2, 2))
    assert_true(a * b == Index(2, 3, 8))
    assert_true(a // b == Index(2, 3, 2))
    assert_true(b < a and b <= a and a > b and not a < b)
    assert_equal(a.flattened_length(), 24)
    assert_equal(product(a), 24)
    assert_equal(product(a, 1, 3), 12)
    assert_equal(String(a), "(2, 3, 4)")
    assert_equal(String(Index(7)), "(7,)")
    assert_equal(len(a), 3)
    a[1] = 9
    assert_equal(a[1], 9)
    assert_equal(a.max(b)[1], 9)
    assert_equal(a.min(b)[1], 1)
    var from_tuple: IndexList[2] = (5, 6)
    assert_equal(from_tuple[1], 6)
    assert_equal(StaticIntTuple[2](8)[1], 8)
    assert_true(Index(1, 2).cast[DType.int32]() == Index[DType.int32](1, 2))
    var list: IndexList[3] = [1, 2, 3]
    assert_equal(list[2], 3)

    var t = StaticTuple[Float64, 3](1.5, 2.5, 3.5)
    t[1] = 7
    assert_equal(t[0] + t[1] + t[2], 12.0)
    assert_equal(len(t), 3)
    assert_equal(StaticTuple[Int, 4](3)[2], 3)
    # The order of 2023
    var old = StaticTuple[2, Int](5, 6)
    assert_equal(old[1], 6)
    print("ok")  # prints: ok
