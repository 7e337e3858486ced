"""Values into objects of CPython and back.

By value: `None`, truth values, integers of any size, floats, complex numbers, texts, bytes, tuples, slices, `...`, `NotImplemented`; built-in types and exceptions
become the ones of the same name. Everything else of ours is wrapped (`wrappers.mojo`): CPython sees the same list, not a copy. Only what is written in C, which
asks for CPython's own lists, gets copies (`takes_copies`). Lists, dictionaries and sets of CPython's that nobody else refers to become ours; all other objects
come as proxies (`proxies.mojo`).
"""

from pyruntime.big_integer import BigInteger
from ...python.cpython import Object as Address, running_python
from ...python.python_object import PythonObject, text_of as python_text
from ..attributes import attribute
from ..bytes import bytes_view, is_bytes, list_of_bytes, new_bytes
from ..cells import ClassCell, float_of, items_of, list_of, string_of, text_of
from ..complex_numbers import complex_of, complex_value
from ..dictionaries import entry_at, new_dictionary, next_entry, set_key
from ..elements import list_from
from ..errors import Raised, is_exception, is_exception_class
from ..integers import as_float, integer_of, integer_word, large_in
from ..names import fixed_name
from ..sets import add_member, new_set
from ..slices import new_slice, slice_of
from ..types import type_by_number
from ..word import (
    ELLIPSIS,
    FALSE,
    KIND_BYTES,
    KIND_CLASS,
    KIND_COMPLEX,
    KIND_DICT,
    KIND_FLOAT,
    KIND_FROZENSET,
    KIND_INTEGER,
    KIND_LIST,
    KIND_RANGE,
    KIND_SET,
    KIND_SLICE,
    KIND_TEXT,
    KIND_TUPLE,
    KIND_WIDE_RANGE,
    NOT_IMPLEMENTED,
    TRUE,
    Object,
    Word,
    counted,
    give,
    none,
    truth,
)
from .errors import exception_class, exception_object, exception_type, exception_value, foreign_error
from .interpreter import foreign, is_null, references_to, same_object, type_address
from .proxies import address_in, is_foreign, proxy_of
from .wrappers import word_in_wrapper, wrapper_of, wrapper_type

# To CPython


def object_of(value: Word, copies: Bool = False) raises Raised -> PythonObject:
    """The object for a value; with `copies`, containers as CPython's own."""
    ref python = running_python()
    if value.is_integer():
        return PythonObject(from_owned=python.long_from(value.integer()))
    if not value.is_cell():
        return PythonObject(from_borrowed=_single(value))
    if is_foreign(value):
        return PythonObject(from_borrowed=address_in(value))
    var kind = value.kind()
    if kind == KIND_FLOAT:
        return PythonObject(from_owned=python.float_from(as_float(value)))
    if kind == KIND_TEXT:
        ref text = string_of(value)
        return owned(python.text_from(text._data_pointer(), text.byte_length(), "surrogatepass".data))
    if kind == KIND_INTEGER:
        var digits = large_in(value).text(16)
        var result = owned(foreign().long_from_text(digits._terminated(), __op.null[UInt8](), Int32(16)))
        _ = digits^
        return result
    if is_bytes(value):
        if kind != KIND_BYTES:
            return wrapper_of(value)
        var view = bytes_view(value)
        return owned(foreign().bytes_from(view._data, view._length))
    if kind == KIND_COMPLEX:
        var number = complex_value(value)
        return owned(foreign().complex_from(number.real, number.imaginary))
    if kind == KIND_TUPLE:
        return tuple_of_words(items_of(value).unsafe_ptr().address, len(items_of(value)), copies)
    if kind == KIND_FROZENSET or (copies and (kind == KIND_LIST or kind == KIND_DICT or kind == KIND_SET)):
        return _copied(value, kind)
    if kind == KIND_SLICE:
        ref parts = slice_of(value)
        var start = object_of(parts.start.word)
        var stop = object_of(parts.stop.word)
        var step = object_of(parts.step.word)
        return owned(python.slice_new(start._obj_ptr, stop._obj_ptr, step._obj_ptr))
    if is_exception(value):
        return exception_object(value)
    if kind == KIND_CLASS:
        if is_exception_class(value):
            return exception_type(value)
        ref class_ = __op.deref(value.at[ClassCell]())
        if class_.builtin < 0:
            return wrapper_type(value, none())
        var name = String(string_of(class_.name.word))
        var found = python.get_attribute(foreign().builtins, name._terminated())
        _ = name^
        if not is_null(found):
            return PythonObject(from_owned=found)
        python.err_clear()
    return wrapper_of(value)


