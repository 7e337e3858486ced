# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Two products with rows changed between them against one after the other: odd shapes, strides of heads and of one matrix for all, more rows than a
# block has, closures that see numbers of matrices, rows and columns, threads.
from kernels.chained_matmul import chained_matmul
from kernels.matrix_batch import MatrixBatch
from kernels.matrix_view import MatrixView
from kernels.reference import reference_matmul
from memory import UnsafePointer, alloc
from testing import assert_equal

comptime F = DType.float32


def filled(size: Int, seed: Int) -> UnsafePointer[Float32]:
    var data = alloc[Float32](size)
    for i in range(size):
        data[i] = Float32((i * 7 + seed * (i % 5)) % 5 - 2)
    return data


def heads(data: UnsafePointer[Float32], groups: Int, members: Int, rows: Int, columns: Int) -> MatrixBatch[F]:
    """[groups, rows, members, columns]"""
    return MatrixBatch[F](MatrixView[F](data, rows, columns, members * columns, 1), groups, members, members * rows * columns, columns)


def compare(groups: Int, members: Int, m: Int, n: Int, k: Int, o: Int, threads: Int) raises:
    var count = groups * members
    var a = heads(filled(count * m * k, 1), groups, members, m, k)
    # Transposed, as keys are
    var keys = heads(filled(count * n * k, 2), groups, members, n, k)
    var b = MatrixBatch[F](keys.first.transposed(), groups, members, keys.group_stride, keys.member_stride)
    # The same values for all groups
    var d = MatrixBatch[F](MatrixView[F](filled(members * n * o, 3), n, o), groups, members, 0, n * o)
    var found = filled(count * m * o + 8, 4)
    var finished = filled(count * m * o + 8, 4)
    var expected = alloc[Float32](m * o)
    var scores = alloc[Float32](m * n)

    @parameter
    def between[width: Int](matrix: Int, row: Int, column: Int, sum: SIMD[F, width]) -> SIMD[F, width]:
        var result = sum
        comptime for lane in range(width):
            result[lane] += Float32((matrix + 2 * row + 3 * (column + lane)) % 4)
        return result

    @parameter
    def rows(number: Int, row: UnsafePointer[Scalar[F]], room: UnsafePointer[Scalar[F]]):
        # Each element less its neighbour to the left, and the number of the row
        for j in range(n):
            room[j] = row[j]
        for j in range(n):
            row[j] = room[j] - (room[j - 1] if j > 0 else Float32(number % 3))

    @parameter
    def epilogue[width: Int](matrix: Int, row: Int, column: Int, sum: SIMD[F, width]) -> SIMD[F, width]:
        return sum * 2 + Float32(matrix + row)

    var e = heads(found, groups, members, m, o)
    var f = heads(finished, groups, members, m, o)
    chained_matmul[rows=rows, between=between](e, a, b, d, threads=threads)
    chained_matmul[rows=rows, between=between, epilogue=epilogue](f, a, b, d, threads=threads)
    var what = String(groups, " x ", members, " times ", m, " x ", n, ", ", k, " and ", o, ", ", threads, " threads")
    for matrix in range(count):
        reference_matmul(MatrixView[F](scores, m, n), a[matrix], b[matrix])
        for i in range(m):
            for j in range(n):
                scores[i * n + j] += Float32((matrix + 2 * i + 3 * j) % 4)
            for j in range(n - 1, -1, -1):
                scores[i * n + j] -= scores[i * n + j - 1] if j > 0 else Float32((matrix * m + i) % 3)
        reference_matmul(MatrixView[F](expected, m, o), MatrixView[F](scores, m, n), d[matrix])
        for i in range(m):
            for j in range(o):
                assert_equal(e[matrix][i, j], expected[i * o + j], what)
                assert_equal(f[matrix][i, j], expected[i * o + j] * 2 + Float32(matrix + i), what)
    # Nothing beyond the results
    for i in range(8):
        assert_equal(found[count * m * o + i], filled(count * m * o + 8, 4)[count * m * o + i], what)


def main() raises:
    compare(1, 1, 1, 1, 1, 1, 1)
    compare(2, 3, 17, 17, 8, 8, 1)
    compare(2, 2, 5, 33, 7, 9, 1)
    compare(1, 2, 1, 65, 16, 16, 2)
    compare(1, 1, 70, 40, 12, 20, 3)
    compare(3, 2, 40, 70, 16, 5, 2)
    # Blocks of a few rows
    compare(1, 1, 50, 9001, 3, 4, 1)
    compare(1, 2, 61, 9001, 2, 3, 2)
    compare(0, 2, 3, 4, 5, 6, 2)
    compare(2, 2, 0, 4, 5, 6, 1)
