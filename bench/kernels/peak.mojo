"""The most float operations per second that this processor does: independent chains of fused multiplications and additions.

Usage: peak THREADS. Prints `peak f32 flops`, `peak f64 flops`, the best of some short runs. The processor's frequency changes from one
moment to the next, so that a program that wants to know how near it comes calls `peak_now` right before and after.
"""

from std.algorithm import sync_parallelize
from std.benchmark import keep
from std.sys import argv, simd_width_of
from std.time import perf_counter_ns

comptime CHAINS = 24
comptime ROUNDS = 50000
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


def peak_now[dtype: DType](threads: Int) -> Float64:
    """Operations per second in a run of about a millisecond."""
    var start = Int(perf_counter_ns())

    # The argument hangs on the clock, so that the work cannot move away from between the two readings
    @parameter
    def work(number: Int):
        keep(chains[dtype](ROUNDS + Int(start == number)))

    sync_parallelize[work](threads)
    var operations = 2 * simd_width_of[dtype]() * CHAINS * UNROLL * ROUNDS * threads
    return Float64(operations) / Float64(Int(perf_counter_ns()) - start) * 1e9


def main() raises:
    var threads = atol(argv()[1])
    var f32 = 0.0
    var f64 = 0.0
    for _ in range(100):
        f32 = max(f32, peak_now[DType.float32](threads))
        f64 = max(f64, peak_now[DType.float64](threads))
    print("peak f32", f32)
    print("peak f64", f64)
