"""`slice` objects, and what elements they stand for."""

from .errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .word import KIND_INSTANCE, KIND_SLICE, NONE, Cell, Object, Word, counted, new_cell, word_of


struct SliceCell:
    var cell: Cell
    var start: Object
    var stop: Object
    var step: Object


@always_inline
def slice_of(word: Word) -> ref [MutableAnyOrigin] SliceCell:
    return __op.deref(word.at[SliceCell]())


def new_slice(start: Word, stop: Word, step: Word) -> Word:
    var cell = new_cell[SliceCell](KIND_SLICE)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.start), Object(sharing=start))
    __op.initialize(__op.address_of(made.stop), Object(sharing=stop))
    __op.initialize(__op.address_of(made.step), Object(sharing=step))
    return word_of(cell)


def end_of_slice(word: Word):
    ref slice = slice_of(word)
    __op.destroy(__op.address_of(slice.start))
    __op.destroy(__op.address_of(slice.stop))
    __op.destroy(__op.address_of(slice.step))


@fieldwise_init
struct Span3(ImplicitlyCopyable, TrivialRegisterPassable):
    """The elements `start`, `start + step` and so on, `count` of them, before `stop`."""

    var start: Int
    var stop: Int
    var step: Int
    var count: Int


def index_value(value: Word) raises Raised -> Int:
    """An integer, or what `__index__` gives."""
    if is_whole(value):
        return as_integer(value)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__index__"))
        if method.bits != 0:
            var result = Object(owning=call_on(method, value))
            if is_whole(result.word):
                return as_integer(result.word)
            raise new_error(TYPE_ERROR, String("__index__ returned non-int (type ", type_name(result.word), ")"))
    raise new_error(TYPE_ERROR, String("'", type_name(value), "' object cannot be interpreted as an integer"))


def has_index(value: Word) -> Bool:
    """Whether `index_value` gives a number."""
    return is_whole(value) or (value.is_(KIND_INSTANCE) and find_in_class(class_of(value), fixed_name("__index__")).bits != 0)


def _bound(value: Word, otherwise: Int, length: Int, least: Int, most: Int) raises Raised -> Int:
    if value.bits == NONE:
        return otherwise
    if not has_index(value):
        raise new_error(TYPE_ERROR, "slice indices must be integers or None or have an __index__ method")
    var result = index_value(value)
    if result < 0:
        result += length
    return min(max(result, least), most)


def resolved(word: Word, length: Int) raises Raised -> Span3:
    """The elements of a sequence of some length."""
    ref slice = slice_of(word)
    var step = 1
    if slice.step.word.bits != NONE:
        if not has_index(slice.step.word):
            raise new_error(TYPE_ERROR, "slice indices must be integers or None or have an __index__ method")
        step = index_value(slice.step.word)
        if step == 0:
            raise new_error(VALUE_ERROR, "slice step cannot be zero")
    if step > 0:
        var start = _bound(slice.start.word, 0, length, 0, length)
        var stop = _bound(slice.stop.word, length, length, 0, length)
        return Span3(start, stop, step, (stop - start - 1) // step + 1 if stop > start else 0)
    var start = _bound(slice.start.word, length - 1, length, -1, length - 1)
    var stop = _bound(slice.stop.word, -1, length, -1, length - 1)
    return Span3(start, stop, step, (start - stop - 1) // -step + 1 if start > stop else 0)


def hash_of_slice(word: Word) raises Raised -> Int:
    """Of its three values, since 3.12."""
    ref slice = slice_of(word)
    var items = List[Object]()
    items.append(slice.start)
    items.append(slice.stop)
    items.append(slice.step)
    var tuple = Object(owning=list_of(items^, KIND_TUPLE))
    return hash_of_items(tuple.word)


from .calls import call1
from .cells import list_of
from .classes import class_of, find_in_class
from .hashing import hash_of_items
from .numbers import as_integer, is_whole
from .names import fixed_name
from .special_calls import call_on
from .printing import type_name
from .word import KIND_TUPLE
