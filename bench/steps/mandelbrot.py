"""Step 0 of docs/manual/mandelbrot.md: plain Python."""
import sys
import time

limit = 200


def escape_count(c):
    z = c
    for step in range(limit):
        if z.real * z.real + z.imag * z.imag > 4:
            return step
        z = z * z + c
    return limit


def picture(size):
    total = 0
    for row in range(size):
        for column in range(size):
            total += escape_count(complex(-2.0 + column * 2.6 / size, -1.5 + row * 3.0 / size))
    return total


start = time.perf_counter()
total = picture(int(sys.argv[1]))
print("python", time.perf_counter() - start, "sum", total)
