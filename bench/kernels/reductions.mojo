"""Times reductions of tensors of floats [outer, count, inner] along the middle axis, one thread.

Usage: reductions REPETITIONS. Prints `time NAME seconds checksum`, the least time of one reduction.
"""

from kernels.reductions import AxisView, argmax_axis, greatest_axis, sum_axis
from std.memory import alloc
from std.sys import argv
from std.time import perf_counter_ns

comptime F = DType.float32


def measure(outer: Int, count: Int, inner: Int, repetitions: Int):
    var size = outer * count * inner
    var data = alloc[Float32](size, alignment=64)
    for i in range(size):
        data[i] = Float32(i * 7 % 1013) * 0.25 - 100
    var view = AxisView[F](data, outer, count, inner)
    var sums = alloc[Float32](outer * inner, alignment=64)
    var places = alloc[Int32](outer * inner, alignment=64)
    var calls = max(1, 1_000_000 // size)
    var names = ["sum", "greatest", "argmax"]
    for kind in range(3):
        var least = 1e9
        for _ in range(repetitions):
            var start = perf_counter_ns()
            for _ in range(calls):
                if kind == 0:
                    sum_axis(sums, view)
                elif kind == 1:
                    greatest_axis(sums, view)
                else:
                    argmax_axis(places, view)
            least = min(least, Float64(perf_counter_ns() - start) * 1e-9 / Float64(calls))
        var middle = outer * inner // 2
        print("time", String(names[kind], "-", outer, "x", count, "x", inner), least, sums[middle] if kind < 2 else Float32(places[middle]))
    data.free()
    sums.free()
    places.free()


def main() raises:
    var repetitions = atol(argv()[1])
    measure(100, 100, 1, repetitions)
    measure(1, 100, 100, repetitions)
    measure(1000, 1000, 1, repetitions)
    measure(1, 1000, 1000, repetitions)
    measure(30, 64, 500, repetitions)
    measure(4000, 16, 8, repetitions)
