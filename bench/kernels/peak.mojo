"""The most float operations per second that this processor does: independent chains of fused multiplications and additions.

Usage: peak THREADS. Prints `peak f32 flops`, `peak f64 flops`, the best of some short runs.
"""

from std.algorithm import sync_parallelize
from std.benchmark import keep
from std.sys import argv, simd_width_of
from std.time import perf_counter_ns

comptime CHAINS = 24
comptime ROUNDS = 20000
comptime UNROLL = 4


@no_inline
def chains[dtype: DType](rounds: Int) -> Scalar[dtype]:
    comptime Vector = SIMD[dtype, simd_width_of[dtype]()]
    var sums = InlineArray[Vector, CHAINS](fill=Vector(1))
    var factor = Vector(0.999)
    var term = Vector(0.0001)
    for _ in range(rounds):
        comptime for _ in range(UNROLL):
            comptime for i in range(CHAINS):
                sums[i] = sums[i].fma(factor, term)
    var sum = Vector(0)
    comptime for i in range(CHAINS):
        sum += sums[i]
    return sum.reduce_add()


def peak[dtype: DType](threads: Int) -> Float64:
    var best = 0.0
    for _ in range(100):
        var start = Int(perf_counter_ns())

        # The argument hangs on the clock, so that the work cannot move away from between the two readings
        @parameter
        def work(number: Int):
            keep(chains[dtype](ROUNDS + Int(start == number)))

        sync_parallelize[work](threads)
        var operations = 2 * simd_width_of[dtype]() * CHAINS * UNROLL * ROUNDS * threads
        best = max(best, Float64(operations) / Float64(Int(perf_counter_ns()) - start) * 1e9)
    return best


def main() raises:
    var threads = atol(argv()[1])
    print("peak f32", peak[DType.float32](threads))
    print("peak f64", peak[DType.float64](threads))
