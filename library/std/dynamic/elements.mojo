"""`value[index]` of every type: elements, slices, keys; assignment and deletion; unpacking with a star; the steps of `range` in loops."""

from .cells import RangeCell, items_of, list_of
from .dictionaries import delete_key, find_key, key_error, set_key
from .errors import INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .slicing import delete_items, replace_items, set_items, slice_items
from .slices import Span3, clipped_index, fitting_index, has_index, index_word, resolved
from .word import KIND_CLASS, KIND_DICT, KIND_INSTANCE, KIND_LIST, KIND_RANGE, KIND_SLICE, KIND_TEXT, KIND_TUPLE, KIND_WIDE_RANGE, Object, Word, counted, give, release, small


@no_inline
def get_element(value: Word, index: Word) raises Raised -> Word:
    """`value[index]`."""
    var kind = value.kind()
    if kind == KIND_DICT:
        var found = find_key(value, index)
        if found.bits != 0:
            return counted(found)
        raise key_error(index)
    if has_methods(value):
        var method = find_in_class(class_of(value), fixed_name("__getitem__"))
        if method.bits != 0:
            return call_on1(method, value, index)
        raise not_subscriptable(value)
    if kind == KIND_MEMORYVIEW:
        return view_item(value, index)
    if kind == KIND_PROXY:
        return get_element(dictionary_behind(value).word, index)
    if kind == KIND_CLASS:
        return _class_element(value, index)
    if kind == KIND_WIDE_RANGE:
        _check_index(value, index)
        return wide_element(value, index)
    if not (kind == KIND_LIST or kind == KIND_TUPLE or kind == KIND_TEXT or kind == KIND_RANGE):
        raise not_subscriptable(value)
    if index.is_(KIND_SLICE):
        return slice_items(value, kind, resolved(index, length(value)))
    var at = _index_of(value, index)
    if kind == KIND_TEXT:
        return text_item(value, at)
    var count = length(value)
    if at < 0:
        at += count
    if at < 0 or at >= count:
        if kind == KIND_RANGE:
            raise new_error(INDEX_ERROR, "range object index out of range")
        raise new_error(INDEX_ERROR, String(type_name(value), " index out of range"))
    if kind == KIND_RANGE:
        ref range_ = __op.deref(value.at[RangeCell]())
        return small(range_.start + at * range_.step)
    return counted(items_of(value).unsafe_get(at).word)


def _class_element(class_: Word, index: Word) raises Raised -> Word:
    """`list[int]`, or what a class or its metaclass says."""
    var method = find_in_class(class_of(class_), fixed_name("__getitem__"))
    if method.bits != 0:
        return call2(method, class_, index)
    ready_all(class_)
    method = find_in_class(class_, fixed_name("__class_getitem__"))
    if method.bits == 0:
        raise not_subscriptable(class_)
    var bound = Object(owning=described(method, Word(0), class_))
    return call1(bound.word, index)


def not_subscriptable(value: Word) -> Raised:
    if value.is_(KIND_CLASS):
        return new_error(TYPE_ERROR, String("type '", string_of(__op.deref(value.at[ClassCell]()).name.word), "' is not subscriptable"))
    return new_error(TYPE_ERROR, String("'", type_name(value), "' object is not subscriptable"))


def _index_of(value: Word, index: Word) raises Raised -> Int:
    _check_index(value, index)
    return clipped_index(index) if value.is_(KIND_RANGE) else fitting_index(index, INDEX_ERROR)


def _check_index(value: Word, index: Word) raises Raised:
    if not has_index(index) and not index.is_(KIND_SLICE):
        if value.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("string indices must be integers, not '", type_name(index), "'"))
        raise new_error(TYPE_ERROR, String(type_name(value), " indices must be integers or slices, not ", type_name(index)))


# Assignment


