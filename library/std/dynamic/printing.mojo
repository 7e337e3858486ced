"""`str`, `repr`, names of types, and what is said of an exception that nobody caught."""

from .cells import BuiltinCell, ClassCell, FloatCell, RangeCell, items_of, string_of
from .word import (
    FALSE,
    KIND_BUILTIN,
    KIND_BYTEARRAY,
    KIND_BYTES,
    KIND_CLASS,
    KIND_FLOAT,
    KIND_FUNCTION,
    KIND_GENERATOR,
    KIND_INSTANCE,
    KIND_INTEGER,
    KIND_ITERATOR,
    KIND_LIST,
    KIND_METHOD,
    KIND_RANGE,
    KIND_TEXT,
    KIND_TUPLE,
    KIND_MODULE,
    KIND_NATIVE,
    KIND_WIDE_RANGE,
    NONE,
    TRUE,
    Object,
    Word,
)


def type_name(value: Word) -> String:
    if value.is_integer():
        return "int"
    if value.bits == TRUE or value.bits == FALSE:
        return "bool"
    if value.bits == NONE:
        return "NoneType"
    if not value.is_cell():
        return "ellipsis" if value.bits == ELLIPSIS else "NotImplementedType"
    var kind = value.kind()
    if kind == KIND_FLOAT:
        return "float"
    if kind == KIND_TEXT:
        return "str"
    if kind == KIND_BYTES:
        return "bytes"
    if kind == KIND_BYTEARRAY:
        return "bytearray"
    if kind == KIND_LIST:
        return "list"
    if kind == KIND_TUPLE:
        return "tuple"
    if kind == KIND_INTEGER:
        return "int"
    if kind == KIND_RANGE or kind == KIND_WIDE_RANGE:
        return "range"
    if kind == KIND_ITERATOR:
        var source = __op.deref(value.at[IteratorCell]()).source.word
        if source.is_(KIND_WIDE_RANGE):
            return "longrange_iterator"
        if source.is_(KIND_TEXT):
            return "str_ascii_iterator" if is_ascii(source) else "str_iterator"
        return "list_iterator" if source.bits == NONE else String(type_name(source), "_iterator")
    if kind == KIND_DICT:
        return "dict"
    if kind == KIND_SET:
        return "set"
    if kind == KIND_FROZENSET:
        return "frozenset"
    if kind == KIND_SLICE:
        return "slice"
    if kind == KIND_STREAM:
        return stream_name(value)
    if kind == KIND_VIEW:
        return view_name(value)
    if kind == KIND_BOUND:
        return "builtin_function_or_method"
    if kind == KIND_GENERATOR:
        return "generator"
    if kind == KIND_COROUTINE:
        return "coroutine"
    if kind == KIND_ASYNC_GENERATOR:
        return "async_generator"
    if kind == KIND_STEP:
        return String(step_name(value))
    if kind == KIND_TRACEBACK:
        return "traceback"
    if kind == KIND_FUNCTION:
        return "function"
    if kind == KIND_METHOD:
        return "method"
    if kind == KIND_CLASS:
        return String(string_of(__op.deref(class_of(value).at[ClassCell]()).name.word))
    if kind == KIND_SUPER:
        return "super"
    if kind == KIND_PROXY:
        return "mappingproxy"
    if kind == KIND_COMPLEX:
        return "complex"
    if kind == KIND_MEMORYVIEW:
        return "memoryview"
    if kind == KIND_CODE:
        return "code"
    if kind == KIND_TYPE_METHOD:
        return type_method_kind(value)
    if kind == KIND_ALIAS:
        return "types.UnionType" if is_union(value) else "types.GenericAlias"
    if kind == KIND_WRAPPED:
        return String(string_of(__op.deref(type_of(value).at[ClassCell]()).name.word))
    if kind == KIND_MODULE:
        return "module"
    if kind == KIND_NATIVE_METHOD:
        return "method_descriptor"
    if kind == KIND_BUILTIN or kind == KIND_NATIVE:
        return "builtin_function_or_method"
    if kind == KIND_BOX:
        return "cell"
    if not class_of(value).is_(KIND_CLASS):
        return "object"
    return String(string_of(__op.deref(class_of(value).at[ClassCell]()).name.word))


