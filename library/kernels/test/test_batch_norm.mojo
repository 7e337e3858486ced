# test: run
# modes: O0 O3 (the interpreter has no masked loads wide enough to be quick)
# Batch norm of images in both layouts gives (x - mean) / sqrt(variance + epsilon) * gain + bias.
from kernels.batch_norm import batch_norm_nchw, batch_norm_nhwc, batch_norm_scales
from kernels.matrix_view import MatrixView
from math import sqrt
from memory import alloc
from testing import assert_almost_equal

comptime F = DType.float32
comptime Floats = UnsafePointer[Float32]


def filled(count: Int, period: Int) -> Floats:
    var data = alloc[Float32](max(1, count))
    for i in range(count):
        data[i] = Float32(i % period) * 0.5 - 1
    return data.as_any_origin()


def compare(images: Int, channels: Int, positions: Int, threads: Int) raises:
    var count = images * channels * positions
    var x = filled(count, 11)
    var y = filled(count, 3)
    var z = filled(count, 3)
    var mean = filled(channels, 4)
    var variance = alloc[Float32](channels)
    var gain = filled(channels, 5)
    var bias = filled(channels, 7)
    var factors = alloc[Float32](channels)
    var terms = alloc[Float32](channels)
    for channel in range(channels):
        variance[channel] = Float32(channel % 3)
    batch_norm_scales(factors, terms, mean, variance, gain, bias, channels, 1e-3)
    var rows = images * channels
    batch_norm_nchw(MatrixView[F](y, rows, positions), MatrixView[F](x, rows, positions), factors, terms, channels, threads=threads)
    rows = images * positions
    batch_norm_nhwc(MatrixView[F](z, rows, channels), MatrixView[F](x, rows, channels), factors, terms, threads=threads)
    for i in range(count):
        for layout in range(2):
            var channel = i // positions % channels if layout == 0 else i % channels
            var expected = (x[i] - mean[channel]) / sqrt(variance[channel] + 1e-3) * gain[channel] + bias[channel]
            assert_almost_equal(y[i] if layout == 0 else z[i], expected, atol=1e-4)
    x.free()
    y.free()
    z.free()
    mean.free()
    variance.free()
    gain.free()
    bias.free()
    factors.free()
    terms.free()


def main() raises:
    for channels in [1, 3, 16, 37]:
        for positions in [1, 5, 49, 64]:
            compare(2, channels, positions, 1)
    compare(3, 50, 900, 3)
