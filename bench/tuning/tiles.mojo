"""A product of small matrices by tiles of registers, whose shape is searched, or given by `-D tile=NUMBER`.

Prints the shape and the least time of many products.
"""
from autotune import search, seconds_of
from sys import simd_width_of
from sys.param_env import env_get_int, is_defined

comptime size = 192
comptime lanes = simd_width_of[DType.float32]()
comptime shapes = [[1, 1], [2, 1], [4, 1], [6, 1], [8, 1], [2, 2], [4, 2], [6, 2], [12, 2], [4, 4]]


def add_tile[height: Int, width: Int](mut c: List[Float32], a: List[Float32], b: List[Float32], row: Int, column: Int):
    var sums = InlineArray[SIMD[DType.float32, lanes], height * width](fill=SIMD[DType.float32, lanes](0))
    for k in range(size):
        comptime for i in range(height):
            var factor = SIMD[DType.float32, lanes](a.unsafe_ptr()[(row + i) * size + k])
            comptime for j in range(width):
                var vector = b.unsafe_ptr().load[width=lanes](k * size + column + j * lanes)
                sums[i * width + j] = vector.fma(factor, sums[i * width + j])
    comptime for i in range(height):
        comptime for j in range(width):
            c.unsafe_ptr().store((row + i) * size + column + j * lanes, sums[i * width + j])


def time_of[shape: List[Int]]() -> Float64:
    """Seconds for one product."""
    comptime height = shape[0]
    comptime width = shape[1]
    var a = List[Float32](length=size * size, fill=0.5)
    var b = List[Float32](length=size * size, fill=0.25)
    var c = List[Float32](length=size * size, fill=0.0)

    @parameter
    def once():
        for row in range(0, size, height):
            for column in range(0, size // (width * lanes) * width * lanes, width * lanes):
                add_tile[height, width](c, a, b, row, column)

    var seconds = seconds_of[once](batches=25)
    return seconds if c[0] != 0.0 else -1.0


def chosen() -> List[Int]:
    comptime if is_defined["tile"]():
        return shapes[env_get_int["tile"]()].copy()
    else:
        return search[time_of, shapes]()


def main():
    comptime shape = chosen()
    print("tile", shape[0], "x", shape[1])
    print("seconds", time_of[shape]())
