"""Instances of classes that extend a built-in type: an instance like any other, with the built-in value behind it."""

from .arguments import Arguments
from .cells import ClassCell, InstanceCell, items_of, list_of
from .errors import TYPE_ERROR, Raised, error_class, new_error
from .word import IS_BASED, KIND_INSTANCE, Object, Word, none


@always_inline
def base_of(instance: Word) -> __type.pointer[Object]:
    """Where the built-in value is: behind the room for slots."""
    var cell = instance.at[InstanceCell]()
    var slots = __op.pointer_cast[Object](__op.offset(cell, Int(1).value))
    return __op.offset(slots, __op.deref(cell).room.value)


@always_inline
def plain(value: Word) -> Word:
    """The built-in value of an instance whose class extends the built-in type; everything else as it is. Without a count."""
    if value.is_(KIND_INSTANCE) and __op.deref(value.shape()).flags & IS_BASED != 0:
        return __op.deref(base_of(value)).word
    return value


@always_inline
def plain_of(value: Word, kind: Int) -> Word:
    """As `plain`, if the built-in value is of a kind."""
    var base = plain(value)
    return base if base.is_(kind) else value


def set_base(instance: Word, var base: Object):
    __op.deref(base_of(instance)) = base^


def make_base(class_: Word, instance: Word, words: __type.pointer[Word], count: Int, names: Word) raises Raised:
    """What `__new__` of the built-in type gives: of those that may change an empty one, which `__init__` fills."""
    var number = __op.deref(class_.at[ClassCell]()).base
    var made: Object
    if is_filled_later(number):
        made = Object(owning=call_builtin_named(number, words, 0, Word(0)))
    else:
        made = Object(owning=call_builtin_named(number, words, count, names))
    if plain(made.word) != made.word:
        made = Object(sharing=plain(made.word))
    set_base(instance, made^)


def is_filled_later(number: Int) -> Bool:
    return number == LIST or number == DICT or number == SET or number == BYTEARRAY


def may_be_extended(number: Int) -> Bool:
    """Whether a built-in type that instances hold a value of can be a base."""
    return (
        is_filled_later(number)
        or number == INT
        or number == FLOAT
        or number == STR
        or number == BYTES
        or number == TUPLE
        or number == FROZENSET
        or number == COMPLEX
        or (number >= ENUMERATE_TYPE and number <= REVERSED_TYPE)
    )


def base_number(bases: Word) raises Raised -> Int:
    """The built-in type whose values the instances of a class with these bases hold; -1: none."""
    var number = -1
    ref list = items_of(bases)
    for i in range(len(list)):
        var other = _own_base(list[i].word)
        if other < 0 and (subclass_of(list[i].word, type_class()) or subclass_of(list[i].word, error_class(0))):
            other = TYPE
        if other < 0 or other == number:
            continue
        if number >= 0:
            raise new_error(TYPE_ERROR, "multiple bases have instance lay-out conflict")
        number = other
    return -1 if number == TYPE else number


def _own_base(class_: Word) -> Int:
    ref cell = __op.deref(class_.at[ClassCell]())
    return cell.builtin if may_be_extended(cell.builtin) else cell.base


def with_plain_arguments(args: Arguments) -> List[Word]:
    """The arguments with built-in values in the place of instances that hold them."""
    var words = List[Word](capacity=args.count + args.named_count() + 1)
    for i in range(args.count + args.named_count()):
        words.append(plain(args[i]))
    return words^


def plain_list(items: Word) -> Word:
    """A list of the elements with built-in values in the place of instances that hold them."""
    ref source = items_of(items)
    var result = List[Object](capacity=len(source))
    for i in range(len(source)):
        result.append(Object(sharing=plain(source[i].word)))
    return list_of(result^)


def has_based_argument(args: Arguments) -> Bool:
    for i in range(args.count + args.named_count()):
        if plain(args[i]) != args[i]:
            return True
    return False


from .builtins import FLOAT, INT, LIST, STR, TUPLE, call_builtin_named
from .iteration_builtins import DICT, ENUMERATE_TYPE, FROZENSET, REVERSED_TYPE, SET
from .type_builtins import COMPLEX
from .class_builtins import TYPE
from .classes import subclass_of
from .types import type_class
from .value_builtins import BYTEARRAY, BYTES
