"""Times convolutions of one image of floats in blocks of channels; with less channels than a vector has lanes, in planes.

Usage: convolution THREADS REPETITIONS direct|winograd in out size window stride [...]. Padding is half the window. Prints for each convolution
`time in out size window stride seconds ratio checksum`: the least time of the repetitions, and the median of the rates, each divided by the
peak measured right before and after it; more repetitions where one takes less than 3 ms.
"""

from kernels.convolution import convolve
from kernels.convolution_filter import PackedFilter
from kernels.image_view import BlockedImage, ImageView
from kernels.window import Window
from kernels.winograd import WinogradFilter, convolve_winograd
from peak import peak_now
from std.memory import alloc
from std.sys import argv, simd_width_of
from std.time import perf_counter_ns

comptime F = DType.float32
comptime lanes = simd_width_of[F]()


def planar_copy(image: BlockedImage[F]) -> ImageView[F]:
    """The same in planes, as pictures come."""
    var source = image.view()
    var memory = alloc[Float32](source.channels * source.height * source.width + lanes, alignment=64)
    var result = ImageView[F].planar(memory, 1, source.channels, source.height, source.width)
    for c in range(source.channels):
        for y in range(source.height):
            for x in range(source.width):
                result[0, c, y, x] = source[0, c, y, x]
    return result


def filled(images: Int, channels: Int, height: Int, width: Int, period: Int) -> BlockedImage[F]:
    var result = BlockedImage[F](images, channels, height, width)
    var view = result.view()
    for n in range(images):
        for c in range(channels):
            for y in range(height):
                for x in range(width):
                    view[n, c, y, x] = Float32((n * 5 + c * 3 + y * 7 + x) % period) * 0.25 - 1
    return result^


def measure(in_channels: Int, out_channels: Int, size: Int, side: Int, stride: Int, is_winograd: Bool, threads: Int, repetitions: Int):
    var window = Window(side, side, stride=stride, padding=side // 2)
    var out_size = window.output_height(size)
    var input = filled(1, in_channels, size, size, 13)
    var seen = input.view()
    if in_channels < lanes:
        seen = planar_copy(input)
    var output = BlockedImage[F](1, out_channels, out_size, out_size)
    var weights = filled(out_channels, in_channels, side, side, 11)
    var filter = PackedFilter[F](weights.view())
    var transformed = WinogradFilter[F](weights.view().channel_slice(0, in_channels if is_winograd else 0))
    var operations = 2 * Float64(out_size * out_size * out_channels * in_channels * side * side)
    var least = 1e9
    var spent = 0.0
    var done = 0
    var ratios = List[Float64]()
    while done < repetitions or (spent < 3e-3 * Float64(repetitions) and done < 30 * repetitions):
        var peak = peak_now[F](threads)
        var start = perf_counter_ns()
        if is_winograd:
            convolve_winograd(output.view(), seen, transformed, window, threads=threads)
        else:
            convolve(output.view(), seen, filter, window, threads=threads)
        var seconds = Float64(perf_counter_ns() - start) * 1e-9
        peak = (peak + peak_now[F](threads)) / 2
        least = min(least, seconds)
        spent += seconds
        done += 1
        ratios.append(operations / seconds / peak)
    sort(ratios)
    var middle = output.view()[0, out_channels // 2, out_size // 2, out_size // 2]
    if in_channels < lanes:
        seen.data.free()
    print("time", in_channels, out_channels, size, side, stride, least, ratios[done // 2], middle)


def main() raises:
    var arguments = argv()
    for i in range(4, len(arguments) - 4, 5):
        measure(
            atol(arguments[i]),
            atol(arguments[i + 1]),
            atol(arguments[i + 2]),
            atol(arguments[i + 3]),
            atol(arguments[i + 4]),
            String(arguments[3]) == "winograd",
            atol(arguments[1]),
            atol(arguments[2]),
        )
