"""`_collections`: `deque`, and what `collections` needs for `namedtuple` and `Counter`."""

from ...memory.raw import raw_allocate, raw_free
from ..arguments import Arguments, as_index
from ..cells import items_of, list_of
from ..comparing import same
from ..container_printing import enter_repr, leave_repr
from ..elements import list_from
from ..errors import INDEX_ERROR, RUNTIME_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..native_classes import (
    State,
    as_iterator,
    constructor,
    holds,
    instance_with,
    method,
    method0,
    method1,
    method2,
    native_class,
    new_iterator_state,
    new_state,
    property_of,
    rest_of,
    state_of,
    state_word,
)
from ..natives import module_of
from ..numbers import equal, greater, greater_equal, less, less_equal
from ..printing import to_repr, type_name
from ..sequences import is_end, iterate, next_of
from ..slices import index_value
from ..types import type_of
from ..word import KIND_CLASS, NONE, NOT_IMPLEMENTED, UNBOUND, Object, Word, counted, give, none, release, small, truth

comptime _tag = 1
comptime _iterator_tag = 2


struct _Deque:
    """Elements in a ring: the one with index `i` is at `(first + i) & mask`."""

    var state: State
    var data: __type.pointer[Word]
    var mask: Int
    var first: Int
    var count: Int
    var most: Int
    """-1: no limit."""
    var changes: Int

    @always_inline
    def place(self, index: Int) -> __type.pointer[Word]:
        return __op.offset(self.data, ((self.first + index) & self.mask).value)

    @always_inline
    def at(self, index: Int) -> Word:
        return __op.load(self.place(index))

    @always_inline
    def push(mut self, value: Word):
        """Takes the count over."""
        if self.count > self.mask:
            self._grow()
        __op.store(self.place(self.count), value)
        self.count += 1
        self.changes += 1

    @always_inline
    def push_first(mut self, value: Word):
        if self.count > self.mask:
            self._grow()
        self.first = (self.first - 1) & self.mask
        __op.store(self.place(0), value)
        self.count += 1
        self.changes += 1

    @always_inline
    def take_last(mut self) -> Word:
        """With its count; there is one."""
        self.count -= 1
        self.changes += 1
        return self.at(self.count)

    @always_inline
    def take_first(mut self) -> Word:
        var word = self.at(0)
        self.first = (self.first + 1) & self.mask
        self.count -= 1
        self.changes += 1
        return word

    @no_inline
    def _grow(mut self):
        var capacity = (self.mask + 1) * 2
        var data = raw_allocate[Word](capacity)
        for i in range(self.count):
            __op.store(__op.offset(data, i.value), self.at(i))
        raw_free(self.data)
        self.data = data
        self.mask = capacity - 1
        self.first = 0


struct _Iterator:
    var state: State
    var source: Object
    var index: Int
    var step: Int
    var changes: Int


struct _Classes:
    var iterator: Word

    @always_inline
    def __init__(out self):
        self.iterator = Word(0)


var _classes: _Classes = _Classes()


def collections_module() raises Raised -> Word:
    var module = module_of("_collections")
    var class_ = native_class(module, "collections", "deque")
    constructor(class_, _new)
    method(class_, "__init__", _init)
    method1(class_, "append", _append)
    method1(class_, "appendleft", _append_left)
    method0(class_, "pop", _pop)
    method0(class_, "popleft", _pop_left)
    method1(class_, "extend", _extend)
    method1(class_, "extendleft", _extend_left)
    method0(class_, "clear", _clear)
    method0(class_, "copy", _copy)
    method0(class_, "__copy__", _copy)
    method1(class_, "count", _count)
    method(class_, "index", _index)
    method2(class_, "insert", _insert)
    method1(class_, "remove", _remove)
    method0(class_, "reverse", _reverse)
    method(class_, "rotate", _rotate)
    property_of(class_, "maxlen", _maxlen)
    method0(class_, "__len__", _len)
    method1(class_, "__getitem__", _get)
    method2(class_, "__setitem__", _set)
    method1(class_, "__delitem__", _delete)
    method1(class_, "__contains__", _contains)
    method0(class_, "__iter__", _iterate)
    method0(class_, "__reversed__", _iterate_down)
    method0(class_, "__repr__", _repr)
    method1(class_, "__eq__", _compare[0])
    method1(class_, "__ne__", _compare[1])
    method1(class_, "__lt__", _compare[2])
    method1(class_, "__le__", _compare[3])
    method1(class_, "__gt__", _compare[4])
    method1(class_, "__ge__", _compare[5])
    method1(class_, "__add__", _add)
    method1(class_, "__iadd__", _add_in_place)
    method1(class_, "__mul__", _multiply)
    method1(class_, "__rmul__", _multiply)
    method1(class_, "__imul__", _multiply_in_place)
    set_class_attribute(class_, fixed_name("__hash__"), Object(owning=none()))
    _classes.iterator = native_class(module, "_collections", "_deque_iterator")
    as_iterator(_classes.iterator)
    define_records(module)
    return module


