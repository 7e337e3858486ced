"""Lists, tuples, ranges and texts: elements, iteration, unpacking."""

from .cells import IteratorCell, ListCell, RangeCell, items_of, list_of, string_of
from .comparing import same
from .dictionaries import find_key, key_count
from .elements import get_element, is_iterable, set_element
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .printing import type_name
from .word import (
    KIND_GENERATOR,
    KIND_DICT,
    KIND_FROZENSET,
    KIND_INSTANCE,
    KIND_ITERATOR,
    KIND_LIST,
    KIND_RANGE,
    KIND_SET,
    KIND_STREAM,
    KIND_TEXT,
    KIND_TUPLE,
    KIND_VIEW,
    KIND_WIDE_RANGE,
    NONE,
    UNBOUND,
    Object,
    Word,
    counted,
    give,
    new_small_cell,
    none,
    shape_of_kind,
    small,
    word_of,
)


def new_list(capacity: Int) -> Word:
    return list_of(List[Object](capacity=capacity))


def new_tuple(count: Int) -> Word:
    """A tuple without its elements, which `append_given` and `append` add; they stand behind the cell."""
    var size = Int(raw=__op.size_of[ListCell]())
    var block = allocate_long_cell(size + count * 8)
    var cell = __op.pointer_cast[ListCell](block)
    ref made = __op.deref(cell)
    made.cell.owners = 1
    made.cell.shape = shape_of_kind(KIND_TUPLE)
    # With a capacity below 0 the list does not free what is not its own; the cell's end knows the size by it.
    made.items.data = UnsafePointer[Object, MutableAnyOrigin](__op.pointer_cast[Object](__op.offset_bytes(block, size.value)))
    made.items.size = 0
    made.items.capacity = ~count
    return word_of(cell)


@always_inline
def append(list: Word, value: Word):
    """To a list, or to a tuple that is being made."""
    if _is_list(list):
        items_of(list).append(Object(sharing=value))
    else:
        append_given(list, counted(value))


@always_inline
def _is_list(value: Word) -> Bool:
    comptime if parallel:
        return value.is_(KIND_LIST)
    else:
        return __op.eq(value.shape(), shape_of_kind(KIND_LIST))


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
    if index.is_integer() and value.is_(KIND_TUPLE):
        var at = index.integer()
        ref items = items_of(value)
        if at >= 0 and at < len(items):
            return counted(items.unsafe_get(at).word)
    if index.is_integer() and value.is_(KIND_TEXT) and is_ascii(value):
        var at = index.integer()
        if at >= 0 and at < string_of(value).byte_length():
            return character(Int(view(value)._byte(at)))
    var held = Object(sharing=value)
    if is_bytes(held.word):
        return bytes_item(held.word, index)
    if index.is_integer() and is_plain_array(value):
        return array_element(value, array_place(value, index, "array index out of range"))
    return get_element(held.word, index)


@no_inline
def get_item_otherwise(value: Word, index: Word) raises Raised -> Word:
    return get_item(value, index)


@no_inline
def set_item_otherwise(value: Word, index: Word, new: Word) raises Raised:
    set_item(value, index, new)


@always_inline
def set_item(value: Word, index: Word, new: Word) raises Raised:
    """`value[index] = new`."""
    if index.is_integer() and value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
        ref items = items_of(value)
        var at = index.integer()
        if at < 0:
            at += len(items)
        if at >= 0 and at < len(items):
            put(items.unsafe_get(at), new)
            return
    _set_item(value, index, new)


@no_inline
def _set_item(value: Word, index: Word, new: Word) raises Raised:
    var held = Object(sharing=value)
    if held.word.is_(KIND_BYTEARRAY):
        set_bytes_item(held.word, index, new)
        return
    if index.is_integer() and is_plain_array(value):
        return set_array_element(value, array_place(value, index, "array assignment index out of range"), new)
    set_element(held.word, index, new)


def length(value: Word) raises Raised -> Int:
    if value.is_(KIND_LIST) or value.is_(KIND_TUPLE):
        return len(items_of(value))
    if value.is_(KIND_TEXT):
        return text_length(value)
    if is_bytes(value):
        return len(bytes_in(value))
    if value.is_(KIND_DICT):
        return key_count(value)
    if value.is_(KIND_SET) or value.is_(KIND_FROZENSET):
        return set_of(value).count
    if value.is_(KIND_VIEW):
        return key_count(view_source(value))
    if value.is_(KIND_MEMORYVIEW):
        return view_length(value)
    if value.is_(KIND_PROXY):
        return key_count(dictionary_behind(value).word)
    if value.is_(KIND_RANGE):
        ref range_ = __op.deref(value.at[RangeCell]())
        return _steps(range_.start, range_.stop, range_.step)
    if value.is_(KIND_WIDE_RANGE):
        var count = Object(owning=integer_word(wide_range_of(value).count))
        return index_value(count.word)
    if has_methods(value):
        var method = find_in_class(class_of(value), fixed_name("__len__"))
        if method.bits != 0:
            var result = Object(owning=call_on(method, value))
            var count = fitting_index(result.word, OVERFLOW_ERROR)
            if count < 0:
                raise new_error(VALUE_ERROR, "__len__() should return >= 0")
            return count
    raise new_error(TYPE_ERROR, String("object of type '", type_name(value), "' has no len()"))


