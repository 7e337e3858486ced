"""Convolutions with 3 x 3 taps by Winograd's minimal filtering: for results in squares of `step`, fewer multiplications.

F(2 x 2, 3 x 3) and F(4 x 4, 3 x 3) of A. Lavin and S. Gray, "Fast algorithms for convolutional neural networks", CVPR 2016: step x step results come from
(step + 2) squared products of transformed pieces and transformed filters; the products over all channels are a convolution with one tap for each of them
(`convolution_band.mojo`). With steps of 2 there are 2.25 times fewer multiplications, and errors are about half of those of `convolve`, since the sums
are a ninth as long; with steps of 4 there are four times fewer, and errors are about six times as great (1e-5 of the greatest result with 256 channels).
It wins where the transformed filters, 1.8 or 4 times as large as the filters, come from near: many pixels, few channels.
"""

from algorithm import parallelize
from memory import UnsafePointer, alloc
from sys import simd_width_of

from .convolution_band import convolve_band
from .convolution_kernel import LinesToCome
from .convolution_filter import InputTable, PackedFilter, ProductOrder
from .convolution_packing import copy_rows, finish_pixels
from .convolution_tile import default_convolution_tile
from sys import cache_bytes
from .gemm_tile import shared_evenly
from .image_view import ImageView
from .sliding_window import same_elements
from .vector_memory import first_lanes
from .window import Window


struct WinogradFilter[dtype: DType, step: Int = 4](Movable):
    """A transformed filter with 3 x 3 taps.

    Parameters:
        dtype: Kind of element, that of the accumulators.
        step: Results of a piece in each direction, 2 or 4.
    """

    comptime side = Self.step + 2
    """Elements of a piece in each direction."""
    comptime pieces = Self.side * Self.side
    """Groups of the filter."""

    var packed: PackedFilter[Self.dtype]
    """A group of one tap for each element of a piece; channels filled up to whole vectors."""
    var out_channels: Int
    """Output channels."""
    var in_channels: Int
    """Input channels."""

    def __init__(out self, *, packed: UnsafePointer[Scalar[Self.dtype]], out_channels: Int, in_channels: Int):
        """A filter that was transformed before, in somebody's memory, which must outlive it.

        Args:
            packed: What `packed.data` of the transformed filter was.
            out_channels: Output channels.
            in_channels: Input channels.
        """
        comptime lanes = simd_width_of[Self.dtype]()
        self.out_channels = out_channels
        self.in_channels = in_channels
        self.packed = PackedFilter[Self.dtype](
            packed=packed,
            out_channels=Self.pieces * _filled_up(out_channels, lanes),
            in_channels=_filled_up(in_channels, lanes),
            height=1,
            width=1,
            groups=Self.pieces,
        )

    def __init__[f_type: DType](out self, filter: ImageView[f_type, _]):
        """Transforms a filter.

        Parameters:
            f_type: Kind of element.

        Args:
            filter: One image of 3 x 3 pixels for each output channel, any layout; not needed any more afterwards.
        """
        comptime lanes = simd_width_of[Self.dtype]()
        debug_assert(filter.height == 3 and filter.width == 3, "Winograd filters have 3 x 3 taps")
        self.out_channels = filter.images
        self.in_channels = filter.channels
        var outputs = _filled_up(filter.images, lanes)
        var inputs = _filled_up(filter.channels, lanes)
        var plane = outputs * inputs
        var memory = alloc[Scalar[Self.dtype]](max(1, Self.pieces * plane))
        for i in range(Self.pieces * plane):
            memory[i] = 0
        # In doubles: this happens once
        for o in range(filter.images):
            for c in range(filter.channels):
                var columns = InlineArray[InlineArray[Float64, 3], Self.side](uninitialized=True)
                for x in range(3):
                    var column = InlineArray[Float64, 3](uninitialized=True)
                    for y in range(3):
                        column[y] = filter[o, c, y, x].cast[DType.float64]()
                    var transformed = _filter_transform[Self.step](column)
                    for y in range(Self.side):
                        columns[y][x] = transformed[y]
                for y in range(Self.side):
                    var transformed = _filter_transform[Self.step](columns[y])
                    for x in range(Self.side):
                        memory[(y * Self.side + x) * plane + o * inputs + c] = transformed[x].cast[Self.dtype]()
        self.packed = PackedFilter[Self.dtype](
            ImageView[Self.dtype].planar(memory, Self.pieces * outputs, inputs, 1, 1), groups=Self.pieces
        )
        memory.free()


