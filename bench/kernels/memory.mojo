"""Times kernels that are bound by memory, on floats that fill a given number of bytes, and the bandwidth for those bytes.

Usage: memory THREADS REPETITIONS BYTES... Prints, for each number of bytes, `peak BYTES FLOPS`, `bandwidth BYTES WAY RATE`, the most bytes a second,
and `kernel BYTES NAME WAY SECONDS MOVED OPERATIONS INSTRUCTIONS`: the least time of a call, bytes that it has to read and write, float
operations (a fused one is two), and operations when a fused one is counted once, as the processor does.
"""

from bandwidth import add_rate, copy_rate, fastest, read_rate, update_rate
from kernels.batch_norm import batch_norm_nchw, batch_norm_nhwc
from kernels.matrix_view import MatrixView
from kernels.movement import copy_elements, sum_rows, transpose
from kernels.normalization import layer_norm, rms_norm
from kernels.softmax import softmax
from kernels.vector_operations import axpy, dot, elementwise_chain, greatest_of, sum_of
from peak import peak_now
from std.benchmark import keep
from std.math import sqrt
from std.memory import alloc
from std.random import random_ui64, seed
from std.sys import argv

comptime F = DType.float32
comptime Matrix = MatrixView[F]
comptime Floats = UnsafePointer[Float32]
comptime COLUMNS = 1024
comptime BAG = 32


def measure[
    body: def() capturing [_]
](name: String, way: String, size_bytes: Int, moved: Int, operations: Int, instructions: Int, repetitions: Int):
    """`operations` and `instructions` are those of a call. Nothing is printed for what does not fit."""
    if moved > 0:
        print("kernel", size_bytes, name, way, fastest[body](moved, repetitions), moved, operations, instructions)


