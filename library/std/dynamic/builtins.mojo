"""Built-in functions, types and methods, known by numbers that `src/python/builtins.ts` has too."""

from .cells import BuiltinCell, RangeCell, float_of, items_of, list_of, string_of, text_of
from .errors import ATTRIBUTE_ERROR, INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, error_class, new_error
from .word import KIND_BUILTIN, KIND_BYTEARRAY, KIND_BYTES, KIND_CLASS, KIND_FLOAT, KIND_GENERATOR, KIND_INSTANCE, KIND_LIST, KIND_TEXT, KIND_TUPLE, Object, Word, counted, give, new_cell, none, small, truth, word_of

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
    if number == NOT_IMPLEMENTED_VALUE:
        return Word(NOT_IMPLEMENTED)
    var type = type_by_number(number)
    if type.bits != 0:
        return counted(type)
    var cell = new_cell[BuiltinCell](KIND_BUILTIN)
    __op.deref(cell).number = number
    return word_of(cell)


comptime _Words = __type.pointer[Word]


@always_inline
def _at(words: _Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


def call_builtin(number: Int, words: _Words, count: Int) raises Raised -> Word:
    var found = call_value_builtin(number, Arguments(words, count))
    if found.bits != 0:
        return found
    if number >= first_class_builtin:
        return call_class_builtin(number, words, count, Word(0))
    if number == PRINT:
        var line = String()
        for i in range(count):
            if i > 0:
                line += " "
            line += to_text(_at(words, i))
        print(line)
        return none()
    if number == RANGE:
        if count == 1:
            return new_range(small(0), _at(words, 0), small(1))
        if count == 2:
            return new_range(_at(words, 0), _at(words, 1), small(1))
        if count == 3:
            return new_range(_at(words, 0), _at(words, 1), _at(words, 2))
        raise new_error(TYPE_ERROR, "range expected at least 1 argument, got 0")
    if number == LIST or number == TUPLE:
        var kind = KIND_LIST if number == LIST else KIND_TUPLE
        var items = List[Object]()
        if count > 0:
            var iterator = Object(owning=iterate(_at(words, 0)))
            while True:
                var item = next_of(iterator.word)
                if is_end(item):
                    break
                items.append(Object(owning=item))
        return list_of(items^, kind)
    if number == MIN or number == MAX:
        return _extreme(number == MAX, words, count)
    if number == ISINSTANCE:
        return truth(is_instance(_at(words, 0), _at(words, 1)))
    if count != 1:
        raise new_error(TYPE_ERROR, String("this built-in function takes 1 argument (", count, " given)"))
    var value = _at(words, 0)
    if number == LEN:
        return small(length(value))
    if number == REPR:
        return text_of(to_repr(value))
    if number == BOOL:
        return truth(is_true(value))
    if number == SUM:
        var total = Object(owning=small(0))
        var iterator = Object(owning=iterate(value))
        while True:
            var item = next_of(iterator.word)
            if is_end(item):
                return give(total^)
            var owned = Object(owning=item)
            total = Object(owning=add(total.word, owned.word))
    raise new_error(TYPE_ERROR, "an unknown built-in function")


def _extreme(greatest: Bool, words: _Words, count: Int) raises Raised -> Word:
    var source = Object(sharing=_at(words, 0))
    if count > 1:
        var items = List[Object]()
        for i in range(count):
            items.append(Object(sharing=_at(words, i)))
        source = Object(owning=list_of(items^))
    var iterator = Object(owning=iterate(source.word))
    var first = next_of(iterator.word)
    if is_end(first):
        raise new_error(VALUE_ERROR, String("max" if greatest else "min", "() iterable argument is empty"))
    var best = Object(owning=first)
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return give(best^)
        var owned = Object(owning=item)
        if greater(owned.word, best.word) if greatest else less(owned.word, best.word):
            best = owned


def builtin_attribute(value: Word, name: Word) raises Raised -> Word:
    if is_whole(value) or value.is_(KIND_FLOAT):
        var found = number_attribute(value, string_of(name))
        if found.bits != 0:
            return found
    raise no_attribute(value, name)


def call_builtin_method(value: Word, name: Word, words: _Words, count: Int) raises Raised -> Word:
    """A method of a built-in type."""
    if value.is_(KIND_GENERATOR):
        return call_generator_method(value, name, words, count)
    var found = value_method(value, name, Arguments(words, count))
    if found.bits != 0:
        return found
    ref written = string_of(name)
    if value.is_(KIND_LIST):
        ref items = items_of(value)
        if written == "append" and count == 1:
            items.append(Object(sharing=_at(words, 0)))
            return none()
        if written == "pop" and count <= 1:
            if len(items) == 0:
                raise new_error(INDEX_ERROR, "pop from empty list")
            var at = len(items) - 1
            if count == 1:
                at = as_integer(_at(words, 0))
                if at < 0:
                    at += len(items)
                if at < 0 or at >= len(items):
                    raise new_error(INDEX_ERROR, "pop index out of range")
            return give(items.pop(at))
        if written == "insert" and count == 2:
            var at = as_integer(_at(words, 0))
            if at < 0:
                at = max(0, at + len(items))
            items.insert(min(at, len(items)), Object(sharing=_at(words, 1)))
            return none()
        if written == "reverse" and count == 0:
            items.reverse()
            return none()
        if written == "clear" and count == 0:
            items.clear()
            return none()
        if written == "extend" and count == 1:
            var iterator = Object(owning=iterate(_at(words, 0)))
            while True:
                var item = next_of(iterator.word)
                if is_end(item):
                    return none()
                items.append(Object(owning=item))
    raise no_attribute(value, name)


from .classes import class_of, subclass_of
from .generators import call_generator_method
from .attributes import no_attribute
from .class_builtins import NOT_IMPLEMENTED_VALUE, call_class_builtin, first_class_builtin, is_instance
from .types import type_by_number
from .word import NOT_IMPLEMENTED
from .arguments import Arguments
from .number_methods import number_attribute
from .numbers import add, as_float, as_integer, checked_integer, greater, is_true, is_whole, less
from .printing import to_repr, to_text, type_name
from .sequences import is_end, iterate, length, new_range, next_of
from .value_builtins import BYTEARRAY, BYTES, call_value_builtin, value_method
