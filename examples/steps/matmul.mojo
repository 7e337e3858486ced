"""From Python to a tuned kernel: the matrix product of docs/manual/matmul.md.

    mojo run examples/steps/matmul.mojo [SIZE]

Each step multiplies two matrices of SIZE x SIZE floats and prints its speed in GFLOP/s (two operations for each of SIZE^3
products). Python's speed is printed by `npm run bench -- steps`, which runs bench/steps/matmul.py beside this program.
"""
from algorithm import parallelize, vectorize
from autotune import search, seconds_of
from kernels.matmul import matmul
from kernels.matrix_view import MatrixView
from sys import argv, num_physical_cores, simd_width_of
from time import perf_counter_ns

comptime lanes = simd_width_of[DType.float32]()


struct Matrix(Movable):
    """Rows one after the other."""

    var size: Int
    var data: List[Float32]

    def __init__(out self, size: Int, scale: Float32 = 0):
        self.size = size
        self.data = List[Float32](capacity=size * size)
        for i in range(size * size):
            self.data.append(Float32(i % 7 - 3) * scale)

    @always_inline
    def __getitem__(self, row: Int, column: Int) -> Float32:
        return self.data[row * self.size + column]

    @always_inline
    def __setitem__(mut self, row: Int, column: Int, value: Float32):
        self.data[row * self.size + column] = value

    @always_inline
    def load[width: Int](self, row: Int, column: Int) -> SIMD[DType.float32, width]:
        return self.data.unsafe_ptr().load[width=width](row * self.size + column)

    @always_inline
    def store[width: Int](mut self, row: Int, column: Int, value: SIMD[DType.float32, width]):
        self.data.unsafe_ptr().store(row * self.size + column, value)

    def clear(mut self):
        for i in range(len(self.data)):
            self.data[i] = 0


# Step 1: as in Python, with types


def plain(mut c: Matrix, a: Matrix, b: Matrix):
    for row in range(c.size):
        for column in range(c.size):
            for k in range(c.size):
                c[row, column] = c[row, column] + a[row, k] * b[k, column]


# Step 2: the inner loop goes along rows of B and C, so that memory is read in order


def in_order(mut c: Matrix, a: Matrix, b: Matrix):
    for row in range(c.size):
        for k in range(c.size):
            for column in range(c.size):
                c[row, column] = c[row, column] + a[row, k] * b[k, column]


# Step 3: a vector of columns at once


@always_inline
def add_row(mut c: Matrix, a: Matrix, b: Matrix, row: Int):
    for k in range(c.size):
        var factor = a[row, k]

        @parameter
        def some_columns[width: Int](column: Int):
            var sum = c.load[width](row, column) + b.load[width](k, column) * factor
            c.store(row, column, sum)

        vectorize[some_columns, 4 * lanes](c.size)


def vectors(mut c: Matrix, a: Matrix, b: Matrix):
    for row in range(c.size):
        add_row(c, a, b, row)


# Step 4: all cores


def cores(mut c: Matrix, a: Matrix, b: Matrix):
    @parameter
    def one_row(row: Int):
        add_row(c, a, b, row)

    parallelize[one_row](c.size)


# Step 5: tiles of C stay in registers while k runs


@always_inline
def add_tile[height: Int, width: Int](mut c: Matrix, a: Matrix, b: Matrix, row: Int, column: Int):
    """Adds to a tile of C, `height` rows and `width` vectors wide."""
    var sums = InlineArray[SIMD[DType.float32, lanes], height * width](fill=SIMD[DType.float32, lanes](0))
    for k in range(c.size):
        comptime for i in range(height):
            var factor = SIMD[DType.float32, lanes](a[row + i, k])
            comptime for j in range(width):
                sums[i * width + j] = b.load[lanes](k, column + j * lanes).fma(factor, sums[i * width + j])
    comptime for i in range(height):
        comptime for j in range(width):
            c.store(row + i, column + j * lanes, c.load[lanes](row + i, column + j * lanes) + sums[i * width + j])


def tiles[height: Int, width: Int](mut c: Matrix, a: Matrix, b: Matrix):
    @parameter
    def some_rows(number: Int):
        var row = number * height
        for column in range(0, c.size, width * lanes):
            add_tile[height, width](c, a, b, row, column)

    parallelize[some_rows](c.size // height)


# Step 6: the size of the tile is measured on this machine, while this program is compiled


def time_of[shape: List[Int]]() -> Float64:
    comptime height = shape[0]
    comptime width = shape[1]
    var a = Matrix(256, 0.5)
    var b = Matrix(256, 0.25)
    var c = Matrix(256)

    @parameter
    def once():
        tiles[height, width](c, a, b)

    return seconds_of[once](batches=5)


def tuned(mut c: Matrix, a: Matrix, b: Matrix):
    comptime shape = search[time_of, [[1, 1], [2, 2], [4, 2], [4, 4], [8, 2], [8, 1]]]()
    comptime height = shape[0]
    comptime width = shape[1]
    tiles[height, width](c, a, b)


# Step 7: the library's kernel, which also copies blocks so that they stay in the caches


def kernel(mut c: Matrix, a: Matrix, b: Matrix):
    matmul(view(c), view(a), view(b), threads=num_physical_cores())


def view(matrix: Matrix) -> MatrixView[DType.float32]:
    return MatrixView[DType.float32](matrix.data.unsafe_ptr(), matrix.size, matrix.size)


def timed[step: def(mut Matrix, Matrix, Matrix) -> None](name: String, size: Int) raises:
    """Best speed of a few runs; the product must be right."""
    var a = Matrix(size, 0.5)
    var b = Matrix(size, 0.25)
    var c = Matrix(size)
    var best = Float64.MAX
    for _ in range(3):
        c.clear()
        var start = perf_counter_ns()
        step(c, a, b)
        best = min(best, Float64(perf_counter_ns() - start) * 1e-9)
    var expected: Float32 = 0
    for k in range(size):
        expected += a[size // 2, k] * b[k, size // 3]
    if abs(c[size // 2, size // 3] - expected) > 1e-3 * Float32(size):
        raise Error(name, " is wrong: ", c[size // 2, size // 3], " instead of ", expected)
    print(name, Float64(size) ** 3 * 2 / best * 1e-9)


def main() raises:
    var arguments = argv()
    var size = atol(arguments[1]) if len(arguments) > 1 else 256
    if size % 64 != 0:
        raise Error("SIZE must be a multiple of 64, so that tiles fit")
    timed[plain]("plain", size)
    timed[in_order]("in_order", size)
    timed[vectors]("vectors", size)
    timed[cores]("cores", size)
    timed[tiles[4, 4]]("tiles", size)
    timed[tuned]("tuned", size)
    timed[kernel]("kernel", size)
