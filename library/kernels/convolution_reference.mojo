"""Plain loops that say what convolutions and pools compute: for tests, and to read."""

from .image_view import ImageView
from .window import Window


def reference_convolve[
    out_type: DType, in_type: DType, f_type: DType, //, acc: DType = out_type
](
    output: ImageView[out_type, _],
    input: ImageView[in_type, _],
    filter: ImageView[f_type, _],
    window: Window,
    *,
    groups: Int = 1,
    accumulate: Bool = False,
):
    """What `convolve` computes: element by element, channels first, then taps.

    Parameters:
        out_type: Kind of element of the output.
        in_type: Kind of element of the input.
        f_type: Kind of element of the filter.
        acc: Type in which products are computed and added up.

    Args:
        output: [images, output channels, height, width].
        input: [images, input channels, height, width].
        filter: [output channels, input channels of a group, taps].
        window: How the filter moves.
        groups: Groups of channels.
        accumulate: Whether to add to what is in the output.
    """
    var out_channels = output.channels // groups
    for n in range(output.images):
        for o in range(output.channels):
            for y in range(output.height):
                for x in range(output.width):
                    var sum = output[n, o, y, x].cast[acc]() if accumulate else Scalar[acc](0)
                    for i in range(filter.channels):
                        for r in range(window.height):
                            for s in range(window.width):
                                var row = y * window.stride_y + r * window.dilation_y - window.top
                                var column = x * window.stride_x + s * window.dilation_x - window.left
                                if row >= 0 and row < input.height and column >= 0 and column < input.width:
                                    var value = input[n, o // out_channels * filter.channels + i, row, column]
                                    sum += value.cast[acc]() * filter[o, i, r, s].cast[acc]()
                    output[n, o, y, x] = sum.cast[out_type]()
