"""Sums a matrix by tiles of a size that the compiler measured on this machine.

`mojo run` measures once and remembers; `mojo tune examples/tile_search.mojo` shows what was measured and draws it.
"""
from autotune import search, seconds_of

comptime size = 1024


def sum_by_tiles[tile: Int](matrix: List[Float32]) -> Float64:
    """The sum of the columns' first differences, walked tile by tile so that columns stay in the cache."""
    var total: Float64 = 0.0
    for row_start in range(0, size, tile):
        for column in range(size):
            for row in range(row_start, min(row_start + tile, size)):
                total += Float64(matrix[row * size + column])
    return total


def time_of[tile: Int]() -> Float64:
    """Seconds for one matrix; runs while this program is compiled."""
    var matrix = List[Float32](length=size * size, fill=1.0)
    var total: Float64 = 0.0

    @parameter
    def once():
        total += sum_by_tiles[tile](matrix)

    var seconds = seconds_of[once](batches=5)
    if total == 0.0:
        print("nothing was summed")
    return seconds


def main():
    comptime tile = search[time_of, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]]()
    var matrix = List[Float32](length=size * size, fill=1.0)
    print("sum:", sum_by_tiles[tile](matrix))
    if tile < 1024:
        print("tiles are smaller than the matrix")
