"""Built-in functions, types and methods, known by numbers that `src/python/builtins.ts` has too."""

from .cells import BuiltinCell, RangeCell, float_of, items_of, list_of, string_of, text_of
from .errors import ATTRIBUTE_ERROR, INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, error_class, new_error
from .word import KIND_BUILTIN, KIND_CLASS, KIND_FLOAT, KIND_INSTANCE, KIND_LIST, KIND_TEXT, KIND_TUPLE, Object, Word, counted, give, new_cell, none, small, truth, word_of

comptime PRINT = 0
comptime LEN = 1
comptime RANGE = 2
comptime STR = 3
comptime REPR = 4
comptime INT = 5
comptime FLOAT = 6
comptime ABS = 7
comptime MIN = 8
comptime MAX = 9
comptime ISINSTANCE = 10
comptime LIST = 11
comptime TUPLE = 12
comptime BOOL = 13
comptime SUM = 14
comptime ORD = 15
comptime CHR = 16
comptime first_error_class = 100
"""The classes of exceptions follow."""


def builtin(number: Int) -> Word:
    """A built-in as a value."""
    if number >= first_error_class:
        return counted(error_class(number - first_error_class))
    var cell = new_cell[BuiltinCell](KIND_BUILTIN)
    __op.deref(cell).number = number
    return word_of(cell)


comptime _Words = __type.pointer[Word]


@always_inline
def _at(words: _Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


def call_builtin(number: Int, words: _Words, count: Int) raises Raised -> Word:
    return call_builtin_named(number, words, count, Word(0))


def call_builtin_named(number: Int, words: _Words, count: Int, names: Word) raises Raised -> Word:
    """As `call_builtin`; behind the `count` arguments by position stand those with the names in a tuple, or bits 0."""
    var found = container_builtin(number, Arguments(words, count, names))
    if found.bits != 0:
        return found
    if names.bits != 0:
        raise new_error(TYPE_ERROR, "this built-in function takes no keyword arguments")
    if number == STR and count == 0:
        return text_of(String())
    if number == ISINSTANCE:
        return truth(_is_instance(_at(words, 0), _at(words, 1)))
    if count != 1:
        raise new_error(TYPE_ERROR, String("this built-in function takes 1 argument (", count, " given)"))
    var value = _at(words, 0)
    if number == STR:
        return text_of(to_text(value))
    if number == REPR:
        return text_of(to_repr(value))
    if number == BOOL:
        return truth(is_true(value))
    if number == INT:
        if value.is_(KIND_FLOAT):
            return checked_integer(Int(as_float(value)))
        if value.is_(KIND_TEXT):
            try:
                return checked_integer(atol(string_of(value)))
            except:
                raise new_error(VALUE_ERROR, String("invalid literal for int() with base 10: ", to_repr(value)))
        return small(as_integer(value))
    if number == FLOAT:
        if value.is_(KIND_TEXT):
            try:
                return float_of(atof(string_of(value)))
            except:
                raise new_error(VALUE_ERROR, String("could not convert string to float: ", to_repr(value)))
        return float_of(as_float(value))
    if number == ABS:
        if value.is_(KIND_FLOAT):
            return float_of(abs(as_float(value)))
        return checked_integer(abs(as_integer(value)))
    if number == ORD:
        return small(Int(ord(string_of(value))))
    if number == CHR:
        return text_of(chr(as_integer(value)))
    raise new_error(TYPE_ERROR, "an unknown built-in function")


def _is_instance(value: Word, class_: Word) raises Raised -> Bool:
    if class_.is_(KIND_TUPLE):
        ref classes = items_of(class_)
        for i in range(len(classes)):
            if _is_instance(value, classes[i].word):
                return True
        return False
    if class_.is_(KIND_CLASS):
        return value.is_(KIND_INSTANCE) and subclass_of(class_of(value), class_)
    if class_.is_(KIND_BUILTIN):
        var number = __op.deref(class_.at[BuiltinCell]()).number
        if number == INT:
            return is_whole(value)
        if number == BOOL:
            return is_whole(value) and not value.is_integer()
        if number == FLOAT:
            return value.is_(KIND_FLOAT)
        if number == STR:
            return value.is_(KIND_TEXT)
        if number == LIST:
            return value.is_(KIND_LIST)
        if number == TUPLE:
            return value.is_(KIND_TUPLE)
        if number >= first_container_builtin and number <= last_container_builtin:
            return type_name(value) == to_text(class_)
    raise new_error(TYPE_ERROR, "isinstance() arg 2 must be a type, a tuple of types, or a union")


def builtin_attribute(value: Word, name: Word) raises Raised -> Word:
    var found = container_attribute(value, name)
    if found.bits != 0:
        return found
    raise no_attribute(value, name)


def call_builtin_method(value: Word, name: Word, words: _Words, count: Int) raises Raised -> Word:
    """A method of a built-in type."""
    return call_builtin_method_named(value, name, words, count, Word(0))


def call_builtin_method_named(value: Word, name: Word, words: _Words, count: Int, names: Word) raises Raised -> Word:
    """As `call_builtin_method`, with names as in `call_builtin_named`."""
    var found = container_method(value, name, Arguments(words, count, names))
    if found.bits != 0:
        return found
    if names.bits != 0:
        raise no_attribute(value, name)
    ref written = string_of(name)
    if value.is_(KIND_TEXT):
        ref text = string_of(value)
        if written == "upper" and count == 0:
            return text_of(text.upper())
        if written == "lower" and count == 0:
            return text_of(text.lower())
        if written == "strip" and count == 0:
            return text_of(String(text.strip()))
        if written == "startswith" and count == 1:
            return truth(text.startswith(string_of(_at(words, 0))))
        if written == "endswith" and count == 1:
            return truth(text.endswith(string_of(_at(words, 0))))
        if written == "join" and count == 1:
            var result = String()
            var iterator = Object(owning=iterate(_at(words, 0)))
            var is_first = True
            while True:
                var item = next_of(iterator.word)
                if is_end(item):
                    return text_of(result^)
                var owned = Object(owning=item)
                if not owned.word.is_(KIND_TEXT):
                    raise new_error(TYPE_ERROR, String("sequence item: expected str instance, ", type_name(owned.word), " found"))
                if not is_first:
                    result += text
                is_first = False
                result += string_of(owned.word)
    raise no_attribute(value, name)


from .classes import class_of, no_attribute, subclass_of
from .numbers import as_float, as_integer, checked_integer, is_true, is_whole
from .printing import to_repr, to_text, type_name
from .arguments import Arguments
from .container_methods import container_attribute, container_method
from .iteration_builtins import container_builtin, first_container_builtin, last_container_builtin
from .sequences import is_end, iterate, next_of


def call_method_named(receiver: Word, name: Word, words: _Words, count: Int, names: Word) raises Raised -> Word:
    """`receiver.name(...)` with names for the last arguments."""
    if receiver.is_(KIND_INSTANCE) or receiver.is_(KIND_CLASS):
        raise new_error(TYPE_ERROR, "keyword arguments of functions are not supported yet")
    return call_builtin_method_named(receiver, name, words, count, names)
