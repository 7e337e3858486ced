"""The largest singular value of a matrix of 3000 rows, with machine types in a file of Python: as ../../language/spectral_norm/spectral_norm.c."""
from std.math import sqrt
from time import perf_counter_ns


def element(i: Int32, j: Int32) -> Float64:
    return 1.0 / Float64((i + j) * (i + j + 1) // 2 + i + 1)


def multiply(x: List[Float64], mut y: List[Float64]):
    for i in range(len(x)):
        var sum: Float64 = 0
        for j in range(len(x)):
            sum += element(Int32(i), Int32(j)) * x[j]
        y[i] = sum


def multiply_transposed(x: List[Float64], mut y: List[Float64]):
    for i in range(len(x)):
        var sum: Float64 = 0
        for j in range(len(x)):
            sum += element(Int32(j), Int32(i)) * x[j]
        y[i] = sum


def norm(n: Int, rounds: Int) -> Float64:
    var u = List[Float64](length=n, fill=1)
    var v = List[Float64](length=n, fill=0)
    var t = List[Float64](length=n, fill=0)
    for _ in range(rounds):
        multiply(u, t)
        multiply_transposed(t, v)
        multiply(v, t)
        multiply_transposed(t, u)
    var dot: Float64 = 0
    var square: Float64 = 0
    for i in range(n):
        dot += u[i] * v[i]
        square += v[i] * v[i]
    return sqrt(dot / square)


start = perf_counter_ns()
result = norm(3000, 10)
seconds = (perf_counter_ns() - start) * 1e-9
print("checksum", round(result, 9))
print("seconds", seconds)
