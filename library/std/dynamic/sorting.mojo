"""`sorted` and `list.sort`: a stable merge of runs that insertion has sorted; runs already in order are not merged."""

from ..memory.raw import raw_allocate, raw_free
from .cells import items_of, string_of
from .errors import VALUE_ERROR, Raised, new_error
from .word import KIND_TEXT, NONE, Object, Word, counted, release

comptime _run = 12
comptime _any = 0
comptime _integers = 1
comptime _texts = 2


struct _Pair(ImplicitlyCopyable, TrivialRegisterPassable):
    """What is compared, and what is sorted by it."""

    var key: Word
    var value: Word

    @always_inline
    def __init__(out self, key: Word, value: Word):
        self.key = key
        self.value = value


comptime _Pairs = __type.pointer[_Pair]


@always_inline
def _at(pairs: _Pairs, index: Int) -> ref [MutableAnyOrigin] _Pair:
    return __op.deref(__op.offset(pairs, index.value))


def sort_list(list: Word, key: Word, is_reverse: Bool) raises Raised:
    """In place. While keys and comparisons run the list is empty; what they leave in it is an error, and is lost.

    Args:
        list: A list.
        key: A function, or `None`.
        is_reverse: Greatest first; equal elements keep their order all the same.
    """
    ref items = items_of(list)
    var count = len(items)
    var data = items.data
    var capacity = items.capacity
    items.data = UnsafePointer[Object, MutableAnyOrigin]()
    items.size = 0
    items.capacity = 0
    var pairs = raw_allocate[_Pair](max(1, count * 2))
    for i in range(count):
        var word = __op.deref(__op.offset(data.address, i.value)).word
        _at(pairs, i) = _Pair(word, word)
    var made = 0
    try:
        if key.bits != NONE:
            while made < count:
                _at(pairs, made).key = call1(key, _at(pairs, made).value)
                made += 1
        if is_reverse:
            _reverse(pairs, count)
        _sort(pairs, __op.offset(pairs, count.value), count)
        if is_reverse:
            _reverse(pairs, count)
    except error:
        _put_back(list, pairs, data, capacity, count, made)
        raise error^
    var was_changed = len(items_of(list)) > 0 or items_of(list).capacity > 0
    _put_back(list, pairs, data, capacity, count, made)
    if was_changed:
        raise new_error(VALUE_ERROR, "list modified during sort")


def _put_back(list: Word, pairs: _Pairs, data: UnsafePointer[Object, MutableAnyOrigin], capacity: Int, count: Int, made: Int):
    ref items = items_of(list)
    var left = items^
    items = List[Object]()
    items.data = data
    items.capacity = capacity
    items.size = count
    for i in range(count):
        __op.deref(__op.offset(data.address, i.value)).word = _at(pairs, i).value
    for i in range(made):
        release(_at(pairs, i).key)
    raw_free(pairs)
    _ = len(left)


def _reverse(pairs: _Pairs, count: Int):
    for i in range(count // 2):
        var other = _at(pairs, i)
        _at(pairs, i) = _at(pairs, count - 1 - i)
        _at(pairs, count - 1 - i) = other


def _mode(pairs: _Pairs, count: Int) -> Int:
    """Whether all keys are small integers, or all are texts."""
    if count == 0:
        return _any
    var integers = True
    var texts = True
    for i in range(count):
        var key = _at(pairs, i).key
        integers = integers and key.is_integer()
        texts = texts and key.is_(KIND_TEXT)
        if not integers and not texts:
            return _any
    return _integers if integers else _texts


@always_inline
def _less(a: Word, b: Word, mode: Int) raises Raised -> Bool:
    if mode == _integers:
        return a.bits < b.bits
    if mode == _texts:
        return string_of(a) < string_of(b)
    return less(a, b)


def _sort(pairs: _Pairs, room: _Pairs, count: Int) raises Raised:
    var mode = _mode(pairs, count)
    if _is_sorted(pairs, count, mode):
        return
    var start = 0
    while start < count:
        _insert(pairs, start, min(start + _run, count), mode)
        start += _run
    var width = _run
    while width < count:
        start = 0
        while start + width < count:
            _merge(pairs, room, start, start + width, min(start + 2 * width, count), mode)
            start += 2 * width
        width *= 2


def _is_sorted(pairs: _Pairs, count: Int, mode: Int) raises Raised -> Bool:
    for i in range(1, count):
        if _less(_at(pairs, i).key, _at(pairs, i - 1).key, mode):
            return False
    return True


def _insert(pairs: _Pairs, start: Int, stop: Int, mode: Int) raises Raised:
    for i in range(start + 1, stop):
        var pair = _at(pairs, i)
        var at = i
        # What is compared stands in the memory all the time, in case a comparison raises.
        while at > start and _less(pair.key, _at(pairs, at - 1).key, mode):
            _at(pairs, at) = _at(pairs, at - 1)
            at -= 1
            _at(pairs, at) = pair


def _merge(pairs: _Pairs, room: _Pairs, start: Int, middle: Int, stop: Int, mode: Int) raises Raised:
    if not _less(_at(pairs, middle).key, _at(pairs, middle - 1).key, mode):
        return
    var left = start
    var right = middle
    var at = start
    try:
        while left < middle and right < stop:
            if _less(_at(pairs, right).key, _at(pairs, left).key, mode):
                _at(room, at) = _at(pairs, right)
                right += 1
            else:
                _at(room, at) = _at(pairs, left)
                left += 1
            at += 1
    except error:
        _finish(pairs, room, start, left, middle, right, at)
        raise error^
    _finish(pairs, room, start, left, middle, right, at)


def _finish(pairs: _Pairs, room: _Pairs, start: Int, left: Int, middle: Int, right: Int, at: Int):
    """What is left of the first run goes behind what was merged, in front of what is left of the second."""
    var target = at
    for i in range(left, middle):
        _at(room, target) = _at(pairs, i)
        target += 1
    for i in range(start, target):
        _at(pairs, i) = _at(room, i)


from .calls import call1
from .numbers import less
