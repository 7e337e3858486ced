# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Batches of products against the reference, one by one: two levels of strides, operands used again, one packed operand, epilogues, threads.
from kernels.batched_matmul import batched_matmul
from kernels.gemm_tile import GemmTile
from kernels.matrix_batch import MatrixBatch
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from kernels.reference import reference_matmul
from memory import alloc
from testing import assert_equal

comptime F = DType.float32
comptime tile = GemmTile(5, 2, 24, 10, 64)
comptime untouched = Float32(77)


def filled(size: Int, seed: Int) -> UnsafePointer[Float32]:
    var data = alloc[Float32](size)
    for i in range(size):
        data[i] = Float32((i * 7 + seed * (i % 5)) % 9 - 4)
    return data


def batch(data: UnsafePointer[Float32], layout: Int, groups: Int, members: Int, rows: Int, columns: Int) -> MatrixBatch[F]:
    """0: one after the other; 1: [groups, rows, members, columns], as heads in a sentence; 2: one for all; 3: one for each group, transposed, with gaps."""
    if layout == 0:
        return MatrixBatch[F](MatrixView[F](data, rows, columns), groups, members, members * rows * columns, rows * columns)
    if layout == 1:
        return MatrixBatch[F](
            MatrixView[F](data, rows, columns, members * columns, 1), groups, members, members * rows * columns, columns
        )
    if layout == 2:
        return MatrixBatch[F](MatrixView[F](data, rows, columns), groups, members, 0, 0)
    return MatrixBatch[F](MatrixView[F](data, rows, columns, 1, rows + 2), groups, members, (rows + 2) * columns, 0)


def compare(groups: Int, members: Int, m: Int, n: Int, k: Int, layouts: Int, accumulate: Bool, threads: Int) raises:
    var count = groups * members
    var c_size = count * m * n + 40
    var a_data = filled(count * (m + 2) * k + 40, 1)
    var b_data = filled(count * (k + 2) * n + 40, 2)
    var found = filled(c_size, 3)
    var expected = filled(c_size, 3)
    var a = batch(a_data, layouts % 4, groups, members, m, k)
    var b = batch(b_data, layouts // 4 % 4, groups, members, k, n)
    var c = batch(found, layouts // 16 % 2, groups, members, m, n)
    var reference = batch(expected, layouts // 16 % 2, groups, members, m, n)
    for number in range(count):
        reference_matmul(reference[number], a[number], b[number], accumulate=accumulate)
    batched_matmul[tile=tile](c, a, b, accumulate=accumulate, threads=threads)
    var what = String(count, " times ", m, " x ", n, " x ", k, ", layouts ", layouts)
    for i in range(c_size):
        assert_equal(found[i], expected[i], what)
    if not accumulate:
        var scale = Float32(2)

        @parameter
        def finish[width: Int](number: Int, row: Int, column: Int, value: SIMD[F, width]) -> SIMD[F, width]:
            return value * scale + Float32(number * 100 + row) + SIMD[F, width](raw=__op.iota[F, width]()) + Float32(column)

        for number in range(count):
            for i in range(m):
                for j in range(n):
                    reference[number][i, j] = finish[1](number, i, j, reference[number][i, j])
        batched_matmul[tile=tile, epilogue=finish](c, a, b, threads=threads)
        for i in range(c_size):
            assert_equal(found[i], expected[i], what + ", epilogue")
        if b.is_constant():
            var packed = PackedMatrix[F, tile](b.first)
            for i in range(count * m * n):
                found[i] = untouched
            batched_matmul[epilogue=finish](c, a, packed, threads=threads)
            for i in range(c_size):
                assert_equal(found[i], expected[i], what + ", epilogue, packed")
            batched_matmul(c, a, packed, threads=threads)
            for number in range(count):
                reference_matmul(reference[number], a[number], b[number])
            for i in range(c_size):
                assert_equal(found[i], expected[i], what + ", packed")
    a_data.free()
    b_data.free()
    found.free()
    expected.free()


def main() raises:
    for layouts in range(32):
        compare(2, 3, 11, 37, 29, layouts, layouts % 3 == 0, 1)
    for layouts in [0, 1, 5, 8, 24, 13]:
        compare(1, 1, 1, 1, 1, layouts, False, 1)
        compare(3, 1, 20, 5, 30, layouts, False, 2)
        compare(1, 2, 70, 40, 50, layouts, True, 3)
        compare(2, 40, 9, 33, 40, layouts, False, 3)
        compare(1, 1, 90, 130, 70, layouts, False, 4)
    compare(1, 3, 4, 5, 0, 0, False, 1)
    compare(1, 0, 4, 5, 6, 0, False, 1)
