"""How long vectors pass through a core: in shares for threads, asking for lines early, and around the caches where none can hold them.

Not here: what is computed (`vector_operations.mojo`, `normalization.mojo`, `movement.mojo`).
"""

from algorithm import parallelize
from memory import UnsafePointer
from sys import PrefetchOptions, env_get_int, prefetch, simd_width_of
from sys.info import CompilationTarget

from sys import cache_bytes
from .gemm_tile import shared_evenly
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
    # Elements that lie across the bounds of elements never come to the start of a line
    if Int(target) == Int(source) or Int(target) % dtype.size_of() != 0:
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

    parallelize[share](threads, threads)


@always_inline
def finish_stores():
    """After stores around the caches: other threads that are told of it later see all that was stored here. Such stores are not in order with others on x86, and no
    fence of the language's memory model says so.
    """
    comptime if CompilationTarget.is_x86():
        if not Bool(raw=__op.interpreting()):
            __op.llvm["llvm.x86.sse.sfence", NoneType]()


@always_inline
def look_then_write[
    dtype: DType,
    //,
    acc: DType,
    look: def(Int) capturing [_] -> SIMD[acc, 2],
    write: def[is_around: Bool, fetches_next: Bool](Int, SIMD[acc, 2]) capturing [_],
](target: MatrixView[dtype], source: MatrixView[dtype], start: Int, end: Int):
    """Reads each row of a matrix to learn something about it, then writes its results. After a short row the next one is looked at before this one is
    written: what was learned there (a sum, a root) has arrived when it is needed.

    Parameters:
        dtype: Kind of element.
        acc: Type of what is learned.
        look: Takes the number of a row; gives two numbers.
        write: Takes the number of a row and what was learned. `is_around`: results go around the caches; `fetches_next`: the next row is wanted soon.

    Args:
        target: Where results go, [rows, columns].
        source: What is read, [rows, columns].
        start: The first row.
        end: The row behind the last.
    """
    if goes_around(target.data, source.data, source.rows * source.columns):
        for row in range(start, end):
            write[True, True](row, look(row))
        finish_stores()
    elif 3 * source.columns * dtype.size_of() > cache_bytes(1) or start >= end:
        for row in range(start, end):
            write[False, True](row, look(row))
    else:
        # Two rows of the source and one of the target stay in the first cache
        var found = look(start)
        for row in range(start, end - 1):
            var next = look(row + 1)
            write[False, False](row, found)
            found = next
        write[False, False](end - 1, found)


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