def _steps(start: Int, stop: Int, step: Int) -> Int:
    if step > 0:
        return max(0, (stop - start + step - 1) // step)
    return max(0, (start - stop - step - 1) // -step)


def new_range(start: Word, stop: Word, step: Word) raises Raised -> Word:
    var first = Object(owning=index_word(start))
    var last = Object(owning=index_word(stop))
    var by = Object(owning=index_word(step))
    if by.word == small(0):
        raise new_error(VALUE_ERROR, "range() arg 3 must not be zero")
    return range_between(big(first.word), big(last.word), big(by.word))


# Iteration


def iterate(value: Word) raises Raised -> Word:
    """What `for` asks for elements."""
    if value.is_(KIND_ITERATOR) or value.is_(KIND_GENERATOR) or value.is_(KIND_STEP) or gives_elements(value):
        return counted(value)
    if has_methods(value):
        var method = find_in_class(class_of(value), fixed_name("__iter__"))
        if method.bits == NONE:
            raise new_error(TYPE_ERROR, String("'", type_name(value), "' object is not iterable"))
        if method.bits != 0:
            var made = Object(owning=call_on(method, value))
            if not is_iterator(made.word):
                raise new_error(TYPE_ERROR, String("iter() returned non-iterator of type '", type_name(made.word), "'"))
            return give(made^)
    if not (value.is_(KIND_LIST) or value.is_(KIND_TUPLE) or value.is_(KIND_RANGE) or value.is_(KIND_TEXT) or value.is_(KIND_WIDE_RANGE) or is_bytes(value)):
        var special = iterate_special(value)
        if special.bits != 0:
            return special
        raise new_error(TYPE_ERROR, String("'", type_name(value), "' object is not iterable"))
    var cell = new_small_cell[IteratorCell](KIND_ITERATOR)
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
def begin_loop(value: Word) raises Raised -> Word:
    """What a loop asks for elements: a list itself, of everything else an iterator."""
    # Where threads run at once, a list may become shared while a loop goes over it.
    comptime if parallel:
        return iterate(value)
    else:
        if value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
            return counted(value)
        return iterate(value)


@always_inline
def next_in_loop(source: Word, at: Int) raises Raised -> Word:
    """The element `at` of a list, the next one of an iterator; unbound at the end."""
    comptime if parallel:
        return next_of(source)
    else:
        if __op.likely(__op.eq(source.shape(), shape_of_kind(KIND_LIST))):
            ref items = items_of(source)
            if at < len(items):
                return counted(items.unsafe_get(at).word)
            return Word(UNBOUND)
        return _next_in_loop(source)


@no_inline
def _next_in_loop(source: Word) raises Raised -> Word:
    return next_of(source)


@always_inline
def one_more(count: Int) -> Int:
    return count + 1


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
    var kind = iterator.kind()
    if kind == KIND_STREAM:
        return next_in_stream(iterator)
    if kind == KIND_GENERATOR:
        return next_of_generator(iterator)
    if kind == KIND_STEP:
        return next_of_step(iterator, none(), none())
    if kind == KIND_ITERATOR:
        ref cell = __op.deref(iterator.at[IteratorCell]())
        comptime if parallel:
            # One that other threads can reach comes here with any source.
            if cell.source.word.bits == NONE:
                return Word(UNBOUND)
            if cell.source.word.is_(KIND_RANGE):
                if cell.index == cell.stop:
                    return Word(UNBOUND)
                cell.index += cell.step
                return small(cell.index - cell.step)
        if cell.source.word.is_(KIND_TEXT):
            if cell.index >= string_of(cell.source.word).byte_length():
                return Word(UNBOUND)
            return next_character(cell.source.word, cell.index)
        if is_bytes(cell.source.word):
            if cell.index >= len(bytes_in(cell.source.word)):
                return Word(UNBOUND)
            cell.index += 1
            return small(Int(bytes_in(cell.source.word)[cell.index - 1]))
        if cell.source.word.is_(KIND_WIDE_RANGE):
            var number = next_in_wide_range(cell.source.word, cell.index)
            return number if number.bits != 0 else Word(UNBOUND)
        ref items = items_of(cell.source.word)
        if cell.index >= len(items):
            # An iterator that has ended stays so, whatever is appended.
            cell.source = Object(owning=none())
            return Word(UNBOUND)
        cell.index += 1
        return counted(items[cell.index - 1].word)
    if gives_elements(iterator):
        return next_of_state(iterator)
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


@always_inline
def is_same(a: Word, b: Word) -> Bool:
    """`a is b`"""
    return a == b


@always_inline
def is_none(word: Word) -> Bool:
    return word.bits == NONE


def unpack(value: Word, count: Int) raises Raised -> Word:
    """The elements of what is unpacked into `count` variables, as a tuple."""
    if (value.is_(KIND_TUPLE) or value.is_(KIND_LIST)) and len(items_of(value)) == count:
        return counted(value)
    if not is_iterable(value):
        raise new_error(TYPE_ERROR, String("cannot unpack non-iterable ", type_name(value), " object"))
    var iterator = Object(owning=iterate(value))
    var items = List[Object](capacity=count)
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            break
        items.append(Object(owning=item))
        if len(items) > count:
            if value.is_(KIND_LIST) or value.is_(KIND_TUPLE) or value.is_(KIND_DICT):
                raise new_error(VALUE_ERROR, String("too many values to unpack (expected ", count, ", got ", length(value), ")"))
            raise new_error(VALUE_ERROR, String("too many values to unpack (expected ", count, ")"))
    if len(items) < count:
        raise new_error(VALUE_ERROR, String("not enough values to unpack (expected ", count, ", got ", len(items), ")"))
    return list_of(items^, KIND_TUPLE)


def item_at(tuple: Word, index: Int) -> Word:
    """An element that is known to be there."""
    return counted(items_of(tuple)[index].word)


def contains(value: Word, container: Word) raises Raised -> Bool:
    if is_bytes(container):
        return bytes_contain(container, value)
    var kind = container.kind()
    if kind == KIND_DICT:
        return find_key(container, value).bits != 0
    if kind == KIND_SET or kind == KIND_FROZENSET:
        return set_contains(container, value)
    if kind == KIND_TEXT:
        if not value.is_(KIND_TEXT):
            if plain(value).is_(KIND_TEXT):
                return contains(plain(value), container)
            raise new_error(TYPE_ERROR, String("'in <string>' requires string as left operand, not ", type_name(value)))
        return string_of(value) in string_of(container)
    if kind == KIND_VIEW:
        return view_contains(container, value)
    if kind == KIND_PROXY:
        return contains(value, dictionary_behind(container).word)
    if kind == KIND_RANGE or kind == KIND_WIDE_RANGE:
        return Object(owning=range_index(value, container)).word.bits != UNBOUND
    if kind == KIND_LIST or kind == KIND_TUPLE:
        var at = 0
        while at < len(items_of(container)):
            var item = Object(sharing=items_of(container).unsafe_get(at).word)
            if same(item.word, value):
                return True
            at += 1
        return False
    if has_methods(container):
        var method = find_in_class(class_of(container), fixed_name("__contains__"))
        if method.bits == NONE:
            raise new_error(TYPE_ERROR, String("'", type_name(container), "' object is not a container"))
        if method.bits != 0:
            return is_true(Object(owning=call_on1(method, container, value)).word)
    elif kind != KIND_MEMORYVIEW and not is_iterator(container):
        raise new_error(TYPE_ERROR, String("argument of type '", type_name(container), "' is not iterable"))
    var iterator = Object(owning=iterate(container))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return False
        var owned = Object(owning=item)
        if same(owned.word, value):
            return True


def has_items(value: Word) -> Bool:
    """Whether a value of a built-in type has elements that are asked for by key or index."""
    return value.is_(KIND_LIST) or value.is_(KIND_RANGE) or value.is_(KIND_WIDE_RANGE) or value.is_(KIND_DICT)


def is_iterator(value: Word) -> Bool:
    """Whether it gives elements itself."""
    if value.is_(KIND_INSTANCE):
        return find_in_class(class_of(value), fixed_name("__next__")).bits != 0
    return value.is_(KIND_ITERATOR) or value.is_(KIND_STREAM) or value.is_(KIND_GENERATOR) or value.is_(KIND_STEP)


from .bytes import bytes_contain, bytes_in, bytes_item, is_bytes, set_bytes_item
from .calls import call1
from .classes import class_of, find_in_class, has_methods, subclass_of
from .errors import STOP_ITERATION, error_class
from .extended import plain
from .instance_dictionaries import dictionary_behind
from .memory_views import view_length
from .generators import next_of_generator
from .steps import next_of_step
from .word import KIND_STEP
from .numbers import is_true
from .special_calls import call_on, call_on1
from .names import fixed_name
from .texts import character, is_ascii, next_character, text_length, view
from .heap import allocate_long_cell
from .word import put
from .word import KIND_BYTEARRAY, KIND_MEMORYVIEW, KIND_PROXY
from .list_methods import range_index
from .mappings import view_contains
from .set_methods import set_contains
from .sets import set_of
from .integers import big, integer_word
from .slices import fitting_index, index_value, index_word
from .streams import iterate_special, next_in_stream, view_source
from .wide_ranges import next_in_wide_range, range_between, wide_range_of
from .native_classes import gives_elements, next_of_state
from .arrays import array_element, array_place, is_plain_array, set_array_element
from .word import parallel
