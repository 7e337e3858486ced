# test: run
# modes: O0 O3 (the interpreter has one thread)
# timeout: 120
# No more threads than allowed work at a time, however many the program has; results are the same bits whatever their number.
from engine.loops import for_elements
from engine.loops import for_rows as for_each_row
from kernels.convolution import convolve
from kernels.convolution_filter import PackedFilter
from kernels.image_view import ImageView
from kernels.matmul import matmul
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from kernels.row_parts import for_rows
from kernels.window import Window
from memory import UnsafePointer, alloc
from std.atomic import Atomic
from std.os import setenv
from testing import assert_equal, assert_true
from time import perf_counter_ns

comptime F = DType.float32
comptime patience_ns = 2_000_000


struct Crowd:
    """Counts who is here at the same time."""

    var present: Atomic[DType.int64]
    var most: Atomic[DType.int64]

    def __init__(out self):
        self.present = Atomic[DType.int64](0)
        self.most = Atomic[DType.int64](0)

    def visit(mut self):
        """Stays a while, so that others come if they may."""
        self.most.max(self.present.fetch_add(1) + 1)
        var start = perf_counter_ns()
        while perf_counter_ns() - start < patience_ns:
            self.most.max(self.present.load())
        _ = self.present.fetch_add(-1)


def check_limit(threads: Int) raises:
    var crowd = Crowd()

    @parameter
    def element[lanes: Int](index: Int):
        if index % 256 == 0:
            crowd.visit()

    for_elements[16, element](2048, threads, cost=1000)
    assert_true(crowd.most.load() <= Int64(threads), String("elements: ", crowd.most.load(), " of ", threads))

    @parameter
    def row(index: Int):
        crowd.visit()

    for_each_row[row](12, threads, 1 << 20)

    @parameter
    def rows(start: Int, end: Int):
        crowd.visit()

    for_rows[rows](64, 4096, threads)
    assert_true(crowd.most.load() <= Int64(threads), String("rows: ", crowd.most.load(), " of ", threads))
    assert_true(crowd.most.load() >= 2, "two threads never worked at the same time")


def numbers(count: Int, seed: Int) -> UnsafePointer[Scalar[F], MutAnyOrigin]:
    """Some whose sums depend on the order."""
    var data = alloc[Scalar[F]](count, alignment=64)
    var state = UInt64(seed)
    for i in range(count):
        state = state * 6364136223846793005 + 1442695040888963407
        data[i] = Float32(Int(state >> 40)) / Float32(1 << 24) - 0.5
    return data


def check_product(m: Int, n: Int, k: Int) raises:
    var a = numbers(m * k, 1)
    var b = numbers(k * n, 2)
    var view_a = MatrixView[F](a, m, k, k, 1)
    var view_b = MatrixView[F](b, k, n, n, 1)
    var packed = PackedMatrix[F](view_b)
    for way in range(3):
        var expected = numbers(m * n, 3)
        for threads in range(1, 6):
            var found = numbers(m * n, 3)
            var c = MatrixView[F](expected if threads == 1 else found, m, n, n, 1)

            @parameter
            def twice[width: Int](row: Int, column: Int, value: SIMD[F, width]) -> SIMD[F, width]:
                return value + value

            if way == 0:
                matmul(c, view_a, view_b, threads=threads)
            elif way == 1:
                matmul(c, view_a, packed, accumulate=True, threads=threads)
            else:
                matmul[epilogue=twice](c, view_a, packed, threads=threads)
            if threads > 1:
                for i in range(m * n):
                    if found[i] != expected[i]:
                        raise Error(m, " x ", n, " x ", k, ", way ", way, ", ", threads, " threads: element ", i, " is ", found[i], ", not ", expected[i])
            found.free()
        expected.free()
    a.free()
    b.free()


def check_convolution(channels: Int, filters: Int, size: Int, taps: Int, stride: Int) raises:
    var input = numbers(channels * size * size, 4)
    var weights = numbers(filters * channels * taps * taps, 5)
    var packed = PackedFilter[F](ImageView[F].planar(weights, filters, channels, taps, taps))
    var window = Window(taps, taps, stride=stride, padding=taps // 2)
    var side = window.output_height(size)
    var expected = numbers(filters * side * side, 6)
    for threads in range(1, 6):
        var found = numbers(filters * side * side, 6)
        convolve(
            ImageView[F].channels_last(expected if threads == 1 else found, 1, filters, side, side),
            ImageView[F].channels_last(input, 1, channels, size, size),
            packed,
            window,
            threads=threads,
        )
        if threads > 1:
            for i in range(filters * side * side):
                assert_equal(found[i], expected[i])
        found.free()
    expected.free()
    input.free()
    weights.free()


def main() raises:
    _ = setenv("MOJO_NUM_THREADS", "6")
    for threads in [2, 3]:
        check_limit(threads)
    check_product(17, 300, 200)
    check_product(128, 200, 700)
    check_product(300, 96, 300)
    check_product(64, 64, 64)
    check_product(600, 64, 100)
    check_product(500, 20, 40)
    check_product(4, 700, 300)
    check_product(1, 1500, 500)
    check_product(90, 1, 3000)
    check_convolution(32, 96, 14, 1, 1)
    check_convolution(64, 128, 14, 3, 1)
    check_convolution(64, 128, 14, 1, 2)
    check_convolution(3, 32, 60, 7, 2)
