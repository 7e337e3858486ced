"""Convolutions of images with any window, groups, layout and element type: `convolve`.

Direct, that is, without matrices made from the image: a tile of neighbouring output pixels and some vectors of output channels is added
up in registers, and finds its input where it lies. In principle E. Georganas and others, "Anatomy of high-performance deep learning
convolutions on SIMD architectures", SC 2018, with the table of places of M. Dukhan, "The indirect convolution algorithm", 2019.

Not here: the tiles of a band of rows (`convolution_band.mojo`), the kernel (`convolution_kernel.mojo`), filters (`convolution_filter.mojo`),
copies (`convolution_packing.mojo`), one filter for each channel (`depthwise.mojo`).
"""

from algorithm import parallelize
from memory import UnsafePointer, alloc
from sys import simd_width_of

from .convolution_band import convolve_band
from .convolution_filter import InputTable, PackedFilter, ProductOrder
from .convolution_kernel import LinesToCome
from .convolution_packing import copy_rows
from .convolution_tile import ConvolutionTile, default_convolution_tile
from sys import cache_bytes
from .gemm_tile import shared_evenly
from .image_view import ImageView
from .matmul import accumulator_of
from .sliding_window import same_elements
from .window import Window


def convolve[
    out_type: DType, in_type: DType, acc: DType, //, *, tile: ConvolutionTile = default_convolution_tile()
](output: ImageView[out_type, _], input: ImageView[in_type, _], filter: PackedFilter[acc], window: Window, *, accumulate: Bool = False, threads: Int = 1):
    """Output = input * filter, or output += input * filter, where * is what networks call convolution: the filter is not turned.

    output[n, o, y, x] = sum over i, r, s of input[n, i, y * stride_y + r * dilation_y - top, x * stride_x + s * dilation_x - left] * filter[o, i, r, s];
    what lies outside of the image is zero.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which products are computed and added up.
        tile: Sizes of the pieces.

    Args:
        output: [images, output channels of all groups, `window.output_height`, `window.output_width`]; it must not overlap the input.
        input: [images, input channels of all groups, height, width].
        filter: The packed filter.
        window: Its size and how it moves.
        accumulate: Whether to add to what is in the output.
        threads: Most threads to use.
    """
    _convolve[tile, same_elements[acc, _], same_elements[acc, _], False, False](output.as_any_origin(), input.as_any_origin(), filter, window, accumulate, threads, 0)


def convolve[
    out_type: DType,
    in_type: DType,
    f_type: DType,
    //,
    *,
    acc: DType = accumulator_of(out_type),
    tile: ConvolutionTile = default_convolution_tile(),
](
    output: ImageView[out_type, _],
    input: ImageView[in_type, _],
    filter: ImageView[f_type, _],
    window: Window,
    *,
    groups: Int = 1,
    accumulate: Bool = False,
    threads: Int = 1,
):
    """Output = input * filter with a filter that is packed on the way: for one that is used once. With `ImageView.planar` for all three, what
    other libraries call conv2d of NCHW and OIHW.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        f_type: Kind of element of the filter.
        acc: Type in which products are computed and added up.
        tile: Sizes of the pieces.

    Args:
        output: [images, output channels of all groups, height, width]; it must not overlap the input.
        input: [images, input channels of all groups, height, width].
        filter: [output channels of all groups, input channels of a group, taps].
        window: Its size and how it moves.
        groups: Groups of channels: the first output channels see the first input channels only, and so on.
        accumulate: Whether to add to what is in the output.
        threads: Most threads to use.
    """
    var packed = PackedFilter[acc](filter, groups=groups)
    convolve[tile=tile](output.as_any_origin(), input.as_any_origin(), packed, window, accumulate=accumulate, threads=threads)


def convolve[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    *,
    tile: ConvolutionTile = default_convolution_tile(),
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](
    output: ImageView[out_type, _],
    input: ImageView[in_type, _],
    filter: PackedFilter[acc],
    window: Window,
    *,
    accumulate: Bool = False,
    threads: Int = 1,
    beside: Int = 0,
):
    """Output = epilogue(input * filter), or epilogue(output + input * filter).

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which products are computed and added up.
        tile: Sizes of the pieces.
        epilogue: Changes complete sums before they are stored; takes image, first channel, row, column, and neighbouring
            channels; lanes beyond the last channel hold anything. Called once for each element.

    Args:
        output: [images, output channels, height, width]; it must not overlap the input.
        input: [images, input channels, height, width].
        filter: The packed filter.
        window: Its size and how it moves.
        accumulate: Whether to add to what is in the output, before the epilogue.
        threads: Most threads to use.
        beside: Bytes from an element of the output to what the epilogue reads for it, if it reads an image that lies like the output: so it is
            brought near in time.
    """
    _convolve[tile, same_elements[acc, _], epilogue, False, True](output.as_any_origin(), input.as_any_origin(), filter, window, accumulate, threads, beside)


