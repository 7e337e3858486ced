# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Depthwise convolutions of odd shapes in all layouts against plain loops, with epilogues, small types and threads.
from images import GuardedImage, check
from kernels.convolution_reference import reference_convolve
from kernels.depthwise import DepthwiseFilter, convolve_depthwise
from kernels.window import Window


def compare[
    dtype: DType, acc: DType = dtype
](
    images: Int, channels: Int, height: Int, width: Int, window: Window, *, layouts: Int = 0, accumulate: Bool = False, threads: Int = 1
) raises:
    comptime kinds = [0, 1, 16, 8]
    var in_layout = materialize[kinds]()[layouts % 4]
    var out_layout = materialize[kinds]()[layouts // 4 % 4]
    var out_height = window.output_height(height)
    var out_width = window.output_width(width)
    var input = GuardedImage[dtype](images, channels, height, width, in_layout, 1)
    var filter = GuardedImage[acc](channels, 1, window.height, window.width, 0, 2)
    var output = GuardedImage[dtype](images, channels, out_height, out_width, out_layout, 3)
    var shifted = GuardedImage[dtype](images, channels, out_height, out_width, out_layout, 3)
    var expected = GuardedImage[dtype](images, channels, out_height, out_width, out_layout, 3)
    var what = String(dtype, ": ", channels, ", ", height, " x ", width, ", window ", window.height, " x ", window.width, ", layouts ", layouts)
    reference_convolve[acc=acc](expected.view, input.view, filter.view, window, groups=channels, accumulate=accumulate)
    var packed = DepthwiseFilter[acc](filter.view)
    convolve_depthwise(output.view, input.view, packed, window, accumulate=accumulate, threads=threads)
    check(output, expected, what)

    @parameter
    def shift[width: Int](image: Int, channel: Int, y: Int, x: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
        var result = value + Scalar[acc](image * 3 + y * 2 + x)
        for lane in range(width):
            result[lane] += Scalar[acc](channel + lane)
        return result

    convolve_depthwise[epilogue=shift](shifted.view, input.view, packed, window, accumulate=accumulate, threads=threads)
    for n in range(images):
        for c in range(channels):
            for y in range(out_height):
                for x in range(out_width):
                    expected.view[n, c, y, x] += Scalar[dtype](n * 3 + y * 2 + x + c)
    check(shifted, expected, what + ", with an epilogue")


def main() raises:
    for layouts in range(16):
        compare[DType.float32](2, 21, 6, 9, Window(3, 3, padding=1), layouts=layouts, accumulate=layouts % 2 == 1)
        compare[DType.float64](1, 16, 9, 8, Window(3, 3, stride=2, padding=1), layouts=layouts)
    var number = 0
    for width in [1, 2, 3, 7, 8, 9, 15, 16, 17, 30]:
        for channels in [1, 15, 16, 17, 48]:
            compare[DType.float32](1, channels, 5, width, Window(3, 3, padding=1), layouts=number % 16)
            compare[DType.float32](1, channels, 5, width, Window(3, 3, stride=2, padding=1), layouts=number * 3 % 16)
            # Channels side by side
            for stride in range(1, 3):
                var padding = number % 3
                compare[DType.float32](2, channels, 6, width, Window(3, 3, stride=stride, padding=1), layouts=5, accumulate=number % 2 == 1)
                if width + 2 * padding >= 5:
                    compare[DType.float32](1, channels, 7, width, Window(5, 5, stride=stride, padding=padding), layouts=5, threads=1 + number % 2)
            number += 1
    compare[DType.float32](1, 20, 12, 13, Window(5, 5, padding=2), layouts=10)
    compare[DType.float32](1, 20, 12, 13, Window(3, 3, dilation=2, padding=2), layouts=10)
    compare[DType.float32](1, 20, 12, 13, Window(1, 3, 3, 1, 1, 2, 0, 1, 2, 0), layouts=10)
    compare[DType.float32](1, 20, 12, 13, Window(2, 2, stride=5), layouts=10)
    # A ring with less rows than the image
    compare[DType.float32](1, 16, 40, 150, Window(3, 3, padding=1), layouts=10)
    compare[DType.float32](1, 16, 40, 150, Window(3, 3, stride=2, padding=1), layouts=10)
    compare[DType.float32](3, 40, 30, 30, Window(3, 3, padding=1), layouts=10, threads=4)
    compare[DType.float32](1, 16, 60, 40, Window(3, 3, padding=1), layouts=10, threads=3)
    compare[DType.bfloat16, DType.float32](1, 20, 7, 9, Window(3, 3, padding=1), layouts=10)
    compare[DType.float16, DType.float32](1, 20, 7, 9, Window(3, 3, padding=1), layouts=5)