@always_inline
def _deque(value: Word) raises Raised -> ref [MutableAnyOrigin] _Deque:
    return state_of[_Deque](value, _tag)


def _new(args: Arguments) raises Raised -> Word:
    return _new_of(args[0])


def _new_of(class_: Word) raises Raised -> Word:
    var cell = new_state[_Deque](_tag, _end)
    ref made = __op.deref(cell)
    made.data = raw_allocate[Word](8)
    made.mask = 7
    made.first = 0
    made.count = 0
    made.most = -1
    made.changes = 0
    return instance_with(class_, cell)


def _end(word: Word):
    ref deque = __op.deref(word.at[_Deque]())
    for i in range(deque.count):
        release(deque.at(i))
    raw_free(deque.data)


def _init(args: Arguments) raises Raised -> Word:
    """`deque(iterable=(), maxlen=None)`."""
    var rest = rest_of(args)
    rest.check_names("deque", 0, 2, "iterable", "maxlen")
    var self = args[0]
    _ = _clear(self, self)
    var most = rest.get(1, "maxlen")
    _deque(self).most = -1
    if most.bits != 0 and most.bits != NONE:
        var count = as_index(most)
        if count < 0:
            raise new_error(VALUE_ERROR, "maxlen must be non-negative")
        _deque(self).most = count
    var source = rest.get(0, "iterable")
    if source.bits != 0:
        _ = _extend(self, self, source)
    return none()


def _append(function: Word, self: Word, value: Word) raises Raised -> Word:
    ref deque = _deque(self)
    deque.push(counted(value))
    if __op.unlikely(Bool(deque.most >= 0 and deque.count > deque.most).value):
        release(deque.take_first())
    return none()


def _append_left(function: Word, self: Word, value: Word) raises Raised -> Word:
    ref deque = _deque(self)
    deque.push_first(counted(value))
    if __op.unlikely(Bool(deque.most >= 0 and deque.count > deque.most).value):
        release(deque.take_last())
    return none()


def _pop(function: Word, self: Word) raises Raised -> Word:
    ref deque = _deque(self)
    if deque.count == 0:
        raise new_error(INDEX_ERROR, "pop from an empty deque")
    return deque.take_last()


def _pop_left(function: Word, self: Word) raises Raised -> Word:
    ref deque = _deque(self)
    if deque.count == 0:
        raise new_error(INDEX_ERROR, "pop from an empty deque")
    return deque.take_first()


def _source(self: Word, values: Word) raises Raised -> Object:
    """What an iterable gives; a deque that is extended by itself, as it is now."""
    return Object(owning=_as_list(self)) if values == self else Object(sharing=values)


def _extend(function: Word, self: Word, values: Word) raises Raised -> Word:
    var source = _source(self, values)
    var iterator = Object(owning=iterate(source.word))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return none()
        var owned = Object(owning=item)
        _ = _append(function, self, owned.word)


def _extend_left(function: Word, self: Word, values: Word) raises Raised -> Word:
    var source = _source(self, values)
    var iterator = Object(owning=iterate(source.word))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return none()
        var owned = Object(owning=item)
        _ = _append_left(function, self, owned.word)


def _clear(function: Word, self: Word) raises Raised -> Word:
    while _deque(self).count > 0:
        release(_deque(self).take_last())
    return none()


def _copy(function: Word, self: Word) raises Raised -> Word:
    var made = Object(owning=_new_of(type_of(self)))
    _deque(made.word).most = _deque(self).most
    _ = _extend(function, made.word, self)
    return give(made^)


def _as_list(self: Word) raises Raised -> Word:
    ref deque = _deque(self)
    var items = List[Object](capacity=deque.count)
    for i in range(deque.count):
        items.append(Object(sharing=deque.at(i)))
    return list_of(items^)


