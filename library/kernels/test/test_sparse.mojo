# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Sparse products against dense ones: rows of all lengths, empty ones, elements at one place twice, layouts, threads; what is no matrix raises.
from kernels.matrix_view import MatrixView
from kernels.reference import reference_matmul
from kernels.sparse import CsrView, csr_matmul, csr_matvec
from matrices import check, guarded, release
from memory import alloc
from testing import assert_equal, assert_raises


def compare[dtype: DType, index_type: DType](m: Int, n: Int, k: Int, most: Int, layouts: Int, accumulate: Bool, threads: Int) raises:
    """Row i has about i % most elements."""
    var dense = guarded[dtype](m, k, 0, 1)
    for i in range(m * k):
        dense.data[i] = 0
    var starts = alloc[Scalar[index_type]](m + 1)
    var indices = alloc[Scalar[index_type]](m * most + 1)
    var values = alloc[Scalar[dtype]](m * most + 1)
    var stored = 0
    for i in range(m):
        starts[i] = Scalar[index_type](stored)
        for p in range(i % most if k > 0 else 0):
            # Not in order, and sometimes twice
            var column = (i * 5 + p * p * 7) % k
            indices[stored] = Scalar[index_type](column)
            values[stored] = Scalar[dtype]((i + p) % 7 - 3)
            dense[i, column] = dense[i, column] + values[stored]
            stored += 1
    starts[m] = Scalar[index_type](stored)
    var a = CsrView[dtype, index_type](m, k, starts, indices, values)
    a.check(stored)
    var b = guarded[dtype](k, n, layouts % 5, 2)
    var c = guarded[dtype](m, n, layouts // 5, 3)
    var expected = guarded[dtype](m, n, layouts // 5, 3)
    reference_matmul(expected, dense, b, accumulate=accumulate)
    csr_matmul(c, a, b, accumulate=accumulate, threads=threads)
    var what = String(dtype, ": ", m, " x ", n, " x ", k, ", at most ", most, ", layouts ", layouts)
    check(c, expected, what)
    var x = guarded[dtype](k, 1, 0, 4)
    var y = guarded[dtype](m, 1, 0, 5)
    var expected_y = guarded[dtype](m, 1, 0, 5)
    reference_matmul(expected_y, dense, x, accumulate=accumulate)
    csr_matvec(y.data, a, x.data, accumulate=accumulate, threads=threads)
    check(y, expected_y, what + ", vector")
    release(dense)
    release(b)
    release(c)
    release(expected)
    release(x)
    release(y)
    release(expected_y)
    starts.free()
    indices.free()
    values.free()


def main() raises:
    for most in [1, 3, 8, 16, 17, 33, 70]:
        for n in [1, 7, 16, 33, 64, 130]:
            compare[DType.float32, DType.int32](75, n, 50, most, 0, n % 2 == 0, 1)
        compare[DType.float64, DType.int64](75, 20, 50, most, 12, False, 1)
        compare[DType.float64, DType.int32](75, 20, 50, most, 8, True, 1)
    compare[DType.int32, DType.uint32](40, 20, 30, 20, 0, True, 1)
    compare[DType.float32, DType.int32](900, 9, 200, 100, 0, False, 3)
    compare[DType.float32, DType.int32](3000, 3, 20, 20, 0, True, 2)
    compare[DType.float32, DType.int32](5, 3, 0, 3, 0, False, 1)
    compare[DType.float32, DType.int32](0, 3, 4, 3, 0, False, 1)
    var starts = [Int32(0), Int32(2), Int32(1)]
    var indices = [Int32(0), Int32(3)]
    var values = [Float32(1), Float32(2)]
    with assert_raises(contains="row 1 of a sparse matrix starts at 2 and ends at 1"):
        CsrView(2, 4, starts.unsafe_ptr(), indices.unsafe_ptr(), values.unsafe_ptr()).check(2)
    starts[2] = 3
    with assert_raises(contains="have 3 elements, but 2 are stored"):
        CsrView(2, 4, starts.unsafe_ptr(), indices.unsafe_ptr(), values.unsafe_ptr()).check(2)
    starts[2] = 2
    CsrView(2, 4, starts.unsafe_ptr(), indices.unsafe_ptr(), values.unsafe_ptr()).check(2)
    with assert_raises(contains="row 0 of a sparse matrix has an element in column 3 of 3"):
        CsrView(2, 3, starts.unsafe_ptr(), indices.unsafe_ptr(), values.unsafe_ptr()).check(2)
    starts[0] = 1
    with assert_raises(contains="starts at 1, not at 0"):
        CsrView(2, 4, starts.unsafe_ptr(), indices.unsafe_ptr(), values.unsafe_ptr()).check(2)
    _ = starts^
    _ = indices^
    _ = values^
