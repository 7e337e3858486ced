"""Times products of sparse matrices in compressed rows with vectors and dense matrices, one thread.

Usage: sparse REPETITIONS. Prints `time NAME seconds checksum`, the least time of one product. `short`: 5 elements in each row, near the diagonal;
`long`: 100, anywhere; `mixed`: 1 to about 1000, few of them long.
"""

from kernels.matrix_view import MatrixView
from kernels.sparse import CsrView, csr_matmul, csr_matvec
from std.memory import alloc
from std.sys import argv
from std.time import perf_counter_ns


def measure[dtype: DType](name: String, kind: Int, rows: Int, columns: Int, repetitions: Int):
    """The same matrices as in the peer."""
    var state = UInt64(1)
    var starts = alloc[Int32](rows + 1, alignment=64)
    var total = 0
    for i in range(rows):
        starts[i] = Int32(total)
        state = state * 6364136223846793005 + 1442695040888963407
        var draw = Int(state >> 40) % 1000
        total += 5 if kind == 0 else (100 if kind == 1 else min(1000, 1000 // (draw + 1) + 1))
    starts[rows] = Int32(total)
    var indices = alloc[Int32](total, alignment=64)
    var values = alloc[Scalar[dtype]](total, alignment=64)
    for i in range(rows):
        for p in range(Int(starts[i]), Int(starts[i + 1])):
            state = state * 6364136223846793005 + 1442695040888963407
            if kind == 0:
                indices[p] = Int32(min(max(i + (p - Int(starts[i]) - 2) * 10, 0), rows - 1))
            else:
                indices[p] = Int32(Int(state >> 40) % rows)
            values[p] = Scalar[dtype](p % 7) * 0.25 - 0.5
    var a = CsrView[dtype](rows, rows, starts, indices, values)
    var x = alloc[Scalar[dtype]](rows * columns, alignment=64)
    var y = alloc[Scalar[dtype]](rows * columns, alignment=64)
    for i in range(rows * columns):
        x[i] = Scalar[dtype](i % 11) * 0.5 - 2
    var least = 1e9
    for _ in range(repetitions):
        var start = perf_counter_ns()
        if columns == 1:
            csr_matvec(y, a, x)
        else:
            csr_matmul(MatrixView[dtype](y, rows, columns), a, MatrixView[dtype](x, rows, columns))
        least = min(least, Float64(perf_counter_ns() - start) * 1e-9)
    print("time", String(name, "x", columns), least, y[(rows // 2) * columns + columns // 2])
    starts.free()
    indices.free()
    values.free()
    x.free()
    y.free()


def main() raises:
    var repetitions = atol(argv()[1])
    measure[DType.float32]("f32-short", 0, 200_000, 1, repetitions)
    measure[DType.float64]("f64-short", 0, 200_000, 1, repetitions)
    measure[DType.float32]("f32-long", 1, 10_000, 1, repetitions)
    measure[DType.float64]("f64-long", 1, 10_000, 1, repetitions)
    measure[DType.float32]("f32-mixed", 2, 50_000, 1, repetitions)
    measure[DType.float64]("f64-mixed", 2, 50_000, 1, repetitions)
    for columns in [8, 32, 128, 200]:
        measure[DType.float32]("f32-long", 1, 2000, columns, repetitions)
    measure[DType.float32]("f32-short", 0, 20_000, 64, repetitions)
