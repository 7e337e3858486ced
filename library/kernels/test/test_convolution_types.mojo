# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Small types are added up in wide ones, types may differ, and filters may be packed on the way.
from images import GuardedImage, check
from kernels.convolution import convolve
from kernels.convolution_filter import PackedFilter
from kernels.convolution_reference import reference_convolve
from kernels.window import Window


def compare[out_type: DType, in_type: DType, f_type: DType, acc: DType](channels: Int, out_channels: Int, side: Int, layouts: Int, accumulate: Bool) raises:
    comptime kinds = [0, 1, 16, 8]
    var window = Window(3, 3, padding=1)
    var input = GuardedImage[in_type](1, channels, side, side, materialize[kinds]()[layouts % 4], 1)
    var filter = GuardedImage[f_type](out_channels, channels, 3, 3, 0, 2)
    var output = GuardedImage[out_type](1, out_channels, side, side, materialize[kinds]()[layouts // 4 % 4], 3)
    var packed_output = GuardedImage[out_type](1, out_channels, side, side, materialize[kinds]()[layouts // 4 % 4], 3)
    var expected = GuardedImage[out_type](1, out_channels, side, side, materialize[kinds]()[layouts // 4 % 4], 3)
    reference_convolve[acc=acc](expected.view, input.view, filter.view, window, accumulate=accumulate)
    var what = String(out_type, " ", in_type, " ", f_type, ": ", channels, " to ", out_channels, ", layouts ", layouts)
    convolve[acc=acc](output.view, input.view, filter.view, window, accumulate=accumulate)
    check(output, expected, what)
    var packed = PackedFilter[acc](filter.view)
    convolve(packed_output.view, input.view, packed, window, accumulate=accumulate)
    check(packed_output, expected, what + ", packed")


def main() raises:
    for layouts in range(16):
        compare[DType.bfloat16, DType.bfloat16, DType.bfloat16, DType.float32](20, 18, 5, layouts, layouts % 2 == 0)
    # Sums that these cannot hold would differ if they were rounded on the way
    compare[DType.float16, DType.float16, DType.float32, DType.float32](64, 16, 4, 10, False)
    compare[DType.float32, DType.float32, DType.float32, DType.float64](33, 9, 4, 10, True)
    compare[DType.float64, DType.float64, DType.float64, DType.float64](24, 40, 15, 15, False)
