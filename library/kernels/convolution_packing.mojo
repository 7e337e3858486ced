"""Copies of parts of images in the layout that the kernel of convolutions reads: with zeros around, in blocks of channels (or, for a few
channels, in planes), of the accumulator's type. And the way back: tiles of sums into images of any layout and type.
"""

from memory import UnsafePointer
from sys.info import CompilationTarget

from .image_view import ImageView
from .vector_memory import load_first, store_first, transposed_square

comptime pixels_at_once = 7
"""Half a tile's pixels: so many results are computed before the first is stored."""


@no_inline
def copy_rows[
    in_type: DType,
    acc: DType,
    //,
    lanes: Int,
    prologue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](
    target: ImageView[acc],
    source: ImageView[in_type],
    image: Int,
    first_channel: Int,
    first_row: Int,
    first_column: Int,
    step_y: Int,
    step_x: Int,
    outside: Scalar[acc] = 0,
):
    """Fills an image with a part of another one; what lies outside of that gets one value. Lanes of the target beyond its channels become anything.

    Parameters:
        in_type: Kind of element.
        acc: Kind of accumulator.
        lanes: Lanes of a vector; the target has 1 or as many channels side by side.
        prologue: What is done with elements, given image, first channel, row and column.

    Args:
        target: One image.
        source: The images.
        image: Which one.
        first_channel: What the first channel of the source is called for the prologue.
        first_row: Row of the source that becomes the first one.
        first_column: Column of the source that becomes the first one.
        step_y: Each so many rows are taken.
        step_x: Each so many pixels of a row are taken.
        outside: The value of what lies outside of the source.
    """
    var left = min(target.width, (max(0, -first_column) + step_x - 1) // step_x)
    var right = max(left, min(target.width, (source.width - first_column + step_x - 1) // step_x))
    for channel in range(0, target.channels, target.lanes):
        var count = min(target.lanes, target.channels - channel)
        for y in range(target.height):
            var row = first_row + y * step_y
            var place = target.at(0, channel, y, 0)
            var is_inside = row >= 0 and row < source.height
            var from_x = left if is_inside else target.width
            var to_x = right if is_inside else target.width
            _fill(place, from_x * target.pixel_stride, outside)
            _fill(place + to_x * target.pixel_stride, (target.width - to_x) * target.pixel_stride, outside)
            if not is_inside or from_x >= to_x:
                continue
            if target.lanes == 1:
                for x in range(from_x, to_x, lanes):
                    var value = _pixels[lanes](source, image, channel, row, first_column + x * step_x, step_x, to_x - x).cast[acc]()
                    comptime for lane in range(lanes):
                        if x + lane < to_x:
                            value[lane] = prologue[1](image, first_channel + channel, row, first_column + (x + lane) * step_x, value[lane])
                    store_first(place + x, value, to_x - x)
            elif source.neighbours(channel) >= count:
                var from_place = source.at(image, channel, row, first_column + from_x * step_x)
                var to_place = place + from_x * lanes
                if source.neighbours(channel) >= lanes and (count == lanes or source.lanes == lanes):
                    for x in range(from_x, to_x):
                        var value = from_place.load[width=lanes]().cast[acc]()
                        to_place.store(prologue[lanes](image, first_channel + channel, row, first_column + x * step_x, value))
                        from_place += step_x * source.pixel_stride
                        to_place += lanes
                else:
                    for x in range(from_x, to_x):
                        var value = load_first[width=lanes](from_place, count).cast[acc]()
                        to_place.store(prologue[lanes](image, first_channel + channel, row, first_column + x * step_x, value))
                        from_place += step_x * source.pixel_stride
                        to_place += lanes
            else:
                for x in range(from_x, to_x, lanes):
                    var square = InlineArray[SIMD[acc, lanes], lanes](uninitialized=True)
                    comptime for lane in range(lanes):
                        square[lane] = _pixels[lanes](
                            source, image, channel + min(lane, count - 1), row, first_column + x * step_x, step_x, to_x - x
                        ).cast[acc]()
                    var turned = transposed_square(square)
                    comptime for i in range(lanes):
                        if x + i < to_x:
                            (place + (x + i) * lanes).store(
                                prologue[lanes](image, first_channel + channel, row, first_column + (x + i) * step_x, turned[i])
                            )


@always_inline
def _pixels[dtype: DType, //, lanes: Int](source: ImageView[dtype], image: Int, channel: Int, y: Int, x: Int, step: Int, count: Int) -> SIMD[dtype, lanes]:
    """A channel of each `step` pixels of a row."""
    var place = source.at(image, channel, y, x)
    if source.pixel_stride * step == 1:
        return load_first[width=lanes](place, count)
    var result = SIMD[dtype, lanes](0)
    for lane in range(min(lanes, count)):
        result[lane] = place[lane * step * source.pixel_stride]
    return result


@always_inline
def _fill[dtype: DType, //](place: UnsafePointer[Scalar[dtype]], count: Int, value: Scalar[dtype]):
    for i in range(count):
        place[i] = value


@no_inline
def finish_pixels[
    out_type: DType,
    acc: DType,
    //,
    lanes: Int,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](
    target: ImageView[out_type],
    image: Int,
    y: Int,
    x: Int,
    pixels: Int,
    sums: UnsafePointer[Scalar[acc]],
    sums_stride: Int,
    accumulate: Bool,
    first_channel: Int,
    real_width: Int,
):
    """Takes sums of some pixels of a row through the epilogue to where they belong.

    Parameters:
        out_type: Kind of element.
        acc: Kind of accumulator.
        lanes: Lanes of a vector.
        epilogue: What is done with a vector of channels, given image, first channel, row and column.

    Args:
        target: The channels that a vector stands for, at most `lanes`.
        image: Which image.
        y: The row.
        x: The first pixel.
        pixels: Number of pixels.
        sums: A vector for each pixel.
        sums_stride: From pixel to pixel.
        accumulate: Whether to add to what is in the target.
        first_channel: What the first channel of the target is called for the epilogue.
        real_width: Width of the image for the epilogue, if the target has several rows in one.
    """
    var is_together = target.neighbours(0) >= target.channels
    # The same for the epilogue
    var row = y
    var column = x
    if x >= real_width:
        row += x // real_width
        column = x % real_width
    if target.pixel_stride == 1 and not is_together:
        for i in range(0, pixels, lanes):
            _finish_square[lanes, epilogue](
                target, image, y, x + i, row, column, min(lanes, pixels - i), sums + i * sums_stride, sums_stride, accumulate, first_channel, real_width
            )
            for _ in range(lanes):
                column += 1
                if column == real_width:
                    column = 0
                    row += 1
        return
    var place = target.at(image, 0, y, x)
    var from_place = sums
    var is_whole = is_together and target.channels == lanes
    # Where masks cost nothing, those of whole vectors do not either
    comptime is_masked = not CompilationTarget.is_x86() or CompilationTarget.has_avx512f()
    if (is_whole or (is_masked and is_together)) and not accumulate:
        var done = 0
        while done < pixels:
            var end = min(pixels, done + real_width - column)
            while done < end:
                if end - done >= pixels_at_once:
                    _finish_run[lanes, epilogue, pixels_at_once, is_masked](target, place, image, row, column, from_place, sums_stride, first_channel)
                    done += pixels_at_once
                    column += pixels_at_once
                    place += pixels_at_once * target.pixel_stride
                    from_place += pixels_at_once * sums_stride
                else:
                    _finish_run[lanes, epilogue, 1, is_masked](target, place, image, row, column, from_place, sums_stride, first_channel)
                    done += 1
                    column += 1
                    place += target.pixel_stride
                    from_place += sums_stride
            column = 0
            row += 1
        return
    for i in range(pixels):
        var value = from_place.load[width=lanes]()
        if accumulate:
            if is_together:
                value += load_first[width=lanes](place, target.channels).cast[acc]()
            else:
                for lane in range(target.channels):
                    value[lane] += target[image, lane, y, x + i].cast[acc]()
        value = epilogue[lanes](image, first_channel, row, column, value)
        if is_whole:
            place.store(value.cast[out_type]())
        elif is_together:
            store_first(place, value.cast[out_type](), target.channels)
        else:
            for lane in range(target.channels):
                target[image, lane, y, x + i] = value[lane].cast[out_type]()
        place += target.pixel_stride
        from_place += sums_stride
        column += 1
        if column == real_width:
            column = 0
            row += 1


@always_inline
def _finish_run[
    out_type: DType,
    acc: DType,
    //,
    lanes: Int,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
    pixels: Int,
    is_masked: Bool,
](
    target: ImageView[out_type],
    place: UnsafePointer[Scalar[out_type]],
    image: Int,
    row: Int,
    column: Int,
    sums: UnsafePointer[Scalar[acc]],
    sums_stride: Int,
    first_channel: Int,
):
    """Pixels of a row whose channels lie side by side. Nothing is stored before all is computed: a store would make LLVM load again what the epilogue
    reads for all of them."""
    var results = InlineArray[SIMD[out_type, lanes], pixels](uninitialized=True)
    comptime for i in range(pixels):
        var value = (sums + i * sums_stride).load[width=lanes]()
        results[i] = epilogue[lanes](image, first_channel, row, column + i, value).cast[out_type]()
    comptime for i in range(pixels):
        comptime if is_masked:
            store_first(place + i * target.pixel_stride, results[i], target.channels)
        else:
            (place + i * target.pixel_stride).store(results[i])


@always_inline
def _finish_square[
    out_type: DType,
    acc: DType,
    //,
    lanes: Int,
    epilogue: def[width: Int](Int, Int, Int, Int, SIMD[acc, width]) capturing [_] -> SIMD[acc, width],
](
    target: ImageView[out_type],
    image: Int,
    y: Int,
    x: Int,
    first_row: Int,
    first_column: Int,
    pixels: Int,
    sums: UnsafePointer[Scalar[acc]],
    sums_stride: Int,
    accumulate: Bool,
    first_channel: Int,
    real_width: Int,
):
    """At most `lanes` pixels of an image in planes: a square of sums is turned on the way."""
    var square = InlineArray[SIMD[acc, lanes], lanes](uninitialized=True)
    if accumulate:
        comptime for lane in range(lanes):
            var place = target.at(image, min(lane, target.channels - 1), y, x)
            square[lane] = load_first[width=lanes](place, pixels).cast[acc]()
        square = transposed_square(square)
    var row = first_row
    var column = first_column
    comptime for i in range(lanes):
        if i < pixels:
            var value = (sums + i * sums_stride).load[width=lanes]()
            if accumulate:
                value += square[i]
            square[i] = epilogue[lanes](image, first_channel, row, column, value)
            column += 1
            if column == real_width:
                column = 0
                row += 1
    square = transposed_square(square)
    comptime for lane in range(lanes):
        if lane < target.channels:
            store_first(target.at(image, lane, y, x), square[lane].cast[out_type](), pixels)