def _single(value: Word) -> Address:
    if value.bits == TRUE:
        return foreign().true
    if value.bits == FALSE:
        return foreign().false
    if value.bits == ELLIPSIS:
        return foreign().ellipsis
    return foreign().not_implemented if value.bits == NOT_IMPLEMENTED else running_python().none


def tuple_of_words(words: __type.pointer[Object], count: Int, copies: Bool = False) raises Raised -> PythonObject:
    """A tuple of objects for values."""
    ref python = running_python()
    var tuple = PythonObject(from_owned=python.tuple_new(count))
    for i in range(count):
        _ = python.tuple_set(tuple._obj_ptr, i, object_of(__op.deref(__op.offset(words, i.value)).word, copies)._release())
    return tuple^


def _copied(value: Word, kind: Int) raises Raised -> PythonObject:
    """A list, a dictionary or a set of CPython's own with the same elements; those inside are copied as well."""
    ref python = running_python()
    if kind == KIND_DICT:
        var dictionary = PythonObject(from_owned=python.dict_new())
        var at = next_entry(value, 0)
        while at >= 0:
            var key = object_of(entry_at(value, at).key)
            var item = object_of(entry_at(value, at).value, True)
            check(python.dict_set(dictionary._obj_ptr, key._obj_ptr, item._obj_ptr))
            at = next_entry(value, at + 1)
        return dictionary^
    if kind == KIND_LIST:
        ref items = items_of(value)
        var list = PythonObject(from_owned=python.list_new(len(items)))
        for i in range(len(items)):
            _ = python.list_set(list._obj_ptr, i, object_of(items[i].word, True)._release())
        return list^
    var elements = Object(owning=list_from(value))
    var list = _copied(elements.word, KIND_LIST)
    return owned(python.set_new(list._obj_ptr) if kind == KIND_SET else foreign().frozen_set(list._obj_ptr))


# From CPython


def owned(result: Address) raises Raised -> PythonObject:
    """What a C function gave; null is an exception."""
    if is_null(result):
        raise foreign_error()
    return PythonObject(from_owned=result)


def check(code: Int32) raises Raised:
    if code < 0:
        raise foreign_error()


def result_of(result: Address) raises Raised -> Word:
    """The value of what a C function gave, with a count; null is an exception."""
    var object = owned(result)
    return value_of(object._obj_ptr, references_to(object._obj_ptr) == 1)


def value_of(object: Address, is_only: Bool = False) raises Raised -> Word:
    """With a count; the object stays its owner's.

    Args:
        object: Of CPython.
        is_only: Nobody else refers to it, and the reference ends soon.
    """
    ref python = running_python()
    ref c = foreign()
    if same_object(object, python.none):
        return none()
    if same_object(object, c.true) or same_object(object, c.false):
        return truth(same_object(object, c.true))
    var type = type_address(object)
    if same_object(type, c.long):
        return _integer_value(object)
    if same_object(type, c.float):
        return float_of(python.float_as(object))
    if same_object(type, c.text):
        return _text_value(object)
    if same_object(type, c.tuple):
        var items = List[Object]()
        for i in range(c.tuple_size(object)):
            var item = c.tuple_item(object, i)
            items.append(Object(owning=value_of(item, is_only and references_to(item) == 1)))
        return list_of(items^, KIND_TUPLE)
    if same_object(type, c.bytes):
        var view = StringSlice[MutableAnyOrigin](unsafe_data=c.bytes_data(object), length=c.bytes_size(object))
        return new_bytes(list_of_bytes(view), KIND_BYTES)
    if same_object(type, c.complex):
        return complex_of(c.real(object), c.imaginary(object))
    if is_only and (same_object(type, c.list) or same_object(type, c.dict) or same_object(type, c.set)):
        return own_container(object, type)
    if same_object(object, c.not_implemented):
        return Word(NOT_IMPLEMENTED)
    if same_object(object, c.ellipsis):
        return Word(ELLIPSIS)
    if same_object(type, c.slice):
        return _slice_value(object)
    var wrapped = word_in_wrapper(object, type)
    if wrapped.bits != 0:
        return counted(wrapped)
    if c.is_subtype(type, c.type) != 0:
        if c.is_subtype(object, c.base_exception) != 0:
            return counted(exception_class(object))
        var builtin = _builtin_type(object)
        if builtin.bits != 0:
            return counted(builtin)
    elif c.is_subtype(type, c.base_exception) != 0:
        return exception_value(object)
    return proxy_of(object)


