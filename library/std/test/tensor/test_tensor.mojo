# test: run
# Tensors: shapes, elements, arithmetic, text.
from tensor import Tensor, TensorShape, TensorSpec
from testing import assert_equal, assert_raises, assert_true
from utils.index import Index


def main() raises:
    var t = Tensor[DType.float32](2, 3)
    assert_equal(t.rank(), 2)
    assert_equal(t.dim(1), 3)
    assert_equal(t.num_elements(), 6)
    assert_equal(t[1, 2], 0.0)
    t[1, 2] = 5
    t[Index(0, 1)] = 2.5
    t[0] = 1
    assert_equal(t[Index(1, 2)], 5.0)
    assert_equal(t[1], 2.5)
    assert_equal(t.load[2](0), SIMD[DType.float32, 2](1, 2.5))
    t.store(2, SIMD[DType.float32, 2](7, 8))
    assert_equal(String(t), "Tensor([[1.0, 2.5, 7.0], [8.0, 0.0, 5.0]], dtype=float32, shape=2x3)")

    var doubled = t * 2
    assert_equal(doubled[1, 0], 16.0)
    var sum = t + doubled
    assert_equal(sum[0, 1], 7.5)
    assert_equal((t - t)[0], 0.0)
    assert_equal((1 + t)[3], 9.0)
    assert_equal((-t)[3], -8.0)
    assert_equal((t**2)[2], 49.0)
    assert_equal(t.clip(0.5, 3)[3], 3.0)
    assert_equal(t.astype[DType.int32]()[1], 2)
    with assert_raises(contains="different shapes"):
        _ = t + Tensor[DType.float32](3, 2)

    var copy = t
    copy[0] = 100
    assert_equal(t[0], 1.0)
    assert_true(t != copy)
    var reshaped = t.reshape(TensorShape(3, 2))
    assert_equal(reshaped[2, 1], 5.0)
    with assert_raises(contains="keeps its number"):
        _ = t.reshape(TensorShape(7))

    var filled = Tensor[DType.int64](TensorShape(2, 2), 1, 2, 3, 4)
    assert_equal(filled[1, 0], 3)
    var spec = TensorSpec(DType.int8, 4, 5)
    assert_equal(spec.bytecount(), 20)
    assert_equal(String(spec), "4x5xint8")
    assert_equal(Tensor[DType.int8](spec).num_elements(), 20)
    assert_true(TensorShape(1, 2) == TensorShape(1, 2) and TensorShape(1, 2) != TensorShape(2, 1))
    # As examples of 2023 do
    t.data().simd_store[2](4, SIMD[DType.float32, 2](9, 10))
    assert_equal(t.simd_load[2](1, 1), SIMD[DType.float32, 2](9, 10))
    t.simd_store[2](Index(0, 1), SIMD[DType.float32, 2](-1, -2))
    assert_equal(t.load[2](Index(0, 1)), SIMD[DType.float32, 2](-1, -2))
    print("ok")  # prints: ok
