"""The classes of built-in values, and of classes."""

from ..memory.raw import raw_allocate
from .cells import ClassCell
from .classes import new_class
from .names import name_of
from .word import (
    ELLIPSIS,
    FALSE,
    KIND_BUILTIN,
    KIND_CLASS,
    KIND_FLOAT,
    KIND_FUNCTION,
    KIND_INTEGER,
    KIND_LIST,
    KIND_METHOD,
    KIND_PROXY,
    KIND_RANGE,
    KIND_SUPER,
    KIND_TEXT,
    KIND_TUPLE,
    KIND_WIDE_RANGE,
    NONE,
    NOT_IMPLEMENTED,
    TRUE,
    Word,
    none,
    shape_of_kind,
)


struct _Types:
    var by_number: __type.array[Word, 100]
    """Built-in types by their numbers as built-ins."""
    var object: Word
    var type: Word
    var none: Word
    var not_implemented: Word
    var ellipsis: Word

    @always_inline
    def __init__(out self):
        self.by_number = __op.uninitialized[__type.array[Word, 100]]()
        self.object = Word(NONE)
        self.type = Word(NONE)
        self.none = Word(NONE)
        self.not_implemented = Word(NONE)
        self.ellipsis = Word(NONE)


var _types: _Types = _Types()


@always_inline
def object_class() -> Word:
    return _types.object


@always_inline
def type_class() -> Word:
    return _types.type


def make_types():
    """After the shapes, before anything else."""
    for number in range(100):
        __op.array_element(_types.by_number, number.value) = Word(0)
    _types.object = _made("object", OBJECT, 0, none())
    _types.type = _made("type", TYPE, KIND_CLASS, none())
    var integer = _made("int", INT, KIND_INTEGER, none())
    _ = _made("bool", BOOL, 0, integer)
    _ = _made("float", FLOAT, KIND_FLOAT, none())
    _ = _made("str", STR, KIND_TEXT, none())
    _ = _made("list", LIST, KIND_LIST, none())
    _ = _made("tuple", TUPLE, KIND_TUPLE, none())
    _ = _made("range", RANGE, KIND_RANGE, none())
    __op.deref(shape_of_kind(KIND_WIDE_RANGE)).owner = type_by_number(RANGE)
    _ = _made("bytes", BYTES, KIND_BYTES, none())
    _ = _made("bytearray", BYTEARRAY, KIND_BYTEARRAY, none())
    _ = _made("dict", DICT, KIND_DICT, none())
    _ = _made("set", SET, KIND_SET, none())
    _ = _made("frozenset", FROZENSET, KIND_FROZENSET, none())
    _ = _made("slice", SLICE, KIND_SLICE, none())
    _ = _made("complex", COMPLEX, KIND_COMPLEX, none())
    _ = _made("memoryview", MEMORYVIEW, KIND_MEMORYVIEW, none())
    _ = _made("enumerate", ENUMERATE_TYPE, 0, none())
    _ = _made("zip", ZIP_TYPE, 0, none())
    _ = _made("map", MAP_TYPE, 0, none())
    _ = _made("filter", FILTER_TYPE, 0, none())
    _ = _made("reversed", REVERSED_TYPE, 0, none())
    _ = _made("staticmethod", STATICMETHOD, 0, none())
    _ = _made("classmethod", CLASSMETHOD, 0, none())
    _ = _made("property", PROPERTY, 0, none())
    _ = _made("super", SUPER, KIND_SUPER, none())
    _ = _made("function", NO_CONSTRUCTOR, KIND_FUNCTION, none())
    _ = _made("method", NO_CONSTRUCTOR, KIND_METHOD, none())
    _ = _made("builtin_function_or_method", NO_CONSTRUCTOR, KIND_BUILTIN, none())
    _ = _made("mappingproxy", NO_CONSTRUCTOR, KIND_PROXY, none())
    _ = _made("module", NO_CONSTRUCTOR, KIND_MODULE, none())
    _ = _made("builtin_function_or_method", NO_CONSTRUCTOR, KIND_NATIVE, none())
    _types.none = _made("NoneType", NO_CONSTRUCTOR, 0, none())
    _types.not_implemented = _made("NotImplementedType", NO_CONSTRUCTOR, 0, none())
    _types.ellipsis = _made("ellipsis", NO_CONSTRUCTOR, 0, none())


