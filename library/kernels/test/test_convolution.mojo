# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Odd shapes in all layouts against plain loops: channels that fill no vector, strides, dilations, groups, uneven padding, threads.
from images import GuardedImage, check
from kernels.convolution import convolve
from kernels.convolution_filter import PackedFilter
from kernels.convolution_reference import reference_convolve
from kernels.window import Window

comptime F = DType.float32


def compare[
    dtype: DType
](
    images: Int,
    in_channels: Int,
    out_channels: Int,
    height: Int,
    width: Int,
    window: Window,
    *,
    groups: Int = 1,
    layouts: Int = 0,
    margin: Int = 0,
    accumulate: Bool = False,
    threads: Int = 1,
) raises:
    comptime kinds = [0, 1, 16, 8]
    var in_layout = materialize[kinds]()[layouts % 4]
    var out_layout = materialize[kinds]()[layouts // 4 % 4]
    var out_height = window.output_height(height)
    var out_width = window.output_width(width)
    var input = GuardedImage[dtype](images, in_channels, height, width, in_layout, 1, margin)
    var filter = GuardedImage[dtype](out_channels, in_channels // groups, window.height, window.width, layouts % 2, 2)
    var output = GuardedImage[dtype](images, out_channels, out_height, out_width, out_layout, 3)
    var expected = GuardedImage[dtype](images, out_channels, out_height, out_width, out_layout, 3)
    reference_convolve(expected.view, input.view, filter.view, window, groups=groups, accumulate=accumulate)
    var packed = PackedFilter[dtype](filter.view, groups=groups)
    convolve(output.view, input.view, packed, window, accumulate=accumulate, threads=threads)
    var shape = String(images, " x ", in_channels, " to ", out_channels, ", ", height, " x ", width, ", layouts ", layouts)
    check(output, expected, String(dtype, ": ", shape, ", window ", window.height, " x ", window.width, ", groups ", groups))


def main() raises:
    # Every layout to every layout
    for layouts in range(16):
        compare[F](2, 19, 37, 6, 9, Window(3, 3, padding=1), layouts=layouts, accumulate=layouts % 2 == 1)
        compare[F](1, 32, 48, 7, 7, Window(1, 1), layouts=layouts, accumulate=layouts % 3 == 1)
        compare[DType.float64](1, 16, 16, 5, 4, Window(3, 2, stride=2, padding=1), layouts=layouts)
        compare[F](1, 24, 40, 6, 5, Window(2, 3), groups=2, layouts=layouts)
    # Widths around that of the tile, channels around those of a vector
    var number = 0
    for width in [1, 2, 3, 5, 6, 7, 8, 13, 14, 15, 16, 27, 28, 29]:
        for channels in [1, 3, 4, 15, 16, 17, 21, 33]:
            compare[F](1, channels, (channels * 7 + width) % 40 + 1, 4, width, Window(3, 3, padding=1), layouts=number % 16)
            compare[F](1, (channels * 5 + width) % 40 + 1, channels, 3, width, Window(1, 1), layouts=number * 3 % 16)
            number += 1
    # How windows move
    for layouts in [0, 5, 10, 2]:
        compare[F](1, 3, 16, 20, 22, Window(7, 7, stride=2, padding=3), layouts=layouts)
        compare[F](1, 20, 33, 11, 12, Window(3, 3, dilation=2, padding=2), layouts=layouts)
        compare[F](1, 20, 33, 11, 12, Window(3, 2, 2, 3, 1, 2, 0, 1, 2, 3), layouts=layouts)
        compare[F](1, 16, 16, 9, 9, Window(1, 1, stride=2), layouts=layouts)
        compare[F](1, 18, 16, 5, 5, Window(1, 1, padding=2), layouts=layouts)
        compare[F](2, 16, 16, 5, 17, Window(5, 1), layouts=layouts)
    # Groups: aligned with blocks, not aligned, one channel each
    for layouts in [0, 5, 10, 15]:
        compare[F](1, 64, 32, 6, 6, Window(3, 3, padding=1), groups=2, layouts=layouts)
        compare[F](1, 30, 42, 6, 6, Window(3, 3, padding=1), groups=6, layouts=layouts)
        compare[F](1, 7, 14, 6, 6, Window(3, 3, padding=1), groups=7, layouts=layouts)
    # A margin of zeros instead of a copy
    compare[F](2, 32, 32, 9, 9, Window(3, 3, padding=1), layouts=10, margin=1)
    compare[F](1, 20, 32, 9, 9, Window(3, 3, padding=1), layouts=10, margin=2)
    compare[F](1, 3, 32, 9, 9, Window(3, 3, padding=1), layouts=11, margin=1)
    compare[F](1, 32, 32, 9, 9, Window(5, 5, padding=2), layouts=10, margin=1)
    # Threads over rows and over channels
    compare[F](1, 32, 32, 30, 30, Window(3, 3, padding=1), layouts=10, threads=3)
    compare[F](1, 96, 130, 7, 7, Window(3, 3, padding=1), layouts=10, threads=2)
    compare[F](2, 64, 70, 7, 7, Window(1, 1), layouts=2, threads=5, accumulate=True)
    # Several bands of rows
    compare[F](1, 130, 20, 60, 40, Window(3, 3, stride=2, padding=1), layouts=8)
