"""The largest singular value of an infinite matrix, cut to 3000 rows, by power iteration: the same program as spectral_norm.c."""

from std.math import sqrt
from std.time import perf_counter_ns

comptime N = 3000
comptime ROUNDS = 10


@always_inline
def element(i: Int32, j: Int32) -> Float64:
    return 1.0 / Float64((i + j) * (i + j + 1) // 2 + i + 1)


def multiply(x: List[Float64], mut y: List[Float64]):
    for i in range(N):
        var sum: Float64 = 0
        for j in range(N):
            sum += element(Int32(i), Int32(j)) * x[j]
        y[i] = sum


def multiply_transposed(x: List[Float64], mut y: List[Float64]):
    for i in range(N):
        var sum: Float64 = 0
        for j in range(N):
            sum += element(Int32(j), Int32(i)) * x[j]
        y[i] = sum


def main():
    var u = List[Float64](length=N, fill=1)
    var v = List[Float64](length=N, fill=0)
    var t = List[Float64](length=N, fill=0)
    var start = perf_counter_ns()
    for _ in range(ROUNDS):
        multiply(u, t)
        multiply_transposed(t, v)
        multiply(v, t)
        multiply_transposed(t, u)
    var dot: Float64 = 0
    var square: Float64 = 0
    for i in range(N):
        dot += u[i] * v[i]
        square += v[i] * v[i]
    var norm = sqrt(dot / square)
    var seconds = Float64(perf_counter_ns() - start) * 1e-9
    print("checksum", round(norm, 9))
    print("seconds", seconds)
