# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Small types are added up in wide ones, operands may differ in type, and partial sums keep the accumulator's type over several blocks.
from kernels.gemm_tile import GemmTile
from kernels.matmul import matmul
from kernels.packed_matrix import PackedMatrix
from kernels.reference import reference_matmul
from matrices import check, guarded, release


def compare[c_type: DType, a_type: DType, b_type: DType, acc: DType](m: Int, n: Int, k: Int, layouts: Int, accumulate: Bool) raises:
    comptime tile = GemmTile(5, 2, 24, 10, 64)
    var a = guarded[a_type](m, k, layouts % 5, 1)
    var b = guarded[b_type](k, n, layouts // 5 % 5, 2)
    var c = guarded[c_type](m, n, layouts // 25 % 5, 3)
    var packed_c = guarded[c_type](m, n, layouts // 25 % 5, 3)
    var expected = guarded[c_type](m, n, layouts // 25 % 5, 3)
    var packed_b = PackedMatrix[acc, tile](b)
    reference_matmul[acc=acc](expected, a, b, accumulate=accumulate)
    var what = String(c_type, " ", a_type, " ", b_type, ": ", m, " x ", n, " x ", k, ", layouts ", layouts)
    matmul[acc=acc, tile=tile](c, a, b, accumulate=accumulate)
    check(c, expected, what)
    matmul(packed_c, a, packed_b, accumulate=accumulate)
    check(packed_c, expected, what + ", packed")
    release(a)
    release(b)
    release(c)
    release(packed_c)
    release(expected)


def main() raises:
    for layouts in range(0, 125, 7):
        compare[DType.float32, DType.bfloat16, DType.bfloat16, DType.float32](23, 37, 61, layouts, layouts % 2 == 0)
        compare[DType.int32, DType.int8, DType.uint8, DType.int32](17, 70, 50, layouts, layouts % 2 == 0)
    # Sums that bfloat16 and float16 cannot hold would differ if partial sums were rounded between blocks
    compare[DType.bfloat16, DType.bfloat16, DType.bfloat16, DType.float32](31, 45, 333, 0, True)
    compare[DType.float16, DType.float16, DType.float32, DType.float32](9, 66, 400, 5, False)
    compare[DType.float32, DType.float32, DType.float32, DType.float64](20, 40, 90, 30, True)
