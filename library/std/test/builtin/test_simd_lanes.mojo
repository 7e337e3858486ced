# test: run
# Vectors: construction, lanes, shuffles, reductions, masks.
from testing import assert_equal, assert_true


def main() raises:
    comptime V = SIMD[DType.int32, 4]
    var v = V(1, 2, 3, 4)
    v[2] = 30
    assert_equal(v, V(1, 2, 30, 4))
    var literal: V = [4, 3, 2, 1]
    assert_equal(literal[0], 4)
    assert_equal(len(v), 4)
    assert_equal(V(7), V(7, 7, 7, 7))
    assert_equal(V(), V(0, 0, 0, 0))
    assert_true(30 in v and not (5 in v))
    assert_equal(v.shuffle[3, 2, 1, 0](), V(4, 30, 2, 1))
    assert_equal(v.shuffle[0, 4, 1, 5](literal), V(1, 4, 2, 3))
    assert_equal(v.slice[2, offset=1](), SIMD[DType.int32, 2](2, 30))
    assert_equal(v.join(literal), SIMD[DType.int32, 8](1, 2, 30, 4, 4, 3, 2, 1))
    assert_equal(v.interleave(literal), SIMD[DType.int32, 8](1, 4, 2, 3, 30, 2, 4, 1))
    var halves = v.deinterleave()
    assert_equal(halves[0], SIMD[DType.int32, 2](1, 30))
    assert_equal(halves[1], SIMD[DType.int32, 2](2, 4))
    var split = v.split()
    assert_equal(split[1], SIMD[DType.int32, 2](30, 4))
    assert_equal(v.reversed(), V(4, 30, 2, 1))
    assert_equal(v.rotate_left[1](), V(2, 30, 4, 1))
    assert_equal(v.rotate_right[1](), V(4, 1, 2, 30))
    assert_equal(v.shift_left[1](), V(2, 30, 4, 0))
    assert_equal(v.shift_right[3](), V(0, 0, 0, 1))
    assert_equal(v.insert[offset=1](SIMD[DType.int32, 2](8, 9)), V(1, 8, 9, 4))

    assert_equal(v.reduce_add(), 37)
    assert_equal(v.reduce_mul(), 240)
    assert_equal(v.reduce_min(), 1)
    assert_equal(v.reduce_max(), 30)
    assert_equal(v.reduce_or(), 31)
    assert_equal(v.reduce_and(), 0)
    assert_equal(v.reduce_add[2](), SIMD[DType.int32, 2](31, 6))
    assert_equal(V(255).reduce_bit_count(), 32)
    # Floats: halves are added, so that (1 + -1e20) and (1e20 + 1) come first.
    assert_equal(SIMD[DType.float64, 4](1, 1e20, -1e20, 1).reduce_add(), 0.0)
    assert_equal(SIMD[DType.float32, 4](1, 5, -2, 3).reduce_max(), 5.0)

    @parameter
    def join[width: Int](a: SIMD[DType.int32, width], b: SIMD[DType.int32, width]) -> SIMD[DType.int32, width]:
        return a * 2 + b

    assert_equal(V(1, 2, 3, 4).reduce[join](), (1 * 2 + 3) * 2 + (2 * 2 + 4))

    var mask = v.gt(V(3))
    assert_equal(mask, SIMD[DType.bool, 4](False, False, True, True))
    assert_equal(mask.select(v, -v), V(-1, -2, 30, 4))
    assert_true(any(mask) and not all(mask))
    assert_true(mask.reduce_or() and not mask.reduce_and())
    assert_equal((~mask).reduce_bit_count(), 2)
    assert_equal(mask.cast[DType.int8](), SIMD[DType.int8, 4](0, 0, 1, 1))
    # Compared as a whole where one answer is wanted
    if v == V(1, 2, 30, 4):
        pass
    else:
        assert_true(False)
    if v != V(1, 2, 30, 5):
        pass
    else:
        assert_true(False)
    assert_equal(String(v), "[1, 2, 30, 4]")
    assert_equal(repr(v), "SIMD[DType.int32, 4](1, 2, 30, 4)")
    assert_equal(V.size, 4)
    print("ok")  # prints: ok
