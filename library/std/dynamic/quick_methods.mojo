"""Methods of built-in types as functions with addresses, so that the cache of a call leads to them as to methods of a program's own classes."""

from ..memory.raw import raw_allocate
from .cells import Entry, FunctionCell, items_of
from .attributes import AttributeCache
from .dictionaries import find_key
from .errors import Raised
from .hashing import hash_of
from .list_methods import pop_item
from .mappings import dict_get
from .method_names import *
from .sets import add_hashed
from .streams import OF_ITEMS, OF_KEYS, OF_VALUES, new_view
from .word import KIND_DICT, KIND_FUNCTION, KIND_LIST, KIND_SET, Object, Word, none, shape_of_kind, word_of


def _append(function: Word, list: Word, value: Word) raises Raised -> Word:
    items_of(list).append(Object(sharing=value))
    return none()


def _pop_last(function: Word, list: Word) raises Raised -> Word:
    ref items = items_of(list)
    if items.size > 0:
        items.size -= 1
        return items.unsafe_get(items.size).word
    return pop_item(list, -1)


def _get(function: Word, d: Word, key: Word) raises Raised -> Word:
    return dict_get(d, key, none())


def _get_or(function: Word, d: Word, key: Word, otherwise: Word) raises Raised -> Word:
    return dict_get(d, key, otherwise)


def _items(function: Word, d: Word) raises Raised -> Word:
    return new_view(d, OF_ITEMS)


def _keys(function: Word, d: Word) raises Raised -> Word:
    return new_view(d, OF_KEYS)


def _values(function: Word, d: Word) raises Raised -> Word:
    return new_view(d, OF_VALUES)


def _add(function: Word, s: Word, value: Word) raises Raised -> Word:
    add_hashed(s, value, hash_of(value))
    return none()


struct _Known:
    var words: __type.array[Word, 8]
    """Bits 0: not made yet."""

    @always_inline
    def __init__(out self):
        self.words = __op.uninitialized[__type.array[Word, 8]]()
        for i in range(8):
            __op.array_element(self.words, i.value) = Word(0)


var _known: __type.pointer[_Known] = __op.null[_Known]()


def quick_method(receiver: Word, name: Word, count: Int) -> Word:
    """The function for `receiver.name(...)` with `count` arguments, which lives for ever; bits 0 if there is none."""
    var number = method_number(name)
    if number < 0:
        return Word(0)
    var kind = receiver.kind()
    if kind == KIND_LIST:
        if number == METHOD_APPEND and count == 1:
            return _made[def(Word, Word, Word) raises Raised thin -> Word](0, _append, 2)
        if number == METHOD_POP and count == 0:
            return _made[def(Word, Word) raises Raised thin -> Word](1, _pop_last, 1)
    elif kind == KIND_DICT:
        if number == METHOD_GET and count == 1:
            return _made[def(Word, Word, Word) raises Raised thin -> Word](2, _get, 2)
        if number == METHOD_GET and count == 2:
            return _made[def(Word, Word, Word, Word) raises Raised thin -> Word](3, _get_or, 3)
        if number == METHOD_ITEMS and count == 0:
            return _made[def(Word, Word) raises Raised thin -> Word](4, _items, 1)
        if number == METHOD_KEYS and count == 0:
            return _made[def(Word, Word) raises Raised thin -> Word](5, _keys, 1)
        if number == METHOD_VALUES and count == 0:
            return _made[def(Word, Word) raises Raised thin -> Word](6, _values, 1)
    elif kind == KIND_SET and number == METHOD_ADD and count == 1:
        return _made[def(Word, Word, Word) raises Raised thin -> Word](7, _add, 2)
    return Word(0)


def _made[F: AnyType](index: Int, code: F, arity: Int) -> Word:
    if __op.eq(_known, __op.null[_Known]()):
        _known = raw_allocate[_Known](1)
        __op.initialize(_known, _Known())
    ref word = __op.array_element(__op.deref(_known).words, index.value)
    if word.bits == 0:
        var cell = raw_allocate[FunctionCell](1)
        __op.memory_set(__op.pointer_cast[UInt8](cell), UInt8(0).value, __op.size_of[FunctionCell]())
        ref function = __op.deref(cell)
        function.cell.owners = 1
        function.cell.shape = shape_of_kind(KIND_FUNCTION)
        var held = code
        function.entry = __op.load(__op.pointer_cast[Entry](__op.address_of(held)))
        function.arity = arity
        word = word_of(cell)
    return word
