"""Methods that all exceptions have, and those of groups of exceptions."""

from .class_builtins import _arguments
from .classes import class_of, subclass_of
from .errors import BASE_EXCEPTION_GROUP, TRACEBACK, Raised, error_class
from .exception_groups import derive_group, split_group, subgroup_of
from .exception_making import add_note, set_exception_field
from .names import fixed_name
from .object_methods import WITH_TRACEBACK
from .word import Word, counted, none

comptime ADD_NOTE = 221
comptime SPLIT = 222
comptime SUBGROUP = 223
comptime DERIVE = 224

comptime Words = __type.pointer[Word]


def exception_method(exception: Word, name: Word) -> Int:
    """Its number; 0 if there is none of this name."""
    if name == fixed_name("with_traceback"):
        return WITH_TRACEBACK
    if name == fixed_name("add_note"):
        return ADD_NOTE
    if not subclass_of(class_of(exception), error_class(BASE_EXCEPTION_GROUP)):
        return 0
    if name == fixed_name("split"):
        return SPLIT
    if name == fixed_name("subgroup"):
        return SUBGROUP
    return DERIVE if name == fixed_name("derive") else 0


def call_exception_method(number: Int, exception: Word, words: Words, count: Int) raises Raised -> Word:
    """The exception is the first of the words."""
    _arguments("this method of exceptions", count - 1, 1, 1)
    var argument = __op.load(__op.offset(words, Int(1).value))
    if number == WITH_TRACEBACK:
        set_exception_field(exception, TRACEBACK, argument)
        return counted(exception)
    if number == ADD_NOTE:
        add_note(exception, argument)
        return none()
    if number == SPLIT:
        return split_group(exception, argument)
    if number == SUBGROUP:
        return subgroup_of(exception, argument)
    return derive_group(exception, argument)