def _made(name: StaticString, number: Int, kind: Int, base: Word) -> Word:
    var class_ = new_class(name_of(name._data, name._length), base)
    __op.deref(class_.at[ClassCell]()).builtin = number
    if number < 100:
        __op.array_element(_types.by_number, number.value) = class_
    if kind > 0:
        __op.deref(shape_of_kind(kind)).owner = class_
    return class_


struct _NamedTypes:
    """Types of kinds that stand for several, as they are asked for."""

    var classes: List[Word]

    def __init__(out self):
        self.classes = List[Word]()


var _named_types: __type.pointer[_NamedTypes] = __op.null[_NamedTypes]()


def _named_type(var name: String) -> Word:
    for number in range(ENUMERATE_TYPE, REVERSED_TYPE + 1):
        if string_of(__op.deref(type_by_number(number).at[ClassCell]()).name.word) == name:
            return type_by_number(number)
    if __op.eq(_named_types, __op.null[_NamedTypes]()):
        _named_types = raw_allocate[_NamedTypes](1)
        __op.initialize(_named_types, _NamedTypes())
    ref classes = __op.deref(_named_types).classes
    for i in range(len(classes)):
        if string_of(__op.deref(classes[i].at[ClassCell]()).name.word) == name:
            return classes[i]
    var made = new_class(interned(Object(owning=text_of(name^)).word), none())
    __op.deref(made.at[ClassCell]()).builtin = NO_CONSTRUCTOR
    classes.append(made)
    return made


@always_inline
def type_by_number(number: Int) -> Word:
    """The built-in type; bits 0 if the number is another's."""
    return __op.array_element(_types.by_number, number.value)


def type_of(value: Word) -> Word:
    """The class of any value, without a count."""
    if value.is_integer():
        return type_by_number(INT)
    if value.is_cell():
        ref shape = __op.deref(value.shape())
        if shape.kind == KIND_WRAPPED:
            return type_by_number(STATICMETHOD + __op.deref(value.at[WrappedCell]()).which)
        if shape.kind == KIND_STREAM or shape.kind == KIND_ITERATOR or shape.kind == KIND_VIEW:
            return _named_type(type_name(value))
        if not shape.owner.is_(KIND_CLASS):
            var name = type_name(value)
            shape.owner = new_class(interned(Object(owning=text_of(name^)).word), none())
            __op.deref(shape.owner.at[ClassCell]()).builtin = NO_CONSTRUCTOR
        return shape.owner
    if value.bits == TRUE or value.bits == FALSE:
        return type_by_number(BOOL)
    if value.bits == NOT_IMPLEMENTED:
        return _types.not_implemented
    if value.bits == ELLIPSIS:
        return _types.ellipsis
    return _types.none


from .builtins import BOOL, FLOAT, INT, LIST, RANGE, STR, TUPLE
from .cells import WrappedCell, string_of, text_of
from .class_builtins import CLASSMETHOD, NO_CONSTRUCTOR, OBJECT, PROPERTY, STATICMETHOD, SUPER, TYPE
from .names import interned
from .printing import type_name
from .iteration_builtins import DICT, ENUMERATE_TYPE, FILTER_TYPE, FROZENSET, MAP_TYPE, REVERSED_TYPE, SET, SLICE, ZIP_TYPE
from .value_builtins import BYTEARRAY, BYTES
from .word import KIND_DICT, KIND_FROZENSET, KIND_SET, KIND_SLICE
from .type_builtins import COMPLEX, MEMORYVIEW
from .word import KIND_BYTEARRAY, KIND_BYTES, KIND_COMPLEX, KIND_ITERATOR, KIND_MEMORYVIEW, KIND_MODULE, KIND_NATIVE, KIND_STREAM, KIND_VIEW, KIND_WRAPPED, Object