@no_inline
def set_element(value: Word, index: Word, new: Word) raises Raised:
    """`value[index] = new`."""
    var kind = value.kind()
    if kind == KIND_DICT:
        set_key(value, index, new)
        return
    if kind == KIND_LIST:
        if index.is_(KIND_SLICE):
            set_items(value, resolved(index, len(items_of(value))), new)
            return
        var at = _index_of(value, index)
        ref items = items_of(value)
        if at < 0:
            at += len(items)
        if at < 0 or at >= len(items):
            raise new_error(INDEX_ERROR, "list assignment index out of range")
        var old = items.unsafe_get(at).word
        items.unsafe_get(at).word = counted(new)
        release(old)
        return
    if kind == KIND_MEMORYVIEW:
        return set_view_item(value, index, new)
    if has_methods(value):
        var method = find_in_class(class_of(value), fixed_name("__setitem__"))
        if method.bits != 0:
            release(call_on2(method, value, index, new))
            return
    raise new_error(TYPE_ERROR, String("'", type_name(value), "' object does not support item assignment"))


# Deletion


@no_inline
def delete_item(value: Word, index: Word) raises Raised:
    """`del value[index]`."""
    var kind = value.kind()
    if kind == KIND_DICT:
        delete_key(value, index)
        return
    if kind == KIND_LIST:
        ref items = items_of(value)
        if index.is_(KIND_SLICE):
            delete_items(value, resolved(index, len(items)))
            return
        var at = _index_of(value, index)
        if at < 0:
            at += len(items)
        if at < 0 or at >= len(items):
            raise new_error(INDEX_ERROR, "list assignment index out of range")
        replace_items(value, at, at + 1, Word(0))
        return
    if kind == KIND_BYTEARRAY:
        return delete_bytes(value, index)
    if has_methods(value):
        var method = find_in_class(class_of(value), fixed_name("__delitem__"))
        if method.bits != 0:
            release(call_on1(method, value, index))
            return
    raise new_error(TYPE_ERROR, String("'", type_name(value), "' object doesn't support item deletion"))


# Displays and unpacking


def is_iterable(value: Word) -> Bool:
    try:
        release(iterate(value))
        return True
    except:
        return False


def list_from(value: Word) raises Raised -> Word:
    """A new list of what an iterable gives."""
    if value.is_(KIND_LIST) or value.is_(KIND_TUPLE):
        ref source = items_of(value)
        var items = List[Object](capacity=len(source))
        for i in range(len(source)):
            items.append(source.unsafe_get(i))
        return list_of(items^)
    var list = Object(owning=list_of(List[Object]()))
    extend_items(list.word, value)
    return give(list^)


