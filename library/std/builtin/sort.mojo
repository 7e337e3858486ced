"""Sorting: `sort`, `sorted`, `partition`.

In: a list or a span, and optionally a comparison "comes before". Out: the same elements in order, in place.
Unstable sorting is introsort (quicksort with the median of three; heapsort when it goes wrong; insertion sort for short runs);
stable sorting merges. Source: D. Musser, "Introspective sorting and selection algorithms", 1997.
"""
from memory.raw import raw_allocate, raw_free

comptime SHORT: Int = 16


def sort[
    T: Movable, //, cmp_fn: def(T, T) capturing -> Bool, *, stable: Bool = False
](span: Span[mut=True, T, _]):
    """Sorts in place by a comparison that says whether the first argument comes before the second."""
    comptime if stable:
        _merge_sort[T, cmp_fn](span._data, len(span))
    else:
        _introsort[T, cmp_fn](span._data, 0, len(span), 2 * _bit_length(len(span)))


def sort[T: Movable, //, cmp_fn: def(T, T) capturing -> Bool, *, stable: Bool = False](mut list: List[T]):
    sort[cmp_fn, stable=stable](list.as_span())


def sort[T: Comparable & Movable, //, *, stable: Bool = False](span: Span[mut=True, T, _]):
    """Sorts in place, the least first."""

    @parameter
    def less(a: T, b: T) -> Bool:
        return a < b

    sort[less, stable=stable](span)


def sort[T: Comparable & Movable, //, *, stable: Bool = False](mut list: List[T]):
    sort[stable=stable](list.as_span())


def sorted[T: Comparable & Copyable](list: List[T]) -> List[T]:
    """A sorted copy."""
    var result = list.copy()
    sort[stable=True](result)
    return result^


def partition[T: Movable, //, cmp_fn: def(T, T) capturing -> Bool](span: Span[mut=True, T, _], k: Int):
    """Arranges the elements so that the first `k` come before all others."""
    var low = 0
    var high = len(span)
    while high - low > 1:
        var middle = _partition[T, cmp_fn](span._data, low, high)
        if middle == k:
            return
        if k < middle:
            high = middle
        else:
            low = middle + 1


def partition[T: Comparable & Movable](span: Span[mut=True, T, _], k: Int):
    @parameter
    def less(a: T, b: T) -> Bool:
        return a < b

    partition[less](span, k)


def _bit_length(count: Int) -> Int:
    var result = 0
    var rest = count
    while rest > 0:
        rest >>= 1
        result += 1
    return result


@always_inline
def _at[T: AnyType](data: __type.pointer[T], index: Int) -> __type.pointer[T]:
    return __op.offset(data, index.value)


@always_inline
def _swap[T: AnyType](data: __type.pointer[T], a: Int, b: Int):
    var held = __op.take(_at(data, a))
    __op.initialize(_at(data, a), __op.take(_at(data, b)))
    __op.initialize(_at(data, b), held^)


@always_inline
def _insertion_sort[T: AnyType, before: def(T, T) capturing -> Bool](data: __type.pointer[T], start: Int, end: Int):
    for i in range(start + 1, end):
        if not before(__op.deref(_at(data, i)), __op.deref(_at(data, i - 1))):
            continue
        var held = __op.take(_at(data, i))
        var hole = i
        while hole > start and before(held, __op.deref(_at(data, hole - 1))):
            __op.initialize(_at(data, hole), __op.take(_at(data, hole - 1)))
            hole -= 1
        __op.initialize(_at(data, hole), held^)


def _introsort[T: AnyType, before: def(T, T) capturing -> Bool](data: __type.pointer[T], first: Int, last: Int, depth: Int):
    var start = first
    var end = last
    var left = depth
    while end - start > SHORT:
        if left == 0:
            _heapsort[T, before](data, start, end)
            return
        left -= 1
        var middle: Int
        comptime if _is_small_and_trivial[T]():
            middle = _partition_without_branches[T, before](data, start, end)
            if middle == start:
                # no element was before the pivot, so those equal to it are done
                start = _partition_equal[T, before](data, start, end)
                continue
        else:
            middle = _partition[T, before](data, start, end)
        # recurse into the smaller part
        if middle - start < end - middle:
            _introsort[T, before](data, start, middle, left)
            start = middle + 1
        else:
            _introsort[T, before](data, middle + 1, end, left)
            end = middle
    _insertion_sort[T, before](data, start, end)


def _partition[T: AnyType, before: def(T, T) capturing -> Bool](data: __type.pointer[T], start: Int, end: Int) -> Int:
    """Puts one element, the median of three, where it belongs; returns its position."""
    _move_median_to[T, before](data, start, end)
    var i = start + 1
    var j = end - 1
    while True:
        while i <= j and before(__op.deref(_at(data, i)), __op.deref(_at(data, start))):
            i += 1
        while i <= j and before(__op.deref(_at(data, start)), __op.deref(_at(data, j))):
            j -= 1
        if i >= j:
            break
        _swap(data, i, j)
        i += 1
        j -= 1
    if j != start:
        _swap(data, start, j)
    return j


def _is_small_and_trivial[T: AnyType]() -> Bool:
    """Whether elements are moved by a register or two."""
    return Bool(raw=__op.and_(__op.is_trivial_move[T](), __op.is_trivial_destroy[T]())) and Int(raw=__op.size_of[T]()) <= 16


def _move_median_to[T: AnyType, before: def(T, T) capturing -> Bool](data: __type.pointer[T], start: Int, end: Int):
    """Puts the median of the first, the middle and the last element at the start."""
    var middle = start + (end - start) // 2
    if before(__op.deref(_at(data, middle)), __op.deref(_at(data, start))):
        _swap(data, middle, start)
    if before(__op.deref(_at(data, end - 1)), __op.deref(_at(data, middle))):
        _swap(data, end - 1, middle)
        if before(__op.deref(_at(data, middle)), __op.deref(_at(data, start))):
            _swap(data, middle, start)
    _swap(data, start, middle)


def _partition_without_branches[
    T: AnyType, before: def(T, T) capturing -> Bool
](data: __type.pointer[T], start: Int, end: Int) -> Int:
    """As `_partition`, always exchanging, so that the processor has nothing to guess (Lomuto's scheme, as O. Peters advises)."""
    _move_median_to[T, before](data, start, end)
    var boundary = start + 1
    for i in range(start + 1, end):
        var is_before = before(__op.deref(_at(data, i)), __op.deref(_at(data, start)))
        _swap(data, i, boundary)
        boundary += Int(is_before)
    _swap(data, start, boundary - 1)
    return boundary - 1


def _partition_equal[
    T: AnyType, before: def(T, T) capturing -> Bool
](data: __type.pointer[T], start: Int, end: Int) -> Int:
    """Moves what is equal to the first element, the least one, to the front; returns where the rest begins."""
    var boundary = start + 1
    for i in range(start + 1, end):
        if not before(__op.deref(_at(data, start)), __op.deref(_at(data, i))):
            _swap(data, i, boundary)
            boundary += 1
    return boundary


def _heapsort[T: AnyType, before: def(T, T) capturing -> Bool](data: __type.pointer[T], start: Int, end: Int):
    var base = _at(data, start)
    var count = end - start
    var root = count // 2 - 1
    while root >= 0:
        _sift_down[T, before](base, root, count)
        root -= 1
    var last = count - 1
    while last > 0:
        _swap(base, 0, last)
        _sift_down[T, before](base, 0, last)
        last -= 1


def _sift_down[T: AnyType, before: def(T, T) capturing -> Bool](data: __type.pointer[T], root: Int, count: Int):
    var parent = root
    while True:
        var child = 2 * parent + 1
        if child >= count:
            return
        if child + 1 < count and before(__op.deref(_at(data, child)), __op.deref(_at(data, child + 1))):
            child += 1
        if not before(__op.deref(_at(data, parent)), __op.deref(_at(data, child))):
            return
        _swap(data, parent, child)
        parent = child


def _merge_sort[T: AnyType, before: def(T, T) capturing -> Bool](data: __type.pointer[T], count: Int):
    """Sorted runs of SHORT elements, merged pairwise through a buffer of half the size."""
    var run = 0
    while run < count:
        _insertion_sort[T, before](data, run, min(run + SHORT, count))
        run += SHORT
    if count <= SHORT:
        return
    var buffer = raw_allocate[T](count)
    var width = SHORT
    while width < count:
        var start = 0
        while start + width < count:
            _merge[T, before](data, buffer, start, start + width, min(start + 2 * width, count))
            start += 2 * width
        width *= 2
    raw_free(buffer)


def _merge[
    T: AnyType, before: def(T, T) capturing -> Bool
](data: __type.pointer[T], buffer: __type.pointer[T], start: Int, middle: Int, end: Int):
    """Merges two neighbouring runs; the first one waits in the buffer."""
    var left_count = middle - start
    for i in range(left_count):
        __op.initialize(_at(buffer, i), __op.take(_at(data, start + i)))
    var i = 0
    var j = middle
    var target = start
    while i < left_count and j < end:
        if before(__op.deref(_at(data, j)), __op.deref(_at(buffer, i))):
            __op.initialize(_at(data, target), __op.take(_at(data, j)))
            j += 1
        else:
            __op.initialize(_at(data, target), __op.take(_at(buffer, i)))
            i += 1
        target += 1
    while i < left_count:
        __op.initialize(_at(data, target), __op.take(_at(buffer, i)))
        i += 1
        target += 1
