"""The peer of fft.mojo with numpy (pocketfft). Usage: fft.py REPETITIONS. Short transforms go through numpy as rows of a matrix, so that calls cost little."""
import sys
import time

import numpy

repetitions = int(sys.argv[1])


def measure(name, count, source, call):
    calls = max(1, 100_000 // count)
    rows = numpy.tile(source, (calls, 1))
    least = 1e9
    for _ in range(repetitions):
        start = time.perf_counter()
        result = call(rows)
        least = min(least, (time.perf_counter() - start) / calls)
    print("time", f"{name}-{count}", least, result[0, count // 3].real)


def filled(count):
    return numpy.arange(count) * 7 % 1009 / 1009 - 0.5


for count in (64, 256, 1000, 1024, 4096, 15625, 65536, 10007, 1 << 20):
    numbers = filled(2 * count)
    source = numbers[0::2] + 1j * numbers[1::2]
    measure("f64", count, source, numpy.fft.fft)
    measure("f32", count, source.astype(numpy.complex64), numpy.fft.fft)
for count in (1024, 65536):
    measure("real-f64", count, filled(count), numpy.fft.rfft)