def measure_all(size_bytes: Int, threads: Int, repetitions: Int):
    var count = size_bytes // 4
    var half = count // 2
    var data = alloc[Float32](count + 4096, alignment=64).as_any_origin()
    for i in range(count):
        data[i] = Float32(i * 7 % 13) * 0.25 - 1
    var peak = 0.0
    for _ in range(3 * repetitions):
        peak = max(peak, peak_now[F](threads))
    print("peak", size_bytes, peak)
    print("bandwidth", size_bytes, "read", read_rate(data, count, threads, repetitions))
    print("bandwidth", size_bytes, "copy", copy_rate(data, count, threads, repetitions))
    print("bandwidth", size_bytes, "update", update_rate(data, count, threads, repetitions))
    print("bandwidth", size_bytes, "add", add_rate(data, count, threads, repetitions))
    for i in range(count):
        data[i] = Float32(i * 7 % 13) * 0.25 - 1
    _measure_vectors(data, data + half, size_bytes, half, threads, repetitions)
    _measure_rows(data, data + half, size_bytes, COLUMNS, half // COLUMNS, threads, repetitions)
    _measure_images(data, data + half, size_bytes, half, threads, repetitions)
    _measure_transposes(data, data + half, size_bytes, half, threads, repetitions)
    _measure_bags("embedding-bag-128", data, size_bytes, 128, count // 128, threads, repetitions)
    _measure_bags("embedding-bag-1024", data, size_bytes, 1024, count // 1024, threads, repetitions)
    data.free()


@no_inline
def _measure_vectors(x: Floats, y: Floats, size_bytes: Int, count: Int, threads: Int, repetitions: Int):
    """Vectors x and y, side by side."""

    @parameter
    def product():
        keep(dot(x, y, count))

    @parameter
    def sum():
        keep(sum_of(x, 2 * count))

    @parameter
    def greatest():
        keep(greatest_of(x, 2 * count))

    @parameter
    def add():
        axpy(Float32(0), x, y, count, threads=threads)

    @parameter
    def copy():
        copy_elements(y, x, count, threads=threads)

    @parameter
    def eleven[width: Int](index: Int, lanes: Int, value: SIMD[F, width]) -> SIMD[F, width]:
        var result = max((value * 0.5 + 1) * value, -2) - value
        return abs(min(result * value + 3, 9) * 0.25 - 1)

    @parameter
    def chain():
        elementwise_chain[eleven](y, x, count, threads=threads)

    # Sums on one thread are the only ones there are
    if threads == 1:
        measure[product]("dot", "read", size_bytes, 8 * count, 2 * count, count, repetitions)
        measure[sum]("sum", "read", size_bytes, 8 * count, 2 * count, 2 * count, repetitions)
        measure[greatest]("greatest", "read", size_bytes, 8 * count, 2 * count, 2 * count, repetitions)
    measure[add]("axpy", "add", size_bytes, 12 * count, 2 * count, count, repetitions)
    measure[copy]("copy", "copy", size_bytes, 8 * count, 0, 0, repetitions)
    # No two of the eleven are fused
    measure[chain]("chain-of-11", "copy", size_bytes, 8 * count, 11 * count, 11 * count, repetitions)


@no_inline
def _measure_rows(x: Floats, y: Floats, size_bytes: Int, columns: Int, rows: Int, threads: Int, repetitions: Int):
    """Rows of x to rows of y."""
    var source = Matrix(x, rows, columns)
    var target = Matrix(y, rows, columns)
    var count = rows * columns
    var gain = alloc[Float32](columns, alignment=64)
    for i in range(columns):
        gain[i] = Float32(i % 5) * 0.25

    @parameter
    def soft():
        softmax(target, source, threads=threads)

    @parameter
    def layer():
        layer_norm(target, source, gain, gain, 1e-5, threads=threads)

    @parameter
    def root():
        rms_norm(target, source, gain, 1e-5, threads=threads)

    # The greatest, its place, 2 * 5 for the polynomial and so on: see softmax.mojo
    measure[soft]("softmax", "copy", size_bytes, 8 * count, 18 * count, 12 * count, repetitions)
    measure[layer]("layer-norm", "copy", size_bytes, 8 * count, 8 * count, 6 * count, repetitions)
    measure[root]("rms-norm", "copy", size_bytes, 8 * count, 4 * count, 3 * count, repetitions)
    gain.free()


@no_inline
def _measure_images(x: Floats, y: Floats, size_bytes: Int, count: Int, threads: Int, repetitions: Int):
    """Images of 28 x 28 positions and 64 channels."""
    comptime channels = 64
    comptime positions = 28 * 28
    var images = count // (channels * positions)
    var factors = alloc[Float32](channels, alignment=64)
    for i in range(channels):
        factors[i] = Float32(i % 5) * 0.25

    @parameter
    def nchw():
        var rows = images * channels
        batch_norm_nchw(Matrix(y, rows, positions), Matrix(x, rows, positions), factors, factors, channels, threads=threads)

    @parameter
    def nhwc():
        var rows = images * positions
        batch_norm_nhwc(Matrix(y, rows, channels), Matrix(x, rows, channels), factors, factors, threads=threads)

    var done = images * channels * positions
    measure[nchw]("batch-norm-nchw", "copy", size_bytes, 8 * done, 2 * done, done, repetitions)
    measure[nhwc]("batch-norm-nhwc", "copy", size_bytes, 8 * done, 2 * done, done, repetitions)
    factors.free()


@no_inline
def _measure_transposes(x: Floats, y: Floats, size_bytes: Int, count: Int, threads: Int, repetitions: Int):
    """Nearly square matrices: sides of whole vectors, and powers of two, whose columns share the few places that a cache has for them."""
    var side = 1
    while 4 * side * side <= count:
        side *= 2
    # An odd number of lines in a row
    var columns = (Int(sqrt(Float64(count))) // 16 - 1 | 1) * 16

    @parameter
    def power():
        transpose(Matrix(y, side, side), Matrix(x, side, side), threads=threads)

    @parameter
    def any():
        transpose(Matrix(y, columns, columns), Matrix(x, columns, columns), threads=threads)

    measure[any]("transpose", "copy", size_bytes, 8 * columns * columns, 0, 0, repetitions)
    measure[power]("transpose-2^n", "copy", size_bytes, 8 * side * side, 0, 0, repetitions)


@no_inline
def _measure_bags(name: String, table: Floats, size_bytes: Int, columns: Int, rows: Int, threads: Int, repetitions: Int):
    """As many rows as the table has, in bags, in no order."""
    var bags = rows // BAG
    var sums = alloc[Float32](bags * columns, alignment=64)
    var indices = alloc[Int32](bags * BAG)
    var starts = alloc[Int32](bags + 1)
    seed(1)
    for i in range(bags * BAG):
        indices[i] = Int32(random_ui64(0, UInt64(rows - 1)))
    for i in range(bags + 1):
        starts[i] = Int32(i * BAG)

    @parameter
    def add():
        sum_rows(Matrix(sums, bags, columns), Matrix(table, rows, columns), indices, starts, threads=threads)

    var read = bags * BAG * columns
    measure[add](name, "read", size_bytes, 4 * (read + bags * (columns + BAG)), read, read, repetitions)
    sums.free()
    indices.free()
    starts.free()


def main() raises:
    var arguments = argv()
    for i in range(3, len(arguments)):
        measure_all(atol(arguments[i]), atol(arguments[1]), atol(arguments[2]))
