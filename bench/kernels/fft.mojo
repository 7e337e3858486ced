"""Times Fourier transforms: complex ones of doubles and floats, real ones of doubles, in rows that together have about 100,000 numbers.

Usage: fft REPETITIONS. Prints `time KIND-COUNT seconds checksum`, the least time of one transform.
"""

from kernels.fft import FftPlan
from kernels.fft_real import RealFftPlan
from std.memory import alloc
from std.sys import argv
from std.time import perf_counter_ns


def filled[dtype: DType](count: Int) -> UnsafePointer[Scalar[dtype]]:
    var data = alloc[Scalar[dtype]](count, alignment=64)
    for i in range(count):
        data[i] = (Float64(i * 7 % 1009) / 1009 - 0.5).cast[dtype]()
    return data


def measure[dtype: DType](name: String, count: Int, repetitions: Int) raises:
    var x = filled[dtype](2 * count)
    var y = filled[dtype](2 * count)
    var work = alloc[Scalar[dtype]](FftPlan[dtype](count).work_size(), alignment=64)
    var plan = FftPlan[dtype](count)
    var calls = max(1, 100_000 // count)
    var least = 1e9
    for _ in range(repetitions):
        var start = perf_counter_ns()
        for _ in range(calls):
            plan.transform(y, x, False, work)
        least = min(least, Float64(perf_counter_ns() - start) * 1e-9 / Float64(calls))
    print("time", String(name, "-", count), least, y[2 * (count // 3)])
    x.free()
    y.free()
    work.free()


def measure_real(count: Int, repetitions: Int) raises:
    comptime D = DType.float64
    var x = filled[D](count)
    var y = filled[D](count + 2)
    var plan = RealFftPlan[D](count)
    var calls = max(1, 100_000 // count)
    var least = 1e9
    for _ in range(repetitions):
        var start = perf_counter_ns()
        for _ in range(calls):
            plan.forward(y, x)
        least = min(least, Float64(perf_counter_ns() - start) * 1e-9 / Float64(calls))
    print("time", String("real-f64-", count), least, y[2 * (count // 3)])
    x.free()
    y.free()


def main() raises:
    var repetitions = atol(argv()[1])
    for count in [64, 256, 1000, 1024, 4096, 15625, 65536, 10007, 1 << 20]:
        measure[DType.float64]("f64", count, repetitions)
        measure[DType.float32]("f32", count, repetitions)
    for count in [1024, 65536]:
        measure_real(count, repetitions)
