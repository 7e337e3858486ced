"""Lists, tuples, ranges and texts: elements, iteration, unpacking."""

from ..memory.raw import raw_allocate
from .cells import IteratorCell, ListCell, RangeCell, items_of, list_of, string_of, text_of
from .errors import INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .numbers import as_integer, equal, is_whole
from .printing import type_name
from .word import (
    KIND_INSTANCE,
    KIND_ITERATOR,
    KIND_LIST,
    KIND_RANGE,
    KIND_STREAM,
    KIND_TEXT,
    KIND_TUPLE,
    NONE,
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


def new_tuple(count: Int) -> Word:
    """A tuple without its elements, which `append_given` and `append` add; they stand behind the cell."""
    var size = Int(raw=__op.size_of[ListCell]())
    var block = raw_allocate[UInt8](size + count * 8)
    var cell = __op.pointer_cast[ListCell](block)
    ref made = __op.deref(cell)
    made.cell.owners = 1
    made.cell.shape = shape_of_kind(KIND_TUPLE)
    # Without a capacity the list does not free what is not its own.
    made.items.data = UnsafePointer[Object, MutableAnyOrigin](__op.pointer_cast[Object](__op.offset_bytes(block, size.value)))
    made.items.size = 0
    made.items.capacity = 0
    return word_of(cell)


@always_inline
def append(list: Word, value: Word):
    """To a list, or to a tuple that is being made."""
    if __op.eq(list.shape(), shape_of_kind(KIND_LIST)):
        items_of(list).append(Object(sharing=value))
    else:
        append_given(list, counted(value))


@always_inline
def append_given(tuple: Word, value: Word):
    """To a tuple that is being made; takes the count over."""
    ref items = items_of(tuple)
    __op.initialize(__op.offset(items.data.address, items.size.value), Object(owning=value))
    items.size += 1


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
        var count = 0
        for _ in string_of(value).codepoints():
            count += 1
        return count
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
    if value.is_(KIND_ITERATOR):
        return counted(value)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__iter__"))
        if method.bits != 0:
            return call1(method, value)
    if not (value.is_(KIND_LIST) or value.is_(KIND_TUPLE) or value.is_(KIND_RANGE) or value.is_(KIND_TEXT)):
        var special = iterate_special(value)
        if special.bits != 0:
            return special
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
        if __op.unlikely(Bool(cell.source.word.bits == NONE).value):
            return Word(UNBOUND)
        if __op.eq(cell.source.word.shape(), shape_of_kind(KIND_RANGE)):
            if cell.index == cell.stop:
                return Word(UNBOUND)
            var value = cell.index
            cell.index += cell.step
            return small(value)
        if __op.eq(cell.source.word.shape(), shape_of_kind(KIND_LIST)):
            ref items = items_of(cell.source.word)
            if cell.index < len(items):
                cell.index += 1
                return counted(items.unsafe_get(cell.index - 1).word)
    return _next_of(iterator)


@no_inline
def _next_of(iterator: Word) raises Raised -> Word:
    if iterator.is_(KIND_STREAM):
        return next_in_stream(iterator)
    if iterator.is_(KIND_ITERATOR):
        ref cell = __op.deref(iterator.at[IteratorCell]())
        if cell.source.word.is_(KIND_TEXT):
            ref text = string_of(cell.source.word)
            if cell.index >= text.byte_length():
                return Word(UNBOUND)
            var start = cell.index
            cell.index += 1
            while cell.index < text.byte_length() and Int(text.as_bytes()[cell.index]) & 0xC0 == 0x80:
                cell.index += 1
            return text_of(String(text[start : cell.index]))
        ref items = items_of(cell.source.word)
        if cell.index >= len(items):
            # An iterator that has ended stays so, whatever is appended.
            cell.source = Object(owning=none())
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
    if container.is_(KIND_TEXT) and value.is_(KIND_TEXT):
        return string_of(value) in string_of(container)
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


from .calls import call1, call2, call3
from .classes import class_of, find_in_class, subclass_of
from .errors import STOP_ITERATION, error_class
from .numbers import fixed_name, is_true
from .streams import iterate_special, next_in_stream
