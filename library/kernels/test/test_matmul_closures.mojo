# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Prologues change operands before they are multiplied, epilogues change complete sums, each with its place in the whole product; threads too.
from kernels.gemm_tile import GemmTile
from kernels.matmul import matmul
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from kernels.reference import reference_matmul
from matrices import check, guarded, release
from memory import alloc

comptime F = DType.float32


def compare(m: Int, n: Int, k: Int, layout: Int, threads: Int) raises:
    comptime tile = GemmTile(5, 2, 24, 10, 64)
    var a = guarded[F](m, k, layout, 1)
    var b = guarded[F](k, n, layout, 2)
    var c = guarded[F](m, n, layout, 3)
    var packed_c = guarded[F](m, n, layout, 3)
    var expected = guarded[F](m, n, layout, 3)
    var bias = alloc[Float32](n + 64)
    for j in range(n + 64):
        bias[j] = Float32(j % 17)

    @parameter
    def scaled[width: Int](row: Int, column: Int, value: SIMD[F, width]) -> SIMD[F, width]:
        return value * Float32(row % 3 + 1)

    @parameter
    def shifted[width: Int](row: Int, column: Int, value: SIMD[F, width]) -> SIMD[F, width]:
        return value + Float32(row % 2)

    @parameter
    def biased[width: Int](row: Int, column: Int, value: SIMD[F, width]) -> SIMD[F, width]:
        return max(value + bias.load[width=width](column) + Float32(row), SIMD[F, width](0))

    var plain_a = guarded[F](m, k, layout, 1)
    var plain_b = guarded[F](k, n, layout, 2)
    for i in range(m):
        for j in range(k):
            plain_a[i, j] = scaled[1](i, j, a[i, j])
    for i in range(k):
        for j in range(n):
            plain_b[i, j] = shifted[1](i, j, b[i, j])
    reference_matmul(expected, plain_a, plain_b)
    for i in range(m):
        for j in range(n):
            expected[i, j] = biased[1](i, j, expected[i, j])
    var what = String(m, " x ", n, " x ", k, ", layout ", layout)
    matmul[tile=tile, prologue_a=scaled, prologue_b=shifted, epilogue=biased](c, a, b, threads=threads)
    check(c, expected, what)
    var packed_b = PackedMatrix[F, tile].__init__[prologue=shifted](b)
    matmul[prologue_a=scaled, epilogue=biased](packed_c, a, packed_b, threads=threads)
    check(packed_c, expected, what + ", packed")
    bias.free()
    release(a)
    release(b)
    release(c)
    release(packed_c)
    release(expected)
    release(plain_a)
    release(plain_b)


def main() raises:
    for layout in range(5):
        compare(23, 37, 61, layout, 1)
        compare(1, 5, 7, layout, 1)
        compare(20, 64, 24, layout, 1)
    compare(90, 130, 70, 0, 3)
    compare(20, 400, 100, 1, 2)
