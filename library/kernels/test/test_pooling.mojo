# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Pools of odd shapes in all layouts against plain loops; padding counts or does not.
from images import GuardedImage, check
from kernels.pooling import average_pool, global_average, max_pool
from kernels.window import Window
from testing import assert_almost_equal


def compare[dtype: DType](images: Int, channels: Int, height: Int, width: Int, window: Window, layouts: Int, threads: Int = 1) raises:
    comptime kinds = [0, 1, 16, 8]
    var in_layout = materialize[kinds]()[layouts % 4]
    var out_layout = materialize[kinds]()[layouts // 4 % 4]
    var out_height = window.output_height(height)
    var out_width = window.output_width(width)
    var input = GuardedImage[dtype](images, channels, height, width, in_layout, 1)
    var greatest = GuardedImage[dtype](images, channels, out_height, out_width, out_layout, 3)
    var expected = GuardedImage[dtype](images, channels, out_height, out_width, out_layout, 3)
    var mean = GuardedImage[dtype](images, channels, out_height, out_width, out_layout, 3)
    var mean_inside = GuardedImage[dtype](images, channels, out_height, out_width, out_layout, 3)
    max_pool(greatest.view, input.view, window, threads=threads)
    average_pool(mean.view, input.view, window, threads=threads)
    average_pool(mean_inside.view, input.view, window, count_include_pad=False, threads=threads)
    for n in range(images):
        for c in range(channels):
            for y in range(out_height):
                for x in range(out_width):
                    var most = Scalar[dtype].MIN
                    var sum = 0.0
                    var count = 0
                    for r in range(window.height):
                        for s in range(window.width):
                            var row = y * window.stride_y + r * window.dilation_y - window.top
                            var column = x * window.stride_x + s * window.dilation_x - window.left
                            if row >= 0 and row < height and column >= 0 and column < width:
                                most = max(most, input.view[n, c, row, column])
                                sum += input.view[n, c, row, column].cast[DType.float64]()
                                count += 1
                    expected.view[n, c, y, x] = most
                    var found = mean.view[n, c, y, x].cast[DType.float64]()
                    var found_inside = mean_inside.view[n, c, y, x].cast[DType.float64]()
                    assert_almost_equal(found, sum / Float64(window.height * window.width), atol=1e-2 if dtype.size_of() == 2 else 1e-6)
                    if count > 0:
                        assert_almost_equal(found_inside, sum / Float64(count), atol=1e-2 if dtype.size_of() == 2 else 1e-6)
    check(greatest, expected, String(dtype, ": ", channels, ", ", height, " x ", width, ", layouts ", layouts))
    # What is not an element stays as it is
    for n in range(images):
        for c in range(channels):
            for y in range(out_height):
                for x in range(out_width):
                    mean.view[n, c, y, x] = expected.view[n, c, y, x]
    check(mean, expected, "around a mean")


def compare_global[dtype: DType](images: Int, channels: Int, height: Int, width: Int, layouts: Int) raises:
    comptime kinds = [0, 1, 16, 8]
    var input = GuardedImage[dtype](images, channels, height, width, materialize[kinds]()[layouts % 4], 1)
    var output = GuardedImage[dtype](images, channels, 1, 1, materialize[kinds]()[layouts // 4 % 4], 3)
    var expected = GuardedImage[dtype](images, channels, 1, 1, materialize[kinds]()[layouts // 4 % 4], 3)
    global_average(output.view, input.view)
    for n in range(images):
        for c in range(channels):
            var sum = 0.0
            for y in range(height):
                for x in range(width):
                    sum += input.view[n, c, y, x].cast[DType.float64]()
            assert_almost_equal(output.view[n, c, 0, 0].cast[DType.float64](), sum / Float64(height * width), atol=1e-6)
            output.view[n, c, 0, 0] = expected.view[n, c, 0, 0]
    check(output, expected, "around a global mean")


def main() raises:
    for layouts in range(16):
        compare[DType.float32](2, 19, 8, 9, Window(3, 3, stride=2, padding=1), layouts)
        compare[DType.float64](1, 16, 6, 7, Window(2, 2, stride=2), layouts)
        compare_global[DType.float32](2, 35, 7, 7, layouts)
        compare_global[DType.float64](1, 5, 3, 20, layouts)
    compare[DType.float32](1, 33, 10, 12, Window(3, 2, 1, 3, 2, 1, 1, 2, 3, 0), 10)
    compare[DType.float32](1, 16, 9, 9, Window(3, 3, padding=1), 10)
    compare[DType.float32](1, 40, 40, 40, Window(5, 5, stride=3, padding=2), 10, threads=3)
    compare[DType.float32](1, 4, 3, 3, Window(1, 1, stride=1, padding=2), 0)
    compare[DType.bfloat16](1, 20, 9, 9, Window(3, 3, stride=2, padding=1), 6)
