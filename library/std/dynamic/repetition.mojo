"""`sequence * count`."""

from .bytes import is_bytes, repeat_bytes
from .cells import items_of, list_of
from .errors import MEMORY_ERROR, TYPE_ERROR, Raised, new_error
from .numbers import multiply
from .printing import type_name
from .sequences import append_given, length, new_tuple
from .texts import repeated_text
from .word import KIND_LIST, KIND_TEXT, KIND_TUPLE, Cell, Object, Word, counted


def repeat_in_list(value: Word, count: Word) raises Raised -> Word:
    """`[value] * count`"""
    if count.is_integer():
        check_repetition(1, count.integer())
        var items = List[Object](capacity=max(0, count.integer()))
        _fill(items, value, count.integer())
        return list_of(items^)
    var items = List[Object](capacity=1)
    items.append(Object(sharing=value))
    var list = Object(owning=list_of(items^))
    return multiply(list.word, count)


def tuple_of_items(items: List[Object]) -> Word:
    var tuple = new_tuple(len(items))
    for i in range(len(items)):
        append_given(tuple, counted(items[i].word))
    return tuple


def check_repetition(length: Int, count: Int) raises Raised:
    """A `MemoryError` for more elements than any memory holds."""
    if length > 0 and count > (1 << 46) // length:
        raise new_error(MEMORY_ERROR, "")


def repeated(value: Word, count: Int) raises Raised -> Word:
    check_repetition(length(value), count)
    if value.is_(KIND_TEXT):
        return repeated_text(value, count)
    if is_bytes(value):
        return repeat_bytes(value, count)
    if value.is_(KIND_LIST) or value.is_(KIND_TUPLE):
        ref source = items_of(value)
        var items = List[Object](capacity=max(0, count) * len(source))
        if len(source) == 1:
            _fill(items, source.unsafe_get(0).word, count)
        else:
            for _ in range(count):
                for i in range(len(source)):
                    items.append(source[i])
        return tuple_of_items(items) if value.is_(KIND_TUPLE) else list_of(items^)
    raise new_error(TYPE_ERROR, String("unsupported operand type(s) for *: '", type_name(value), "' and 'int'"))


@always_inline
def _fill(mut items: List[Object], value: Word, count: Int):
    """`count` times the same, into a list that has room for it."""
    if value.is_cell():
        add_counts(value, max(0, count))
    for i in range(count):
        __op.initialize(__op.offset(items.data.address, i.value), Object(owning=value))
    items.size = max(0, count)
from .word import add_counts
