"""Lists, tuples, ranges and texts: elements, iteration, unpacking."""

from .cells import IteratorCell, ListCell, RangeCell, items_of, list_of, string_of, text_of
from .errors import INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .numbers import as_integer, equal, is_whole
from .printing import type_name
from .word import (
    KIND_GENERATOR,
    KIND_INSTANCE,
    KIND_ITERATOR,
    KIND_LIST,
    KIND_RANGE,
    KIND_TEXT,
    KIND_TUPLE,
    UNBOUND,
    Object,
    Word,
    counted,
    give,
    new_cell,
    none,
    release,
    shape_of_kind,
    small,
    word_of,
)


def new_list(capacity: Int) -> Word:
    return list_of(List[Object](capacity=capacity))


def new_tuple(capacity: Int) -> Word:
    return list_of(List[Object](capacity=capacity), KIND_TUPLE)


def append(list: Word, value: Word):
    items_of(list).append(Object(sharing=value))


@always_inline
def get_item(value: Word, index: Word) raises Raised -> Word:
    """`value[index]`."""
    if index.is_integer() and value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
        ref items = items_of(value)
        var at = index.integer()
        if at < 0:
            at += len(items)
        if at >= 0 and at < len(items):
            return counted(items.unsafe_get(at).word)
    return _get_item(value, index)


@no_inline
def _get_item(value: Word, index: Word) raises Raised -> Word:
    if value.is_(KIND_LIST) or value.is_(KIND_TUPLE):
        var is_list = value.is_(KIND_LIST)
        if not is_whole(index):
            raise new_error(
                TYPE_ERROR, String("list" if is_list else "tuple", " indices must be integers or slices, not ", type_name(index))
            )
        ref items = items_of(value)
        var at = as_integer(index)
        if at < 0:
            at += len(items)
        if at < 0 or at >= len(items):
            raise new_error(INDEX_ERROR, "list index out of range" if is_list else "tuple index out of range")
        return counted(items[at].word)
    if value.is_(KIND_TEXT):
        if not is_whole(index) and not index.is_(KIND_INSTANCE):
            raise new_error(TYPE_ERROR, String("string indices must be integers, not '", type_name(index), "'"))
        return text_item(value, as_index(index))
    if is_bytes(value):
        return bytes_item(value, index)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__getitem__"))
        if method.bits != 0:
            return call2(method, value, index)
    raise new_error(TYPE_ERROR, String("'", type_name(value), "' object is not subscriptable"))


@always_inline
def set_item(value: Word, index: Word, new: Word) raises Raised:
    """`value[index] = new`."""
    if index.is_integer() and value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
        ref items = items_of(value)
        var at = index.integer()
        if at < 0:
            at += len(items)
        if at >= 0 and at < len(items):
            items.unsafe_get(at) = Object(sharing=new)
            return
    _set_item(value, index, new)


@no_inline
def _set_item(value: Word, index: Word, new: Word) raises Raised:
    if value.is_(KIND_LIST):
        if not is_whole(index):
            raise new_error(TYPE_ERROR, String("list indices must be integers or slices, not ", type_name(index)))
        raise new_error(INDEX_ERROR, "list assignment index out of range")
    if value.is_(KIND_BYTEARRAY):
        set_bytes_item(value, index, new)
        return
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__setitem__"))
        if method.bits != 0:
            release(call3(method, value, index, new))
            return
    raise new_error(TYPE_ERROR, String("'", type_name(value), "' object does not support item assignment"))


def length(value: Word) raises Raised -> Int:
    if value.is_(KIND_LIST) or value.is_(KIND_TUPLE):
        return len(items_of(value))
    if value.is_(KIND_TEXT):
        return text_length(value)
    if is_bytes(value):
        return len(bytes_in(value))
    if value.is_(KIND_RANGE):
        ref range_ = __op.deref(value.at[RangeCell]())
        return _steps(range_.start, range_.stop, range_.step)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__len__"))
        if method.bits != 0:
            return as_integer(Object(owning=call1(method, value)).word)
    raise new_error(TYPE_ERROR, String("object of type '", type_name(value), "' has no len()"))


