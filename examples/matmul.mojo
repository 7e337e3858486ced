"""Matrix multiplication, from three plain loops to all cores: what each step is worth.

Every version is the same function of three matrices, so one `bench` measures them all.
"""

from std.algorithm import parallelize, vectorize
from std.memory import memset_zero
from std.random import rand, seed
from std.sys import simd_width_of
from std.time import perf_counter_ns

comptime SIZE = 512
comptime FLOAT = DType.float32
comptime LANES = 2 * simd_width_of[FLOAT]()


struct Matrix[rows: Int, cols: Int](Movable):
    var data: List[Float32]

    def __init__(out self):
        self.data = List[Float32](length=Self.rows * Self.cols, fill=0)

    @staticmethod
    def random() -> Self:
        var result = Self()
        rand(result.data.unsafe_ptr(), Self.rows * Self.cols)
        return result^

    @always_inline
    def __getitem__(self, row: Int, col: Int) -> Float32:
        return self.data.unsafe_ptr()[row * Self.cols + col]

    @always_inline
    def __setitem__(mut self, row: Int, col: Int, value: Float32):
        self.data.unsafe_ptr()[row * Self.cols + col] = value

    @always_inline
    def load[n: Int](self, row: Int, col: Int) -> SIMD[FLOAT, n]:
        return self.data.unsafe_ptr().load[width=n](row * Self.cols + col)

    @always_inline
    def store[n: Int](mut self, row: Int, col: Int, value: SIMD[FLOAT, n]):
        self.data.unsafe_ptr().store(row * Self.cols + col, value)


comptime Square = Matrix[SIZE, SIZE]


def plain(mut c: Square, a: Square, b: Square):
    """Sums of products, in the order of the definition."""
    for i in range(SIZE):
        for j in range(SIZE):
            var sum: Float32 = 0
            for k in range(SIZE):
                sum += a[i, k] * b[k, j]
            c[i, j] = sum


def reordered(mut c: Square, a: Square, b: Square):
    """The inner loop walks along rows: memory is read in its order."""
    for i in range(SIZE):
        for k in range(SIZE):
            for j in range(SIZE):
                c[i, j] += a[i, k] * b[k, j]


@always_inline
def add_row(mut c: Square, a: Square, b: Square, i: Int):
    for k in range(SIZE):
        var factor = a[i, k]

        @parameter
        def columns[n: Int](j: Int):
            c.store[n](i, j, b.load[n](k, j).fma(factor, c.load[n](i, j)))

        vectorize[columns, LANES](SIZE)


def vectorized(mut c: Square, a: Square, b: Square):
    """`LANES` columns at a time."""
    for i in range(SIZE):
        add_row(c, a, b, i)


def parallel(mut c: Square, a: Square, b: Square):
    """One row of the result per task, on all cores."""

    @parameter
    def row(i: Int):
        add_row(c, a, b, i)

    parallelize[row](SIZE)


def tiled(mut c: Square, a: Square, b: Square):
    """Four rows and two vectors of columns of the result stay in registers while the sums grow."""
    comptime ROWS = 4
    comptime WIDTH = 2 * LANES

    @parameter
    def four_rows(group: Int):
        var i = group * ROWS
        for j in range(0, SIZE, WIDTH):
            var sums = InlineArray[SIMD[FLOAT, WIDTH], ROWS](fill=0)
            for k in range(SIZE):
                var right = b.load[WIDTH](k, j)
                comptime for r in range(ROWS):
                    sums[r] = right.fma(a[i + r, k], sums[r])
            comptime for r in range(ROWS):
                c.store[WIDTH](i + r, j, sums[r])

    parallelize[four_rows](SIZE // ROWS)


def bench[multiply: def(mut Square, Square, Square) thin -> None, name: StringLiteral](
    a: Square, b: Square, expected: Square
):
    var best = 1e30
    var worst_error: Float32 = 0
    for _ in range(3):
        var c = Square()
        var start = perf_counter_ns()
        multiply(c, a, b)
        best = min(best, Float64(perf_counter_ns() - start))
        for i in range(SIZE):
            for j in range(SIZE):
                worst_error = max(worst_error, abs(c[i, j] - expected[i, j]))
    var gigaflops = 2.0 * SIZE * SIZE * SIZE / best
    print(name, round(gigaflops, 2), "GFLOP/s", "" if worst_error < 0.01 else "WRONG", sep="\t")


def main():
    seed(42)
    var a = Square.random()
    var b = Square.random()
    var expected = Square()
    plain(expected, a, b)
    bench[plain, "plain     "](a, b, expected)
    bench[reordered, "reordered "](a, b, expected)
    bench[vectorized, "vectorized"](a, b, expected)
    bench[parallel, "parallel  "](a, b, expected)
    bench[tiled, "tiled     "](a, b, expected)
