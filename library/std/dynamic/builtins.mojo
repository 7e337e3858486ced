"""Built-in functions, types and methods, known by numbers that `src/python/builtins.ts` has too."""

from .cells import BuiltinCell, ClassCell, text_of
from .errors import TYPE_ERROR, Raised, error_class, new_error
from .word import KIND_BUILTIN, KIND_CLASS, Object, Word, counted, new_cell, small, truth, word_of

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
    if number == ELLIPSIS_VALUE:
        return Word(ELLIPSIS)
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
    comptime if parallel:
        # Compiled code comes here without the lock.
        if (number >= 1 and number <= 16 or number >= 80 and number <= 87) and are_plain(words, count):
            return call_builtin_named(number, words, count, Word(0))
        enter_run_time()
        try:
            var result = call_builtin_named(number, words, count, Word(0))
            leave(1, result)
            return result
        except error:
            leave(1, error.value.word)
            raise error^
    else:
        return call_builtin_named(number, words, count, Word(0))


def call_builtin_named(number: Int, words: _Words, count: Int, names: Word) raises Raised -> Word:
    """As `call_builtin`; behind the `count` arguments by position stand those with the names in a tuple, or bits 0."""
    comptime if parallel:
        admit(words, count + Arguments(words, count, names).named_count())
    var found = container_builtin(number, Arguments(words, count, names))
    if found.bits != 0:
        return found
    found = call_type_builtin(number, Arguments(words, count, names))
    if found.bits != 0:
        return found
    found = _value_builtin(number, Arguments(words, count, names))
    if found.bits != 0:
        return found
    if number >= first_class_builtin:
        return call_class_builtin(number, words, count, names)
    if names.bits != 0:
        raise new_error(TYPE_ERROR, "this built-in function takes no keyword arguments")
    if number >= first_flow_builtin and number <= last_flow_builtin:
        return call_flow_builtin(number, words, count)
    if number == ISINSTANCE:
        return truth(is_instance(_at(words, 0), _at(words, 1)))
    if number == BOOL and count == 0:
        return truth(False)
    if count != 1:
        raise new_error(TYPE_ERROR, String("this built-in function takes 1 argument (", count, " given)"))
    var value = _at(words, 0)
    if number == LEN:
        return integer_of(length(value))
    if number == REPR:
        return text_of(to_repr(value))
    if number == BOOL:
        return truth(is_true(value))
    raise new_error(TYPE_ERROR, "an unknown built-in function")


def call_builtin_method(value: Word, name: Word, words: _Words, count: Int) raises Raised -> Word:
    """A method of a built-in type."""
    return call_builtin_method_named(value, name, words, count, Word(0))


def call_builtin_method_named(value: Word, name: Word, words: _Words, count: Int, names: Word) raises Raised -> Word:
    """As `call_builtin_method`, with names as in `call_builtin_named`."""
    comptime if parallel:
        admit(words, count + Arguments(words, count, names).named_count(), value)
    if has_coroutine(value) or value.is_(KIND_STEP):
        return call_generator_method(value, name, words, count)
    var args = Arguments(words, count, names)
    var kind = value.kind()
    var found = Word(0)
    if kind != KIND_TEXT and kind != KIND_FLOAT and kind != KIND_BYTES and kind != 0:
        found = container_method(value, name, args)
    if found.bits == 0:
        found = _value_method(value, name, args)
    if found.bits == 0:
        found = call_special_by_name(value, name, args)
    if found.bits != 0:
        return found
    var callee = Object(owning=attribute_of(value, name))
    if callee.word.is_(KIND_BOUND):
        raise no_attribute(value, name)
    return call_general(callee.word, words, count, names)


def _value_method(value: Word, name: Word, args: Arguments) raises Raised -> Word:
    """Arguments that are instances holding a built-in value stand for that, where the method wants one."""
    try:
        return value_method(value, name, args)
    except error:
        if not has_based_argument(args):
            raise error^
        var words = with_plain_arguments(args)
        var result = value_method(value, name, Arguments(words.unsafe_ptr().address, args.count, args.names))
        _ = len(words)
        return result


def _value_builtin(number: Int, args: Arguments) raises Raised -> Word:
    """As `_value_method`, for functions and types."""
    try:
        return call_value_builtin(number, args)
    except error:
        if not has_based_argument(args):
            raise error^
        var words = with_plain_arguments(args)
        var result = call_value_builtin(number, Arguments(words.unsafe_ptr().address, args.count, args.names))
        _ = len(words)
        return result


def call_method_named(receiver: Word, name: Word, words: _Words, count: Int, names: Word) raises Raised -> Word:
    """`receiver.name(...)` with names for the last arguments."""
    if not has_attributes(receiver):
        return call_builtin_method_named(receiver, name, words, count, names)
    if receiver.is_(KIND_CLASS) and __op.deref(receiver.at[ClassCell]()).builtin >= 0:
        var found = value_method(receiver, name, Arguments(words, count, names))
        if found.bits != 0:
            return found
    var callee = Object(owning=attribute_of(receiver, name))
    return call_general(callee.word, words, count, names)


from .calls import call_general
from .flow_builtins import call_flow_builtin, first_flow_builtin, last_flow_builtin
from .generator_methods import call_generator_method
from .generators import has_coroutine
from .word import KIND_STEP
from .attributes import attribute_of, no_attribute
from .word import KIND_BOUND
from .class_builtins import NOT_IMPLEMENTED_VALUE, call_class_builtin, first_class_builtin, has_attributes, is_instance
from .type_builtins import ELLIPSIS_VALUE, call_type_builtin
from .word import ELLIPSIS
from .type_methods import call_special_by_name
from .types import type_by_number
from .word import NOT_IMPLEMENTED
from .arguments import Arguments
from .container_methods import container_method
from .extended import has_based_argument, with_plain_arguments
from .iteration_builtins import container_builtin
from .numbers import is_true
from .integers import integer_of
from .printing import to_repr
from .sequences import length
from .value_builtins import call_value_builtin, value_method
from .word import KIND_BYTES, KIND_FLOAT, KIND_TEXT
from .parallel import admit, are_plain, enter_run_time, leave
from .word import parallel
