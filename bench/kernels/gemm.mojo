"""Times products of matrices of floats: C = A B, all row after row.

Usage: gemm THREADS constant|plain|peak REPETITIONS m n k [m n k ...]. `constant`: B is packed before. Prints for each product
`time m n k seconds checksum`, the least time of the repetitions; more repetitions where one takes less than 3 ms. `peak`: as
`constant`; prints `peak m n k ratio` too, the median of the rates, each divided by the peak measured right before and after it.
"""

from kernels.matmul import matmul
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from peak import peak_now
from std.memory import alloc
from std.sys import argv
from std.time import perf_counter_ns

comptime Matrix = MatrixView[DType.float32]


def filled(rows: Int, columns: Int, period: Int) -> Matrix:
    var data = alloc[Float32](max(1, rows * columns), alignment=64)
    for i in range(rows * columns):
        data[i] = Float32(i % period) * 0.25 - 1
    return Matrix(data, rows, columns)


def measure(m: Int, n: Int, k: Int, threads: Int, mode: String, repetitions: Int):
    var is_constant = mode != "plain"
    var a = filled(m, k, 13)
    var b = filled(k, n, 11)
    var c = filled(m, n, 7)
    var packed = PackedMatrix[DType.float32](b.slice(0, 0, k if is_constant else 0, n))
    var least = 1e9
    var spent = 0.0
    var done = 0
    var ratios = List[Float64]()
    while done < repetitions or (spent < 3e-3 * Float64(repetitions) and done < 1000 * repetitions):
        var peak = peak_now[DType.float32](threads) if mode == "peak" else 0.0
        var start = perf_counter_ns()
        if is_constant:
            matmul(c, a, packed, threads=threads)
        else:
            matmul(c, a, b, threads=threads)
        var seconds = Float64(perf_counter_ns() - start) * 1e-9
        least = min(least, seconds)
        spent += seconds
        done += 1
        if mode == "peak":
            peak = (peak + peak_now[DType.float32](threads)) / 2
            ratios.append(2 * Float64(m * n * k) / seconds / peak)
    if mode == "peak":
        sort(ratios)
        print("peak", m, n, k, ratios[done // 2])
    print("time", m, n, k, least, c[m // 2, n // 2])
    a.data.free()
    b.data.free()
    c.data.free()


def main() raises:
    var arguments = argv()
    for i in range(4, len(arguments) - 2, 3):
        measure(
            atol(arguments[i]),
            atol(arguments[i + 1]),
            atol(arguments[i + 2]),
            atol(arguments[1]),
            String(arguments[2]),
            atol(arguments[3]),
        )
