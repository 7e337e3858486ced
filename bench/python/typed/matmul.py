"""The product of two matrices of 600 rows, row by row, with machine types in a file of Python: as matmul.c here."""
from time import perf_counter_ns


def matrix(n: Int, seed: Float64) -> List[Float64]:
    var values = List[Float64](length=n * n, fill=0)
    for i in range(n):
        for j in range(n):
            values[i * n + j] = seed * Float64(i - j) * Float64(i + j)
    return values^


def multiply(a: List[Float64], b: List[Float64], mut c: List[Float64], n: Int):
    for i in range(n):
        var target = c.unsafe_ptr() + i * n
        for k in range(n):
            var factor = a[i * n + k]
            var row = b.unsafe_ptr() + k * n
            for j in range(n):
                target[j] += factor * row[j]


def product(n: Int) -> Float64:
    var a = matrix(n, 1.0 / Float64(n) / Float64(n))
    var b = matrix(n, 2.0 / Float64(n) / Float64(n))
    var c = List[Float64](length=n * n, fill=0)
    multiply(a, b, c, n)
    return c[n // 2 * n + n // 2]


start = perf_counter_ns()
result = product(600)
seconds = (perf_counter_ns() - start) * 1e-9
print("checksum", round(result, 9))
print("seconds", seconds)
