"""Values of ours as objects of CPython: an object that holds the word, of a heap type made for each class of ours.

The type has those slots for which the class has methods (`slots.mojo`), so that CPython's own questions (is it a sequence, can it be called) are answered as they
would be for a class in Python. There is one wrapper for a value as long as CPython refers to it. `__class__` of a wrapped list is `list`: `isinstance` says so
too; only C code that looks at the type itself sees the difference.
"""

from ...memory.raw import raw_allocate
from ...python.cpython import Object as Address, running_python
from ...python.python_object import PythonObject
from ..cells import ClassCell, string_of
from ..class_builtins import is_callable
from ..classes import find_in_class
from ..dictionaries import delete_key, find_key, new_dictionary, set_key
from ..elements import is_iterable
from ..errors import Raised
from ..names import fixed_name, name_of
from ..sequences import is_iterator
from ..type_methods import ready_all
from ..types import type_of
from ..word import KIND_CLASS, KIND_DICT, KIND_INSTANCE, KIND_LIST, KIND_TEXT, Word, counted, release
from .conversions import owned
from .interpreter import address_of_key, foreign, is_null, key_of
from .slots import (
    Slots,
    add_operators,
    slot_call,
    slot_contains,
    slot_deallocate,
    slot_describe,
    slot_get_attribute,
    slot_get_item,
    slot_hash,
    slot_item_at,
    slot_iterate,
    slot_length,
    slot_new,
    slot_next,
    slot_repr,
    slot_rich_compare,
    slot_set_attribute,
    slot_set_item,
    slot_str,
    slot_truth,
    slot_index,
    slot_int,
    slot_float,
)

comptime header_size = 16
"""Bytes in front of an object's own fields, in all versions with a global lock."""


struct _Known:
    var wrappers: Word
    """By the address of our cell; without counts."""
    var types: Word
    """By the address of our class."""
    var classes: Word
    """By the address of CPython's type."""

    def __init__(out self):
        self.wrappers = new_dictionary()
        self.types = new_dictionary()
        self.classes = new_dictionary()


var _known: __type.pointer[_Known] = __op.null[_Known]()


def _all_known() -> ref [MutableAnyOrigin] _Known:
    if __op.eq(_known, __op.null[_Known]()):
        _known = raw_allocate[_Known](1)
        __op.initialize(_known, _Known())
    return __op.deref(_known)


def wrapper_of(value: Word) raises Raised -> PythonObject:
    """The object for a cell of ours."""
    ref known = _all_known()
    var key = Word(value.bits | 1)
    var found = find_key(known.wrappers, key)
    if found.bits != 0:
        return PythonObject(from_borrowed=address_of_key(found))
    var type = wrapper_type(type_of(value), value)
    var made = owned(foreign().allocate(type._obj_ptr, 0))
    __op.store(_place_of_word(made._obj_ptr), counted(value))
    set_key(known.wrappers, key, key_of(made._obj_ptr))
    return made^


@always_inline
def _place_of_word(object: Address) -> __type.pointer[Word]:
    return __op.pointer_cast[Word](__op.offset(object, Int(header_size).value))


@always_inline
def word_in(object: Address) -> Word:
    """Of a wrapper, without a count."""
    return __op.load(_place_of_word(object))


def word_in_wrapper(object: Address, type: Address) raises Raised -> Word:
    """Without a count; bits 0 if the object is no wrapper. The class, if the object is the type of wrappers."""
    ref classes = _all_known().classes
    if find_key(classes, key_of(type)).bits != 0:
        return word_in(object)
    var class_ = find_key(classes, key_of(object))
    return Word(class_.bits & ~1)


def class_of_type(type: Address) raises Raised -> Word:
    """Ours, for a type of wrappers."""
    return Word(find_key(_all_known().classes, key_of(type)).bits & ~1)


def end_of_wrapper(object: Address):
    """CPython no longer refers to it."""
    var word = word_in(object)
    try:
        delete_key(_all_known().wrappers, Word(word.bits | 1))
    except:
        pass
    release(word)


# Types


