"""Numbers in order: `sort_numbers`, `argsort`, and the same for the rows of a matrix.

Numbers become unsigned keys (`sort_keys.mojo`, which says how zeros and NaNs are ordered). With AVX-512 keys of 32 and 64 bits are sorted by quicksort
(`sort_quick.mojo`); others, and those that indices must follow, by radix (`sort_radix.mojo`).
"""

from math.avx512 import has_avx512
from memory import UnsafePointer, alloc
from sys import simd_width_of

from .matrix_view import MatrixView
from .row_parts import for_rows
from .sort_keys import key_of, key_type_of, number_of
from .sort_network import most_in_network, sort_short
from .sort_quick import quick_sort
from .sort_radix import radix_sort, radix_sort_pairs
from .vector_memory import load_first, store_first


def sort_numbers[dtype: DType, //](numbers: UnsafePointer[Scalar[dtype], _], count: Int, *, descending: Bool = False, threads: Int = 1):
    """Sorts numbers in place: least first; NaNs are greater than all numbers.

    Parameters:
        dtype: Integers or floats of 8 to 64 bits.

    Args:
        numbers: The numbers, [count], without gaps.
        count: Their number.
        descending: Greatest first instead.
        threads: Most threads to use, where the numbers are sorted by quicksort.
    """
    var spare = alloc[Scalar[key_type_of(dtype)]](_spare_for[key_type_of(dtype)](count), alignment=64)
    _sort(numbers.as_any_origin(), count, descending, spare, threads)
    spare.free()


def sort_rows[dtype: DType, //](matrix: MatrixView[dtype], *, descending: Bool = False, threads: Int = 1):
    """Sorts each row in place, as `sort_numbers`.

    Parameters:
        dtype: Integers or floats of 8 to 64 bits.

    Args:
        matrix: The rows, [rows, columns], any strides.
        descending: Greatest first instead.
        threads: Most threads to use.
    """
    comptime key = key_type_of(dtype)
    var columns = matrix.columns

    @parameter
    def some(first: Int, end: Int):
        var spare = alloc[Scalar[key]](_spare_for[key](columns), alignment=64)
        var copy = alloc[Scalar[dtype]](columns if matrix.column_stride != 1 else 1)
        for row in range(first, end):
            if matrix.column_stride == 1:
                _sort(matrix.at(row, 0), columns, descending, spare, 1)
            else:
                for j in range(columns):
                    copy[j] = matrix[row, j]
                _sort(copy, columns, descending, spare, 1)
                for j in range(columns):
                    matrix[row, j] = copy[j]
        spare.free()
        copy.free()

    for_rows[some](matrix.rows, columns, threads)


def argsort[
    dtype: DType, index_type: DType, //
](indices: UnsafePointer[Scalar[index_type], _], numbers: UnsafePointer[Scalar[dtype], _], count: Int, *, descending: Bool = False):
    """indices[i] = where the i-th number in order is. Stable: equal numbers (minus zero and zero too) stay in the order of their places.

    Parameters:
        dtype: Integers or floats of 8 to 64 bits.
        index_type: Kind of index; it must hold `count`.

    Args:
        indices: The places, [count].
        numbers: The numbers, [count], which stay as they are.
        count: Their number, below 2**32.
        descending: Greatest first instead; equal numbers still in the order of their places.
    """
    var row = MatrixView[dtype](numbers, 1, count)
    argsort_rows(MatrixView[index_type](indices, 1, count), row, descending=descending)


def argsort_rows[
    dtype: DType, index_type: DType, //
](indices: MatrixView[index_type], matrix: MatrixView[dtype], *, descending: Bool = False, threads: Int = 1):
    """Where the numbers of each row are in order, as `argsort`.

    Parameters:
        dtype: Integers or floats of 8 to 64 bits.
        index_type: Kind of index.

    Args:
        indices: The places, [rows, columns], any strides.
        matrix: The numbers, [rows, columns], any strides.
        descending: Greatest first instead.
        threads: Most threads to use.
    """
    comptime key = key_type_of(dtype)
    var columns = matrix.columns
    debug_assert(columns < 1 << 32, "argsort takes fewer than 2**32 numbers")

    @parameter
    def some(first: Int, end: Int):
        var keys = alloc[Scalar[key]](2 * columns + 64, alignment=64)
        var places = alloc[UInt32](2 * columns + 64, alignment=64)
        for row in range(first, end):
            var flip = Scalar[key].MAX if descending else Scalar[key](0)
            for j in range(columns):
                keys[j] = key_of[are_zeros_equal=True](matrix[row, j]) ^ flip
                places[j] = UInt32(j)
            sort_pairs(keys, places, columns)
            for j in range(columns):
                indices[row, j] = places[j].cast[index_type]()
        keys.free()
        places.free()

    for_rows[some](matrix.rows, columns, threads)


def sort_pairs[key: DType, //](keys: UnsafePointer[Scalar[key]], places: UnsafePointer[UInt32], count: Int):
    """Sorts keys and what goes with them, stably.

    Parameters:
        key: Kind of key, an unsigned integer.

    Args:
        keys: The keys, [count], with room for as many after them.
        places: What goes with them, likewise.
        count: Their number.
    """
    comptime if key.size_of() <= 4:
        if count > 48 and count <= most_in_network[DType.uint64]():
            _sort_few_pairs(keys, places, count)
            return
    if count > 200:
        radix_sort_pairs(keys, places, keys + count, places + count, count)
        return
    # Short runs by insertion, then merged to and fro
    for start in range(0, count, 16):
        _insert(keys + start, places + start, min(16, count - start))
    var run = 16
    var here = 0
    while run < count:
        for start in range(0, count, 2 * run):
            var middle = min(count, start + run)
            var end = min(count, start + 2 * run)
            _merge(keys, places, here + start, here + middle, here + end, count - here + start)
        here = count - here
        run *= 2
    if here > 0:
        for i in range(count):
            keys[i] = keys[count + i]
            places[i] = places[count + i]


@always_inline
def _insert[key: DType, //](keys: UnsafePointer[Scalar[key]], places: UnsafePointer[UInt32], count: Int):
    """Sorts by insertion."""
    for i in range(1, count):
        var this_key = keys[i]
        var place = places[i]
        var j = i
        while j > 0 and keys[j - 1] > this_key:
            keys[j] = keys[j - 1]
            places[j] = places[j - 1]
            j -= 1
        keys[j] = this_key
        places[j] = place


@always_inline
def _merge[key: DType, //](keys: UnsafePointer[Scalar[key]], places: UnsafePointer[UInt32], start: Int, middle: Int, end: Int, target: Int):
    """Two sorted runs, one behind the other, to `target`; all are places in the same memory."""
    var left = start
    var right = middle
    var to = target
    while left < middle and right < end:
        # The left one of equals
        var takes_right = keys[right] < keys[left]
        var place = right if takes_right else left
        keys[to] = keys[place]
        places[to] = places[place]
        right += Int(takes_right)
        left += 1 - Int(takes_right)
        to += 1
    while left < middle:
        keys[to] = keys[left]
        places[to] = places[left]
        left += 1
        to += 1
    while right < end:
        keys[to] = keys[right]
        places[to] = places[right]
        right += 1
        to += 1


def _sort_few_pairs[key: DType, //](keys: UnsafePointer[Scalar[key]], places: UnsafePointer[UInt32], count: Int):
    """Key, number and place in one integer, through a network: the number makes it stable."""
    comptime most = most_in_network[DType.uint64]()
    var joined = InlineArray[UInt64, most](uninitialized=True)
    for i in range(count):
        joined[i] = keys[i].cast[DType.uint64]() << 32 | UInt64(i)
    var first = joined.unsafe_ptr().as_any_origin()
    sort_short(first, first, count)
    for i in range(count):
        keys[count + i] = keys[i]
        places[count + i] = places[i]
    for i in range(count):
        var number = Int(joined[i] & 0xFFFFFFFF)
        keys[i] = keys[count + number]
        places[i] = places[count + number]


def _spare_for[key: DType](count: Int) -> Int:
    """Keys that a sort needs beside those that are sorted."""
    return count + 2 * simd_width_of[key]()


def _sort[
    dtype: DType, //
](numbers: UnsafePointer[Scalar[dtype]], count: Int, descending: Bool, spare: UnsafePointer[Scalar[key_type_of(dtype)]], threads: Int):
    comptime key = key_type_of(dtype)
    comptime width = simd_width_of[dtype]()
    var keys = numbers.bitcast[Scalar[key]]()
    var flip = SIMD[key, width].MAX if descending else SIMD[key, width](0)
    var i = 0
    while i + width <= count:
        (keys + i).store(key_of((numbers + i).load[width=width]()) ^ flip)
        i += width
    store_first(keys + i, key_of(load_first[width=width](numbers + i, count - i)) ^ flip, count - i)
    comptime if has_avx512() and key.size_of() >= 4:
        quick_sort(keys, count, spare, threads)
    else:
        radix_sort(keys, spare, count)
    i = 0
    while i + width <= count:
        (numbers + i).store(number_of[dtype]((keys + i).load[width=width]() ^ flip))
        i += width
    store_first(numbers + i, number_of[dtype](load_first[width=width](keys + i, count - i) ^ flip), count - i)
