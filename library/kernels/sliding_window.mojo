"""What depthwise convolutions and pools have in common: a window moves over each channel by itself, a vector of channels at a time.

The rows of a block of channels that windows touch are copied to a ring in the first cache, with a frame around them, of the accumulator's type.
So borders, layouts and types are dealt with once, and each element is fetched once. Not here: what windows mean (`depthwise.mojo`,
`pooling.mojo`).
"""

from algorithm import sync_parallelize
from memory import UnsafePointer, alloc

from .convolution_packing import copy_rows, finish_pixels
from .gemm_tile import cache_bytes, tile_height
from .image_view import ImageView
from .vector_memory import multiply_add
from .window import Window

comptime most_pixels = 8
"""Output pixels that are computed at once."""


struct WindowKind(ImplicitlyCopyable, TrivialRegisterPassable):
    """What is done with the elements under a window."""

    var number: Int
    """One of the constants below."""

    comptime WEIGHTED = Self(0)
    """Multiplied by weights and added up."""
    comptime SUM = Self(1)
    """Added up."""
    comptime GREATEST = Self(2)
    """The greatest is taken."""

    @always_inline
    def __init__(out self, number: Int):
        """A kind.

        Args:
            number: Its number.
        """
        self.number = number

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        """Whether two are the same.

        Args:
            other: Another.
        """
        return self.number == other.number