def convolve_winograd[
    out_type: DType, in_type: DType, acc: DType, step: Int, //
](output: ImageView[out_type, _], input: ImageView[in_type, _], filter: WinogradFilter[acc, step], window: Window, *, threads: Int = 1):
    """What `convolve` computes, with fewer multiplications and greater errors.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which is computed.
        step: Results of a piece in each direction.

    Args:
        output: [images, output channels, `window.output_height`, `window.output_width`]; it must not overlap the input.
        input: [images, input channels, height, width].
        filter: The transformed filter.
        window: 3 x 3 taps, steps of one pixel, no dilation; any padding.
        threads: Most threads to use.
    """
    _convolve[same_elements[acc, _]](output.as_any_origin(), input.as_any_origin(), filter, window, threads)


def convolve_winograd[
    out_type: DType,
    in_type: DType,
    acc: DType,
    step: Int,
    //,
    *,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](output: ImageView[out_type, _], input: ImageView[in_type, _], filter: WinogradFilter[acc, step], window: Window, *, threads: Int = 1):
    """What `convolve` with an epilogue computes, with fewer multiplications and greater errors.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which is computed.
        step: Results of a piece in each direction.
        epilogue: Changes results before they are stored; takes image, first channel, row, column, and neighbouring channels; lanes
            beyond the last channel hold anything. Called once for each element.

    Args:
        output: [images, output channels, `window.output_height`, `window.output_width`]; it must not overlap the input.
        input: [images, input channels, height, width].
        filter: The transformed filter.
        window: 3 x 3 taps, steps of one pixel, no dilation; any padding.
        threads: Most threads to use.
    """
    _convolve[epilogue](output.as_any_origin(), input.as_any_origin(), filter, window, threads)


