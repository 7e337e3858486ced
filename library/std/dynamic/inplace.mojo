"""`a += b` and its like: what a class or a container says of it, otherwise as `a + b`."""

from .cells import items_of
from .errors import TYPE_ERROR, Raised, new_error
from .word import KIND_DICT, KIND_INSTANCE, KIND_LIST, KIND_SET, KIND_TEXT, Object, Word, counted, release, small

comptime _kinds = 1 << KIND_DICT | 1 << KIND_INSTANCE | 1 << KIND_LIST | 1 << KIND_SET | 1 << KIND_TEXT


@always_inline
def _is_special(a: Word) -> Bool:
    """Whether its type may change it in place."""
    if not a.is_cell():
        return False
    var kind = __op.deref(a.shape()).kind
    return kind < 63 and (1 << kind) & _kinds != 0


@always_inline
def add_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _add_in_place(a, b)
    return add(a, b)


@no_inline
def _add_in_place(a: Word, b: Word) raises Raised -> Word:
    var kind = a.kind()
    if kind == KIND_LIST:
        extend_items(a, b)
        return counted(a)
    if kind == KIND_TEXT:
        return counted(a) if grows(a, b) else add(a, b)
    var result = _own(a, b, "__iadd__")
    return result if result.bits != 0 else _sum(a, b)


def _sum(a: Word, b: Word) raises Raised -> Word:
    return operate(a, b, "__add__", "__radd__", "+=")


def _own(a: Word, b: Word, name: StaticString) raises Raised -> Word:
    """What a class has for it; bits 0: nothing."""
    if a.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(a), fixed_name(name))
        if method.bits != 0:
            return call2(method, a, b)
    return Word(0)


@always_inline
def subtract_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 0)
    return subtract(a, b)


@always_inline
def multiply_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 1)
    return multiply(a, b)


@always_inline
def and_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 2)
    return bit_and(a, b)


@always_inline
def or_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 3)
    return bit_or(a, b)


@always_inline
def xor_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 4)
    return bit_xor(a, b)


@always_inline
def divide_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 5)
    return divide(a, b)


@always_inline
def floor_divide_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 6)
    return floor_divide(a, b)


@always_inline
def modulo_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 7)
    return modulo(a, b)


@always_inline
def shift_left_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 8)
    return shift_left(a, b)


@always_inline
def shift_right_in_place(a: Word, b: Word) raises Raised -> Word:
    if _is_special(a):
        return _other_in_place(a, b, 9)
    return shift_right(a, b)


comptime _own_names = ["__isub__", "__imul__", "__iand__", "__ior__", "__ixor__", "__itruediv__", "__ifloordiv__", "__imod__", "__ilshift__", "__irshift__"]


@no_inline
def _other_in_place(a: Word, b: Word, which: Int) raises Raised -> Word:
    """`which` is an index into `_own_names`."""
    var kind = a.kind()
    if kind == KIND_INSTANCE:
        comptime for number in range(10):
            if which == number:
                comptime name = _own_names[number]
                var result = _own(a, b, name)
                if result.bits != 0:
                    return result
    elif kind == KIND_LIST and which == 1:
        if has_index(b):
            repeat_items(a, index_value(b))
            return counted(a)
        raise new_error(TYPE_ERROR, String("can't multiply sequence by non-int of type '", type_name(b), "'"))
    elif kind == KIND_SET and is_set_like(b):
        if which == 0:
            remove_all(a, b)
            return counted(a)
        if which == 2:
            keep_common(a, b)
            return counted(a)
        if which == 3:
            update_set(a, b)
            return counted(a)
        if which == 4:
            toggle_all(a, b)
            return counted(a)
    elif kind == KIND_DICT and which == 3:
        update_dictionary(a, b)
        return counted(a)
    if which == 0:
        return subtract(a, b)
    if which == 1:
        return multiply(a, b)
    if which == 2:
        return bit_and(a, b)
    if which == 3:
        return bit_or(a, b)
    if which == 4:
        return bit_xor(a, b)
    if which == 5:
        return divide(a, b)
    if which == 6:
        return floor_divide(a, b)
    if which == 7:
        return modulo(a, b)
    if which == 8:
        return shift_left(a, b)
    return shift_right(a, b)


def repeat_items(list: Word, count: Int):
    """`list *= count`."""
    ref items = items_of(list)
    if count <= 0:
        items.clear()
        return
    var size = len(items)
    items.reserve(size * count)
    for i in range(size, size * count):
        items.append(items.unsafe_get(i - size))


from .calls import call2
from .classes import class_of, find_in_class
from .elements import extend_items
from .mappings import update_dictionary
from .numbers import add, bit_and, bit_or, bit_xor, divide, fixed_name, floor_divide, modulo, multiply, operate, shift_left, shift_right, subtract
from .printing import type_name
from .set_methods import is_set_like, keep_common, remove_all, toggle_all, update_set
from .slices import has_index, index_value
from .texts import grows
