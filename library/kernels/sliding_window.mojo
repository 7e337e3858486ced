"""What depthwise convolutions and pools have in common: a window moves over each channel by itself, a vector of channels at a time.

Windows of 3 x 3 read images in blocks of channels where they lie (`sliding_plane.mojo`), and those of 3 x 3 and 5 x 5 images with channels side by
side (`sliding_pixels.mojo`). For all others the rows of a block that windows touch are copied to a ring in the first cache, with a frame around them,
of the accumulator's type: so borders, layouts and types are dealt with once, and each element is fetched once. Not here: what windows mean (`depthwise.mojo`, `pooling.mojo`).
"""

from algorithm import parallelize
from memory import UnsafePointer, alloc

from .convolution_packing import copy_rows, finish_pixels
from sys import cache_bytes
from .gemm_tile import tile_height
from .image_view import ImageView
from .sliding_pixels import is_for_pixels, slide_pixels
from .sliding_plane import PlaneRows, WindowKind, is_for_plane, joined, slide_rows
from .window import Window

comptime most_pixels = 8
"""Output pixels that are computed at once."""


def slide[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    lanes: Int,
    kind: WindowKind,
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_prologue: Bool,
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
        has_prologue: Whether the prologue does anything.
        has_epilogue: Whether the epilogue does anything.

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
    comptime if in_type == acc and not has_prologue:
        if is_for_pixels(input, output, window):
            var rows = output.images * output.height

            @parameter
            def some_rows(number: Int):
                slide_pixels[lanes, kind, epilogue](
                    output, _as_type[acc](input), weights, window, outside, accumulate, rows * number // parts, rows * (number + 1) // parts
                )

            if parts <= 1:
                some_rows(0)
            else:
                parallelize[some_rows](parts, threads)
            return
    var by_rows = units < parts and output.height >= parts

    @parameter
    def part(number: Int):
        var first_row = output.height * number // parts if by_rows else 0
        var end_row = output.height * (number + 1) // parts if by_rows else output.height
        var sums = alloc[Scalar[acc]](output.width * lanes, alignment=64)
        var ring = RowRing[acc, lanes](output.width, end_row - first_row, window)
        for unit in range(0 if by_rows else units * number // parts, units if by_rows else units * (number + 1) // parts):
            _slide_block[lanes, kind, prologue, epilogue, has_prologue, has_epilogue](
                output,
                input,
                weights + unit % blocks * window.height * window.width * lanes,
                window,
                outside,
                accumulate,
                unit // blocks,
                unit % blocks * lanes,
                first_row,
                end_row,
                sums,
                ring,
            )
        sums.free()

    if parts <= 1:
        part(0)
    else:
        parallelize[part](parts, threads)


@always_inline
def _as_type[in_type: DType, //, acc: DType](input: ImageView[in_type]) -> ImageView[acc]:
    """The same, where the two are the same type, which the compiler does not see."""
    var result = ImageView[acc](
        input.data.bitcast[Scalar[acc]](),
        input.images,
        input.channels,
        input.height,
        input.width,
        lanes=input.lanes,
        image_stride=input.image_stride,
        block_stride=input.block_stride,
        row_stride=input.row_stride,
        pixel_stride=input.pixel_stride,
    )
    result.first_channel = input.first_channel
    return result


def _slide_block[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    lanes: Int,
    kind: WindowKind,
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_prologue: Bool,
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
    sums: UnsafePointer[Scalar[acc]],
    mut ring: RowRing[acc, lanes],
):
    """Some rows of one block of channels. `sums`: memory for a row."""
    var count = min(lanes, input.channels - channel)
    var source = input.channel_slice(channel, count)
    var target = output.channel_slice(channel, count)
    comptime if in_type == acc and not has_prologue:
        if is_for_plane(source, target, window, lanes):
            # All rows at once, if they are short: then the dispatch costs more than reading a large image in columns
            var rows = end_row - first_row if output.width * lanes * acc.size_of() < 1 << 12 else 1
            for y in range(first_row, end_row, rows):
                var row = y * window.stride_y - window.top
                slide_rows[lanes, kind, epilogue](
                    PlaneRows[acc, out_type](
                        source.at(image, 0, row, -window.left).bitcast[Scalar[acc]](),
                        source.row_stride,
                        row,
                        input.height,
                        input.width,
                        outside,
                        weights,
                        target.at(image, 0, y, 0),
                        output.row_stride,
                        rows,
                        output.width,
                        accumulate,
                        image,
                        channel,
                        count,
                        y,
                    ),
                    window,
                )
            return
    var is_direct = False
    comptime if out_type == acc and not has_epilogue:
        is_direct = not accumulate and count == lanes and target.neighbours(0) >= lanes and output.pixel_stride == lanes
    ring.start(window, first_row, end_row)
    for y in range(first_row, end_row):
        var place = sums
        if is_direct:
            place = target.at(image, 0, y, 0).bitcast[Scalar[acc]]()
        ring.move_to[prologue](source, window, image, channel, y, outside)
        _row[lanes, kind](output.width, ring.taps, weights, window, place)
        if not is_direct:
            finish_pixels[lanes, epilogue](target, image, y, 0, output.width, sums, lanes, accumulate, channel, output.width)


struct RowRing[acc: DType, lanes: Int](Movable):
    """The rows of a block of channels that windows touch, with a frame. Owns its memory.

    Parameters:
        acc: Kind of element.
        lanes: Channels of a block.
    """

    var memory: UnsafePointer[Scalar[Self.acc]]
    """The rows."""
    var taps: UnsafePointer[UnsafePointer[Scalar[Self.acc]]]
    """The rows under the window, one for each of its rows."""
    var width: Int
    """Pixels of a row."""
    var rows: Int
    """Number of rows."""
    var first_row: Int
    """The first row of the output."""
    var filled: Int
    """Rows of the input that were copied since, or left out, counted from the first one that is touched; they lie at their number modulo `rows`."""
    var end: Int
    """How many will be."""

    def __init__(out self, out_width: Int, out_rows: Int, window: Window):
        """Reserves memory in half of the first cache, or what it takes for one row of the output.

        Args:
            out_width: Width of the output.
            out_rows: Rows of the output that are computed.
            window: The window.
        """
        self.width = (out_width - 1) * window.stride_x + window.reach_x()
        var fitting = cache_bytes(1) // 2 // max(1, self.width * Self.lanes * Self.acc.size_of())
        var step = max(1, min(out_rows, (fitting - window.reach_y()) // window.stride_y + 1))
        self.rows = (step - 1) * window.stride_y + max(window.reach_y(), window.stride_y)
        self.memory = alloc[Scalar[Self.acc]](max(1, self.rows * self.width * Self.lanes), alignment=64)
        self.taps = alloc[UnsafePointer[Scalar[Self.acc]]](window.height)
        self.first_row = 0
        self.filled = 0
        self.end = 0

    def start(mut self, window: Window, first_row: Int, end_row: Int):
        """Goes to another block of channels.

        Args:
            window: The window.
            first_row: First row of the output.
            end_row: The row behind the last one.
        """
        self.first_row = first_row
        self.filled = 0
        self.end = (end_row - 1 - first_row) * window.stride_y + window.reach_y()

    def move_to[
        dtype: DType, //, prologue: def[width: Int](Int, Int, Int, Int, SIMD[Self.acc, width]) capturing [_] -> SIMD[Self.acc, width]
    ](mut self, source: ImageView[dtype], window: Window, image: Int, channel: Int, y: Int, outside: Scalar[Self.acc]):
        """Makes `taps` those of a row of the output.

        Parameters:
            dtype: Kind of element.
            prologue: Changes elements.

        Args:
            source: The block.
            window: The window.
            image: The image.
            channel: First channel of the block.
            y: Row of the output; not less than the last time.
            outside: Value of what lies outside of the image.
        """
        var needed = (y - self.first_row) * window.stride_y
        var row_elements = self.width * Self.lanes
        if needed + window.reach_y() > self.filled:
            self.filled = max(self.filled, needed)
            var target = min(needed + self.rows, self.end)
            while self.filled < target:
                var slot = self.filled % self.rows
                var height = min(self.rows - slot, target - self.filled)
                var part = ImageView[Self.acc](
                    self.memory + slot * row_elements,
                    1,
                    source.channels,
                    height,
                    self.width,
                    lanes=Self.lanes,
                    image_stride=0,
                    block_stride=0,
                    row_stride=row_elements,
                    pixel_stride=Self.lanes,
                )
                var row = self.first_row * window.stride_y - window.top + self.filled
                copy_rows[Self.lanes, prologue](part, source, image, channel, row, -window.left, 1, 1, outside)
                self.filled += height
        for r in range(window.height):
            self.taps[r] = self.memory + (needed + r * window.dilation_y) % self.rows * row_elements

    def __deinit__(deinit self):
        """Gives the memory back."""
        self.memory.free()
        self.taps.free()


@no_inline
def _row[
    acc: DType, //, lanes: Int, kind: WindowKind
](
    width: Int,
    rows: UnsafePointer[UnsafePointer[Scalar[acc]]],
    weights: UnsafePointer[Scalar[acc]],
    window: Window,
    target: UnsafePointer[Scalar[acc]],
):
    """A row of results."""
    var x = 0
    while x < width:
        var pixels = tile_height(width - x, most_pixels)
        comptime for p in range(most_pixels, 0, -1):
            if pixels == p:
                _pixels[lanes, kind, p](x, rows, weights, window, target + x * lanes)
        x += pixels


@always_inline
def _pixels[
    acc: DType, //, lanes: Int, kind: WindowKind, pixels: Int
](
    x: Int,
    rows: UnsafePointer[UnsafePointer[Scalar[acc]]],
    weights: UnsafePointer[Scalar[acc]],
    window: Window,
    target: UnsafePointer[Scalar[acc]],
):
    """Neighbouring results."""
    comptime Vector = SIMD[acc, lanes]
    var sums = InlineArray[Vector, pixels](fill=Vector(Scalar[acc].MIN if kind == WindowKind.GREATEST else Scalar[acc](0)))
    var weight = weights
    for r in range(window.height):
        var start = rows[r] + x * window.stride_x * lanes
        for _ in range(window.width):
            var factor = Vector(0)
            comptime if kind == WindowKind.WEIGHTED:
                factor = weight.load[width=lanes]()
            comptime for i in range(pixels):
                sums[i] = joined[kind](sums[i], (start + i * window.stride_x * lanes).load[width=lanes](), factor)
            weight += lanes
            start += window.dilation_x * lanes
    comptime for i in range(pixels):
        (target + i * lanes).store(sums[i])


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