def own_container(object: Address, type: Address) raises Raised -> Word:
    """A list, a dictionary or a set of ours with the same elements."""
    ref c = foreign()
    if same_object(type, c.list):
        var items = List[Object](capacity=c.list_size(object))
        for i in range(c.list_size(object)):
            var item = c.list_item(object, i)
            items.append(Object(owning=value_of(item, references_to(item) == 1)))
        return list_of(items^)
    if same_object(type, c.dict):
        var dictionary = Object(owning=new_dictionary())
        var at = Int(0)
        var key = __op.null[UInt8]()
        var item = __op.null[UInt8]()
        while c.dict_next(object, __op.address_of(at), __op.address_of(key), __op.address_of(item)) != 0:
            var own_key = Object(owning=value_of(key))
            var own_item = Object(owning=value_of(item, references_to(item) == 1))
            set_key(dictionary.word, own_key.word, own_item.word)
        return give(dictionary^)
    var set = Object(owning=new_set())
    var iterator = owned(running_python().get_iter(object))
    while True:
        var item = running_python().iter_next(iterator._obj_ptr)
        if is_null(item):
            return give(set^)
        var element = Object(owning=result_of(item))
        add_member(set.word, element.word)


def value_by_content(object: Address) raises Raised -> Word:
    """As `value_of`, but lists, dictionaries and sets of CPython's as equal ones of ours: for methods of ours that take nothing else."""
    ref c = foreign()
    var type = type_address(object)
    if same_object(type, c.list) or same_object(type, c.dict) or same_object(type, c.set):
        return own_container(object, type)
    return value_of(object)


def _slice_value(object: Address) raises Raised -> Word:
    var start = Object(owning=result_of(running_python().get_attribute(object, "start".data)))
    var stop = Object(owning=result_of(running_python().get_attribute(object, "stop".data)))
    var step = Object(owning=result_of(running_python().get_attribute(object, "step".data)))
    return new_slice(start.word, stop.word, step.word)


def _integer_value(object: Address) raises Raised -> Word:
    var overflow = Int32(0)
    var number = foreign().long_as(object, __op.address_of(overflow))
    if overflow == 0:
        return integer_of(number)
    var text = owned(foreign().in_base(object, Int32(16)))
    try:
        var digits = python_text(text)
        var is_negative = digits.startswith("-")
        var start = 3 if is_negative else 2
        var value = BigInteger(String(digits[byte = start : digits.byte_length()]), 16)
        return integer_word(-value if is_negative else value^)
    except:
        return none()


def _text_value(object: Address) raises Raised -> Word:
    ref python = running_python()
    var length = Int(0)
    var data = python.text_of(object, __op.address_of(length))
    if not is_null(data):
        return text_of(String(StaticString(unsafe_data=data, length=length)))
    python.err_clear()
    var encoded = owned(foreign().encode(object, "utf-8".data, "surrogatepass".data))
    data = foreign().bytes_data(encoded._obj_ptr)
    var value = text_of(String(StaticString(unsafe_data=data, length=foreign().bytes_size(encoded._obj_ptr))))
    _ = encoded^
    return value


def _builtin_type(object: Address) raises Raised -> Word:
    """Our type for one of CPython's module `builtins`, without a count; bits 0 if we have none."""
    ref python = running_python()
    var name = owned(python.get_attribute(object, "__name__".data))
    if not same_object(type_address(name._obj_ptr), foreign().text):
        return Word(0)
    var own = Object(owning=_text_value(name._obj_ptr))
    for number in range(100):
        var class_ = type_by_number(number)
        if class_.bits != 0 and string_of(__op.deref(class_.at[ClassCell]()).name.word) == string_of(own.word):
            var text = String(string_of(own.word))
            var theirs = python.get_attribute(foreign().builtins, text._terminated())
            _ = text^
            if is_null(theirs):
                python.err_clear()
                return Word(0)
            python.dec_ref(theirs)
            return class_ if Bool(raw=__op.eq(theirs, object)) else Word(0)
    return Word(0)

