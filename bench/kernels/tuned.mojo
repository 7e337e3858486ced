"""Times products of matrices of floats, 512 cubed with a constant right operand, with the tile that `search` found and with each candidate.

Usage: tuned ROUNDS. Prints `time TILE seconds` for each candidate, the least of all rounds, all in turn, and `chosen TILE`.
"""

from kernels.gemm_tile import GemmTile, default_tile
from kernels.matmul import matmul
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from std.autotune import search, seconds_of
from std.memory import alloc
from std.sys import argv
from std.time import perf_counter_ns

comptime F = DType.float32
comptime SIDE = 512
comptime TILES = [default_tile(), GemmTile(6, 2), GemmTile(9, 3), GemmTile(8, 3), GemmTile(6, 4), GemmTile(4, 4), GemmTile(14, 2, 256), GemmTile(14, 1)]


struct Operands[tile: GemmTile]:
    var a: MatrixView[F]
    var b: MatrixView[F]
    var c: MatrixView[F]
    var packed: PackedMatrix[F, Self.tile]

    def __init__(out self):
        self.a = filled(13)
        self.b = filled(11)
        self.c = filled(7)
        self.packed = PackedMatrix[F, Self.tile](self.b)

    def __deinit__(deinit self):
        self.a.data.free()
        self.b.data.free()
        self.c.data.free()


def filled(period: Int) -> MatrixView[F]:
    var data = alloc[Float32](SIDE * SIDE, alignment=64)
    for i in range(SIDE * SIDE):
        data[i] = Float32(i % period) * 0.25 - 1
    return MatrixView[F](data, SIDE, SIDE)


def time_of[tile: GemmTile]() -> Float64:
    var operands = Operands[tile]()

    @parameter
    def once():
        matmul(operands.c, operands.a, operands.packed)

    return seconds_of[once](batches=40, batch_seconds=0.002)


def main() raises:
    comptime chosen = search[time_of, TILES]()
    var least = InlineArray[Float64, len(TILES)](fill=1e9)
    for _ in range(atol(argv()[1])):
        comptime for i in range(len(TILES)):
            var operands = Operands[TILES[i]]()
            for _ in range(5):
                var start = perf_counter_ns()
                matmul(operands.c, operands.a, operands.packed)
                least[i] = min(least[i], Float64(perf_counter_ns() - start) * 1e-9)
    comptime for i in range(len(TILES)):
        print("time", TILES[i], least[i])
    print("chosen", materialize[chosen]())
