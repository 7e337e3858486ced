"""Times batches of products of matrices of floats, all row after row.

Usage: batched THREADS REPETITIONS. Prints `time COUNTxMxNxK seconds checksum`, the least time of the whole batch.
"""

from kernels.batched_matmul import batched_matmul
from kernels.matrix_batch import MatrixBatch
from std.memory import alloc
from std.sys import argv
from std.time import perf_counter_ns

comptime F = DType.float32


def filled(count: Int, rows: Int, columns: Int, period: Int) -> MatrixBatch[F]:
    var data = alloc[Float32](count * rows * columns, alignment=64)
    for i in range(count * rows * columns):
        data[i] = Float32(i % period) * 0.25 - 1
    return MatrixBatch[F](data, count, rows, columns)


def measure(count: Int, m: Int, n: Int, k: Int, threads: Int, repetitions: Int):
    var a = filled(count, m, k, 13)
    var b = filled(count, k, n, 11)
    var c = filled(count, m, n, 7)
    var least = 1e9
    for _ in range(repetitions):
        var start = perf_counter_ns()
        batched_matmul(c, a, b, threads=threads)
        least = min(least, Float64(perf_counter_ns() - start) * 1e-9)
    print(String("time ", count, "x", m, "x", n, "x", k), least, c[count // 2][m // 2, n // 2])
    a.first.data.free()
    b.first.data.free()
    c.first.data.free()


def main() raises:
    var threads = atol(argv()[1])
    var repetitions = atol(argv()[2])
    measure(1000, 16, 16, 16, threads, repetitions)
    measure(256, 64, 64, 64, threads, repetitions)
    measure(96, 128, 128, 64, threads, repetitions)
    measure(12, 512, 64, 512, threads, repetitions)
    measure(12, 512, 512, 64, threads, repetitions)
    measure(8, 500, 300, 200, threads, repetitions)
