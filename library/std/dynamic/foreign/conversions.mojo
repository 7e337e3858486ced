"""Values into objects of CPython and back.

By value: `None`, truth values, integers of any size, floats, complex numbers, texts, bytes, tuples, slices, `...`, `NotImplemented`; built-in types and exceptions
become the ones of the same name. Lists, dictionaries, sets and ranges of ours are copied for CPython; its own come as proxies. Everything else goes by proxy.
"""

from ...python.cpython import Object as Address, running_python
from ...python.python_object import PythonObject, text_of as python_text
from ..bytes import bytes_view, is_bytes, list_of_bytes, new_bytes
from ..cells import ClassCell, float_of, items_of, list_of, string_of, text_of
from ..complex_numbers import complex_of, complex_value
from ..dictionaries import entry_at, next_entry
from ..errors import Raised, is_exception, is_exception_class
from ..integers import as_float, integer_of, large_in
from ..slices import new_slice, slice_of
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
    NONE,
    NOT_IMPLEMENTED,
    TRUE,
    Object,
    Word,
    counted,
    give,
    none,
    truth,
)
from .interpreter import foreign, is_null
from .proxies import address_in, is_foreign, proxy_of

# To CPython


def object_of(value: Word) raises Raised -> PythonObject:
    """The object for a value."""
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
        var view = bytes_view(value)
        var bytes = owned(foreign().bytes_from(view._data, view._length))
        return bytes if kind == KIND_BYTES else _built("bytearray", bytes)
    if kind == KIND_COMPLEX:
        var number = complex_value(value)
        return owned(foreign().complex_from(number.real, number.imaginary))
    if kind == KIND_TUPLE:
        return tuple_of_words(items_of(value).unsafe_ptr().address, len(items_of(value)))
    if kind == KIND_LIST:
        ref items = items_of(value)
        var list = PythonObject(from_owned=python.list_new(len(items)))
        for i in range(len(items)):
            _ = python.list_set(list._obj_ptr, i, object_of(items[i].word)._release())
        return list
    if kind == KIND_DICT:
        return _dictionary_object(value)
    if kind == KIND_SET or kind == KIND_FROZENSET:
        var list = Object(owning=list_from(value))
        var items = object_of(list.word)
        return owned(python.set_new(items._obj_ptr) if kind == KIND_SET else foreign().frozen_set(items._obj_ptr))
    if kind == KIND_SLICE:
        ref parts = slice_of(value)
        var start = object_of(parts.start.word)
        var stop = object_of(parts.stop.word)
        var step = object_of(parts.step.word)
        return owned(python.slice_new(start._obj_ptr, stop._obj_ptr, step._obj_ptr))
    if kind == KIND_RANGE or kind == KIND_WIDE_RANGE:
        return _range_object(value)
    if is_exception(value):
        return exception_object(value)
    if kind == KIND_CLASS:
        if is_exception_class(value):
            return exception_type(value)
        ref class_ = __op.deref(value.at[ClassCell]())
        if class_.builtin >= 0:
            var name = String(string_of(class_.name.word))
            var found = running_python().get_attribute(foreign().builtins, name._terminated())
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


def tuple_of_words(words: __type.pointer[Object], count: Int) raises Raised -> PythonObject:
    """A tuple of objects for values."""
    ref python = running_python()
    var tuple = PythonObject(from_owned=python.tuple_new(count))
    for i in range(count):
        _ = python.tuple_set(tuple._obj_ptr, i, object_of(__op.deref(__op.offset(words, i.value)).word)._release())
    return tuple


def _dictionary_object(value: Word) raises Raised -> PythonObject:
    ref python = running_python()
    var dictionary = PythonObject(from_owned=python.dict_new())
    var at = next_entry(value, 0)
    while at >= 0:
        var key = object_of(entry_at(value, at).key)
        var item = object_of(entry_at(value, at).value)
        check(python.dict_set(dictionary._obj_ptr, key._obj_ptr, item._obj_ptr))
        at = next_entry(value, at + 1)
    return dictionary


def _range_object(value: Word) raises Raised -> PythonObject:
    var bounds = List[Object]()
    bounds.append(Object(owning=attribute(value, fixed_name("start"))))
    bounds.append(Object(owning=attribute(value, fixed_name("stop"))))
    bounds.append(Object(owning=attribute(value, fixed_name("step"))))
    var arguments = tuple_of_words(bounds.unsafe_ptr().address, 3)
    _ = len(bounds)
    ref python = running_python()
    var type = owned(python.get_attribute(foreign().builtins, "range".data))
    return owned(python.call(type._obj_ptr, arguments._obj_ptr, __op.null[UInt8]()))


def _built(name: StringLiteral, argument: PythonObject) raises Raised -> PythonObject:
    ref python = running_python()
    var type = owned(python.get_attribute(foreign().builtins, name.data))
    var arguments = PythonObject(from_owned=python.tuple_new(1))
    python.inc_ref(argument._obj_ptr)
    _ = python.tuple_set(arguments._obj_ptr, 0, argument._obj_ptr)
    return owned(python.call(type._obj_ptr, arguments._obj_ptr, __op.null[UInt8]()))


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
    return value_of(object._obj_ptr)


def value_of(object: Address) raises Raised -> Word:
    """With a count; the object stays its owner's."""
    ref python = running_python()
    ref c = foreign()
    if __op.eq(object, python.none):
        return none()
    if __op.eq(object, c.true) or __op.eq(object, c.false):
        return truth(Bool(raw=__op.eq(object, c.true)))
    var holder = PythonObject(from_owned=python.type(object))
    var type = holder._obj_ptr
    if __op.eq(type, c.long):
        return _integer_value(object)
    if __op.eq(type, c.float):
        return float_of(python.float_as(object))
    if __op.eq(type, c.text):
        return _text_value(object)
    if __op.eq(type, c.bytes):
        var view = StringSlice[MutableAnyOrigin](unsafe_data=c.bytes_data(object), length=c.bytes_size(object))
        return new_bytes(list_of_bytes(view), KIND_BYTES)
    if __op.eq(type, c.tuple):
        var items = List[Object]()
        for i in range(python.length(object)):
            items.append(Object(owning=value_of(c.tuple_item(object, i))))
        return list_of(items^, KIND_TUPLE)
    if __op.eq(type, c.complex):
        return complex_of(c.real(object), c.imaginary(object))
    if __op.eq(object, c.not_implemented):
        return Word(NOT_IMPLEMENTED)
    if __op.eq(object, c.ellipsis):
        return Word(ELLIPSIS)
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
    var name = PythonObject(from_owned=python.get_attribute(object, "__name__".data))
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


from pyruntime.big_integer import BigInteger
from ..attributes import attribute
from ..elements import list_from
from ..integers import integer_word
from ..names import fixed_name
from ..types import type_by_number
from .errors import exception_class, exception_object, exception_type, exception_value, foreign_error
from .wrappers import word_in_wrapper, wrapper_of
