"""Windows of 3 x 3 over a block of channels that lies in memory as a plane of vectors: each element of a row is loaded once for all results that
it is part of, and what lies outside of the image is masked away.

Not here: all other windows and layouts (`sliding_window.mojo`).
"""

from memory import UnsafePointer
from sys import masked_load
from sys.info import CompilationTarget

from .gemm_tile import tile_height
from .image_view import ImageView
from .vector_memory import load_first, multiply_add, store_first
from .window import Window

comptime most_plane_pixels = 4 if CompilationTarget.is_x86() and not CompilationTarget.has_avx512f() else 14
"""Results that are computed at once: with the nine weights they fill the registers."""


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


@always_inline
def is_for_plane[
    in_type: DType, out_type: DType, //
](source: ImageView[in_type], target: ImageView[out_type], window: Window, lanes: Int) -> Bool:
    """Whether `slide_rows` can be used: 3 x 3, steps of 1 or 2 pixels, at most one pixel outside on each side, channels in blocks of a vector.

    Parameters:
        in_type: Kind of element of the input.
        out_type: Kind of element of the output.

    Args:
        source: The block of channels.
        target: The same of the output.
        window: The window.
        lanes: Lanes of a vector.
    """
    return (
        window.height == 3
        and window.width == 3
        and window.dilation_x == 1
        and (window.stride_x == 1 or window.stride_x == 2)
        and window.left <= 1
        and (target.width - 1) * window.stride_x + 2 - window.left <= source.width
        and source.pixel_stride == lanes
        and source.lanes == lanes
        and source.first_channel == 0
        and target.pixel_stride == lanes
        and target.lanes == lanes
        and target.first_channel == 0
    )


struct PlaneRows[acc: DType, out_type: DType](ImplicitlyCopyable, TrivialRegisterPassable):
    """Some rows of results, and what they come from.

    Parameters:
        acc: Kind of element.
        out_type: Kind of element of the results.
    """

    var start: UnsafePointer[Scalar[Self.acc]]
    """The element under the first tap of the first window; it may lie outside of the image."""
    var row_stride: Int
    """From row to row of the image."""
    var row: Int
    """Row of the first tap, counted from the image's first row."""
    var height: Int
    """Height of the image."""
    var width: Int
    """Width of the image."""
    var outside: Scalar[Self.acc]
    """Value of what lies outside of the image."""
    var weights: UnsafePointer[Scalar[Self.acc]]
    """Nine vectors, for the kind that has some."""
    var target: UnsafePointer[Scalar[Self.out_type]]
    """Where the results go."""
    var out_row_stride: Int
    """From row to row of the results."""
    var out_rows: Int
    """Rows of results."""
    var out_width: Int
    """Results of a row."""
    var accumulate: Bool
    """Whether to add to what is there."""
    var image: Int
    """The image."""
    var channel: Int
    """The first channel."""
    var channels: Int
    """How many of the vector's lanes are channels."""
    var out_row: Int
    """Number of the first row of results."""

    @always_inline
    def __init__(
        out self,
        start: UnsafePointer[Scalar[Self.acc]],
        row_stride: Int,
        row: Int,
        height: Int,
        width: Int,
        outside: Scalar[Self.acc],
        weights: UnsafePointer[Scalar[Self.acc]],
        target: UnsafePointer[Scalar[Self.out_type]],
        out_row_stride: Int,
        out_rows: Int,
        out_width: Int,
        accumulate: Bool,
        image: Int,
        channel: Int,
        channels: Int,
        out_row: Int,
    ):
        """All of it.

        Args:
            start: The element under the first tap of the first window.
            row_stride: From row to row of the image.
            row: Row of the first tap.
            height: Height of the image.
            width: Width of the image.
            outside: Value of what lies outside of the image.
            weights: Nine vectors.
            target: Where the results go.
            out_row_stride: From row to row of the results.
            out_rows: Rows of results.
            out_width: Results of a row.
            accumulate: Whether to add to what is there.
            image: The image.
            channel: The first channel.
            channels: How many of the vector's lanes are channels.
            out_row: Number of the first row of results.
        """
        self.start = start
        self.row_stride = row_stride
        self.row = row
        self.height = height
        self.width = width
        self.outside = outside
        self.weights = weights
        self.target = target
        self.out_row_stride = out_row_stride
        self.out_rows = out_rows
        self.out_width = out_width
        self.accumulate = accumulate
        self.image = image
        self.channel = channel
        self.channels = channels
        self.out_row = out_row