def convolve[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    *,
    tile: ConvolutionTile = default_convolution_tile(),
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](output: ImageView[out_type, _], input: ImageView[in_type, _], filter: PackedFilter[acc], window: Window, *, accumulate: Bool = False, threads: Int = 1):
    """Output = epilogue(prologue(input) * filter), or epilogue(output + prologue(input) * filter). Padding is zero whatever the prologue does.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        acc: Type in which products are computed and added up.
        tile: Sizes of the pieces.
        prologue: Changes elements of the input before they are multiplied; takes image, first channel, row, column, and neighbouring
            channels. May be called several times for an element.
        epilogue: Changes complete sums before they are stored, as above.

    Args:
        output: [images, output channels, height, width]; it must not overlap the input.
        input: [images, input channels, height, width].
        filter: The packed filter.
        window: Its size and how it moves.
        accumulate: Whether to add to what is in the output, before the epilogue.
        threads: Most threads to use.
    """
    _convolve[tile, prologue, epilogue, True, True](output.as_any_origin(), input.as_any_origin(), filter, window, accumulate, threads, 0)


def _convolve[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    tile: ConvolutionTile,
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_prologue: Bool,
    has_epilogue: Bool,
](output: ImageView[out_type], input: ImageView[in_type], filter: PackedFilter[acc], window: Window, accumulate: Bool, threads: Int, beside: Int):
    """Shares the work out to threads: each computes some rows, or some output channels, by itself."""
    debug_assert(
        output.images == input.images
        and output.channels == filter.groups * filter.out_channels
        and input.channels == filter.groups * filter.in_channels
        and output.height == window.output_height(input.height)
        and output.width == window.output_width(input.width)
        and window.height == filter.height
        and window.width == filter.width,
        "shapes of a convolution do not fit",
    )
    var target = output
    var source = input
    # A small image without padding is one row, which gives tiles of equal size
    if (
        window.is_one_pixel()
        and not has_prologue
        and output.has_whole_rows()
        and input.has_whole_rows()
        and output.width % tile.pixels != 0
        and output.height * output.width <= 1024
    ):
        target = output.in_one_row()
        source = input.in_one_row()
    var products = filter.products() * filter.out_channels
    var parts = threads
    if output.images * output.channels * output.height * output.width * filter.products() < 1 << 18:
        parts = 1
    # What is read twice by two threads is the filter if they share rows, and the image if they share channels
    var by_channels = filter.groups * products > input.channels * input.height * input.width
    if target.height < parts:
        by_channels = True
    elif filter.vectors() < parts:
        by_channels = False
    var share = shared_evenly(filter.vectors(), (filter.vectors() + parts - 1) // parts, tile.vectors) if by_channels else shared_evenly(
        target.height, (target.height + parts - 1) // parts, 1 if 2 * target.width > tile.pixels else 2
    )

    @parameter
    def part(number: Int):
        var rows = target.height if by_channels else min(share, target.height - number * share)
        var vectors = min(share, filter.vectors() - number * share) if by_channels else filter.vectors()
        if rows > 0 and vectors > 0:
            _part[tile, prologue, epilogue, has_prologue, has_epilogue](
                target,
                source,
                filter,
                window,
                0 if by_channels else number * share,
                rows,
                number * share if by_channels else 0,
                vectors,
                accumulate,
                output.width,
                beside,
            )

    if parts <= 1:
        part(0)
    else:
        parallelize[part](parts, threads)


