# test: run
# Sizes, widths and the machine.
from sys import (
    CompilationTarget,
    align_of,
    bit_width_of,
    has_fma,
    is_64bit,
    is_little_endian,
    is_x86,
    num_logical_cores,
    num_physical_cores,
    os_is_linux,
    os_is_windows,
    simd_bit_width,
    simd_width_of,
    simdwidthof,
    size_of,
    sizeof,
)
from sys.intrinsics import likely, unlikely
from testing import assert_equal, assert_false, assert_true


struct Pair(TrivialRegisterPassable):
    var a: Int8
    var b: Int64


def main() raises:
    assert_equal(size_of[Int](), 8)
    assert_equal(size_of[DType.bfloat16](), 2)
    assert_equal(size_of[Pair](), 16)
    assert_equal(align_of[Pair](), 8)
    assert_equal(align_of[DType.int16](), 2)
    assert_equal(bit_width_of[Float32](), 32)
    assert_equal(sizeof[UInt8](), 1)
    assert_equal(simd_width_of[DType.float32](), simd_bit_width() // 32)
    assert_equal(simdwidthof[DType.float64]() * 2, simd_width_of[Float32]())
    assert_true(num_logical_cores() >= num_physical_cores() and num_physical_cores() >= 1)
    assert_true(is_64bit() and is_little_endian())
    assert_false(os_is_windows())
    assert_equal(os_is_linux(), CompilationTarget.is_linux())
    assert_equal(is_x86(), CompilationTarget.is_x86())
    assert_true(likely(1 + 1 == 2) and not unlikely(1 + 1 == 3))
    print("ok")  # prints: ok