def _count(function: Word, self: Word, value: Word) raises Raised -> Word:
    var found = 0
    var index = 0
    var changes = _deque(self).changes
    while index < _deque(self).count:
        var item = Object(sharing=_deque(self).at(index))
        if same(item.word, value):
            found += 1
        _check(self, changes)
        index += 1
    return small(found)


def _check(self: Word, changes: Int) raises Raised:
    if _deque(self).changes != changes:
        raise new_error(RUNTIME_ERROR, "deque mutated during iteration")


def _find(self: Word, value: Word, start: Int, stop: Int) raises Raised -> Int:
    var changes = _deque(self).changes
    for index in range(start, stop):
        var item = Object(sharing=_deque(self).at(index))
        if same(item.word, value):
            return index
        _check(self, changes)
    return -1


def _index(args: Arguments) raises Raised -> Word:
    """`index(value, start=0, stop=len)`."""
    var rest = rest_of(args)
    rest.check_count("index", 1, 3)
    var count = _deque(args[0]).count
    var start = _bound(index_value(rest[1]) if rest.count > 1 else 0, count)
    var stop = _bound(index_value(rest[2]) if rest.count > 2 else count, count)
    var found = _find(args[0], rest[0], start, stop)
    if found < 0:
        raise new_error(VALUE_ERROR, String(to_repr(rest[0]), " is not in deque"))
    return small(found)


def _bound(index: Int, count: Int) -> Int:
    return max(0, index + count) if index < 0 else min(index, count)


def _insert(function: Word, self: Word, index: Word, value: Word) raises Raised -> Word:
    ref deque = _deque(self)
    if deque.most >= 0 and deque.count >= deque.most:
        raise new_error(INDEX_ERROR, "deque already at its maximum size")
    var at = _bound(as_index(index), deque.count)
    deque.push(counted(value))
    var place = deque.count - 1
    while place > at:
        __op.store(deque.place(place), deque.at(place - 1))
        place -= 1
    __op.store(deque.place(at), value)
    return none()


def _remove_at(self: Word, index: Int) raises Raised:
    ref deque = _deque(self)
    var old = deque.at(index)
    if index < deque.count // 2:
        var place = index
        while place > 0:
            __op.store(deque.place(place), deque.at(place - 1))
            place -= 1
        _ = deque.take_first()
    else:
        for place in range(index, deque.count - 1):
            __op.store(deque.place(place), deque.at(place + 1))
        _ = deque.take_last()
    release(old)


def _remove(function: Word, self: Word, value: Word) raises Raised -> Word:
    var count = _deque(self).count
    var found = -1
    for index in range(count):
        var item = Object(sharing=_deque(self).at(index))
        var is_same = same(item.word, value)
        if _deque(self).count != count:
            raise new_error(INDEX_ERROR, "deque mutated during remove().")
        if is_same:
            found = index
            break
    if found < 0:
        raise new_error(VALUE_ERROR, String(to_repr(value), " is not in deque"))
    _remove_at(self, found)
    return none()


def _reverse(function: Word, self: Word) raises Raised -> Word:
    ref deque = _deque(self)
    for index in range(deque.count // 2):
        var other = deque.count - 1 - index
        var word = deque.at(index)
        __op.store(deque.place(index), deque.at(other))
        __op.store(deque.place(other), word)
    deque.changes += 1
    return none()


def _rotate(args: Arguments) raises Raised -> Word:
    """`rotate(steps=1)`: to the right."""
    var rest = rest_of(args)
    rest.check_count("rotate", 0, 1)
    ref deque = _deque(args[0])
    if deque.count < 2:
        return none()
    var steps = (as_index(rest[0]) if rest.count == 1 else 1) % deque.count
    if steps <= deque.count // 2:
        for _ in range(steps):
            deque.push_first(deque.take_last())
    else:
        for _ in range(deque.count - steps):
            deque.push(deque.take_first())
    return none()


def _maxlen(function: Word, self: Word) raises Raised -> Word:
    var most = _deque(self).most
    return none() if most < 0 else small(most)


def _len(function: Word, self: Word) raises Raised -> Word:
    return small(_deque(self).count)


def _place(self: Word, index: Word) raises Raised -> Int:
    ref deque = _deque(self)
    var at: Int
    if index.is_integer():
        at = index.integer()
    else:
        if type_of(index) == type_of(self) or not has_index(index):
            raise new_error(TYPE_ERROR, String("sequence index must be integer, not '", type_name(index), "'"))
        at = as_index(index)
    if at < 0:
        at += deque.count
    if at < 0 or at >= deque.count:
        raise new_error(INDEX_ERROR, "deque index out of range")
    return at


def _get(function: Word, self: Word, index: Word) raises Raised -> Word:
    return counted(_deque(self).at(_place(self, index)))


def _set(function: Word, self: Word, index: Word, value: Word) raises Raised -> Word:
    ref deque = _deque(self)
    var place = deque.place(_place(self, index))
    var old = __op.load(place)
    __op.store(place, counted(value))
    release(old)
    return none()


def _delete(function: Word, self: Word, index: Word) raises Raised -> Word:
    _remove_at(self, _place(self, index))
    return none()


def _contains(function: Word, self: Word, value: Word) raises Raised -> Word:
    return truth(_find(self, value, 0, _deque(self).count) >= 0)


def _iterate(function: Word, self: Word) raises Raised -> Word:
    return _iterator(self, 0, 1)


def _iterate_down(function: Word, self: Word) raises Raised -> Word:
    return _iterator(self, _deque(self).count - 1, -1)


def _iterator(self: Word, index: Int, step: Int) raises Raised -> Word:
    var cell = new_iterator_state[_Iterator](_iterator_tag, _end_iterator, _next)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.source), Object(sharing=self))
    made.index = index
    made.step = step
    made.changes = _deque(self).changes
    return instance_with(_classes.iterator, cell)


