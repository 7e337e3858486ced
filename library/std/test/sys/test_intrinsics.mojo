# test: run
# Masked, strided and scattered memory; prefetches; LLVM intrinsics.
from sys import PrefetchOptions, compressed_store, gather, llvm_intrinsic, masked_load, masked_store, prefetch, scatter, strided_load, strided_store
from testing import assert_equal


def main() raises:
    var data = alloc[Int32](16)
    for i in range(16):
        data[i] = Int32(i)
    var odd = SIMD[DType.bool, 4](False, True, False, True)
    assert_equal(masked_load[4](data, odd, SIMD[DType.int32, 4](-1)), SIMD[DType.int32, 4](-1, 1, -1, 3))
    masked_store[4](SIMD[DType.int32, 4](100), data, odd)
    assert_equal(data.load[width=4](), SIMD[DType.int32, 4](0, 100, 2, 100))
    compressed_store(SIMD[DType.int32, 4](5, 6, 7, 8), data, odd)
    assert_equal(data.load[width=4](), SIMD[DType.int32, 4](6, 8, 2, 100))
    assert_equal(strided_load[4](data + 1, 3), SIMD[DType.int32, 4](8, 4, 7, 10))
    strided_store[2](SIMD[DType.int32, 2](-5, -6), data, 8)
    assert_equal(data[0] + data[8], -11)
    var addresses = SIMD[DType.int, 2](Int(data + 4), Int(data + 6))
    var both = SIMD[DType.bool, 2](True)
    assert_equal(gather(addresses, both, SIMD[DType.int32, 2](0)), SIMD[DType.int32, 2](4, 6))
    scatter(SIMD[DType.int32, 2](44, 66), addresses, both)
    assert_equal(data[4] + data[6], 110)
    prefetch[PrefetchOptions().for_write().low_locality()](data)
    assert_equal(llvm_intrinsic["llvm.sqrt", Float64](Float64(9.0)), 3.0)
    assert_equal(llvm_intrinsic["llvm.fabs", SIMD[DType.float32, 2]](SIMD[DType.float32, 2](-1, 2)), SIMD[DType.float32, 2](1, 2))
    data.free()
    print("ok")  # prints: ok
