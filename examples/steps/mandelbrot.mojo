"""From Python to all cores in four steps: the Mandelbrot set of docs/manual/mandelbrot.md.

    mojo run examples/steps/mandelbrot.mojo [PIXELS]

Each step computes the same picture, PIXELS wide and high, and prints its time. The times of Python are printed by
`npm run bench -- steps`, which runs bench/steps/mandelbrot.py beside this program.
"""
from algorithm import parallelize, vectorize
from complex import ComplexFloat64
from math import iota
from sys import argv, num_physical_cores, simd_width_of
from time import perf_counter_ns

comptime limit = 200
comptime left = -2.0
comptime bottom = -1.5
comptime extent_x = 2.6
comptime extent_y = 3.0


# Step 1: as in Python, with types


def escape_count(c: ComplexFloat64) -> Int:
    var z = c
    for step in range(limit):
        if z.squared_norm() > 4:
            return step
        z = z * z + c
    return limit


def plain(mut picture: List[Int32], size: Int):
    for row in range(size):
        for column in range(size):
            var x = left + Float64(column) * extent_x / Float64(size)
            var y = bottom + Float64(row) * extent_y / Float64(size)
            picture[row * size + column] = Int32(escape_count(ComplexFloat64(x, y)))


# Step 2: many points at once

comptime lanes = 2 * simd_width_of[DType.float64]()


@always_inline
def escape_counts[width: Int](cx: SIMD[DType.float64, width], cy: SIMD[DType.float64, width]) -> SIMD[DType.int32, width]:
    var x = cx
    var y = cy
    var counts = SIMD[DType.float64, width](0)
    for _ in range(limit):
        var inside = (x * x + y * y).le(4)
        if not inside.reduce_or():
            break
        counts = inside.select(counts + 1, counts)
        var next_x = x * x - y * y + cx
        y = 2 * x * y + cy
        x = next_x
    return counts.cast[DType.int32]()


@always_inline
def row_of[width: Int](mut picture: List[Int32], size: Int, row: Int, column: Int):
    var columns = iota[DType.float64, width]() + Float64(column)
    var x = columns * extent_x / Float64(size) + left
    var y = SIMD[DType.float64, width](bottom + Float64(row) * extent_y / Float64(size))
    picture.unsafe_ptr().store(row * size + column, escape_counts(x, y))


def vectors(mut picture: List[Int32], size: Int):
    for row in range(size):

        @parameter
        def some_columns[width: Int](column: Int):
            row_of[width](picture, size, row, column)

        vectorize[some_columns, lanes](size)


# Step 3: all cores


def cores(mut picture: List[Int32], size: Int):
    @parameter
    def one_row(row: Int):
        @parameter
        def some_columns[width: Int](column: Int):
            row_of[width](picture, size, row, column)

        vectorize[some_columns, lanes](size)

    parallelize[one_row](size)


def timed[step: def(mut List[Int32], Int) -> None](name: String, size: Int):
    """Least time of a few runs, and the sum of the picture, which says whether it is the same."""
    var picture = List[Int32](length=size * size, fill=0)
    var best = Float64.MAX
    for _ in range(5):
        var start = perf_counter_ns()
        step(picture, size)
        best = min(best, Float64(perf_counter_ns() - start) * 1e-9)
    var sum = 0
    for count in picture:
        sum += Int(count)
    print(name, best, "sum", sum)


def main() raises:
    var arguments = argv()
    var size = atol(arguments[1]) if len(arguments) > 1 else 240
    timed[plain]("plain", size)
    timed[vectors]("vectors", size)
    timed[cores]("cores", size)
