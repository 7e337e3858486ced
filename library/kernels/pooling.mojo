"""Pools: the greatest or the mean of the elements under a window, for each channel."""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .image_view import ImageView
from .matmul import accumulator_of
from .sliding_plane import WindowKind
from .sliding_window import same_elements, slide
from .vector_memory import load_first, store_first
from .vector_operations import sum_of
from .window import Window


def max_pool[
    out_type: DType, in_type: DType, //, acc: DType = accumulator_of(out_type)
](output: ImageView[out_type, _], input: ImageView[in_type, _], window: Window, *, threads: Int = 1):
    """The greatest element under each window. Padding does not count; a window over nothing but padding gives the least number of the type.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which elements are compared.

    Args:
        output: [images, channels, `window.output_height`, `window.output_width`]; it must not overlap the input.
        input: [images, channels, height, width].
        window: The window.
        threads: Most threads to use.
    """
    slide[simd_width_of[acc](), WindowKind.GREATEST, same_elements[acc, _], same_elements[acc, _], False, False](
        output.as_any_origin(), input.as_any_origin(), UnsafePointer[Scalar[acc]](), window, Scalar[acc].MIN, False, threads
    )


def average_pool[
    out_type: DType, in_type: DType, //, acc: DType = accumulator_of(out_type)
](output: ImageView[out_type, _], input: ImageView[in_type, _], window: Window, *, count_include_pad: Bool = True, threads: Int = 1):
    """The mean of the elements under each window.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Floating type in which elements are added up.

    Args:
        output: [images, channels, `window.output_height`, `window.output_width`]; it must not overlap the input.
        input: [images, channels, height, width].
        window: The window.
        count_include_pad: Whether padding counts as elements that are zero; else a mean of nothing is not a number.
        threads: Most threads to use.
    """
    # One over the number of elements, for each number of rows and columns that a window can have in the image
    var columns = window.width + 1
    var inverses = alloc[Scalar[acc]]((window.height + 1) * columns)
    for y in range(window.height + 1):
        for x in range(columns):
            inverses[y * columns + x] = 1 / Scalar[acc](window.height * window.width if count_include_pad else y * x)
    var rows_at = _counts(output.height, window.height, window.stride_y, window.dilation_y, window.top, input.height)
    var columns_at = _counts(output.width, window.width, window.stride_x, window.dilation_x, window.left, input.width)

    @parameter
    def divided[width: Int](image: Int, channel: Int, y: Int, x: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
        return value * inverses[rows_at[y] * columns + columns_at[x]]

    slide[simd_width_of[acc](), WindowKind.SUM, same_elements[acc, _], divided, False, True](
        output.as_any_origin(), input.as_any_origin(), UnsafePointer[Scalar[acc]](), window, Scalar[acc](0), False, threads
    )
    inverses.free()
    rows_at.free()
    columns_at.free()


def _counts(places: Int, taps: Int, stride: Int, dilation: Int, padding: Int, size: Int) -> UnsafePointer[Int]:
    """How many taps of a window lie in the image, for each place of the window along one direction."""
    var result = alloc[Int](max(1, places))
    for place in range(places):
        var count = 0
        for tap in range(taps):
            var at = place * stride + tap * dilation - padding
            if at >= 0 and at < size:
                count += 1
        result[place] = count
    return result


def global_average[
    out_type: DType, in_type: DType, //, acc: DType = accumulator_of(out_type)
](output: ImageView[out_type, _], input: ImageView[in_type, _]):
    """The mean of each channel.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Floating type in which elements are added up.

    Args:
        output: [images, channels, 1, 1].
        input: [images, channels, height, width].
    """
    comptime lanes = simd_width_of[acc]()
    comptime chains = 8
    debug_assert(output.images == input.images and output.channels == input.channels, "shapes of a global average do not fit")
    var inverse = 1 / Scalar[acc](input.height * input.width)
    for image in range(input.images):
        var channel = 0
        while channel < input.channels:
            if input.pixel_stride == 1 and input.lanes == 1:
                var sum = Scalar[acc](0)
                for y in range(input.height):
                    sum += sum_of[acc](input.at(image, channel, y, 0), input.width)
                output[image, channel, 0, 0] = (sum * inverse).cast[out_type]()
                channel += 1
                continue
            var count = min(min(lanes, input.channels - channel), input.neighbours(channel))
            var sums = InlineArray[SIMD[acc, lanes], chains](fill=SIMD[acc, lanes](0))
            for y in range(input.height):
                var place = input.at(image, channel, y, 0)
                var x = 0
                while x + chains <= input.width:
                    comptime for i in range(chains):
                        sums[i] += load_first[width=lanes](place + i * input.pixel_stride, count).cast[acc]()
                    place += chains * input.pixel_stride
                    x += chains
                while x < input.width:
                    sums[0] += load_first[width=lanes](place, count).cast[acc]()
                    place += input.pixel_stride
                    x += 1
            comptime for i in range(1, chains):
                sums[0] += sums[i]
            var mean = (sums[0] * inverse).cast[out_type]()
            if output.neighbours(channel) >= count:
                store_first(output.at(image, channel, 0, 0), mean, count)
            else:
                for lane in range(count):
                    output[image, channel + lane, 0, 0] = mean[lane]
            channel += count
