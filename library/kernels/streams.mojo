"""How long vectors pass through a core: in shares for threads, asking for lines early, and around the caches where none can hold them.

Not here: what is computed (`vector_operations.mojo`, `normalization.mojo`, `movement.mojo`).
"""

from algorithm import sync_parallelize
from memory import UnsafePointer
from sys import PrefetchOptions, env_get_int, prefetch, simd_width_of

from .gemm_tile import cache_bytes, shared_evenly
from .matrix_view import MatrixView
from .vector_memory import load_first, store_around, store_first

comptime _least_bytes_for_threads = 1 << 18
"""What one thread moves before another one can have begun."""
comptime _around_bytes = env_get_int["KERNELS_AROUND_BYTES", 0]()
"""From which size of source and target on results go around the caches; 0: what the processor's caches tell. Tests define it."""
comptime _far_lines = 32
"""How far ahead of what comes from memory to ask."""
comptime line_bytes = 64
"""Bytes that move between memory and caches at once."""


def goes_around[
    dtype: DType, //
](target: UnsafePointer[Scalar[dtype], _], source: UnsafePointer[Scalar[dtype], _], count: Int) -> Bool:
    """Whether results should be written around the caches: where source and target do not fit what one core can hope to have of the last cache
    (measured: a quarter), and are not the same memory, which is in the caches by the time it is written.

    Parameters:
        dtype: Kind of element.

    Args:
        target: Where results go, [count].
        source: What is read, [count].
        count: Number of elements.
    """
    if Int(target) == Int(source):
        return False
    var limit = _around_bytes
    if limit == 0:
        limit = max(cache_bytes(2) * 2, cache_bytes(3) // 4)
    return 2 * count * dtype.size_of() > limit


@always_inline
def ask_to_write[dtype: DType, //](address: UnsafePointer[Scalar[dtype]]):
    """Asks for the line a few lines further on, before it is written: stores leave the core in order, each waiting for its line.

    Parameters:
        dtype: Kind of element.

    Args:
        address: What is written now.
    """
    prefetch[PrefetchOptions().for_write()](address + 8 * line_bytes // dtype.size_of())


@always_inline
def ask_to_read[dtype: DType, //](address: UnsafePointer[Scalar[dtype]]):
    """Asks for the line some lines further on, before it is read.

    Parameters:
        dtype: Kind of element.

    Args:
        address: What is read now.
    """
    prefetch(address + 16 * line_bytes // dtype.size_of())


@always_inline
def share_elements[part: def(Int, Int) capturing [_]](count: Int, element_bytes: Int, threads: Int, multiple: Int = 4096):
    """Calls a function for parts of a long vector, on some threads where it is long enough. What the function captures may be read by other threads
    and is fetched from memory again and again; loops are faster in a function that is called from there and gets its values as arguments.

    Parameters:
        part: Takes the first index and the index behind the last.

    Args:
        count: Number of elements.
        element_bytes: Size of one.
        threads: Most threads to use.
        multiple: Parts begin at multiples of this.
    """
    if threads <= 1 or count * element_bytes < _least_bytes_for_threads:
        part(0, count)
        return
    var each = shared_evenly(count, (count + threads - 1) // threads, multiple)

    @parameter
    def share(number: Int):
        var start = number * each
        if start < count:
            part(start, min(count, start + each))

    sync_parallelize[share](threads)


@always_inline
def look_then_write[
    dtype: DType,
    //,
    acc: DType,
    look: def[rows: Int](Int) capturing [_] -> SIMD[acc, 2 * rows],
    write: def[rows: Int, is_around: Bool](Int, SIMD[acc, 2 * rows]) capturing [_],
](target: MatrixView[dtype], source: MatrixView[dtype], start: Int, end: Int):
    """Reads each row of a matrix to learn something about it, then writes its results. Short rows go two at a time, and the next two are looked at
    before the last two are written: what was learned there (a sum, a root) has arrived when it is needed.

    Parameters:
        dtype: Kind of element.
        acc: Type of what is learned.
        look: Takes the first of `rows` rows; gives two numbers for each, first ones first.
        write: Takes the same, and the numbers; `is_around`: results go around the caches (one row at a time then).

    Args:
        target: Where results go, [rows, columns].
        source: What is read, [rows, columns].
        start: The first row.
        end: The row behind the last.
    """
    comptime several = 2
    var row = start
    if goes_around(target.data, source.data, source.rows * source.columns):
        while row < end:
            write[1, True](row, look[1](row))
            row += 1
    # Rows of the source, the next ones, and rows of the target stay in the first cache. Rows that begin anywhere in a line go one by one: then what
    # is written can be whole lines
    var is_short = 3 * several * source.columns * dtype.size_of() <= cache_bytes(1)
    if is_short and begins_at_lines(source) and begins_at_lines(target):
        row = _write_and_look_ahead[acc, several, look, write](row, end)
    _ = _write_and_look_ahead[acc, 1, look, write](row, end)


@always_inline
def _write_and_look_ahead[
    acc: DType,
    several: Int,
    look: def[rows: Int](Int) capturing [_] -> SIMD[acc, 2 * rows],
    write: def[rows: Int, is_around: Bool](Int, SIMD[acc, 2 * rows]) capturing [_],
](start: Int, end: Int) -> Int:
    """Gives the first row that is left."""
    var row = start
    if row + several > end:
        return row
    var found = look[several](row)
    while row + 2 * several <= end:
        var next = look[several](row + several)
        write[several, False](row, found)
        found = next
        row += several
    write[several, False](row, found)
    return row + several


def begins_at_lines[dtype: DType, //](matrix: MatrixView[dtype]) -> Bool:
    """Whether each row begins where a vector of the longest kind should.

    Parameters:
        dtype: Kind of element.

    Args:
        matrix: Any matrix.
    """
    return (Int(matrix.data) | matrix.row_stride * dtype.size_of()) % line_bytes == 0


@always_inline
def chain_part[
    dtype: DType,
    //,
    step: def[width: Int](Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width],
    *,
    is_around: Bool = False,
    is_in_place: Bool = False,
    is_first_read: Bool = True,
](target: UnsafePointer[Scalar[dtype]], source: UnsafePointer[Scalar[dtype]], start: Int, end: Int):
    """The elements from `start` to `end` through a chain of operations: target[i] = step(i, lanes, source[i]).

    Parameters:
        dtype: Kind of element.
        step: Takes the index of the first element of a vector and how many lanes are elements, and the vector.
        is_around: Whether results go around the caches.
        is_in_place: Whether what is written was read just before.
        is_first_read: Whether the elements may still be in memory.

    Args:
        target: Where results go.
        source: The elements.
        start: The first index.
        end: The index behind the last.
    """
    comptime width = simd_width_of[dtype]()
    comptime unroll = 4
    var i = start
    # Vectors that are stored do not cross the ends of lines; around the caches they must not
    var gap = -Int(target + i) // dtype.size_of() & (width - 1)
    if gap > 0:
        var lanes = min(gap, end - start)
        store_first(target + i, step[width](i, lanes, load_first[width=width](source + i, lanes)), lanes)
        i += lanes
    while i + unroll * width <= end:
        comptime for part in range(unroll):
            var at = i + part * width
            comptime if not is_around and not is_in_place:
                ask_to_write(target + at)
            comptime if is_around and is_first_read:
                prefetch(source + (at + _far_lines * line_bytes // dtype.size_of()))
            var value = step[width](at, width, (source + at).load[width=width]())
            comptime if is_around:
                store_around(target + at, value)
            else:
                (target + at).store(value)
        i += unroll * width
    while i + width <= end:
        var value = step[width](i, width, (source + i).load[width=width]())
        comptime if is_around:
            store_around(target + i, value)
        else:
            (target + i).store(value)
        i += width
    if i < end:
        store_first(target + i, step[width](i, end - i, load_first[width=width](source + i, end - i)), end - i)


@always_inline
def chain_rows[
    dtype: DType,
    //,
    rows: Int,
    step: def[width: Int, r: Int](Int, Int, SIMD[dtype, width]) capturing [_] -> SIMD[dtype, width],
    *,
    is_around: Bool,
](target: MatrixView[dtype], source: MatrixView[dtype], row: Int):
    """A few rows through a chain of operations, side by side.

    Parameters:
        dtype: Kind of element.
        rows: Number of rows.
        step: Takes the column of the first element of a vector and how many lanes are elements, and the vector; `r` counts rows from 0.
        is_around: Whether results go around the caches; for one row.

    Args:
        target: Where results go.
        source: The elements.
        row: The first of the rows.
    """
    comptime width = simd_width_of[dtype]()
    comptime if rows == 1:

        @parameter
        def one[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
            prefetch(source.at(row + 1, index))
            return step[width, 0](index, lanes, value)

        chain_part[one, is_around=is_around, is_first_read=False](target.at(row, 0), source.at(row, 0), 0, source.columns)
    else:
        var i = 0
        var results = InlineArray[SIMD[dtype, width], rows](uninitialized=True)
        while i + width <= source.columns:
            # All rows are read before one is written: what is written may look like what is read to the processor, if not to the reader
            comptime for r in range(rows):
                ask_to_write(target.at(row + r, i))
                results[r] = step[width, r](i, width, source.at(row + r, i).load[width=width]())
            comptime for r in range(rows):
                target.at(row + r, i).store(results[r])
            i += width
        var left = source.columns - i
        if left > 0:
            comptime for r in range(rows):
                results[r] = step[width, r](i, left, load_first[width=width](source.at(row + r, i), left))
            comptime for r in range(rows):
                store_first(target.at(row + r, i), results[r], left)