def _end_iterator(word: Word):
    __op.destroy(__op.address_of(__op.deref(word.at[_Iterator]()).source))


def _next(word: Word) raises Raised -> Word:
    ref iterator = __op.deref(word.at[_Iterator]())
    if iterator.source.word.bits == NONE:
        return Word(UNBOUND)
    ref deque = __op.deref(state_word(iterator.source.word).at[_Deque]())
    if deque.changes != iterator.changes:
        raise new_error(RUNTIME_ERROR, "deque mutated during iteration")
    if iterator.index < 0 or iterator.index >= deque.count:
        iterator.source = Object(owning=none())
        return Word(UNBOUND)
    var item = counted(deque.at(iterator.index))
    iterator.index += iterator.step
    return item


def _repr(function: Word, self: Word) raises Raised -> Word:
    if not enter_repr(self):
        return text_of("[...]")
    try:
        var list = Object(owning=_as_list(self))
        var text = String(type_name(self), "(", to_repr(list.word))
        if _deque(self).most >= 0:
            text += String(", maxlen=", _deque(self).most)
        text += ")"
        leave_repr()
        return text_of(text^)
    except error:
        leave_repr()
        raise error^


def _compare[which: Int](function: Word, self: Word, other: Word) raises Raised -> Word:
    if not holds(other, _tag):
        return Word(NOT_IMPLEMENTED)
    var a = Object(owning=_as_list(self))
    var b = Object(owning=_as_list(other))
    comptime if which == 0:
        return truth(equal(a.word, b.word))
    comptime if which == 1:
        return truth(not equal(a.word, b.word))
    comptime if which == 2:
        return truth(less(a.word, b.word))
    comptime if which == 3:
        return truth(less_equal(a.word, b.word))
    comptime if which == 4:
        return truth(greater(a.word, b.word))
    return truth(greater_equal(a.word, b.word))


def _add(function: Word, self: Word, other: Word) raises Raised -> Word:
    if not holds(other, _tag):
        raise new_error(TYPE_ERROR, String("can only concatenate deque (not \"", type_name(other), "\") to deque"))
    var made = Object(owning=_copy(function, self))
    _ = _extend(function, made.word, other)
    return give(made^)


def _add_in_place(function: Word, self: Word, other: Word) raises Raised -> Word:
    _ = _extend(function, self, other)
    return counted(self)


def _multiply(function: Word, self: Word, times: Word) raises Raised -> Word:
    if not has_index(times):
        return Word(NOT_IMPLEMENTED)
    var made = Object(owning=_copy(function, self))
    return _multiply_in_place(function, made.word, times)


def _multiply_in_place(function: Word, self: Word, times: Word) raises Raised -> Word:
    var count = as_index(times)
    var list = Object(owning=_as_list(self))
    if count <= 0:
        _ = _clear(function, self)
    for _ in range(count - 1):
        _ = _extend(function, self, list.word)
    return counted(self)


from ._collections_records import define_records
from ..cells import text_of
from ..classes import set_class_attribute
from ..names import fixed_name
from ..slices import has_index
