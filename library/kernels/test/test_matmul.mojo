# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Products of odd shapes and all layouts equal the reference, with B packed before, in place or on the way; nothing around is touched.
from kernels.matmul import matmul
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from kernels.reference import reference_matmul
from matrices import check, guarded, release


def compare[dtype: DType](m: Int, n: Int, k: Int, layouts: Int, accumulate: Bool, threads: Int) raises:
    var a = guarded[dtype](m, k, layouts % 5, 1)
    var b = guarded[dtype](k, n, layouts // 5 % 5, 2)
    var c = guarded[dtype](m, n, layouts // 25 % 5, 3)
    var packed_c = guarded[dtype](m, n, layouts // 25 % 5, 3)
    var expected = guarded[dtype](m, n, layouts // 25 % 5, 3)
    var packed_b = PackedMatrix[dtype](b)
    reference_matmul(expected, a, b, accumulate=accumulate)
    var what = String(m, " x ", n, " x ", k, ", layouts ", layouts)
    matmul(c, a, b, accumulate=accumulate, threads=threads)
    check(c, expected, what)
    matmul(packed_c, a, packed_b, accumulate=accumulate, threads=threads)
    check(packed_c, expected, what + ", packed")
    release(a)
    release(b)
    release(c)
    release(packed_c)
    release(expected)


def main() raises:
    var sizes = [1, 2, 3, 7, 13, 14, 15, 16, 17, 29, 31, 32, 33, 47, 64, 65, 100]
    var number = 0
    for m in sizes:
        for n in sizes:
            var k = sizes[(m * 5 + n * 3) % len(sizes)]
            compare[DType.float32](m, n, k, number * 31 % 125, number % 3 == 0, 1)
            number += 1
    for layouts in range(125):
        compare[DType.float32](37, 41, 43, layouts, False, 1)
        compare[DType.float64](18, 35, 21, layouts, layouts % 2 == 0, 1)
    # Several blocks in each direction, and threads
    compare[DType.float32](301, 70, 1100, 0, False, 1)
    compare[DType.float32](301, 70, 1100, 1, True, 3)
    compare[DType.float32](5, 3300, 40, 7, False, 2)
    compare[DType.float32](40, 130, 1030, 26, True, 2)
    compare[DType.float64](230, 33, 600, 5, False, 4)
    # No products at all
    compare[DType.float32](3, 4, 0, 0, False, 1)
    compare[DType.float32](3, 4, 0, 2, True, 1)
    compare[DType.float32](0, 4, 3, 0, False, 1)
    compare[DType.float32](3, 0, 4, 0, False, 1)