def slide_rows[
    acc: DType,
    out_type: DType,
    //,
    lanes: Int,
    kind: WindowKind,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](rows: PlaneRows[acc, out_type], window: Window):
    """Some rows of results, a few columns at a time.

    Parameters:
        acc: Kind of element.
        out_type: Kind of element of the results.
        lanes: Lanes of a vector.
        kind: What is done with the elements under a window.
        epilogue: What is done with results, given image, first channel, row and column.

    Args:
        rows: The rows.
        window: The window.
    """
    var x = 0
    while x < rows.out_width:
        var pixels = tile_height(rows.out_width - x, most_plane_pixels)
        comptime for p in range(most_plane_pixels, 0, -1):
            if pixels == p:
                if window.stride_x == 1:
                    _columns[lanes, kind, epilogue, 1, p](rows, window, x)
                else:
                    _columns[lanes, kind, epilogue, 2, p](rows, window, x)
        x += pixels


@no_inline
def _columns[
    acc: DType,
    out_type: DType,
    //,
    lanes: Int,
    kind: WindowKind,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    stride: Int,
    pixels: Int,
](rows: PlaneRows[acc, out_type], window: Window, x: Int):
    """Neighbouring columns of results from top to bottom."""
    comptime Vector = SIMD[acc, lanes]
    comptime elements = (pixels - 1) * stride + 3
    var column = x * stride - window.left
    var left_mask = SIMD[DType.bool, lanes](column >= 0)
    var right_mask = SIMD[DType.bool, lanes](column + elements - 1 < rows.width)
    var weights = InlineArray[Vector, 9](fill=Vector(0))
    comptime if kind == WindowKind.WEIGHTED:
        comptime for tap in range(9):
            weights[tap] = (rows.weights + tap * lanes).load[width=lanes]()
    var top = rows.start + x * stride * lanes
    var target = rows.target + x * lanes
    var row = rows.row
    var is_plain = rows.channels == lanes and not rows.accumulate
    for y in range(rows.out_row, rows.out_row + rows.out_rows):
        var sums = InlineArray[Vector, pixels](fill=Vector(Scalar[acc].MIN if kind == WindowKind.GREATEST else Scalar[acc](0)))
        comptime for r in range(3):
            if row + r >= 0 and row + r < rows.height:
                comptime for i in range(elements):
                    var place = top + (r * rows.row_stride + i * lanes)
                    var element = Vector(0)
                    comptime if i == 0:
                        element = masked_load[lanes](place, left_mask, Vector(rows.outside))
                    elif i == elements - 1:
                        element = masked_load[lanes](place, right_mask, Vector(rows.outside))
                    else:
                        element = place.load[width=lanes]()
                    comptime for s in range(3):
                        comptime if i >= s and (i - s) % stride == 0 and (i - s) // stride < pixels:
                            sums[(i - s) // stride] = joined[kind](sums[(i - s) // stride], element, weights[r * 3 + s])
        if is_plain:
            comptime for i in range(pixels):
                var result = epilogue[lanes](rows.image, rows.channel, y, x + i, sums[i])
                (target + i * lanes).store(result.cast[out_type]())
        else:
            comptime for i in range(pixels):
                if rows.accumulate:
                    sums[i] += load_first[width=lanes](target + i * lanes, rows.channels).cast[acc]()
                var result = epilogue[lanes](rows.image, rows.channel, y, x + i, sums[i])
                store_first(target + i * lanes, result.cast[out_type](), rows.channels)
        top += window.stride_y * rows.row_stride
        target += rows.out_row_stride
        row += window.stride_y


@always_inline
def joined[
    acc: DType, lanes: Int, //, kind: WindowKind
](sum: SIMD[acc, lanes], element: SIMD[acc, lanes], factor: SIMD[acc, lanes]) -> SIMD[acc, lanes]:
    """A result with one more element.

    Parameters:
        acc: Kind of element.
        lanes: Lanes of a vector.
        kind: What is done with the elements under a window.

    Args:
        sum: The result so far.
        element: The element.
        factor: Its weight, for the kind that has some.
    """
    comptime if kind == WindowKind.WEIGHTED:
        return multiply_add(element, factor, sum)
    elif kind == WindowKind.SUM:
        return sum + element
    else:
        # One instruction, where `max` would look for what is not a number: that is never greater
        return element.gt(sum).select(element, sum)