def _steps(start: Int, stop: Int, step: Int) -> Int:
    if step > 0:
        return max(0, (stop - start + step - 1) // step)
    return max(0, (start - stop - step - 1) // -step)


def new_range(start: Word, stop: Word, step: Word) raises Raised -> Word:
    for value in [start, stop, step]:
        if not is_whole(value):
            raise new_error(TYPE_ERROR, String("'", type_name(value), "' object cannot be interpreted as an integer"))
    if as_integer(step) == 0:
        raise new_error(VALUE_ERROR, "range() arg 3 must not be zero")
    var cell = new_cell[RangeCell](KIND_RANGE)
    ref range_ = __op.deref(cell)
    range_.start = as_integer(start)
    range_.stop = as_integer(stop)
    range_.step = as_integer(step)
    return word_of(cell)


# Iteration


def iterate(value: Word) raises Raised -> Word:
    """What `for` asks for elements."""
    if value.is_(KIND_ITERATOR) or value.is_(KIND_GENERATOR):
        return counted(value)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__iter__"))
        if method.bits != 0:
            return call1(method, value)
    if not (value.is_(KIND_LIST) or value.is_(KIND_TUPLE) or value.is_(KIND_RANGE) or value.is_(KIND_TEXT) or is_bytes(value)):
        raise new_error(TYPE_ERROR, String("'", type_name(value), "' object is not iterable"))
    var cell = new_cell[IteratorCell](KIND_ITERATOR)
    ref iterator = __op.deref(cell)
    __op.initialize(__op.address_of(iterator.source), Object(sharing=value))
    iterator.index = 0
    iterator.stop = 0
    iterator.step = 1
    if value.is_(KIND_RANGE):
        ref range_ = __op.deref(value.at[RangeCell]())
        iterator.index = range_.start
        iterator.step = range_.step
        iterator.stop = range_.start + range_.step * _steps(range_.start, range_.stop, range_.step)
    return word_of(cell)


@always_inline
def next_of(iterator: Word) raises Raised -> Word:
    """The next element; unbound at the end."""
    if iterator.is_cell() and __op.eq(iterator.shape(), shape_of_kind(KIND_ITERATOR)):
        ref cell = __op.deref(iterator.at[IteratorCell]())
        if __op.eq(cell.source.word.shape(), shape_of_kind(KIND_RANGE)):
            if cell.index == cell.stop:
                return Word(UNBOUND)
            var value = cell.index
            cell.index += cell.step
            return small(value)
    return _next_of(iterator)


@no_inline
def _next_of(iterator: Word) raises Raised -> Word:
    if iterator.is_(KIND_GENERATOR):
        return next_of_generator(iterator)
    if iterator.is_(KIND_ITERATOR):
        ref cell = __op.deref(iterator.at[IteratorCell]())
        if cell.source.word.is_(KIND_TEXT):
            ref text = string_of(cell.source.word)
            if cell.index >= text.byte_length():
                return Word(UNBOUND)
            return next_character(cell.source.word, cell.index)
        if is_bytes(cell.source.word):
            if cell.index >= len(bytes_in(cell.source.word)):
                return Word(UNBOUND)
            cell.index += 1
            return small(Int(bytes_in(cell.source.word)[cell.index - 1]))
        ref items = items_of(cell.source.word)
        if cell.index >= len(items):
            return Word(UNBOUND)
        cell.index += 1
        return counted(items[cell.index - 1].word)
    var method = find_in_class(class_of(iterator), fixed_name("__next__")) if iterator.is_(KIND_INSTANCE) else Word(0)
    if method.bits == 0:
        raise new_error(TYPE_ERROR, String("'", type_name(iterator), "' object is not an iterator"))
    try:
        return call1(method, iterator)
    except error:
        if subclass_of(class_of(error.value.word), error_class(STOP_ITERATION)):
            return Word(UNBOUND)
        raise error^


@always_inline
def is_end(word: Word) -> Bool:
    return word.bits == UNBOUND


def unpack(value: Word, count: Int) raises Raised -> Word:
    """The elements of what is unpacked into `count` variables, as a tuple."""
    if (value.is_(KIND_TUPLE) or value.is_(KIND_LIST)) and len(items_of(value)) == count:
        return counted(value)
    var iterator = Object(owning=iterate(value))
    var items = List[Object](capacity=count)
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            break
        items.append(Object(owning=item))
        if len(items) > count:
            raise new_error(VALUE_ERROR, String("too many values to unpack (expected ", count, ")"))
    if len(items) < count:
        raise new_error(VALUE_ERROR, String("not enough values to unpack (expected ", count, ", got ", len(items), ")"))
    return list_of(items^, KIND_TUPLE)


def item_at(tuple: Word, index: Int) -> Word:
    """An element that is known to be there."""
    return counted(items_of(tuple)[index].word)


def contains(value: Word, container: Word) raises Raised -> Bool:
    if container.is_(KIND_TEXT):
        if not value.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("'in <string>' requires string as left operand, not ", type_name(value)))
        return view(value) in view(container)
    if is_bytes(container):
        return bytes_contain(container, value)
    if container.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(container), fixed_name("__contains__"))
        if method.bits != 0:
            return is_true(Object(owning=call2(method, container, value)).word)
    var iterator = Object(owning=iterate(container))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return False
        var owned = Object(owning=item)
        if equal(owned.word, value):
            return True


def has_items(value: Word) -> Bool:
    """Whether a value of a built-in type has elements that are asked for by key or index."""
    return value.is_(KIND_LIST) or value.is_(KIND_RANGE)


from .arguments import as_index
from .bytes import bytes_contain, bytes_in, bytes_item, is_bytes, set_bytes_item
from .calls import call1, call2, call3
from .classes import class_of, find_in_class, subclass_of
from .errors import STOP_ITERATION, error_class
from .generators import next_of_generator
from .numbers import is_true
from .names import fixed_name
from .texts import next_character, text_item, text_length, view
from .word import KIND_BYTEARRAY
