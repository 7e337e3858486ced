# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# The k best of rows against a stable sort: few and many, rising and falling rows, equal numbers, zeros of both signs, NaNs and infinities, strides, threads.
from kernels.matrix_view import MatrixView
from kernels.sorting import argsort_rows
from kernels.top_k import top_k
from memory import alloc
from testing import assert_equal, assert_true


def compare[dtype: DType](rows: Int, columns: Int, k: Int, kind: Int, largest: Bool, threads: Int = 1) raises:
    """Kind 0: all kinds of numbers; 1: few; 2: rising; 3: falling; 4: with NaNs, infinities and zeros (floats); 5: columns without gaps."""
    var data = alloc[Scalar[dtype]](rows * columns)
    var state = UInt64(kind * 77 + columns)
    for i in range(rows * columns):
        state = state * 6364136223846793005 + 1442695040888963407
        var number = Int(state >> 44) - (1 << 19)
        if kind == 1:
            number = number % 4
        elif kind == 2:
            number = i
        elif kind == 3:
            number = -i
        data[i] = Scalar[dtype](number)
        comptime if dtype.is_floating_point():
            if kind == 4:
                var zero = Scalar[dtype](0)
                var chosen = Int(state >> 50) % 9
                if chosen == 0 and i % 3 == 0:
                    data[i] = zero / zero
                elif chosen == 1 and i % 2 == 0:
                    data[i] = -(zero / zero)
                elif chosen == 2:
                    data[i] = 1 / zero
                elif chosen == 3:
                    data[i] = -1 / zero
                elif chosen == 4:
                    data[i] = zero
                elif chosen == 5:
                    data[i] = -zero
    var source = MatrixView[dtype](data, rows, columns)
    if kind == 5:
        source = MatrixView[dtype](data, rows, columns, 1, rows)
    var values = MatrixView[dtype](alloc[Scalar[dtype]](rows * k + 1), rows, k, 1, rows)
    var indices = MatrixView[DType.int64](alloc[Int64](rows * k + 1), rows, k)
    (values.data + rows * k)[] = 7
    (indices.data + rows * k)[] = -7
    var order = MatrixView[DType.int32](alloc[Int32](rows * columns), rows, columns)
    argsort_rows(order, source, descending=largest)
    top_k(values, indices, source, largest=largest, threads=threads)
    var what = String(dtype, ", ", k, " of ", columns, ", kind ", kind)
    for row in range(rows):
        for j in range(k):
            assert_equal(Int(indices[row, j]), Int(order[row, j]), what)
            var expected = source[row, Int(order[row, j])]
            assert_true(values[row, j] == expected or expected != expected, what)
    assert_equal((values.data + rows * k)[], 7, what)
    assert_equal((indices.data + rows * k)[], -7, what)
    data.free()
    values.data.free()
    indices.data.free()
    order.data.free()


def main() raises:
    for kind in range(6):
        for largest in range(2):
            for columns in [1, 15, 16, 17, 127, 128, 129, 130, 145, 200, 1000]:
                compare[DType.float32](3, columns, 1, kind, largest == 0)
                compare[DType.float32](2, columns, min(columns, 10), kind, largest == 0)
                compare[DType.float32](1, columns, min(columns, 64), kind, largest == 0)
                compare[DType.float32](1, columns, min(columns, 65), kind, largest == 0)
                compare[DType.float32](1, columns, columns, kind, largest == 0)
            compare[DType.float32](1, 1000, 0, kind, largest == 0)
            compare[DType.float64](2, 1000, 20, kind, largest == 0)
            compare[DType.int64](2, 500, 100, kind, largest == 0)
            compare[DType.int8](2, 500, 20, kind, largest == 0)
            compare[DType.float16](2, 500, 20, kind, largest == 0)
    compare[DType.float32](200, 300, 7, 0, True, 3)
