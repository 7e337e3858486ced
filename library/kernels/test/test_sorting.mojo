# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 120
# Sorting in place and by index against insertion: all types, lengths around those of vectors and networks, many equal numbers, zeros of both signs, NaNs.
from kernels.matrix_view import MatrixView
from kernels.sort_keys import key_type_of
from kernels.sort_network import sort_short
from kernels.sort_radix import radix_sort
from kernels.sort_quick import quick_sort
from kernels.sorting import argsort, argsort_rows, sort_numbers, sort_rows
from memory import alloc
from testing import assert_equal, assert_true


def filled[dtype: DType](count: Int, kind: Int) -> UnsafePointer[Scalar[dtype]]:
    """0: all kinds of numbers; 1: few; 2: rising; 3: falling; 4: one; 5: with NaNs, infinities and zeros (floats)."""
    var data = alloc[Scalar[dtype]](count + 16)
    var state = UInt64(kind * 77 + count)
    for i in range(count + 16):
        state = state * 6364136223846793005 + 1442695040888963407
        var number = Int(state >> 40) - (1 << 23)
        if kind == 1:
            number = number % 5
        elif kind == 2:
            number = i // 2
        elif kind == 3:
            number = -i // 2
        elif kind == 4:
            number = 3
        data[i] = Scalar[dtype](number)
        comptime if dtype.is_floating_point():
            if kind == 0:
                data[i] = data[i] / 1000
            if kind == 5:
                var zero = Scalar[dtype](0)
                var chosen = Int(state >> 50) % 7
                if chosen == 0:
                    data[i] = zero / zero
                elif chosen == 1:
                    data[i] = -(zero / zero)
                elif chosen == 2:
                    data[i] = 1 / zero
                elif chosen == 3:
                    data[i] = -1 / zero
                elif chosen == 4:
                    data[i] = zero
                elif chosen == 5:
                    data[i] = -zero
    return data


def comes_before[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Bool:
    """Strictly; NaNs last."""
    return a < b or (a == a and b != b)


def compare[dtype: DType](count: Int, kind: Int, descending: Bool) raises:
    var numbers = filled[dtype](count, kind)
    var sorted_numbers = filled[dtype](count, kind)
    var places = alloc[Int32](count + 1)
    places[count] = -7
    argsort(places, numbers, count, descending=descending)
    sort_numbers(sorted_numbers, count, descending=descending)
    var what = String(dtype, ", ", count, " numbers of kind ", kind)
    var seen = List[Bool](length=count, fill=False)
    for i in range(count):
        assert_true(not seen[Int(places[i])], what)
        seen[Int(places[i])] = True
        var this = numbers[Int(places[i])]
        if i > 0:
            var before = numbers[Int(places[i - 1])]
            var is_rising = comes_before(before, this) if not descending else comes_before(this, before)
            var is_equal = not comes_before(before, this) and not comes_before(this, before)
            assert_true(is_rising or (is_equal and places[i - 1] < places[i]), what + ", by index")
        assert_true(sorted_numbers[i] == this or (sorted_numbers[i] != sorted_numbers[i] and this != this), what)
        comptime if dtype.is_floating_point():
            if i > 0 and sorted_numbers[i] == 0 and sorted_numbers[i - 1] == 0:
                var signs = (1 / sorted_numbers[i - 1], 1 / sorted_numbers[i])
                assert_true(signs[0] <= signs[1] if not descending else signs[0] >= signs[1], what + ": zeros")
    for i in range(count, count + 16):
        assert_true(sorted_numbers[i] == numbers[i] or numbers[i] != numbers[i], what + ": beyond the end")
    assert_equal(places[count], -7)
    numbers.free()
    sorted_numbers.free()
    places.free()


def compare_ways[dtype: DType](count: Int, kind: Int, threads: Int) raises:
    """Keys by quicksort and by radix, whichever `sort_numbers` takes here."""
    comptime key = key_type_of(dtype)
    var one = filled[dtype](count, kind).bitcast[Scalar[key]]()
    var other = filled[dtype](count, kind).bitcast[Scalar[key]]()
    var spare = alloc[Scalar[key]](count + 64)
    quick_sort(one, count, spare, threads)
    radix_sort(other, spare, count)
    for i in range(count + 16):
        assert_equal(one[i], other[i])
        assert_true(i == 0 or i >= count or one[i - 1] <= one[i])
    one.free()
    other.free()
    spare.free()


def main() raises:
    for kind in range(6):
        for count in [0, 1, 2, 7, 8, 9, 16, 17, 40, 49, 63, 64, 65, 100, 128, 129, 255, 256, 257, 400, 1000, 3001]:
            compare[DType.float32](count, kind, kind % 2 == 1)
        for count in [5, 16, 17, 30, 64, 129, 199, 200, 201, 700]:
            compare[DType.float64](count, kind, kind % 2 == 0)
            compare[DType.float16](count, kind, kind % 2 == 1)
            compare[DType.int64](count, kind, False)
            compare[DType.int8](count, kind, kind % 2 == 0)
            compare[DType.uint32](count, kind, True)
        compare_ways[DType.uint32](5000, kind, 1)
        compare_ways[DType.uint64](5000, kind, 1)
        compare_ways[DType.uint32](300_000, kind, 3)
    var matrix = MatrixView[DType.float32](filled[DType.float32](60 * 500, 0), 60, 250, 500, 2)
    var copy = MatrixView[DType.float32](filled[DType.float32](60 * 500, 0), 60, 250, 500, 2)
    var places = MatrixView[DType.int64](alloc[Int64](60 * 250), 60, 250, 1, 60)
    argsort_rows(places, matrix, threads=2)
    sort_rows(matrix, threads=2)
    for i in range(60):
        for j in range(250):
            assert_equal(matrix[i, j], copy[i, Int(places[i, j])])
            assert_true(j == 0 or matrix[i, j - 1] <= matrix[i, j])
    assert_equal((matrix.data + 1)[], (copy.data + 1)[])
    matrix.data.free()
    copy.data.free()
    places.data.free()
