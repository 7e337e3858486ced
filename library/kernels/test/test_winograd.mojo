# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Winograd's algorithm agrees with plain loops but for rounding: odd shapes, layouts, padding, an epilogue, threads; nothing around changes.
from images import GuardedImage, check
from kernels.convolution_reference import reference_convolve
from kernels.window import Window
from kernels.winograd import WinogradFilter, convolve_winograd
from testing import assert_almost_equal


def compare[
    dtype: DType, acc: DType = dtype, step: Int = 4
](channels: Int, out_channels: Int, height: Int, width: Int, window: Window, layouts: Int, tolerance: Float64, threads: Int = 1) raises:
    comptime kinds = [0, 1, 16, 8]
    var in_layout = materialize[kinds]()[layouts % 4]
    var out_layout = materialize[kinds]()[layouts // 4 % 4]
    var out_height = window.output_height(height)
    var out_width = window.output_width(width)
    var input = GuardedImage[dtype](2, channels, height, width, in_layout, 1)
    var filter = GuardedImage[acc](out_channels, channels, 3, 3, 0, 2)
    var output = GuardedImage[dtype](2, out_channels, out_height, out_width, out_layout, 3)
    var shifted = GuardedImage[dtype](2, out_channels, out_height, out_width, out_layout, 3)
    var expected = GuardedImage[dtype](2, out_channels, out_height, out_width, out_layout, 3)
    reference_convolve[acc=acc](expected.view, input.view, filter.view, window)
    var packed = WinogradFilter[acc, step](filter.view)
    convolve_winograd(output.view, input.view, packed, window, threads=threads)

    @parameter
    def shift[width: Int](image: Int, channel: Int, y: Int, x: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
        var result = value + Scalar[acc](image * 3 + y * 2 + x)
        for lane in range(width):
            result[lane] += Scalar[acc](channel + lane)
        return result

    convolve_winograd[epilogue=shift](shifted.view, input.view, packed, window, threads=threads)
    for n in range(2):
        for c in range(out_channels):
            for y in range(out_height):
                for x in range(out_width):
                    var right = expected.view[n, c, y, x].cast[DType.float64]()
                    assert_almost_equal(output.view[n, c, y, x].cast[DType.float64](), right, atol=tolerance)
                    assert_almost_equal(shifted.view[n, c, y, x].cast[DType.float64](), right + Float64(n * 3 + y * 2 + x + c), atol=tolerance)
                    output.view[n, c, y, x] = expected.view[n, c, y, x]
    check(output, expected, String(channels, " to ", out_channels, ", ", height, " x ", width, ", layouts ", layouts))


def main() raises:
    for layouts in range(16):
        compare[DType.float32](19, 21, 6, 9, Window(3, 3, padding=1), layouts, 1e-3)
        compare[DType.float32, step=2](19, 21, 6, 9, Window(3, 3, padding=1), layouts, 1e-4)
    for size in [1, 3, 4, 5, 8, 13]:
        compare[DType.float32](16, 16, size, 14 - size, Window(3, 3, padding=1), 10, 1e-3)
        compare[DType.float32, step=2](16, 16, size, 14 - size, Window(3, 3, padding=1), 10, 1e-4)
    compare[DType.float64](9, 24, 7, 7, Window(3, 3, padding=1), 10, 1e-11)
    compare[DType.float32](32, 16, 9, 11, Window(3, 3), 10, 1e-3)
    compare[DType.float32](16, 32, 9, 11, Window(3, 3, 1, 1, 1, 1, 0, 2, 2, 1), 10, 1e-3)
    compare[DType.float32](64, 70, 40, 40, Window(3, 3, padding=1), 10, 1e-2, threads=3)
    compare[DType.float64, step=2](9, 24, 7, 7, Window(3, 3, padding=1), 10, 1e-12)
    compare[DType.float32, step=2](64, 70, 40, 40, Window(3, 3, 1, 1, 1, 1, 0, 2, 2, 1), 10, 1e-3, threads=3)
    compare[DType.float16, DType.float32](16, 16, 6, 6, Window(3, 3, padding=1), 10, 0.6)
