"""What models with convolutions share and is compiled once: the kernels of convolutions and products of float32, without what models put into
them."""

from engine.prebuilt_products import engine_products
from kernels.convolution import convolve
from kernels.convolution_filter import PackedFilter
from kernels.depthwise import DepthwiseFilter, convolve_depthwise
from kernels.image_view import ImageView
from kernels.window import Window
from kernels.winograd import WinogradFilter, convolve_winograd
from memory import UnsafePointer


@export
def engine_convolutions(data: UnsafePointer[Float32, MutAnyOrigin], n: Int):
    """Makes the instances for convolutions, and those for products.

    Args:
        data: Memory.
        n: A size.
    """

    @parameter
    def same[lanes: Int](image: Int, channel: Int, row: Int, column: Int, value: SIMD[DType.float32, lanes]) -> SIMD[DType.float32, lanes]:
        return value

    engine_products(data, n)
    var images = ImageView[DType.float32].channels_last(data, n, n, n, n)
    var planar = ImageView[DType.float32].planar(data, n, n, n, n)
    var packed = PackedFilter[DType.float32](planar, groups=n)
    var window = Window(n, n, n, n, n, n, n, n, n, n)
    convolve(images, images, packed, window, threads=n)
    convolve[epilogue=same](images, images, packed, window, threads=n)
    var filter = DepthwiseFilter[DType.float32](planar)
    convolve_depthwise(images, images, filter, window, threads=n)
    convolve_depthwise[epilogue=same](images, images, filter, window, threads=n)
    var transformed = WinogradFilter[DType.float32, 2](planar)
    convolve_winograd(images, images, transformed, window, threads=n)
    convolve_winograd[epilogue=same](images, images, transformed, window, threads=n)
