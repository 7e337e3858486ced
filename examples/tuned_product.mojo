"""A matrix product whose tile the compiler chose by measuring the library's kernel on this machine.

`mojo run` measures once and remembers; `mojo tune examples/tuned_product.mojo` shows what was measured and draws it.
"""
from autotune import search, seconds_of
from kernels.gemm_tile import GemmTile
from kernels.matmul import matmul
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from memory import alloc

comptime size = 256
comptime Matrix = MatrixView[DType.float32]
comptime tiles = [GemmTile(14, 2), GemmTile(6, 2), GemmTile(8, 3), GemmTile(4, 4)]


def filled(period: Int) -> Matrix:
    var data = alloc[Float32](size * size, alignment=64)
    for i in range(size * size):
        data[i] = Float32(i % period)
    return Matrix(data, size, size)


def time_of[tile: GemmTile]() -> Float64:
    """Seconds for one product with a constant right operand; runs while this program is compiled."""
    var a = filled(7)
    var c = filled(3)
    var weights = filled(5)
    var b = PackedMatrix[DType.float32, tile](weights)

    @parameter
    def once():
        matmul(c, a, b)

    var seconds = seconds_of[once](batches=20, batch_seconds=0.001)
    a.data.free()
    c.data.free()
    weights.data.free()
    return seconds


def main():
    comptime tile = search[time_of, tiles]()
    var a = filled(7)
    var c = filled(3)
    var weights = filled(5)
    matmul(c, a, PackedMatrix[DType.float32, tile](weights))
    var expected = Float32(0)
    for k in range(size):
        expected += a[100, k] * weights[k, 200]
    print("element 100, 200:", c[100, 200], "expected:", expected)
    a.data.free()
    c.data.free()
    weights.data.free()
