"""`slice` objects, and what elements they stand for."""

from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .word import KIND_INSTANCE, KIND_SLICE, NONE, Cell, Object, Word, counted, new_small_cell, small, word_of


struct SliceCell:
    var cell: Cell
    var start: Object
    var stop: Object
    var step: Object


@always_inline
def slice_of(word: Word) -> ref [MutableAnyOrigin] SliceCell:
    return __op.deref(word.at[SliceCell]())


def new_slice(start: Word, stop: Word, step: Word) -> Word:
    var cell = new_small_cell[SliceCell](KIND_SLICE)
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


def index_word(value: Word) raises Raised -> Word:
    """An integer of any size, or what `__index__` gives; with a count."""
    if is_whole(value):
        return counted(value) if value.is_cell() else small(as_integer(value))
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__index__"))
        if method.bits != 0:
            var result = Object(owning=call_on(method, value))
            if is_whole(result.word):
                return index_word(result.word)
            raise new_error(TYPE_ERROR, String("__index__ returned non-int (type ", type_name(result.word), ")"))
    raise new_error(TYPE_ERROR, String("'", type_name(value), "' object cannot be interpreted as an integer"))


def index_value(value: Word) raises Raised -> Int:
    """As `index_word`, where an `Int` must hold it."""
    if is_short(value):
        return as_integer(value)
    var index = Object(owning=index_word(value))
    if not fits_int(index.word):
        raise new_error(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t")
    return as_integer(index.word)


def fitting_index(value: Word, error: Int) raises Raised -> Int:
    """As `index_value`, with the error that elements of sequences and repetition give."""
    var index = Object(owning=index_word(value))
    if not fits_int(index.word):
        raise new_error(error, String("cannot fit '", type_name(value), "' into an index-sized integer"))
    return as_integer(index.word)


def clipped_index(value: Word) raises Raised -> Int:
    """As `index_word`, or the nearest that an `Int` holds and its opposite, too."""
    return max(as_integer(Object(owning=index_word(value)).word), -Int.MAX)


def has_index(value: Word) -> Bool:
    """Whether `index_value` gives a number."""
    return is_whole(value) or (value.is_(KIND_INSTANCE) and find_in_class(class_of(value), fixed_name("__index__")).bits != 0)


def _bound(value: Word, otherwise: Int, length: Int, least: Int, most: Int) raises Raised -> Int:
    if value.bits == NONE:
        return otherwise
    if not has_index(value):
        raise new_error(TYPE_ERROR, "slice indices must be integers or None or have an __index__ method")
    var result = clipped_index(value)
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
        step = clipped_index(slice.step.word)
        if step == 0:
            raise new_error(VALUE_ERROR, "slice step cannot be zero")
    if step > 0:
        var start = _bound(slice.start.word, 0, length, 0, length)
        var stop = _bound(slice.stop.word, length, length, 0, length)
        return Span3(start, stop, step, (stop - start - 1) // step + 1 if stop > start else 0)
    var start = _bound(slice.start.word, length - 1, length, -1, length - 1)
    var stop = _bound(slice.stop.word, -1, length, -1, length - 1)
    return Span3(start, stop, step, (start - stop - 1) // -step + 1 if start > stop else 0)


@always_inline
def span_of(start: Word, stop: Word, step: Word, length: Int) -> Span3:
    """As `resolved`, of small integers and `None`; the step is not 0."""
    var by = 1 if step.bits == NONE else step.integer()
    if by > 0:
        var first = 0 if start.bits == NONE else _within(start.integer(), length, 0, length)
        var end = length if stop.bits == NONE else _within(stop.integer(), length, 0, length)
        if by == 1:
            return Span3(first, end, 1, max(end - first, 0))
        return Span3(first, end, by, (end - first - 1) // by + 1 if end > first else 0)
    var first = length - 1 if start.bits == NONE else _within(start.integer(), length, -1, length - 1)
    var end = -1 if stop.bits == NONE else _within(stop.integer(), length, -1, length - 1)
    if by == -1:
        return Span3(first, end, -1, max(first - end, 0))
    return Span3(first, end, by, (first - end - 1) // -by + 1 if first > end else 0)


@always_inline
def _within(index: Int, length: Int, least: Int, most: Int) -> Int:
    return min(max(index + length if index < 0 else index, least), most)


def hash_of_slice(word: Word) raises Raised -> Int:
    """Of its three values, since 3.12."""
    ref slice = slice_of(word)
    var items = List[Object]()
    items.append(slice.start)
    items.append(slice.stop)
    items.append(slice.step)
    var tuple = Object(owning=list_of(items^, KIND_TUPLE))
    return hash_of_items(tuple.word)


from .cells import list_of
from .classes import class_of, find_in_class
from .hashing import hash_of_items
from .integers import as_integer, fits_int, is_short, is_whole
from .names import fixed_name
from .special_calls import call_on
from .printing import type_name
from .word import KIND_TUPLE
