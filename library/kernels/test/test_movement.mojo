# test: run
# modes: O0 O3 (the interpreter has no masked loads wide enough to be quick)
# Transposes of odd shapes, chosen rows and sums of rows; nothing around is touched.
from kernels.matrix_view import MatrixView
from kernels.movement import copy_elements, gather_rows, sum_rows, transpose
from matrices import check, guarded, release
from memory import alloc


def compare_transpose[dtype: DType](rows: Int, columns: Int, layout: Int) raises:
    var source = guarded[dtype](rows, columns, layout, 1)
    var target = guarded[dtype](columns, rows, layout, 2)
    var expected = guarded[dtype](columns, rows, layout, 2)
    for i in range(rows):
        for j in range(columns):
            expected[j, i] = source[i, j]
    transpose(target, source)
    check(target, expected, String(rows, " x ", columns))
    release(source)
    release(target)
    release(expected)


def compare_rows(columns: Int) raises:
    comptime F = DType.float32
    var table = guarded[F](9, columns, 2, 1)
    var gathered = guarded[F](6, columns, 2, 2)
    var expected_gathered = guarded[F](6, columns, 2, 2)
    var summed = guarded[F](4, columns, 2, 3)
    var expected_summed = guarded[F](4, columns, 2, 3)
    var indices = alloc[Int32](6)
    var starts = alloc[Int32](5)
    for i in range(6):
        indices[i] = Int32(i * 5 % 9)
        for j in range(columns):
            expected_gathered[i, j] = table[i * 5 % 9, j]
    # Bags of 2, 0, 3 and 1 rows
    starts[0] = 0
    starts[1] = 2
    starts[2] = 2
    starts[3] = 5
    starts[4] = 6
    for bag in range(4):
        for j in range(columns):
            var sum = Float32(0)
            for p in range(Int(starts[bag]), Int(starts[bag + 1])):
                sum += table[Int(indices[p]), j]
            expected_summed[bag, j] = sum
    gather_rows(gathered, table, indices)
    sum_rows(summed, table, indices, starts)
    check(gathered, expected_gathered, String("gathered ", columns))
    check(summed, expected_summed, String("summed ", columns))
    indices.free()
    starts.free()
    release(table)
    release(gathered)
    release(expected_gathered)
    release(summed)
    release(expected_summed)


def compare_threads() raises:
    """Large enough to be shared; the last share has fewer columns than a vector has lanes."""
    comptime F = DType.float32
    var rows = 300
    var columns = 264
    var source = guarded[F](rows, columns, 0, 1)
    var one = guarded[F](columns, rows, 0, 2)
    var several = guarded[F](columns, rows, 0, 2)
    transpose(one, source)
    transpose(several, source, threads=4)
    check(several, one, "transposed on threads")
    release(one)
    release(several)
    var gathered = guarded[F](rows, columns, 0, 3)
    var summed = guarded[F](rows, columns, 0, 4)
    var copied = guarded[F](rows, columns, 0, 5)
    var expected = guarded[F](rows, columns, 0, 6)
    var indices = alloc[Int32](rows)
    var starts = alloc[Int32](rows + 1)
    for i in range(rows):
        indices[i] = Int32(i * 7 % rows)
        starts[i] = Int32(i)
        for j in range(columns):
            expected[i, j] = source[i * 7 % rows, j]
    starts[rows] = Int32(rows)
    gather_rows(gathered, source, indices, threads=3)
    sum_rows(summed, source, indices, starts, threads=3)
    copy_elements(copied.data, expected.data, rows * columns, threads=3)
    check(gathered, expected, "gathered on threads")
    check(summed, expected, "summed on threads")
    check(copied, expected, "copied on threads")
    indices.free()
    starts.free()
    release(source)
    release(gathered)
    release(summed)
    release(copied)
    release(expected)


def main() raises:
    compare_threads()
    for rows in [1, 5, 16, 17, 40, 65]:
        for columns in [1, 7, 16, 33, 64, 70]:
            compare_transpose[DType.float32](rows, columns, 0)
            compare_transpose[DType.float64](rows, columns, 2)
    compare_transpose[DType.int8](33, 50, 0)
    for columns in [1, 15, 16, 17, 64, 65, 100, 200]:
        compare_rows(columns)
