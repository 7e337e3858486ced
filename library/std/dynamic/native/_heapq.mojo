"""`_heapq`: a list as a heap, whose element `i` is not greater than those at `2i + 1` and `2i + 2`."""

from ..cells import items_of
from ..errors import INDEX_ERROR, RUNTIME_ERROR, TYPE_ERROR, Raised, new_error
from ..natives import define1, define2, module_of
from ..numbers import less
from ..printing import type_name
from ..word import KIND_LIST, Object, Word, counted, none, release


def heapq_module() raises Raised -> Word:
    var module = module_of("_heapq")
    define2(module, "heappush", _push)
    define1(module, "heappop", _pop)
    define1(module, "heapify", _heapify[False])
    define2(module, "heapreplace", _replace[False])
    define2(module, "heappushpop", _push_pop)
    define1(module, "_heapify_max", _heapify[True])
    define1(module, "_heappop_max", _pop_max)
    define2(module, "_heapreplace_max", _replace[True])
    return module


def _check(heap: Word, name: StaticString, argument: StaticString) raises Raised:
    if not heap.is_(KIND_LIST):
        raise new_error(TYPE_ERROR, String(name, "() argument ", argument, "must be list, not ", type_name(heap)))


@always_inline
def _at(heap: Word, index: Int) -> Word:
    return items_of(heap).unsafe_get(index).word


@always_inline
def _exchange(heap: Word, a: Int, b: Int):
    ref items = items_of(heap)
    var word = items.unsafe_get(a).word
    items.unsafe_get(a).word = items.unsafe_get(b).word
    items.unsafe_get(b).word = word


@always_inline
def _before[is_max: Bool](heap: Word, a: Int, b: Int) raises Raised -> Bool:
    """Whether one element must be above another. Comparing may call anything, which must leave the heap's size alone."""
    var first = _at(heap, a)
    var second = _at(heap, b)
    if first.is_integer() and second.is_integer():
        return second.bits < first.bits if is_max else first.bits < second.bits
    return _before_any(heap, first, second) if not is_max else _before_any(heap, second, first)


@no_inline
def _before_any(heap: Word, first: Word, second: Word) raises Raised -> Bool:
    var size = len(items_of(heap))
    var a = Object(sharing=first)
    var b = Object(sharing=second)
    var result = less(a.word, b.word)
    if len(items_of(heap)) != size:
        raise new_error(RUNTIME_ERROR, "list changed size during iteration")
    return result


def _up[is_max: Bool](heap: Word, start: Int, index: Int) raises Raised:
    """Lets an element rise to its place, at most to `start`."""
    var at = index
    while at > start:
        var parent = (at - 1) >> 1
        if not _before[is_max](heap, at, parent):
            return
        _exchange(heap, at, parent)
        at = parent


def _down[is_max: Bool](heap: Word, index: Int) raises Raised:
    """Lets an element sink to a leaf, along the smaller children, then rise to its place."""
    var count = len(items_of(heap))
    var at = index
    while at < count >> 1:
        var child = 2 * at + 1
        if child + 1 < count and not _before[is_max](heap, child, child + 1):
            child += 1
        _exchange(heap, at, child)
        at = child
    _up[is_max](heap, index, at)


def _push(function: Word, heap: Word, item: Word) raises Raised -> Word:
    _check(heap, "heappush", "1 ")
    items_of(heap).append(Object(sharing=item))
    _up[False](heap, 0, len(items_of(heap)) - 1)
    return none()


def _take_first[is_max: Bool](heap: Word) raises Raised -> Word:
    _check(heap, "heappop", "")
    ref items = items_of(heap)
    if len(items) == 0:
        raise new_error(INDEX_ERROR, "index out of range")
    items.size -= 1
    var last = items.unsafe_get(items.size).word
    if items.size == 0:
        return last
    var first = items.unsafe_get(0).word
    items.unsafe_get(0).word = last
    try:
        _down[is_max](heap, 0)
    except error:
        release(first)
        raise error^
    return first


def _pop(function: Word, heap: Word) raises Raised -> Word:
    return _take_first[False](heap)


def _pop_max(function: Word, heap: Word) raises Raised -> Word:
    return _take_first[True](heap)


def _replace[is_max: Bool](function: Word, heap: Word, item: Word) raises Raised -> Word:
    _check(heap, "heapreplace", "1 ")
    ref items = items_of(heap)
    if len(items) == 0:
        raise new_error(INDEX_ERROR, "index out of range")
    var first = items.unsafe_get(0).word
    items.unsafe_get(0).word = counted(item)
    try:
        _down[is_max](heap, 0)
    except error:
        release(first)
        raise error^
    return first


def _push_pop(function: Word, heap: Word, item: Word) raises Raised -> Word:
    _check(heap, "heappushpop", "1 ")
    if len(items_of(heap)) == 0:
        return counted(item)
    var first = Object(sharing=_at(heap, 0))
    if not less(first.word, item):
        return counted(item)
    return _replace[False](function, heap, item)


def _heapify[is_max: Bool](function: Word, heap: Word) raises Raised -> Word:
    _check(heap, "heapify", "")
    var at = len(items_of(heap)) // 2 - 1
    while at >= 0:
        _down[is_max](heap, at)
        at -= 1
    return none()
