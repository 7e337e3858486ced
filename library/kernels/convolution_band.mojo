"""The loops over the tiles of a band of rows of one image: what comes between the shape of a convolution and its kernel.

In: a band of the input that the kernel can read, the table that goes with it, a packed filter. Out: the rows of the output, through the epilogue.
Not here: where the band comes from (`convolution.mojo`).
"""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .convolution_filter import InputTable, PackedFilter
from .convolution_kernel import ComingUp, LinesToCome, PairsToCome, TileInput, TileOutput, bring_rest, convolve_tile
from .convolution_packing import finish_pixels
from .convolution_tile import ConvolutionTile
from sys import cache_bytes
from .gemm_tile import shared_evenly, tile_height
from .image_view import ImageView
from .window import Window


def convolve_band[
    out_type: DType,
    acc: DType,
    //,
    tile: ConvolutionTile,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    has_epilogue: Bool,
](
    output: ImageView[out_type],
    band: ImageView[acc],
    next_input: LinesToCome,
    filter_is_near: Bool,
    table: InputTable,
    filter: PackedFilter[acc],
    window: Window,
    group: Int,
    image: Int,
    first_row: Int,
    rows: Int,
    first_vector: Int,
    vectors: Int,
    accumulate: Bool,
    first_channel: Int,
    real_width: Int,
    beside: Int,
):
    """The tiles of some rows: for each few vectors of output channels all pixels, so that their filter stays in the caches.

    Parameters:
        out_type: Kind of element of the output.
        acc: Kind of accumulator.
        tile: Sizes of the pieces.
        epilogue: What is done with complete sums.
        has_epilogue: Whether it does anything.

    Args:
        output: The output channels of the group.
        band: The input channels of the group; the first pixel is where the window of the first row's first pixel starts.
        next_input: What the next band will read beyond that of this one.
        filter_is_near: Whether the filter was used a moment ago, and stays in the second cache.
        table: The table for the band.
        filter: The filter.
        window: How the filter moves over the band.
        group: Number of the group.
        image: Number of the image.
        first_row: First row of the output.
        rows: How many are computed.
        first_vector: First vector of output channels.
        vectors: How many are computed.
        accumulate: Whether to add to the output.
        first_channel: What the group's first output channel is called for the epilogue.
        real_width: Width of the image for the epilogue.
        beside: Bytes from an element of the output to what the epilogue reads there.
    """
    comptime lanes = simd_width_of[acc]()
    comptime sums_stride = tile.vectors * lanes
    var waiting = UnsafePointer[Scalar[acc]](__op.stack_allocate[Scalar[acc], alignment=64](Int(tile.pixels * sums_stride).value))
    var vector_stride = filter.products() * lanes
    var in_pixel = window.stride_x * band.pixel_stride
    var in_row = window.stride_y * band.row_stride
    var rows_at_once = 2 if 2 * output.width <= tile.pixels else 1
    var tiles = (rows + rows_at_once - 1) // rows_at_once * ((output.width + tile.pixels - 1) // tile.pixels)
    var is_even = output.lanes == lanes or output.lanes >= output.first_channel + output.channels
    var is_aligned = output.lanes % lanes == 0 and output.first_channel % lanes == 0 and is_even
    # A sum whose filter does not fit beside the band is computed in parts; what is not complete waits in memory
    var products = filter.products()
    var depth = tile.depth if tile.depth != 0 else cache_bytes(2) // 2 // (sums_stride * acc.size_of())
    depth = shared_evenly(products, depth, table.step)
    var is_whole = products <= depth
    if not is_whole:
        waiting = alloc[Scalar[acc]](rows * output.width * sums_stride, alignment=64)
    # While tiles are computed, the next part of the filter is brought near, a share for each tile, what the next tile writes, and what the next band
    # reads
    var parts = (products + depth - 1) // depth
    var share = 0 if filter_is_near else tile.vectors * products * lanes * acc.size_of() // 128 // (tiles * parts) + 1
    var calls = tiles * parts * ((vectors + tile.vectors - 1) // tile.vectors)
    var input_share = (next_input.pairs + calls - 1) // calls
    var coming_input = LinesToCome(next_input.address, input_share)
    for vector in range(first_vector, first_vector + vectors, tile.vectors):
        var count = min(tile.vectors, first_vector + vectors - vector)
        var channel = vector * lanes
        var is_direct = False
        comptime if out_type == acc and not has_epilogue:
            is_direct = is_whole and is_aligned and channel + count * lanes <= output.channels
        var out_vector_stride = output.channel_offset(channel + lanes) - output.channel_offset(channel) if count > 1 else 0
        var weights = filter.vector(group, vector)
        var slices = InlineArray[ImageView[out_type], tile.vectors](fill=output)
        comptime for v in range(tile.vectors):
            if v < count:
                slices[v] = output.channel_slice(channel + v * lanes, min(lanes, output.channels - channel - v * lanes))
        var coming_filter = LinesToCome(Int(weights + count * vector_stride), share)
        for first_product in range(0, max(1, products), depth):
            var end_product = min(products, first_product + depth)
            var is_last = end_product == products
            var first_long = min(first_product // table.step, table.long_entries)
            var end_long = min(end_product // table.step, table.long_entries)
            var first_short = max(0, first_product - table.long_entries * table.step)
            var end_short = max(0, end_product - table.long_entries * table.step)
            for y in range(first_row, first_row + rows, rows_at_once):
                var two_rows = rows_at_once == 2 and y + 1 < first_row + rows
                var x = 0
                while x < output.width:
                    var pixels = 2 * output.width if two_rows else tile_height(output.width - x, tile.pixels)
                    var half = (pixels + 1) // 2
                    var sums = waiting
                    if not is_whole:
                        sums += ((y - first_row) * output.width + x) * sums_stride
                    var target = TileOutput[acc](sums, sums_stride, half * sums_stride, lanes, first_product > 0)
                    if is_direct:
                        target = TileOutput[acc](
                            slices[0].at(image, 0, y, x).bitcast[Scalar[acc]](),
                            output.pixel_stride,
                            output.row_stride if two_rows else half * output.pixel_stride,
                            out_vector_stride,
                            accumulate,
                        )
                    # The next tile is the neighbour, or the first one of the band with the next vectors, or the first one of the next band
                    var next_x = x + pixels if x + pixels < output.width else 0
                    var next_y = y if next_x > 0 else y + rows_at_once
                    var next_channel = channel
                    if next_y >= first_row + rows:
                        next_channel += count * lanes
                        if vector + count < first_vector + vectors:
                            next_y = first_row
                        else:
                            next_channel = first_vector * lanes
                    var coming_output = PairsToCome(
                        Int(output.at(image, next_channel, next_y, next_x)),
                        out_vector_stride * out_type.size_of(),
                        output.pixel_stride * out_type.size_of(),
                        pixels if is_even else 0,
                    )
                    var coming_up = ComingUp(coming_output, beside, coming_filter, coming_input)
                    var input = band.data + ((y - first_row) * in_row + x * in_pixel)
                    convolve_tile[acc, lanes, tile.pixels, tile.vectors](
                        pixels,
                        count,
                        TileInput[acc](
                            input,
                            in_pixel,
                            in_row if two_rows else half * in_pixel,
                            table.offsets + (first_long + first_short),
                            end_long - first_long,
                            end_short - first_short,
                            weights + first_product * lanes,
                            vector_stride,
                        ),
                        target,
                        coming_up,
                    )
                    if table.long_entries > 0:
                        bring_rest(coming_up, end_long - first_long)
                    if not is_direct and is_last:
                        comptime for v in range(tile.vectors):
                            if v < count:
                                for part in range(2 if two_rows else 1):
                                    finish_pixels[lanes, epilogue](
                                        slices[v],
                                        image,
                                        y + part,
                                        x,
                                        half if two_rows else pixels,
                                        sums + (part * half * sums_stride + v * lanes),
                                        sums_stride,
                                        accumulate,
                                        first_channel + channel + v * lanes,
                                        real_width,
                                    )
                    coming_filter.address += share * 128
                    coming_input.address += input_share * 128
                    x += output.width if two_rows else pixels
    if not is_whole:
        waiting.free()
