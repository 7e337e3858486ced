"""`value[start:stop:step]`: elements of lists, tuples, texts and ranges; assignment and deletion in lists.

`get_slice` and `set_slice` make a `slice` only for what is not built in, or where the numbers are not plain.
"""

from .cells import items_of, list_of
from .errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .slices import Span3, new_slice, resolved, span_of
from .word import KIND_LIST, KIND_RANGE, KIND_TEXT, KIND_TUPLE, NONE, Object, Word, counted, release


@no_inline
def get_slice(value: Word, start: Word, stop: Word, step: Word) raises Raised -> Word:
    """`value[start:stop:step]`"""
    var kind = value.kind()
    if _is_plain(start) and _is_plain(stop) and _is_plain(step) and step.bits != 1:
        if kind == KIND_LIST or kind == KIND_TUPLE:
            return slice_items(value, kind, span_of(start, stop, step, len(items_of(value))))
        if kind == KIND_TEXT:
            return slice_items(value, kind, span_of(start, stop, step, text_length(value)))
    var slice = Object(owning=new_slice(start, stop, step))
    return get_item(value, slice.word)


@no_inline
def set_slice(value: Word, start: Word, stop: Word, step: Word, new: Word) raises Raised:
    """`value[start:stop:step] = new`"""
    comptime if parallel:
        if is_sharing():
            publish(new)
    if value.is_(KIND_LIST) and new.is_(KIND_LIST) and _is_plain(start) and _is_plain(stop) and step.bits == NONE:
        return set_items(value, span_of(start, stop, step, len(items_of(value))), new)
    var slice = Object(owning=new_slice(start, stop, step))
    set_item(value, slice.word, new)


@always_inline
def _is_plain(value: Word) -> Bool:
    return value.is_integer() or value.bits == NONE


def slice_items(value: Word, kind: Int, span: Span3) raises Raised -> Word:
    if kind == KIND_TEXT:
        return text_slice(value, span.start, span.step, span.count)
    if kind == KIND_RANGE:
        return sliced_range(value, span.start, span.stop, span.step)
    ref source = items_of(value)
    if kind == KIND_TUPLE:
        if span.count == len(source) and span.step == 1:
            return counted(value)
        var tuple = new_tuple(span.count)
        for i in range(span.count):
            append_given(tuple, counted(source.unsafe_get(span.start + i * span.step).word))
        return tuple
    var items = List[Object](capacity=span.count)
    for i in range(span.count):
        __op.initialize(__op.offset(items.data.address, i.value), Object(sharing=source.unsafe_get(span.start + i * span.step).word))
    items.size = span.count
    return list_of(items^)


def set_items(value: Word, span: Span3, new: Word) raises Raised:
    var source: Object
    if new.is_(KIND_LIST) and new != value or new.is_(KIND_TUPLE):
        source = Object(sharing=new)
    else:
        try:
            source = Object(owning=list_from(new))
        except error:
            if is_error(error, TYPE_ERROR) and not is_iterable(new):
                raise new_error(TYPE_ERROR, "must assign iterable to extended slice")
            raise error^
    if span.step == 1:
        replace_items(value, span.start, max(span.start, span.stop), source.word)
        return
    var given = len(items_of(source.word))
    if given != span.count:
        raise new_error(VALUE_ERROR, String("attempt to assign sequence of size ", given, " to extended slice of size ", span.count))
    for i in range(span.count):
        var old = items_of(value).unsafe_get(span.start + i * span.step).word
        items_of(value).unsafe_get(span.start + i * span.step).word = counted(items_of(source.word).unsafe_get(i).word)
        release(old)


def replace_items(list: Word, start: Int, stop: Int, source: Word):
    """Elements from `start` to `stop` give way to those of another list or tuple; 0 bits: to none. The old ones end last."""
    ref items = items_of(list)
    var more = len(items_of(source)) if source.bits != 0 else 0
    if more == stop - start and _all_stay(items, start, stop):
        for i in range(more):
            put(items.unsafe_get(start + i), items_of(source).unsafe_get(i).word)
        return
    var old = List[Object](capacity=stop - start)
    for i in range(start, stop):
        old.append(Object(owning=items.unsafe_get(i).word))
    var tail = items.size - stop
    var size = start + more + tail
    if size > items.capacity:
        items.reserve(max(size, items.capacity * 3 // 2))
    if tail > 0:
        __op.memory_move(
            __op.pointer_cast[UInt8](__op.offset(items.data.address, (start + more).value)),
            __op.pointer_cast[UInt8](__op.offset(items.data.address, stop.value)),
            (tail * 8).value,
        )
    for i in range(more):
        __op.initialize(__op.offset(items.data.address, (start + i).value), Object(sharing=items_of(source).unsafe_get(i).word))
    items.size = size


@always_inline
def _all_stay(items: List[Object], start: Int, stop: Int) -> Bool:
    """Whether none of the elements ends when the list gives it up."""
    for i in range(start, stop):
        var word = items.unsafe_get(i).word
        if word.is_cell() and __op.deref(word.at[Cell]()).owners <= stop - start:
            return False
    return True


def delete_items(value: Word, span: Span3):
    if span.count == 0:
        return
    if span.step == 1:
        replace_items(value, span.start, span.stop, Word(0))
        return
    var step = abs(span.step)
    var next = span.start if span.step > 0 else span.start + (span.count - 1) * span.step
    var left = span.count
    ref items = items_of(value)
    var old = List[Object](capacity=span.count)
    var target = next
    for i in range(next, items.size):
        var word = items.unsafe_get(i).word
        if left > 0 and i == next:
            old.append(Object(owning=word))
            left -= 1
            next += step
        else:
            items.unsafe_get(target).word = word
            target += 1
    items.size = target


from .elements import is_iterable, list_from
from .iteration_builtins import is_error
from .sequences import append_given, get_item, new_tuple, set_item
from .texts import text_length, text_slice
from .wide_ranges import sliced_range
from .parallel import is_sharing, publish
from .word import Cell, parallel, put
