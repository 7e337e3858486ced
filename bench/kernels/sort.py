"""The peer of sort.mojo with numpy, whose sorting is by vectors too. Usage: sort.py REPETITIONS."""
import sys
import time

import numpy

repetitions = int(sys.argv[1])


def filled(count, kind):
    numbers = numpy.empty(count, dtype=numpy.int64)
    state = 1
    for i in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        numbers[i] = (state >> 33) - (1 << 30)
    return numbers.astype(kind)


def measure(name, count, call, prepare=lambda: None):
    calls = max(1, 20000 // count)
    least = 1e9
    for _ in range(repetitions):
        spent = 0
        for _ in range(calls):
            prepare()
            start = time.perf_counter()
            result = call()
            spent += time.perf_counter() - start
        least = min(least, spent / calls)
    print("time", name, least, result)


kinds = {"f32": numpy.float32, "f64": numpy.float64, "i64": numpy.int64}
for count in (100, 1000, 100_000, 1_000_000):
    numbers = filled(count, numpy.int64)
    for name, kind in kinds.items():
        source = numbers.astype(kind)
        data = source.copy()

        def copy():
            data[:] = source

        def sort():
            data.sort()
            return data[count // 2]

        measure(f"sort-{name}-{count}", count, sort, copy)
        if name != "i64":
            measure(f"argsort-{name}-{count}", count, lambda: numpy.argsort(source, kind="stable")[count // 2])