def _part[
    out_type: DType,
    in_type: DType,
    acc: DType,
    //,
    tile: ConvolutionTile,
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_prologue: Bool,
    has_epilogue: Bool,
](
    output: ImageView[out_type],
    input: ImageView[in_type],
    filter: PackedFilter[acc],
    window: Window,
    first_row: Int,
    rows: Int,
    first_vector: Int,
    vectors: Int,
    accumulate: Bool,
    real_width: Int,
    beside: Int,
):
    """Some rows and some output channels of each group, on one thread: band after band."""
    comptime lanes = simd_width_of[acc]()
    var order = ProductOrder(filter.in_channels, filter.height, filter.width, lanes)
    var is_used_in_place = _is_used_in_place[acc, has_prologue](input, window, output, filter.groups, order)
    var step_y = 1
    var step_x = 1
    var moves = window
    if window.height * window.width == 1 and window.stride_x > 1:
        # Pixels in between would come into the caches too
        is_used_in_place = False
        step_y = window.stride_y
        step_x = window.stride_x
        moves = Window(1, 1, 1, 1, 1, 1, window.top, window.left, 0, 0)
    var in_width = (output.width - 1) * moves.stride_x + moves.reach_x()
    var in_lanes = lanes if order.long_runs > 0 else 1
    var row_elements = (filter.in_channels + in_lanes - 1) // in_lanes * in_lanes * in_width
    # Rows of a band: few if the filter stays in the second cache beside all that they touch, so that outputs and what the epilogue reads are walked
    # through from end to end; else those whose input takes a quarter of that cache, since for each band the filter comes from far
    var rows_at_once = 2 if 2 * output.width <= tile.pixels else 1
    var most_rows = tile.band_bytes
    var filter_bytes = filter.vectors() * filter.products() * lanes * acc.size_of()
    var stays_near = filter_bytes <= cache_bytes(2) // 4
    if tile.band_bytes == 0 and stays_near:
        # Rows that bands share are copied twice
        most_rows = max(rows_at_once, 0 if is_used_in_place else 2 * (moves.reach_y() - moves.stride_y))
    else:
        var band_bytes = tile.band_bytes if tile.band_bytes != 0 else min(cache_bytes(2) // 4, filter_bytes)
        var in_rows = band_bytes // max(1, row_elements * acc.size_of())
        most_rows = max(rows_at_once, (in_rows - moves.reach_y()) // moves.stride_y + 1)
    var band_rows = shared_evenly(rows, most_rows, rows_at_once)
    var most_in_rows = (band_rows - 1) * moves.stride_y + moves.reach_y()
    var memory = UnsafePointer[Scalar[acc]]()
    if not is_used_in_place:
        # Behind the last pixel a vector may be written
        memory = alloc[Scalar[acc]](most_in_rows * row_elements + lanes, alignment=64)
    var copy = ImageView[acc](
        memory,
        1,
        filter.in_channels,
        most_in_rows,
        in_width,
        lanes=in_lanes,
        image_stride=0,
        block_stride=most_in_rows * in_width * in_lanes,
        row_stride=in_width * in_lanes,
        pixel_stride=in_lanes,
    )
    for group in range(filter.groups):
        var group_input = input.channel_slice(group * filter.in_channels, filter.in_channels)
        var group_output = output.channel_slice(group * filter.out_channels, filter.out_channels)
        var seen = copy
        if is_used_in_place:
            seen = ImageView[acc](
                group_input.data.bitcast[Scalar[acc]](),
                1,
                group_input.channels,
                group_input.height,
                group_input.width,
                lanes=group_input.lanes,
                image_stride=0,
                block_stride=group_input.block_stride,
                row_stride=group_input.row_stride,
                pixel_stride=group_input.pixel_stride,
            )
            seen.first_channel = group_input.first_channel
        var table = InputTable(seen, order, moves)
        for image in range(output.images):
            for row in range(first_row, first_row + rows, band_rows):
                var count = min(band_rows, first_row + rows - row)
                var band = copy
                var in_row = row * moves.stride_y * step_y - moves.top
                if is_used_in_place:
                    band = seen
                    band.data += image * input.image_stride + in_row * seen.row_stride - moves.left * seen.pixel_stride
                else:
                    band.height = (count - 1) * moves.stride_y + moves.reach_y()
                    copy_rows[lanes, prologue](band, group_input, image, group * filter.in_channels, in_row, -moves.left, step_y, step_x)
                # The rows that the next band adds to this one's, if they have no gaps
                var next_row = in_row + ((count - 1) * moves.stride_y + moves.reach_y()) * step_y
                var next_rows = min(min(band_rows, first_row + rows - row - count) * moves.stride_y * step_y, input.height - next_row)
                var next_bytes = next_rows * group_input.row_stride * in_type.size_of()
                var is_dense = group_input.lanes >= filter.in_channels and group_input.pixel_stride < 2 * filter.in_channels
                # Somewhere, if there is none: asking for what is not mapped takes long
                var next_input = LinesToCome(Int(filter.data), 0)
                if is_dense and next_bytes > 0:
                    next_input = LinesToCome(Int(group_input.at(image, 0, next_row, 0)), (next_bytes + 127) // 128)
                convolve_band[tile, epilogue, has_epilogue](
                    group_output,
                    band,
                    next_input,
                    stays_near and row > first_row,
                    table,
                    filter,
                    moves,
                    group,
                    image,
                    row,
                    count,
                    first_vector,
                    vectors,
                    accumulate,
                    group * filter.out_channels,
                    real_width,
                    beside,
                )
    if memory:
        memory.free()


def _is_used_in_place[
    in_type: DType, out_type: DType, //, acc: DType, has_prologue: Bool
](input: ImageView[in_type], window: Window, output: ImageView[out_type], groups: Int, order: ProductOrder) -> Bool:
    """Whether the kernel can read the input where it lies: right type, enough zeros around, channels side by side (or very few)."""
    comptime if in_type != acc or has_prologue:
        return False
    else:
        var bottom = (output.height - 1) * window.stride_y + window.reach_y() - window.top - input.height
        var right = (output.width - 1) * window.stride_x + window.reach_x() - window.left - input.width
        if max(max(window.top, window.left), max(bottom, right)) > input.margin:
            return False
        # The first channels of all groups must be where entries of the kernel's table may begin
        var is_split = input.lanes % order.step != 0 or input.first_channel % order.step != 0 or (groups > 1 and order.channels % order.step != 0)
        return not is_split or order.long_runs == 0
