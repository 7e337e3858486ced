"""`str`, `repr`, names of types, and what is said of an exception that nobody caught."""

from .cells import BuiltinCell, ClassCell, FloatCell, FunctionCell, RangeCell, items_of, string_of
from .word import (
    FALSE,
    KIND_BUILTIN,
    KIND_CLASS,
    KIND_FLOAT,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_ITERATOR,
    KIND_LIST,
    KIND_METHOD,
    KIND_RANGE,
    KIND_TEXT,
    KIND_TUPLE,
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
    var kind = value.kind()
    if kind == KIND_FLOAT:
        return "float"
    if kind == KIND_TEXT:
        return "str"
    if kind == KIND_LIST:
        return "list"
    if kind == KIND_TUPLE:
        return "tuple"
    if kind == KIND_RANGE:
        return "range"
    if kind == KIND_ITERATOR:
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
    if kind == KIND_FUNCTION:
        return "function"
    if kind == KIND_METHOD:
        return "method"
    if kind == KIND_CLASS:
        return "type"
    if kind == KIND_BUILTIN:
        return "builtin_function_or_method"
    return String(string_of(__op.deref(class_of(value).at[ClassCell]()).name.word))


def to_text(value: Word) raises Raised -> String:
    """`str(value)`."""
    if value.is_(KIND_TEXT):
        return String(string_of(value))
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__str__"))
        if method.bits != 0:
            var text = Object(owning=call1(method, value))
            return String(string_of(text.word))
        if subclass_of(class_of(value), error_class(0)):
            return _message(value)
    return to_repr(value)


def to_repr(value: Word) raises Raised -> String:
    """`repr(value)`."""
    if value.is_integer():
        return String(value.integer())
    if value.bits == TRUE:
        return "True"
    if value.bits == FALSE:
        return "False"
    if value.bits == NONE:
        return "None"
    var kind = value.kind()
    if kind == KIND_FLOAT:
        return String(__op.deref(value.at[FloatCell]()).value)
    if kind == KIND_TEXT:
        return repr(string_of(value))
    if kind == KIND_LIST or kind == KIND_TUPLE or kind == KIND_STREAM or (kind >= KIND_DICT and kind <= KIND_VIEW):
        return container_repr(value)
    if kind == KIND_RANGE:
        ref range_ = __op.deref(value.at[RangeCell]())
        if range_.step == 1:
            return String("range(", range_.start, ", ", range_.stop, ")")
        return String("range(", range_.start, ", ", range_.stop, ", ", range_.step, ")")
    if kind == KIND_CLASS:
        return String("<class '__main__.", string_of(__op.deref(value.at[ClassCell]()).name.word), "'>")
    if kind == KIND_FUNCTION:
        return String("<function ", string_of(__op.deref(value.at[FunctionCell]()).name.word), ">")
    if kind == KIND_INSTANCE:
        var method = find_in_class(class_of(value), fixed_name("__repr__"))
        if method.bits != 0:
            var text = Object(owning=call1(method, value))
            return String(string_of(text.word))
        if subclass_of(class_of(value), error_class(0)):
            var args = _args(value)
            var text = to_repr(args.word)
            return String(type_name(value), text)
        return String("<__main__.", type_name(value), " object>")
    return String("<", type_name(value), ">")


def _args(exception: Word) raises Raised -> Object:
    var unused = AttributeCache(__op.null[Shape](), -1, Word(0), 0)
    return Object(owning=get_attribute(exception, args_name(), __op.address_of(unused)))


def _message(exception: Word) raises Raised -> String:
    """What an exception says of itself."""
    var args = _args(exception)
    ref items = items_of(args.word)
    if len(items) == 0:
        return ""
    if len(items) == 1:
        if subclass_of(class_of(exception), error_class(KEY_ERROR)):
            return to_repr(items[0].word)
        return to_text(items[0].word)
    return to_repr(args.word)


def exception_line(exception: Word) -> String:
    """`ValueError: what it says`."""
    try:
        var message = to_text(exception)
        if message.byte_length() == 0:
            return type_name(exception)
        return String(type_name(exception), ": ", message)
    except:
        return type_name(exception)


from .calls import call1
from .cells import IteratorCell
from .container_printing import container_repr
from .streams import stream_name, view_name
from .word import KIND_BOUND, KIND_DICT, KIND_FROZENSET, KIND_SET, KIND_SLICE, KIND_STREAM, KIND_VIEW
from .classes import AttributeCache, class_of, find_in_class, get_attribute, subclass_of
from .errors import KEY_ERROR, Raised, args_name, error_class
from .numbers import fixed_name
from .word import Shape
