# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Prologues change the input and leave padding alone; epilogues (bias, residual, ReLU) get every complete sum once, with its place.
from images import GuardedImage, check
from kernels.convolution import convolve
from kernels.convolution_filter import PackedFilter
from kernels.convolution_reference import reference_convolve
from kernels.convolution_tile import ConvolutionTile
from kernels.window import Window
from memory import alloc

comptime F = DType.float32


def compare(channels: Int, out_channels: Int, height: Int, width: Int, window: Window, layouts: Int, groups: Int, threads: Int) raises:
    comptime kinds = [0, 1, 16, 8]
    # Small pieces: several bands, sums in several parts
    comptime tile = ConvolutionTile(5, 3, 4096, 50)
    var in_layout = materialize[kinds]()[layouts % 4]
    var out_layout = materialize[kinds]()[layouts // 4 % 4]
    var out_height = window.output_height(height)
    var out_width = window.output_width(width)
    var input = GuardedImage[F](2, channels, height, width, in_layout, 1)
    var scaled_input = GuardedImage[F](2, channels, height, width, in_layout, 1)
    var filter = GuardedImage[F](out_channels, channels // groups, window.height, window.width, 0, 2)
    var residual = GuardedImage[F](2, out_channels, out_height, out_width, 0, 4)
    var output = GuardedImage[F](2, out_channels, out_height, out_width, out_layout, 3)
    var added = GuardedImage[F](2, out_channels, out_height, out_width, out_layout, 3)
    var expected = GuardedImage[F](2, out_channels, out_height, out_width, out_layout, 3)
    var expected_added = GuardedImage[F](2, out_channels, out_height, out_width, out_layout, 3)

    @parameter
    def scaled[width: Int](image: Int, channel: Int, y: Int, x: Int, value: SIMD[F, width]) -> SIMD[F, width]:
        var result = value + Float32(image + y * 2 + x % 3)
        for lane in range(width):
            result[lane] += Float32((channel + lane) % 4)
        return result

    @parameter
    def finished[width: Int](image: Int, channel: Int, y: Int, x: Int, value: SIMD[F, width]) -> SIMD[F, width]:
        var result = value + Float32(image * 3 + y * 2 + x % 3)
        for lane in range(width):
            if channel + lane < out_channels:
                result[lane] += residual.view[image, channel + lane, y, x] + Float32((channel + lane) % 5)
        return max(result, SIMD[F, width](-20))

    for n in range(2):
        for c in range(channels):
            for y in range(height):
                for x in range(width):
                    scaled_input.view[n, c, y, x] = scaled[1](n, c, y, x, input.view[n, c, y, x])
    reference_convolve(expected.view, scaled_input.view, filter.view, window, groups=groups)
    reference_convolve(expected_added.view, input.view, filter.view, window, groups=groups, accumulate=True)
    for n in range(2):
        for c in range(out_channels):
            for y in range(out_height):
                for x in range(out_width):
                    expected.view[n, c, y, x] = finished[1](n, c, y, x, expected.view[n, c, y, x])
                    expected_added.view[n, c, y, x] = finished[1](n, c, y, x, expected_added.view[n, c, y, x])
    var packed = PackedFilter[F](filter.view, groups=groups)
    var what = String(channels, " to ", out_channels, ", ", height, " x ", width, ", layouts ", layouts)
    convolve[tile=tile, prologue=scaled, epilogue=finished](output.view, input.view, packed, window, threads=threads)
    check(output, expected, what + ", prologue and epilogue")
    convolve[tile=tile, epilogue=finished](added.view, input.view, packed, window, accumulate=True, threads=threads, beside=Int(residual.view.data) - Int(added.view.data))
    check(added, expected_added, what + ", epilogue of what was added to the output")


def main() raises:
    for layouts in range(16):
        compare(19, 50, 6, 7, Window(3, 3, padding=1), layouts, 1, 1)
        # Rows that are taken as one
        compare(16, 33, 5, 7, Window(1, 1), layouts, 1, 1)
        compare(32, 16, 7, 7, Window(1, 1, stride=2), layouts, 1, 1)
    compare(12, 30, 5, 2, Window(3, 3, padding=1), 10, 3, 1)
    compare(3, 48, 9, 16, Window(5, 5, stride=2, padding=2), 8, 1, 1)
    compare(64, 96, 16, 14, Window(3, 3, padding=1), 10, 1, 3)
