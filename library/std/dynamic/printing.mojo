"""`str`, `repr`, names of types, and what is said of an exception that nobody caught."""

from .cells import BuiltinCell, ClassCell, FloatCell, FunctionCell, RangeCell, items_of, string_of
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
        if __op.deref(value.at[IteratorCell]()).source.word.is_(KIND_WIDE_RANGE):
            return "longrange_iterator"
        return String(type_name(__op.deref(value.at[IteratorCell]()).source.word), "_iterator")
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
    if kind == KIND_NAMESPACE:
        return "mappingproxy"
    if kind == KIND_WRAPPED:
        return String(string_of(__op.deref(type_of(value).at[ClassCell]()).name.word))
    if kind == KIND_MODULE:
        return "module"
    if kind == KIND_NATIVE_METHOD:
        return "method_descriptor"
    if kind == KIND_BUILTIN or kind == KIND_NATIVE:
        return "builtin_function_or_method"
    return String(string_of(__op.deref(class_of(value).at[ClassCell]()).name.word))


def to_text(value: Word) raises Raised -> String:
    """`str(value)`."""
    if value.is_(KIND_TEXT):
        return String(string_of(value))
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
    var text = Object(owning=call1(method, value))
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
    if kind == KIND_LIST or kind == KIND_TUPLE or kind == KIND_STREAM or (kind >= KIND_DICT and kind <= KIND_VIEW):
        return container_repr(value)
    if kind == KIND_RANGE:
        ref range_ = __op.deref(value.at[RangeCell]())
        if range_.step == 1:
            return String("range(", range_.start, ", ", range_.stop, ")")
        return String("range(", range_.start, ", ", range_.stop, ", ", range_.step, ")")
    if kind == KIND_WIDE_RANGE:
        return wide_range_repr(value)
    if kind == KIND_CLASS:
        ref class_ = __op.deref(value.at[ClassCell]())
        if class_.builtin >= 0 or subclass_of(value, error_class(0)) and error_class_is_builtin(value):
            return String("<class '", string_of(class_.name.word), "'>")
        return String("<class '__main__.", string_of(class_.name.word), "'>")
    if kind == KIND_FUNCTION:
        var code = __op.deref(value.at[FunctionCell]()).code
        return String("<function ", string_of(__op.deref(code.at[CodeCell]()).qualified_name), " at 0x", hex_of(value.bits), ">")
    if kind == KIND_METHOD:
        ref method = __op.deref(value.at[MethodCell]())
        if method.function.word.is_(KIND_FUNCTION):
            var code = __op.deref(method.function.word.at[FunctionCell]()).code
            return String("<bound method ", string_of(__op.deref(code.at[CodeCell]()).qualified_name), " of ", to_repr(method.receiver.word), ">")
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
        return String("<__main__.", type_name(value), " object at 0x", hex_of(value.bits), ">")
    if kind == KIND_GENERATOR or kind == KIND_COROUTINE or kind == KIND_ASYNC_GENERATOR:
        var code = __op.deref(value.at[GeneratorCell]()).code
        var name = String(string_of(__op.deref(code.at[CodeCell]()).qualified_name))
        return String("<", type_name(value), " object ", name, " at 0x", hex_of(value.bits), ">")
    if kind == KIND_STEP or kind == KIND_TRACEBACK:
        return String("<", type_name(value), " object at 0x", hex_of(value.bits), ">")
    return String("<", type_name(value), ">")


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
from .calls import call1
from .cells import CodeCell, GeneratorCell, MethodCell
from .steps import step_name
from .word import KIND_ASYNC_GENERATOR, KIND_COROUTINE, KIND_STEP, KIND_TRACEBACK
from .classes import class_of, find_in_class, subclass_of
from .errors import ARGS, TYPE_ERROR, Raised, error_class, error_class_is_builtin, field, new_error
from .exception_text import exception_message
from .types import object_class, type_class, type_of
from .float_text import float_repr
from .integer_text import decimal_text
from .integers import large_in
from .names import fixed_name
from .word import ELLIPSIS, KIND_NAMESPACE, KIND_SUPER, KIND_WRAPPED, NOT_IMPLEMENTED
from .cells import IteratorCell
from .container_printing import container_repr
from .streams import stream_name, view_name
from .wide_ranges import wide_range_repr
from .word import KIND_BOUND, KIND_DICT, KIND_FROZENSET, KIND_SET, KIND_SLICE, KIND_STREAM, KIND_VIEW
from .modules import module_repr
from .natives import native_name
from .word import KIND_NATIVE_METHOD
