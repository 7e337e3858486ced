"""Step 0 of docs/manual/matmul.md: plain Python."""
import sys
import time

size = int(sys.argv[1])
a = [[((row * size + column) % 7 - 3) * 0.5 for column in range(size)] for row in range(size)]
b = [[((row * size + column) % 7 - 3) * 0.25 for column in range(size)] for row in range(size)]
c = [[0.0] * size for _ in range(size)]


def multiply():
    for row in range(size):
        for column in range(size):
            for k in range(size):
                c[row][column] += a[row][k] * b[k][column]


start = time.perf_counter()
multiply()
print("python", size**3 * 2 / (time.perf_counter() - start) * 1e-9)