def slide[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    lanes: Int,
    kind: WindowKind,
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](
    output: ImageView[out_type],
    input: ImageView[in_type],
    weights: UnsafePointer[Scalar[acc]],
    window: Window,
    outside: Scalar[acc],
    accumulate: Bool,
    threads: Int,
):
    """Moves a window over all channels of all images.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which is computed.
        lanes: Lanes of a vector.
        kind: What is done with the elements under the window.
        prologue: Changes elements of the input; takes image, first channel, row, column and neighbouring channels.
        epilogue: Changes results before they are stored; the same.
        has_epilogue: Whether it does anything.

    Args:
        output: The results.
        input: The images, with as many channels.
        weights: [blocks of `lanes` channels][taps][lanes]; null if the kind has none.
        window: The window.
        outside: Value of what lies outside of the image.
        accumulate: Whether to add to what is in the output.
        threads: Most threads to use.
    """
    debug_assert(
        output.images == input.images
        and output.channels == input.channels
        and output.height == window.output_height(input.height)
        and output.width == window.output_width(input.width),
        "shapes of a window's input and output do not fit",
    )
    var blocks = (input.channels + lanes - 1) // lanes
    var units = input.images * blocks
    var parts = threads
    if output.images * output.channels * output.height * output.width * window.height * window.width < 1 << 16:
        parts = 1
    var by_rows = units < parts and output.height >= parts

    @parameter
    def part(number: Int):
        for unit in range(0 if by_rows else units * number // parts, units if by_rows else units * (number + 1) // parts):
            _slide_block[lanes, kind, prologue, epilogue, has_epilogue](
                output,
                input,
                weights + unit % blocks * window.height * window.width * lanes,
                window,
                outside,
                accumulate,
                unit // blocks,
                unit % blocks * lanes,
                output.height * number // parts if by_rows else 0,
                output.height * (number + 1) // parts if by_rows else output.height,
            )

    if parts <= 1:
        part(0)
    else:
        sync_parallelize[part](parts)


def _slide_block[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    lanes: Int,
    kind: WindowKind,
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](
    output: ImageView[out_type],
    input: ImageView[in_type],
    weights: UnsafePointer[Scalar[acc]],
    window: Window,
    outside: Scalar[acc],
    accumulate: Bool,
    image: Int,
    channel: Int,
    first_row: Int,
    end_row: Int,
):
    """Some rows of one block of channels."""
    var count = min(lanes, input.channels - channel)
    var source = input.channel_slice(channel, count)
    var ring_width = (output.width - 1) * window.stride_x + window.reach_x()
    var row_elements = ring_width * lanes
    # Output rows between two copies: as many as let the ring lie in half of the first cache
    var fitting = cache_bytes(1) // 2 // max(1, row_elements * acc.size_of())
    var step = min(end_row - first_row, max(1, (fitting - window.reach_y()) // window.stride_y + 1))
    var ring_rows = (step - 1) * window.stride_y + max(window.reach_y(), window.stride_y)
    var memory = alloc[Scalar[acc]](ring_rows * row_elements, alignment=64)
    var sums = alloc[Scalar[acc]](output.width * lanes, alignment=64)
    var rows = alloc[UnsafePointer[Scalar[acc]]](window.height)
    var is_direct = False
    comptime if out_type == acc and not has_epilogue:
        is_direct = not accumulate and count == lanes and output.neighbours(channel) >= lanes
    # Rows of the input have their place in the ring by their number, counted from the first one that is touched
    var filled = 0
    for y in range(first_row, end_row):
        var needed = (y - first_row) * window.stride_y
        if needed + window.reach_y() > filled:
            filled = max(filled, needed)
            var target = needed + ring_rows
            target = min(target, (end_row - 1 - first_row) * window.stride_y + window.reach_y())
            while filled < target:
                var slot = filled % ring_rows
                var height = min(ring_rows - slot, target - filled)
                var ring = ImageView[acc](
                    memory + slot * row_elements,
                    1,
                    count,
                    height,
                    ring_width,
                    lanes=lanes,
                    image_stride=0,
                    block_stride=0,
                    row_stride=row_elements,
                    pixel_stride=lanes,
                )
                copy_rows[lanes, prologue](
                    ring, source, image, channel, first_row * window.stride_y - window.top + filled, -window.left, 1, 1, outside
                )
                filled += height
        for r in range(window.height):
            rows[r] = memory + (needed + r * window.dilation_y) % ring_rows * row_elements
        var place = sums
        var pixel_stride = lanes
        if is_direct:
            place = output.at(image, channel, y, 0).bitcast[Scalar[acc]]()
            pixel_stride = output.pixel_stride
        if window.width == 3 and window.dilation_x == 1 and window.stride_x == 1:
            _row[lanes, kind, 3, 1](output.width, rows, weights, window, place, pixel_stride)
        elif window.width == 3 and window.dilation_x == 1 and window.stride_x == 2:
            _row[lanes, kind, 3, 2](output.width, rows, weights, window, place, pixel_stride)
        else:
            _row[lanes, kind, 0, 0](output.width, rows, weights, window, place, pixel_stride)
        if not is_direct:
            finish_pixels[lanes, epilogue](
                output, image, channel, y, 0, output.width, 1, sums, lanes, 0, accumulate, 0, output.width
            )
    memory.free()
    sums.free()
    rows.free()


@no_inline
def _row[
    acc: DType, //, lanes: Int, kind: WindowKind, taps: Int, stride: Int
](
    width: Int,
    rows: UnsafePointer[UnsafePointer[Scalar[acc]]],
    weights: UnsafePointer[Scalar[acc]],
    window: Window,
    target: UnsafePointer[Scalar[acc]],
    pixel_stride: Int,
):
    """A row of results. `taps` and `stride` are those along the row; 0: those of the window."""
    var x = 0
    while x < width:
        var pixels = tile_height(width - x, most_pixels)
        comptime for p in range(most_pixels, 0, -1):
            if pixels == p:
                _pixels[lanes, kind, taps, stride, p](x, rows, weights, window, target + x * pixel_stride, pixel_stride)
        x += pixels


@always_inline
def _pixels[
    acc: DType, //, lanes: Int, kind: WindowKind, taps: Int, stride: Int, pixels: Int
](
    x: Int,
    rows: UnsafePointer[UnsafePointer[Scalar[acc]]],
    weights: UnsafePointer[Scalar[acc]],
    window: Window,
    target: UnsafePointer[Scalar[acc]],
    pixel_stride: Int,
):
    """Neighbouring results. With known taps and stride each element of a row is loaded once for all of them."""
    comptime Vector = SIMD[acc, lanes]
    var sums = InlineArray[Vector, pixels](fill=Vector(Scalar[acc].MIN if kind == WindowKind.GREATEST else Scalar[acc](0)))
    var weight = weights
    for r in range(window.height):
        comptime if taps > 0:
            var start = rows[r] + x * stride * lanes
            var factors = InlineArray[Vector, taps](fill=Vector(0))
            comptime if kind == WindowKind.WEIGHTED:
                comptime for s in range(taps):
                    factors[s] = (weight + s * lanes).load[width=lanes]()
            comptime for i in range((pixels - 1) * stride + taps):
                var element = (start + i * lanes).load[width=lanes]()
                comptime for s in range(taps):
                    comptime if (i - s) % stride == 0 and i >= s and (i - s) // stride < pixels:
                        sums[(i - s) // stride] = _joined[kind](sums[(i - s) // stride], element, factors[s])
            weight += taps * lanes
        else:
            var start = rows[r] + x * window.stride_x * lanes
            for _ in range(window.width):
                var factor = Vector(0)
                comptime if kind == WindowKind.WEIGHTED:
                    factor = weight.load[width=lanes]()
                comptime for i in range(pixels):
                    sums[i] = _joined[kind](sums[i], (start + i * window.stride_x * lanes).load[width=lanes](), factor)
                weight += lanes
                start += window.dilation_x * lanes
    comptime for i in range(pixels):
        (target + i * pixel_stride).store(sums[i])


@always_inline
def _joined[
    acc: DType, lanes: Int, //, kind: WindowKind
](sum: SIMD[acc, lanes], element: SIMD[acc, lanes], factor: SIMD[acc, lanes]) -> SIMD[acc, lanes]:
    comptime if kind == WindowKind.WEIGHTED:
        return multiply_add(element, factor, sum)
    elif kind == WindowKind.SUM:
        return sum + element
    else:
        return max(sum, element)


@always_inline
def same_elements[acc: DType, width: Int](image: Int, channel: Int, y: Int, x: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
    """A prologue or epilogue that does nothing.

    Parameters:
        acc: Kind of element.
        width: Lanes.

    Args:
        image: The image.
        channel: The first channel.
        y: The row.
        x: The column.
        value: The elements.
    """
    return value
