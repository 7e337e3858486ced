"""A convolution whose tile is chosen by a search while this program is compiled. Prints `tile NAME` and `seconds`, `default` for the default tile.
"""

from autotune import search, seconds_of
from kernels.convolution import convolve
from kernels.convolution_filter import PackedFilter
from kernels.convolution_tile import ConvolutionTile, default_convolution_tile
from kernels.image_view import BlockedImage
from kernels.window import Window

comptime F = DType.float32
comptime channels = 64
comptime size = 28


def time_of[tile: ConvolutionTile]() -> Float64:
    """Seconds for one convolution."""
    var input = BlockedImage[F](1, channels, size, size)
    var output = BlockedImage[F](1, channels, size, size)
    var weights = BlockedImage[F](channels, channels, 3, 3)
    var filter = PackedFilter[F](weights.view())

    @parameter
    def once():
        convolve[tile=tile](output.view(), input.view(), filter, Window(3, 3, padding=1))

    var seconds = seconds_of[once](batches=15)
    var result = seconds if output.data[0] == 0 else -1.0
    return result


def main():
    comptime tile = search[time_of, [ConvolutionTile(14, 2), ConvolutionTile(9, 3), ConvolutionTile(7, 4), ConvolutionTile(28, 1)]]()
    print("tile", tile)
    print("default", time_of[default_convolution_tile()]())
    print("seconds", time_of[tile]())