def wrapper_type(class_: Word, example: Word) raises Raised -> PythonObject:
    """The type of wrappers for values of a class.

    Args:
        class_: Of ours.
        example: A value of a built-in class, whose kind says what it can do.
    """
    ref known = _all_known()
    var key = Word(class_.bits | 1)
    var found = find_key(known.types, key)
    if found.bits != 0:
        return PythonObject(from_borrowed=address_of_key(found))
    ready_all(class_)
    var slots = Slots()
    _add_slots(slots, class_, example)
    ref cell = __op.deref(class_.at[ClassCell]())
    var module: StaticString = "mojo" if cell.builtin >= 0 else "__main__"
    var name = String(module, ".", string_of(cell.name.word), "\0")
    var spec = raw_allocate[_Specification](1)
    ref made = __op.deref(spec)
    made.name = string_of(name_of(name._data_pointer(), name.byte_length()))._data_pointer()
    _ = name^
    made.size = Int32(header_size + 8)
    made.item_size = Int32(0)
    made.flags = UInt32(1 << 18)
    made.slots = slots.finished()
    var type = owned(foreign().type_from(__op.pointer_cast[UInt8](spec)))
    set_key(known.types, key, key_of(type._obj_ptr))
    set_key(known.classes, key_of(type._obj_ptr), key)
    running_python().inc_ref(type._obj_ptr)
    if cell.builtin < 0:
        _copy_attributes(type, class_)
    return type^


@fieldwise_init
struct _Specification:
    """`PyType_Spec`"""

    var name: Address
    var size: Int32
    var item_size: Int32
    var flags: UInt32
    var slots: Address


def _add_slots(mut slots: Slots, class_: Word, example: Word) raises Raised:
    slots.add(52, slot_deallocate)
    slots.add(58, slot_get_attribute)
    slots.add(69, slot_set_attribute)
    slots.add(66, slot_repr)
    slots.add(70, slot_str)
    slots.add(59, slot_hash)
    slots.add(67, slot_rich_compare)
    slots.add(9, slot_truth)
    slots.add(65, slot_new)
    if _has(class_, "__call__") or is_callable(example):
        slots.add(50, slot_call)
        if not example.is_(KIND_INSTANCE) and example.is_cell():
            slots.add(54, slot_describe)
    if _has(class_, "__iter__") or is_iterable(example):
        slots.add(62, slot_iterate)
    if _has(class_, "__next__") or is_iterator(example):
        slots.add(63, slot_next)
    if _has(class_, "__len__"):
        slots.add(4, slot_length)
        slots.add(45, slot_length)
    if _has(class_, "__contains__"):
        slots.add(41, slot_contains)
    if _has(class_, "__getitem__"):
        slots.add(5, slot_get_item)
        if not example.is_(KIND_DICT):
            slots.add(44, slot_item_at)
    if _has(class_, "__setitem__") or _has(class_, "__delitem__"):
        slots.add(3, slot_set_item)
    if _has(class_, "__index__"):
        slots.add(13, slot_index)
    if _has(class_, "__int__"):
        slots.add(26, slot_int)
    if _has(class_, "__float__"):
        slots.add(11, slot_float)
    add_operators(slots, class_)
    add_buffer(slots, example)


def _has(class_: Word, name: StaticString) -> Bool:
    var found = find_in_class(class_, fixed_name(name))
    return found.bits != 0 and found.bits != NONE


def _copy_attributes(type: PythonObject, class_: Word) raises Raised:
    """What a class of ours says of itself: its functions, so that `Class.method(instance)` works, its documentation."""
    ref attributes = __op.deref(class_.at[ClassCell]()).attributes
    for i in range(len(attributes.names)):
        var name = attributes.names[i]
        if name.bits == 0 or (string_of(name).startswith("__") and name != fixed_name("__doc__")):
            continue
        var value = attributes.values[i].word
        if value.is_(KIND_FUNCTION) or value.is_(KIND_TEXT) or value.is_(KIND_WRAPPED) or value.is_integer():
            var object = member_object(value)
            if foreign().set_attribute(type._obj_ptr, name_object(name), object._obj_ptr) < 0:
                running_python().err_clear()


from ..word import KIND_FUNCTION, KIND_WRAPPED, NONE
from .buffers import add_buffer
from .proxies import name_object
from .subclasses import member_object