def _convolve[
    out_type: DType,
    in_type: DType,
    acc: DType,
    step: Int,
    //,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](output: ImageView[out_type], input: ImageView[in_type], filter: WinogradFilter[acc, step], window: Window, threads: Int):
    """Threads share rows of pieces."""
    debug_assert(
        output.images == input.images
        and output.channels == filter.out_channels
        and input.channels == filter.in_channels
        and output.height == window.output_height(input.height)
        and output.width == window.output_width(input.width)
        and window.height == 3
        and window.width == 3
        and window.stride_x == 1
        and window.stride_y == 1
        and window.dilation_x == 1
        and window.dilation_y == 1,
        "shapes of a convolution do not fit, or are not for Winograd's algorithm",
    )
    var rows = (output.height + step - 1) // step
    var parts = max(1, min(threads, rows))

    @parameter
    def part(number: Int):
        _part[epilogue](output, input, filter, window, rows * number // parts, rows * (number + 1) // parts)

    if parts == 1:
        part(0)
    else:
        parallelize[part](parts, threads)


def _part[
    out_type: DType,
    in_type: DType,
    acc: DType,
    step: Int,
    //,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](output: ImageView[out_type], input: ImageView[in_type], filter: WinogradFilter[acc, step], window: Window, first: Int, end: Int):
    """Some rows of pieces on one thread, as many at a time as let their transforms lie in the second cache."""
    comptime pieces = (step + 2) * (step + 2)
    comptime lanes = simd_width_of[acc]()
    if first == end or output.width == 0 or output.channels == 0:
        return
    var inputs = _filled_up(filter.in_channels, lanes)
    var outputs = _filled_up(filter.out_channels, lanes)
    var across = (output.width + step - 1) // step
    var row_bytes = pieces * (inputs + outputs) * across * acc.size_of()
    # Measured. Filters that do not fit beside it come from far each time, so then as much as possible is done with them
    var filter_bytes = pieces * inputs * outputs * acc.size_of()
    var eighths = 3 if filter_bytes <= cache_bytes(2) // 2 else 5
    var at_once = shared_evenly(end - first, max(1, cache_bytes(2) * eighths // 8 // row_bytes), 1)
    var in_width = across * step + 2
    var most_rows = at_once * step + 2
    var band_memory = alloc[Scalar[acc]](inputs * most_rows * in_width, alignment=64)
    # Pieces lie an odd number of vectors apart: a power of two would put all 36 of a tile into one set of the first cache
    var most_vectors = at_once * across | 1
    var from_memory = alloc[Scalar[acc]](pieces * inputs * most_vectors, alignment=64)
    var to_memory = alloc[Scalar[acc]](pieces * outputs * most_vectors, alignment=64)
    var order = ProductOrder(inputs, 1, 1, lanes)
    for image in range(output.images):
        for row in range(first, end, at_once):
            var count = min(at_once, end - row)
            var tiles = count * across
            var band = ImageView[acc].blocked(band_memory, 1, filter.in_channels, count * step + 2, in_width, lanes)
            copy_rows[lanes, same_elements[acc, _]](band, input, image, 0, row * step - window.top, -window.left, 1, 1)
            var piece = (tiles | 1) * lanes
            for block in range(inputs // lanes):
                var channels = min(lanes, filter.in_channels - block * lanes)
                for tile in range(tiles):
                    var source = band.at(0, block * lanes, tile // across * step, tile % across * step)
                    var target = from_memory + block * pieces * piece + tile * lanes
                    if channels == lanes:
                        _transform_input[step, lanes, False](source, band.row_stride, channels, target, piece)
                    else:
                        _transform_input[step, lanes, True](source, band.row_stride, channels, target, piece)
            var transformed = _pieces[pieces](from_memory, inputs, tiles, piece, lanes)
            var table = InputTable(transformed, order, Window(1, 1))
            for number in range(pieces):
                convolve_band[default_convolution_tile(), same_elements[acc, _], False](
                    _pieces[pieces](to_memory + number * piece, outputs, tiles, piece, lanes),
                    _pieces[pieces](from_memory + number * piece, inputs, tiles, piece, lanes),
                    LinesToCome(0, 0),
                    False,
                    table,
                    filter.packed,
                    Window(1, 1),
                    number,
                    0,
                    0,
                    1,
                    0,
                    outputs // lanes,
                    False,
                    0,
                    tiles,
                    0,
                )
            for block in range(outputs // lanes):
                var channels = min(lanes, filter.out_channels - block * lanes)
                var target = output.channel_slice(block * lanes, channels)
                for tile in range(tiles):
                    _transform_output[step, lanes, epilogue](
                        to_memory + block * pieces * piece + tile * lanes,
                        piece,
                        target,
                        image,
                        block * lanes,
                        (row + tile // across) * step,
                        tile % across * step,
                    )
    band_memory.free()
    from_memory.free()
    to_memory.free()


@always_inline
def _pieces[acc: DType, //, pieces: Int](data: UnsafePointer[Scalar[acc]], channels: Int, tiles: Int, piece: Int, lanes: Int) -> ImageView[acc]:
    """The same piece of all tiles as an image of one row; the pieces of a block of channels lie one after the other."""
    return ImageView[acc](
        data,
        1,
        channels,
        1,
        tiles,
        lanes=lanes,
        image_stride=0,
        block_stride=pieces * piece,
        row_stride=tiles * lanes,
        pixel_stride=lanes,
    )


@no_inline
def _transform_input[
    acc: DType, //, step: Int, lanes: Int, is_short: Bool
](source: UnsafePointer[Scalar[acc]], row_stride: Int, channels: Int, target: UnsafePointer[Scalar[acc]], piece_stride: Int):
    """A piece of pixels of a block of channels."""
    comptime side = step + 2
    comptime Vector = SIMD[acc, lanes]
    var columns = InlineArray[InlineArray[Vector, side], side](uninitialized=True)
    comptime for x in range(side):
        var column = InlineArray[Vector, side](uninitialized=True)
        comptime for y in range(side):
            column[y] = (source + (y * row_stride + x * lanes)).load[width=lanes]()
            # Lanes beyond the last channel hold anything, and even zero times that may not be zero
            comptime if is_short:
                column[y] = first_lanes[lanes](channels).select(column[y], Vector(0))
        columns[x] = _input_transform[step](column)
    comptime for y in range(side):
        var row = InlineArray[Vector, side](uninitialized=True)
        comptime for x in range(side):
            row[x] = columns[x][y]
        row = _input_transform[step](row)
        comptime for x in range(side):
            (target + (y * side + x) * piece_stride).store(row[x])


@no_inline
def _transform_output[
    out_type: DType,
    acc: DType,
    //,
    step: Int,
    lanes: Int,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](source: UnsafePointer[Scalar[acc]], piece_stride: Int, target: ImageView[out_type], image: Int, first_channel: Int, y: Int, x: Int):
    """The results of a piece, as far as they lie in the image."""
    comptime side = step + 2
    comptime Vector = SIMD[acc, lanes]
    var columns = InlineArray[InlineArray[Vector, step], side](uninitialized=True)
    comptime for i in range(side):
        var column = InlineArray[Vector, side](uninitialized=True)
        comptime for j in range(side):
            column[j] = (source + (j * side + i) * piece_stride).load[width=lanes]()
        columns[i] = _output_transform[step](column)
    var pixels = min(step, target.width - x)
    var is_whole = pixels == step and target.channels == lanes and target.neighbours(0) >= lanes
    comptime for j in range(step):
        if y + j < target.height:
            var row = InlineArray[Vector, side](uninitialized=True)
            comptime for i in range(side):
                row[i] = columns[i][j]
            var results = _output_transform[step](row)
            if is_whole:
                var place = target.at(image, 0, y + j, x)
                comptime for i in range(step):
                    var value = epilogue[lanes](image, first_channel, y + j, x + i, results[i])
                    (place + i * target.pixel_stride).store(value.cast[out_type]())
            else:
                var sums = UnsafePointer[Scalar[acc]](__op.stack_allocate[Scalar[acc], alignment=64](Int(step * lanes).value))
                comptime for i in range(step):
                    (sums + i * lanes).store(results[i])
                finish_pixels[lanes, epilogue](target, image, y + j, x, pixels, sums, lanes, False, first_channel, target.width)


@always_inline
def _input_transform[
    acc: DType, lanes: Int, //, step: Int
](d: InlineArray[SIMD[acc, lanes], step + 2]) -> InlineArray[SIMD[acc, lanes], step + 2]:
    """B^T of the paper, with what its rows have in common computed once."""
    comptime if step == 2:
        return InlineArray[SIMD[acc, lanes], step + 2](d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3])
    else:
        var even = d[4] - d[2] * 4
        var odd = d[3] - d[1] * 4
        var outer = d[4] - d[2]
        var inner = (d[3] - d[1]) * 2
        return InlineArray[SIMD[acc, lanes], step + 2](
            d[0] * 4 - d[2] * 5 + d[4], even + odd, even - odd, outer + inner, outer - inner, d[1] * 4 - d[3] * 5 + d[5]
        )


@always_inline
def _output_transform[
    acc: DType, lanes: Int, //, step: Int
](m: InlineArray[SIMD[acc, lanes], step + 2]) -> InlineArray[SIMD[acc, lanes], step]:
    """A^T of the paper."""
    var even = m[1] + m[2]
    var odd = m[1] - m[2]
    comptime if step == 2:
        return InlineArray[SIMD[acc, lanes], step](m[0] + even, odd - m[3])
    else:
        var outer = m[3] + m[4]
        var inner = m[3] - m[4]
        return InlineArray[SIMD[acc, lanes], step](m[0] + even + outer, odd + inner * 2, even + outer * 4, odd + inner * 8 + m[5])


def _filter_transform[step: Int](g: InlineArray[Float64, 3]) -> InlineArray[Float64, step + 2]:
    """G of the paper."""
    var even = g[0] + g[2]
    comptime if step == 2:
        return InlineArray[Float64, step + 2](g[0], (even + g[1]) / 2, (even - g[1]) / 2, g[2])
    else:
        var wide = g[0] + g[2] * 4
        return InlineArray[Float64, step + 2](
            g[0] / 4, -(even + g[1]) / 6, -(even - g[1]) / 6, (wide + g[1] * 2) / 24, (wide - g[1] * 2) / 24, g[2]
        )


@always_inline
def _filled_up(count: Int, multiple: Int) -> Int:
    return (count + multiple - 1) // multiple * multiple