def extend_items(list: Word, value: Word) raises Raised:
    """Appends what an iterable gives."""
    if value.is_(KIND_LIST) or value.is_(KIND_TUPLE):
        var count = len(items_of(value))
        var size = len(items_of(list)) + count
        if size > items_of(list).capacity:
            items_of(list).reserve(max(size, items_of(list).capacity * 3 // 2))
        for i in range(count):
            items_of(list).append(Object(sharing=items_of(value).unsafe_get(i).word))
        return
    var iterator = Object(owning=iterate(value))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return
        items_of(list).append(Object(owning=item))


def extend_display(list: Word, value: Word) raises Raised:
    """`*value` in a display."""
    if not is_iterable(value):
        raise new_error(TYPE_ERROR, String("Value after * must be an iterable, not ", type_name(value)))
    extend_items(list, value)


def tuple_of(value: Word) raises Raised -> Word:
    """A tuple of what an iterable gives."""
    if value.is_(KIND_TUPLE):
        return counted(value)
    var list = Object(sharing=value) if value.is_(KIND_LIST) else Object(owning=list_from(value))
    var tuple = new_tuple(len(items_of(list.word)))
    for i in range(len(items_of(list.word))):
        append_given(tuple, counted(items_of(list.word).unsafe_get(i).word))
    return tuple


def unpack_starred(value: Word, before: Int, after: Int) raises Raised -> Word:
    """A tuple of `before` elements, a list of those between, `after` elements."""
    if not is_iterable(value):
        raise new_error(TYPE_ERROR, String("cannot unpack non-iterable ", type_name(value), " object"))
    var list = Object(owning=list_from(value))
    var count = len(items_of(list.word))
    if count < before + after:
        raise new_error(VALUE_ERROR, String("not enough values to unpack (expected at least ", before + after, ", got ", count, ")"))
    var tuple = new_tuple(before + after + 1)
    for i in range(before):
        append_given(tuple, counted(items_of(list.word).unsafe_get(i).word))
    append_given(tuple, slice_items(list.word, KIND_LIST, Span3(before, count - after, 1, count - after - before)))
    for i in range(after):
        append_given(tuple, counted(items_of(list.word).unsafe_get(count - after + i).word))
    return tuple


# `for` over a range, without a range


@always_inline
def range_length(start: Word, stop: Word, step: Word) raises Raised -> Int:
    """How many steps; checks what `range` is given."""
    if start.is_integer() and stop.is_integer() and step.bits == 3:
        return stop.integer() - start.integer()
    if start.is_integer() and stop.is_integer() and step.bits == -1:
        return start.integer() - stop.integer()
    return _range_length(start, stop, step)


@no_inline
def _range_length(start: Word, stop: Word, step: Word) raises Raised -> Int:
    if _is_modest(start) and _is_modest(stop) and _is_modest(step) and step.integer() != 0:
        var by = step.integer()
        var way = stop.integer() - start.integer()
        return (way + by - 1) // by if by > 0 else (-way - by - 1) // -by
    var range_ = Object(owning=new_range(start, stop, step))
    if range_.word.is_(KIND_WIDE_RANGE):
        return nearest_int(wide_range_of(range_.word).count)
    return length(range_.word)


@always_inline
def has_small_steps(start: Word, stop: Word, step: Word) raises Raised -> Bool:
    """Whether all of `range` are words of their own, the one after the last included."""
    return (start.is_integer() and stop.is_integer() and (step.bits == 3 or step.bits == -1)) or _has_small_steps(start, stop, step)


@no_inline
def _has_small_steps(start: Word, stop: Word, step: Word) raises Raised -> Bool:
    if _is_modest(start) and _is_modest(stop) and _is_modest(step):
        return True
    return Object(owning=new_range(start, stop, step)).word.is_(KIND_RANGE)


@always_inline
def _is_modest(value: Word) -> Bool:
    """An integer far from the largest."""
    return value.is_integer() and abs(value.integer()) < 1 << 60


@always_inline
def range_number(value: Word) raises Raised -> Word:
    """What `range` has checked, as an integer."""
    return value if value.is_integer() else index_word(value)


@always_inline
def is_positive(count: Int) -> Bool:
    return count > 0


@always_inline
def one_less(count: Int) -> Int:
    return count - 1


@always_inline
def stepped_in_range(at: Word, step: Word, is_small: Bool) -> Word:
    """The sum of two integers, which is small if both are and `is_small`."""
    if __op.likely(is_small.value):
        return stepped(at, step)
    return sum_of_wholes(at, step)


@always_inline
def stepped(at: Word, step: Word) -> Word:
    """The sum of two small integers, which is one."""
    return Word(at.bits + (step.bits - 1))


from .attributes import described
from .special_calls import call_on1, call_on2
from .instance_dictionaries import dictionary_behind
from .memory_views import set_view_item, view_item
from .byte_arrays import delete_bytes
from .word import KIND_BYTEARRAY, KIND_MEMORYVIEW, KIND_PROXY
from .calls import call1, call2
from .type_methods import ready_all
from .cells import ClassCell, string_of
from .classes import class_of, find_in_class, has_methods
from .names import fixed_name
from .printing import type_name
from .sequences import append_given, is_end, iterate, length, new_range, new_tuple, next_of
from .texts import text_item, text_slice
from .integer_operators import sum_of_wholes
from .integers import nearest_int
from .iteration_builtins import is_error
from .wide_ranges import sliced_range, wide_element, wide_range_of
