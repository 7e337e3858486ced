"""Times depthwise 3 x 3 convolutions of one image of floats in blocks of channels, against loops that do nothing but move as much memory.

Usage: depthwise THREADS REPETITIONS channels size stride [...]. Prints for each `time channels size stride seconds ratio bytes checksum`: the
least time, and the median of the ratios of the time that reading the input and writing the output takes, measured right before and after, to
that of the convolution.
"""

from kernels.depthwise import DepthwiseFilter, convolve_depthwise
from kernels.image_view import BlockedImage
from kernels.window import Window
from std.algorithm import sync_parallelize
from std.benchmark import keep
from std.memory import alloc
from std.sys import argv, simd_width_of
from std.time import perf_counter_ns

comptime F = DType.float32
comptime lanes = simd_width_of[F]()
comptime Vector = SIMD[F, lanes]
comptime vectors = 8


@no_inline
def move[reads: Int](target: UnsafePointer[Float32], source: UnsafePointer[Float32], count: Int):
    """Writes `count` floats, each after reading `reads`."""
    for i in range(0, count, vectors * lanes):
        var sums = InlineArray[Vector, vectors](uninitialized=True)
        comptime for v in range(vectors):
            sums[v] = (source + i * reads + v * lanes).load[width=lanes]()
        comptime for r in range(1, reads):
            comptime for v in range(vectors):
                sums[v] += (source + i * reads + (r * vectors + v) * lanes).load[width=lanes]()
        comptime for v in range(vectors):
            (target + i + v * lanes).store(sums[v])


def seconds_to_move(target: UnsafePointer[Float32], source: UnsafePointer[Float32], count: Int, stride: Int, threads: Int) -> Float64:
    var share = count // threads // (vectors * lanes) * vectors * lanes
    var start = perf_counter_ns()

    @parameter
    def part(number: Int):
        var first = number * share
        if stride == 1:
            move[1](target + first, source + first, share)
        else:
            move[4](target + first, source + 4 * first, share)

    if threads == 1:
        part(0)
    else:
        sync_parallelize[part](threads)
    return Float64(perf_counter_ns() - start) * 1e-9 * Float64(count) / Float64(share * threads)


def measure(channels: Int, size: Int, stride: Int, threads: Int, repetitions: Int):
    var window = Window(3, 3, stride=stride, padding=1)
    var out_size = window.output_height(size)
    var input = BlockedImage[F](1, channels, size, size)
    var output = BlockedImage[F](1, channels, out_size, out_size)
    var moved = BlockedImage[F](1, channels, out_size, out_size)
    var weights = BlockedImage[F](channels, 1, 3, 3)
    for i in range(channels * size * size):
        input.data[i] = Float32(i % 13) * 0.25 - 1
    for i in range(channels * 9):
        weights.data[i * lanes] = Float32(i % 11) * 0.25 - 1
    var filter = DepthwiseFilter[F](weights.view())
    var least = 1e9
    var spent = 0.0
    var ratios = List[Float64]()
    var count = channels * out_size * out_size
    while len(ratios) < repetitions or (spent < 1e-3 * Float64(repetitions) and len(ratios) < 100 * repetitions):
        # Each once to fill the caches with its own, then once for the clock
        _ = seconds_to_move(moved.data, input.data, count, stride, threads)
        var before = seconds_to_move(moved.data, input.data, count, stride, threads)
        convolve_depthwise(output.view(), input.view(), filter, window, threads=threads)
        var start = perf_counter_ns()
        convolve_depthwise(output.view(), input.view(), filter, window, threads=threads)
        var seconds = Float64(perf_counter_ns() - start) * 1e-9
        _ = seconds_to_move(moved.data, input.data, count, stride, threads)
        var after = seconds_to_move(moved.data, input.data, count, stride, threads)
        least = min(least, seconds)
        spent += seconds
        ratios.append((before + after) / 2 / seconds)
    sort(ratios)
    var bytes = 4 * (channels * size * size + count)
    print("time", channels, size, stride, least, ratios[len(ratios) // 2], bytes, output.data[count // 2], moved.data[count // 2])


def main() raises:
    var arguments = argv()
    for i in range(3, len(arguments) - 2, 3):
        measure(atol(arguments[i]), atol(arguments[i + 1]), atol(arguments[i + 2]), atol(arguments[1]), atol(arguments[2]))