def to_text(value: Word) raises Raised -> String:
    """`str(value)`."""
    if value.is_(KIND_TEXT):
        return String(string_of(value))
    if value.is_(KIND_PROXY):
        return to_text(dictionary_behind(value).word)
    if value.is_(KIND_CLASS) and class_of(value) != type_class():
        var method = find_in_class(class_of(value), fixed_name("__str__"))
        if method.bits != 0:
            return _text_by(method, value, "__str__")
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__str__"))
        if method.bits != 0:
            return _text_by(method, value, "__str__")
        if find_in_class(class_of(value), fixed_name("__repr__")).bits != 0 and not subclass_of(class_of(value), error_class(0)):
            return to_repr(value)
        if subclass_of(class_of(value), error_class(0)):
            return exception_message(value)
    return to_repr(value)


def _text_by(method: Word, value: Word, name: StaticString) raises Raised -> String:
    var text = Object(owning=call_on(method, value))
    if not text.word.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String(name, " returned non-string (type ", type_name(text.word), ")"))
    return String(string_of(text.word))


def to_repr(value: Word) raises Raised -> String:
    """`repr(value)`."""
    if value.is_(KIND_INSTANCE) or (value.is_(KIND_CLASS) and class_of(value) != type_class()):
        var method = find_in_class(class_of(value), fixed_name("__repr__"))
        if method.bits != 0:
            return _text_by(method, value, "__repr__")
    return plain_repr(value)


def plain_repr(value: Word) raises Raised -> String:
    """`repr(value)` of what has no method for it."""
    if value.is_integer():
        return String(value.integer())
    if value.bits == TRUE:
        return "True"
    if value.bits == FALSE:
        return "False"
    if value.bits == NONE:
        return "None"
    if value.bits == NOT_IMPLEMENTED:
        return "NotImplemented"
    if value.bits == ELLIPSIS:
        return "Ellipsis"
    var kind = value.kind()
    if kind == KIND_FLOAT:
        return float_repr(__op.deref(value.at[FloatCell]()).value)
    if kind == KIND_INTEGER:
        return decimal_text(large_in(value))
    if kind == KIND_TEXT:
        return repr(string_of(value))
    if kind == KIND_BYTES or kind == KIND_BYTEARRAY:
        return bytes_repr(value)
    if kind == KIND_LIST or kind == KIND_TUPLE or (kind >= KIND_DICT and kind <= KIND_VIEW):
        return container_repr(value)
    if kind == KIND_RANGE:
        ref range_ = __op.deref(value.at[RangeCell]())
        if range_.step == 1:
            return String("range(", range_.start, ", ", range_.stop, ")")
        return String("range(", range_.start, ", ", range_.stop, ", ", range_.step, ")")
    if kind == KIND_WIDE_RANGE:
        return wide_range_repr(value)
    if kind == KIND_CLASS:
        return String("<class '", qualified_class_name(value), "'>")
    if kind == KIND_TYPE_METHOD:
        return type_method_repr(value)
    if kind == KIND_COMPLEX:
        return complex_repr(value)
    if kind == KIND_PROXY:
        return String("mappingproxy(", to_repr(dictionary_behind(value).word), ")")
    if kind == KIND_MEMORYVIEW:
        return String("<memory at 0x", hex_of(value.bits), ">")
    if kind == KIND_ALIAS:
        return alias_repr(value)
    if kind == KIND_BOUND:
        return bound_repr(value)
    if kind == KIND_BUILTIN:
        return String("<built-in function ", builtin_name(__op.deref(value.at[BuiltinCell]()).number), ">")
    if kind == KIND_SUPER:
        return super_repr(value)
    if kind == KIND_FUNCTION:
        return String("<function ", _function_name(value), " at 0x", hex_of(value.bits), ">")
    if kind == KIND_METHOD:
        ref method = __op.deref(value.at[MethodCell]())
        if method.function.word.is_(KIND_FUNCTION):
            return String("<bound method ", _function_name(method.function.word), " of ", to_repr(method.receiver.word), ">")
        if method.function.word.is_(KIND_TYPE_METHOD):
            return bound_method_repr(method.function.word, method.receiver.word)
    if kind == KIND_MODULE:
        return module_repr(value)
    if kind == KIND_NATIVE:
        return String("<built-in function ", string_of(native_name(value)), ">")
    if kind == KIND_WRAPPED:
        return String("<", type_name(value), " object at 0x", hex_of(value.bits), ">")
    if kind == KIND_INSTANCE:
        if subclass_of(class_of(value), error_class(0)):
            var args = _args(value)
            if len(items_of(args.word)) == 1:
                return String(type_name(value), "(", to_repr(items_of(args.word)[0].word), ")")
            var text = to_repr(args.word)
            return String(type_name(value), text)
        if class_of(value) == object_class():
            return String("<object object at 0x", hex_of(value.bits), ">")
        return String("<", qualified_class_name(class_of(value)), " object at 0x", hex_of(value.bits), ">")
    if kind == KIND_GENERATOR or kind == KIND_COROUTINE or kind == KIND_ASYNC_GENERATOR:
        var code = __op.deref(value.at[GeneratorCell]()).code
        var name = String(string_of(__op.deref(code.at[CodeCell]()).qualified_name))
        return String("<", type_name(value), " object ", name, " at 0x", hex_of(value.bits), ">")
    if kind == KIND_STEP or kind == KIND_TRACEBACK:
        return String("<", type_name(value), " object at 0x", hex_of(value.bits), ">")
    return String("<", type_name(value), ">")


