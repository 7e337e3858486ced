"""Times kernels that are bound by memory, on floats: each for rows that fit the first cache, the second, and neither.

Usage: vectors REPETITIONS. Prints `time NAME ELEMENTS seconds checksum`, the least time of one call.
"""

from kernels.matrix_view import MatrixView
from kernels.movement import transpose
from kernels.normalization import layer_norm, rms_norm
from kernels.softmax import softmax
from kernels.vector_operations import axpy, dot, greatest_of, sum_of
from std.benchmark import keep
from std.math import sqrt
from std.memory import alloc
from std.sys import argv
from std.time import perf_counter_ns

comptime Matrix = MatrixView[DType.float32]


@always_inline
def measure[body: def() capturing [_] -> Float32](name: String, count: Int, repetitions: Int):
    var least = 1e9
    var checksum = Float32(0)
    # As many calls in a row as take about half a millisecond
    var calls = max(1, 4_000_000 // count)
    for _ in range(repetitions):
        var start = perf_counter_ns()
        for _ in range(calls):
            checksum = body()
            keep(checksum)
        least = min(least, Float64(perf_counter_ns() - start) * 1e-9 / Float64(calls))
    print("time", name, count, least, checksum)


def measure_all(rows: Int, columns: Int, repetitions: Int):
    var count = rows * columns
    var x = alloc[Float32](count, alignment=64)
    var y = alloc[Float32](count, alignment=64)
    for i in range(count):
        x[i] = Float32(i % 13) * 0.25 - 1
        y[i] = Float32(i % 7) * 0.25
    var source = Matrix(x, rows, columns)
    var target = Matrix(y, rows, columns)
    var turned = Matrix(y, columns, rows)

    @parameter
    def product() -> Float32:
        return dot(x, y, count)

    @parameter
    def sum() -> Float32:
        return sum_of(x, count)

    @parameter
    def greatest() -> Float32:
        return greatest_of(x, count)

    @parameter
    def add() -> Float32:
        axpy(Float32(0), x, y, count)
        return y[count // 2]

    @parameter
    def soft() -> Float32:
        softmax(target, source)
        return y[count // 2]

    @parameter
    def layer() -> Float32:
        layer_norm(target, source, x, x, 1e-5)
        return y[count // 2]

    @parameter
    def root() -> Float32:
        rms_norm(target, source, x, 1e-5)
        return y[count // 2]

    @parameter
    def turn() -> Float32:
        transpose(turned, source)
        return y[count // 2]

    measure[product]("dot", count, repetitions)
    measure[sum]("sum", count, repetitions)
    measure[greatest]("greatest", count, repetitions)
    measure[add]("axpy", count, repetitions)
    measure[soft]("softmax", count, repetitions)
    measure[layer]("layer-norm", count, repetitions)
    measure[root]("rms-norm", count, repetitions)
    measure[turn]("transpose", count, repetitions)
    x.free()
    y.free()


def main() raises:
    var repetitions = atol(argv()[1])
    measure_all(4, 1000, repetitions)
    measure_all(100, 1000, repetitions)
    measure_all(4000, 1000, repetitions)
