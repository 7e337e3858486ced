# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# The tile of a matrix product is found by measuring products in the middle of the compile, or by any other cost; what was found computes the same.
from autotune import search, seconds_of
from kernels.gemm_tile import GemmTile
from kernels.matmul import matmul
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from kernels.reference import reference_matmul
from matrices import check, guarded, release
from testing import assert_equal

comptime F = DType.float32
comptime side = 40


def time_of[tile: GemmTile]() -> Float64:
    var a = guarded[F](side, side, 0, 1)
    var b = guarded[F](side, side, 0, 2)
    var c = guarded[F](side, side, 0, 3)
    var packed = PackedMatrix[F, tile](b)

    @parameter
    def once():
        matmul(c, a, packed)

    var seconds = seconds_of[once](batches=3, batch_seconds=0.0002)
    release(a)
    release(b)
    release(c)
    return seconds


def rows_of[tile: GemmTile]() -> Float64:
    return Float64(abs(tile.rows - 4))


def main() raises:
    comptime tiles = [GemmTile(2, 1), GemmTile(4, 2), GemmTile(6, 2, 16, 12, 64)]
    comptime fastest = search[time_of, tiles]()
    comptime chosen = search[rows_of, tiles]()
    print(chosen)  # prints: GemmTile(4, 2, 0, 0, 0)
    assert_equal(materialize[fastest]().rows in [2, 4, 6], True)
    var a = guarded[F](side, side, 0, 1)
    var b = guarded[F](side, side, 0, 2)
    var c = guarded[F](side, side, 0, 3)
    var expected = guarded[F](side, side, 0, 3)
    reference_matmul(expected, a, b)
    matmul(c, a, PackedMatrix[F, fastest](b))
    check(c, expected, "the product")
    release(a)
    release(b)
    release(c)
    release(expected)