def _function_name(function: Word) -> String:
    var name = Object(owning=function_attribute(function, fixed_name("__qualname__")))
    return String(string_of(name.word)) if name.word.is_(KIND_TEXT) else String()


def qualified_class_name(class_: Word) -> String:
    """`module.Outer.Name`; built-in types have no module in front."""
    ref cell = __op.deref(class_.at[ClassCell]())
    if cell.builtin >= 0 or subclass_of(class_, error_class(0)) and error_class_is_builtin(class_):
        return String(string_of(cell.name.word))
    var module = cell.attributes.find(fixed_name("__module__"))
    return String(string_of(module) if module.is_(KIND_TEXT) else "__main__", ".", string_of(cell.qualified_name.word))


def _args(exception: Word) -> Object:
    return Object(sharing=field(exception, ARGS))


def hex_of(value: Int) -> String:
    """An address, as `repr` writes it."""
    comptime digits = "0123456789abcdef"
    var text = String()
    var shift = 44
    while shift >= 0:
        var digit = (value >> shift) & 15
        text += digits[digit : digit + 1]
        shift -= 4
    return text^


from .bytes import bytes_repr
from .cells import CodeCell, GeneratorCell, MethodCell
from .steps import step_name
from .word import KIND_ASYNC_GENERATOR, KIND_BOX, KIND_COROUTINE, KIND_STEP, KIND_TRACEBACK
from .classes import class_of, find_in_class, subclass_of
from .errors import ARGS, TYPE_ERROR, Raised, error_class, error_class_is_builtin, field, new_error
from .exception_text import exception_message
from .types import object_class, type_class, type_of
from .float_text import float_repr
from .integer_text import decimal_text
from .integers import large_in
from .names import fixed_name
from .special_calls import call_on
from .texts import is_ascii
from .word import ELLIPSIS, KIND_SUPER, KIND_WRAPPED, NOT_IMPLEMENTED
from .cells import IteratorCell
from .container_printing import container_repr
from .complex_numbers import complex_repr
from .function_attributes import function_attribute
from .instance_dictionaries import dictionary_behind
from .container_methods import bound_method_repr, bound_repr, super_repr
from .generic_aliases import alias_repr, is_union
from .object_methods import builtin_name
from .streams import stream_name, view_name
from .type_methods import type_method_kind, type_method_repr
from .word import KIND_ALIAS, KIND_BOUND, KIND_CODE, KIND_COMPLEX, KIND_DICT, KIND_FROZENSET, KIND_MEMORYVIEW, KIND_PROXY, KIND_SET, KIND_SLICE, KIND_STREAM, KIND_TYPE_METHOD, KIND_VIEW
from .wide_ranges import wide_range_repr
from .modules import module_repr
from .natives import native_name
from .word import KIND_NATIVE_METHOD
