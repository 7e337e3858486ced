"""Windows of 3 x 3 or 5 x 5 over images whose channels lie side by side: row after row, some neighbouring pixels at a time, and of these all channels,
so that memory is walked through in its order. What lies outside of the image is masked away.

Not here: images in blocks of channels (`sliding_plane.mojo`), all other windows and layouts (`sliding_window.mojo`).
"""

from memory import UnsafePointer
from sys import masked_load, masked_store
from sys.info import CompilationTarget
from sys.intrinsics import PrefetchOptions, prefetch

from .image_view import ImageView
from .sliding_plane import WindowKind, joined
from .vector_memory import first_lanes
from .window import Window

comptime most_pixels = 4 if CompilationTarget.is_x86() and not CompilationTarget.has_avx512f() else 14
"""Results that are computed at once: with a row of weights they fill the registers."""


@always_inline
def is_for_pixels[in_type: DType, out_type: DType, //](input: ImageView[in_type], output: ImageView[out_type], window: Window) -> Bool:
    """Whether `slide_pixels` can be used: 3 x 3 or 5 x 5, steps of 1 or 2 pixels, at most half a window outside on each side, channels side by side.

    Parameters:
        in_type: Kind of element of the input.
        out_type: Kind of element of the output.

    Args:
        input: The images.
        output: The results.
        window: The window.
    """
    var right = (output.width - 1) * window.stride_x + window.width - window.left - input.width
    return (
        window.height == window.width
        and (window.width == 3 or window.width == 5)
        and window.dilation_x == 1
        and window.dilation_y == 1
        and (window.stride_x == 1 or window.stride_x == 2)
        and max(window.left, right) <= window.width // 2
        and input.neighbours(0) >= input.channels
        and output.neighbours(0) >= output.channels
    )


def slide_pixels[
    acc: DType,
    out_type: DType,
    //,
    lanes: Int,
    kind: WindowKind,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](
    output: ImageView[out_type],
    input: ImageView[acc],
    weights: UnsafePointer[Scalar[acc]],
    window: Window,
    outside: Scalar[acc],
    accumulate: Bool,
    first_row: Int,
    end_row: Int,
):
    """Some rows of results, counted through all images.

    Parameters:
        acc: Kind of element.
        out_type: Kind of element of the results.
        lanes: Lanes of a vector.
        kind: What is done with the elements under a window.
        epilogue: What is done with results, given image, first channel, row and column.

    Args:
        output: The results.
        input: The images.
        weights: [blocks of `lanes` channels][taps][lanes], for the kind that has some.
        window: The window.
        outside: Value of what lies outside of the image.
        accumulate: Whether to add to what is in the output.
        first_row: The first row.
        end_row: The row behind the last one.
    """
    for number in range(first_row, end_row):
        var image = number // output.height
        var y = number % output.height
        var x = 0
        while x < output.width:
            var done = 0
            # Whole tiles, then halves: each size is code of its own, so there are few
            comptime sizes = [14, 7, 4, 2, 1]
            comptime for size in range(5):
                comptime pixels = sizes[size]
                comptime if pixels <= most_pixels:
                    if done == 0 and x + pixels <= output.width:
                        done = pixels
                        if window.width == 3:
                            if window.stride_x == 1:
                                _pixels[lanes, kind, epilogue, 3, 1, pixels](output, input, weights, window, outside, accumulate, image, y, x)
                            else:
                                _pixels[lanes, kind, epilogue, 3, 2, pixels](output, input, weights, window, outside, accumulate, image, y, x)
                        elif window.stride_x == 1:
                            _pixels[lanes, kind, epilogue, 5, 1, pixels](output, input, weights, window, outside, accumulate, image, y, x)
                        else:
                            _pixels[lanes, kind, epilogue, 5, 2, pixels](output, input, weights, window, outside, accumulate, image, y, x)
            x += done


@no_inline
def _pixels[
    acc: DType,
    out_type: DType,
    //,
    lanes: Int,
    kind: WindowKind,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    side: Int,
    stride: Int,
    pixels: Int,
](
    output: ImageView[out_type],
    input: ImageView[acc],
    weights: UnsafePointer[Scalar[acc]],
    window: Window,
    outside: Scalar[acc],
    accumulate: Bool,
    image: Int,
    y: Int,
    x: Int,
):
    """All channels of neighbouring results."""
    comptime Vector = SIMD[acc, lanes]
    comptime Mask = SIMD[DType.bool, lanes]
    comptime elements = (pixels - 1) * stride + side
    comptime frame = side // 2
    var row = y * window.stride_y - window.top
    var column = x * stride - window.left
    var pixel_stride = input.pixel_stride
    var row_stride = input.row_stride
    var source = input.at(image, 0, 0, 0) + (row * row_stride + column * pixel_stride)
    var target = output.at(image, 0, y, x)
    for channel in range(0, output.channels, lanes):
        var channels = first_lanes[lanes](output.channels - channel)
        var weight = weights + channel * (side * side)
        var sums = InlineArray[Vector, pixels](fill=Vector(Scalar[acc].MIN if kind == WindowKind.GREATEST else Scalar[acc](0)))
        comptime for r in range(side):
            if row + r >= 0 and row + r < input.height:
                var place = source + (r * row_stride + channel)
                var factors = InlineArray[Vector, side](fill=Vector(0))
                comptime if kind == WindowKind.WEIGHTED:
                    comptime for s in range(side):
                        factors[s] = (weight + (r * side + s) * lanes).load[width=lanes]()
                comptime for i in range(elements):
                    var mask = channels
                    comptime if i < frame:
                        mask = mask & Mask(column + i >= 0)
                    elif i >= elements - frame:
                        mask = mask & Mask(column + i < input.width)
                    var element = masked_load[lanes](place + i * pixel_stride, mask, Vector(outside))
                    comptime for s in range(side):
                        comptime if i >= s and (i - s) % stride == 0 and (i - s) // stride < pixels:
                            sums[(i - s) // stride] = joined[kind](sums[(i - s) // stride], element, factors[s])
        comptime for i in range(pixels):
            var to = target + (i * output.pixel_stride + channel)
            # Where the next results of these channels go
            prefetch[PrefetchOptions().for_write()](to + pixels * output.pixel_stride)
            if accumulate:
                sums[i] += masked_load[lanes](to, channels, SIMD[out_type, lanes](0)).cast[acc]()
            var result = epilogue[lanes](image, channel, y, x + i, sums[i])
            masked_store(result.cast[out_type](), to, channels)
