"""Times sorting of random numbers, sorting by index, and the choice of the greatest.

Usage: sort REPETITIONS. Prints `time NAME seconds checksum`, the least time of one call.
"""

from kernels.matrix_view import MatrixView
from kernels.sorting import argsort, sort_numbers
from kernels.top_k import top_k
from std.memory import alloc, memcpy
from std.sys import argv
from std.time import perf_counter_ns


def filled[dtype: DType](count: Int) -> UnsafePointer[Scalar[dtype]]:
    """The same numbers as in the peers."""
    var data = alloc[Scalar[dtype]](count, alignment=64)
    var state = UInt64(1)
    for i in range(count):
        state = state * 6364136223846793005 + 1442695040888963407
        data[i] = Scalar[dtype](Int(state >> 33) - (1 << 30))
    return data


def measure_sort[dtype: DType](name: String, count: Int, repetitions: Int):
    var source = filled[dtype](count)
    var data = alloc[Scalar[dtype]](count, alignment=64)
    var calls = max(1, 20000 // count)
    var least = 1e9
    for _ in range(repetitions):
        var spent = 0
        for _ in range(calls):
            memcpy(data, source, count)
            var start = perf_counter_ns()
            sort_numbers(data, count)
            spent += Int(perf_counter_ns() - start)
        least = min(least, Float64(spent) * 1e-9 / Float64(calls))
    print("time", String("sort-", name, "-", count), least, data[count // 2])
    source.free()
    data.free()


def measure_argsort[dtype: DType](name: String, count: Int, repetitions: Int):
    var source = filled[dtype](count)
    var places = alloc[Int64](count, alignment=64)
    var calls = max(1, 20000 // count)
    var least = 1e9
    for _ in range(repetitions):
        var start = perf_counter_ns()
        for _ in range(calls):
            argsort(places, source, count)
        least = min(least, Float64(perf_counter_ns() - start) * 1e-9 / Float64(calls))
    print("time", String("argsort-", name, "-", count), least, places[count // 2])
    source.free()
    places.free()


def measure_top(count: Int, k: Int, repetitions: Int):
    comptime F = DType.float32
    var source = filled[F](count)
    var values = MatrixView[F](alloc[Float32](k), 1, k)
    var places = MatrixView[DType.int64](alloc[Int64](k), 1, k)
    var calls = max(1, 20000 // count)
    var least = 1e9
    for _ in range(repetitions):
        var start = perf_counter_ns()
        for _ in range(calls):
            top_k(values, places, MatrixView[F](source, 1, count))
        least = min(least, Float64(perf_counter_ns() - start) * 1e-9 / Float64(calls))
    print("time", String("top-", k, "-of-", count), least, places[0, k - 1])
    source.free()
    values.data.free()
    places.data.free()


def main() raises:
    var repetitions = atol(argv()[1])
    for count in [100, 1000, 100_000, 1_000_000]:
        measure_sort[DType.float32]("f32", count, repetitions)
        measure_sort[DType.float64]("f64", count, repetitions)
        measure_sort[DType.int64]("i64", count, repetitions)
    for count in [100, 1000, 100_000, 1_000_000]:
        measure_argsort[DType.float32]("f32", count, repetitions)
        measure_argsort[DType.float64]("f64", count, repetitions)
    measure_top(1000, 10, repetitions)
    measure_top(50_000, 50, repetitions)
    measure_top(1_000_000, 10, repetitions)
    measure_top(1_000_000, 1000, repetitions)
    measure_top(1_000_000, 100_000, repetitions)
