"""Depthwise convolutions: one filter for each channel, none of which sees the others.

They are bound by memory, not by arithmetic; see `sliding_window.mojo` for how. Several filters for a channel: `convolve` with groups.
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .image_view import ImageView
from .sliding_plane import WindowKind
from .sliding_window import same_elements, slide
from .window import Window


struct DepthwiseFilter[dtype: DType](Movable):
    """Filters [blocks of channels][taps][lanes]. Owns its memory.

    Parameters:
        dtype: Kind of element, that of the accumulators.
    """

    var data: UnsafePointer[Scalar[Self.dtype]]
    """The vectors of channels."""
    var channels: Int
    """Number of channels."""
    var height: Int
    """Taps in a column."""
    var width: Int
    """Taps in a row."""

    var owns: Bool
    """Whether the memory is given back in the end."""

    def __init__(out self, *, packed: UnsafePointer[Scalar[Self.dtype]], channels: Int, height: Int, width: Int):
        """A filter that was packed before, in somebody's memory, which must outlive it.

        Args:
            packed: What `data` of the packed filter was.
            channels: Number of channels.
            height: Taps in a column.
            width: Taps in a row.
        """
        self.owns = False
        self.channels = channels
        self.height = height
        self.width = width
        self.data = packed

    @always_inline
    def count(self) -> Int:
        """Elements of the memory."""
        comptime lanes = simd_width_of[Self.dtype]()
        return (self.channels + lanes - 1) // lanes * lanes * self.height * self.width

    def __init__[f_type: DType](out self, filter: ImageView[f_type, _]):
        """Packs a filter.

        Parameters:
            f_type: Kind of element.

        Args:
            filter: One image of one channel for each channel; any layout, not needed any more afterwards.
        """
        comptime lanes = simd_width_of[Self.dtype]()
        debug_assert(filter.channels == 1, "a depthwise filter has one input channel")
        self.owns = True
        self.channels = filter.images
        self.height = filter.height
        self.width = filter.width
        var taps = self.height * self.width
        var blocks = (self.channels + lanes - 1) // lanes
        self.data = alloc[Scalar[Self.dtype]](max(1, blocks * taps * lanes), alignment=64)
        for channel in range(blocks * lanes):
            for tap in range(taps):
                var place = self.data + (channel // lanes * taps + tap) * lanes + channel % lanes
                place[] = 0
                if channel < self.channels:
                    place[] = filter[channel, 0, tap // self.width, tap % self.width].cast[Self.dtype]()

    def __deinit__(deinit self):
        """Gives the memory back."""
        if self.owns:
            self.data.free()


def convolve_depthwise[
    out_type: DType, in_type: DType, acc: DType, //
](
    output: ImageView[out_type, _],
    input: ImageView[in_type, _],
    filter: DepthwiseFilter[acc],
    window: Window,
    *,
    accumulate: Bool = False,
    threads: Int = 1,
):
    """Output = input * filter for each channel, or output += input * filter; zeros outside of the image.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which products are computed and added up.

    Args:
        output: [images, channels, `window.output_height`, `window.output_width`]; it must not overlap the input.
        input: [images, channels, height, width].
        filter: The packed filter.
        window: Its size and how it moves.
        accumulate: Whether to add to what is in the output.
        threads: Most threads to use.
    """
    debug_assert(window.height == filter.height and window.width == filter.width and filter.channels == input.channels, "the filter does not fit")
    slide[simd_width_of[acc](), WindowKind.WEIGHTED, same_elements[acc, _], same_elements[acc, _], False, False](
        output.as_any_origin(), input.as_any_origin(), filter.data, window, Scalar[acc](0), accumulate, threads
    )


def convolve_depthwise[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    *,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](
    output: ImageView[out_type, _],
    input: ImageView[in_type, _],
    filter: DepthwiseFilter[acc],
    window: Window,
    *,
    accumulate: Bool = False,
    threads: Int = 1,
):
    """Output = epilogue(input * filter), or epilogue(output + input * filter).

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which products are computed and added up.
        epilogue: Changes complete sums before they are stored; takes image, first channel, row, column and neighbouring channels, once for
            each element. Lanes beyond the last channel hold anything.

    Args:
        output: [images, channels, height, width]; it must not overlap the input.
        input: [images, channels, height, width].
        filter: The packed filter.
        window: Its size and how it moves.
        accumulate: Whether to add to what is in the output, before the epilogue.
        threads: Most threads to use.
    """
    debug_assert(window.height == filter.height and window.width == filter.width and filter.channels == input.channels, "the filter does not fit")
    slide[simd_width_of[acc](), WindowKind.WEIGHTED, same_elements[acc, _], epilogue, False, True](
        output.as_any_origin(), input.as_any_origin(), filter.data, window, Scalar[acc](0), accumulate, threads
    )


def convolve_depthwise[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    *,
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](
    output: ImageView[out_type, _],
    input: ImageView[in_type, _],
    filter: DepthwiseFilter[acc],
    window: Window,
    *,
    accumulate: Bool = False,
    threads: Int = 1,
):
    """Output = epilogue(prologue(input) * filter), or epilogue(output + prologue(input) * filter). Padding is zero whatever the prologue does.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which products are computed and added up.
        prologue: Changes elements of the input; takes image, first channel, row, column and neighbouring channels. May be called several
            times for an element.
        epilogue: Changes complete sums before they are stored; the same, once for each element. Lanes beyond the last channel hold anything.

    Args:
        output: [images, channels, height, width]; it must not overlap the input.
        input: [images, channels, height, width].
        filter: The packed filter.
        window: Its size and how it moves.
        accumulate: Whether to add to what is in the output, before the epilogue.
        threads: Most threads to use.
    """
    debug_assert(window.height == filter.height and window.width == filter.width and filter.channels == input.channels, "the filter does not fit")
    slide[simd_width_of[acc](), WindowKind.WEIGHTED, prologue, epilogue, True, True](
        output.as_any_origin(), input.as_any_origin(), filter.data, window, Scalar[acc](0), accumulate, threads
    )
