"""What the patterns of `match` ask of a value."""

from .attributes import attribute_of
from .builtins import BOOL, FLOAT, INT, LIST, STR, TUPLE, RANGE
from .cells import ClassCell, items_of, list_of, string_of
from .class_builtins import find_attribute, is_instance
from .classes import subclass_of
from .dictionaries import delete_key, find_key, new_dictionary
from .errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .iteration_builtins import DICT, FROZENSET, SET
from .mappings import update_display
from .names import fixed_name
from .numbers import equal
from .printing import to_repr, type_name
from .sequences import get_item, length, new_list, append
from .types import type_by_number, type_of
from .value_builtins import BYTEARRAY, BYTES
from .word import KIND_CLASS, KIND_DICT, KIND_LIST, KIND_NAMESPACE, KIND_RANGE, KIND_TEXT, KIND_TUPLE, UNBOUND, Object, Word, counted, give, none, small


def is_sequence(value: Word, least: Int, is_exact: Bool) raises Raised -> Bool:
    """Whether a value is a sequence of as many elements, or at least as many."""
    if not value.is_(KIND_LIST) and not value.is_(KIND_TUPLE) and not value.is_(KIND_RANGE):
        var class_ = type_of(value)
        if (
            not subclass_of(class_, type_by_number(LIST))
            and not subclass_of(class_, type_by_number(TUPLE))
            and not subclass_of(class_, type_by_number(RANGE))
        ):
            return False
    var count = length(value)
    return count == least if is_exact else count >= least


def sequence_item(value: Word, index: Int) raises Raised -> Word:
    """An element; from the end if the index is negative."""
    return get_item(value, small(index if index >= 0 else length(value) + index))


def sequence_part(value: Word, before: Int, after: Int) raises Raised -> Word:
    """What a starred pattern gets, as a list."""
    var result = Object(owning=new_list(0))
    for index in range(before, length(value) - after):
        var item = Object(owning=get_item(value, small(index)))
        append(result.word, item.word)
    return give(result^)


def is_mapping(value: Word, least: Int) raises Raised -> Bool:
    if not value.is_(KIND_DICT) and not value.is_(KIND_NAMESPACE) and not subclass_of(type_of(value), type_by_number(DICT)):
        return False
    return least == 0 or length(value) >= least


def mapping_values(value: Word, keys: Word) raises Raised -> Word:
    """The values of keys in a list, as a list; `None` if one is missing."""
    var result = Object(owning=new_list(0))
    ref list = items_of(keys)
    for i in range(len(list)):
        for j in range(i):
            if equal(list[i].word, list[j].word):
                raise new_error(VALUE_ERROR, String("mapping pattern checks duplicate key (", to_repr(list[i].word), ")"))
    for i in range(len(list)):
        var found = Object(owning=_value_of(value, list[i].word))
        if found.word.bits == UNBOUND:
            return none()
        append(result.word, found.word)
    return give(result^)


def _value_of(value: Word, key: Word) raises Raised -> Word:
    if value.is_(KIND_DICT):
        var found = find_key(value, key)
        return Word(UNBOUND) if found.bits == 0 else counted(found)
    var get = Object(owning=attribute_of(value, fixed_name("get")))
    var missing = Object(owning=new_list(0))
    var found = Object(owning=call2(get.word, key, missing.word))
    return Word(UNBOUND) if found.word == missing.word else give(found^)


def mapping_rest(value: Word, keys: Word) raises Raised -> Word:
    """A dictionary of what has other keys."""
    var result = Object(owning=new_dictionary())
    update_display(result.word, value)
    ref list = items_of(keys)
    for i in range(len(list)):
        delete_key(result.word, list[i].word)
    return give(result^)


def class_parts(value: Word, class_: Word, positional: Int, names: Word) raises Raised -> Word:
    """The attributes that a class pattern looks at, as a list; `None` if the value is not of the class or has not all of them.

    Args:
        value: The value.
        class_: What stands before the parentheses.
        positional: How many patterns there are by position.
        names: A tuple with the names of those by keyword.
    """
    if not class_.is_(KIND_CLASS):
        raise new_error(TYPE_ERROR, "called match pattern must be a class")
    if not is_instance(value, class_):
        return none()
    var result = Object(owning=new_list(0))
    var seen = List[Word]()
    if positional > 0:
        var found = find_attribute(class_, fixed_name("__match_args__"))
        if found.bits == 0 and _matches_itself(class_):
            if positional > 1:
                raise _too_many(class_, 1, positional)
            append(result.word, value)
        else:
            var arguments = Object(owning=list_of(List[Object](), KIND_TUPLE) if found.bits == 0 else found)
            if not _add_positional(result.word, value, class_, positional, arguments.word, seen):
                return none()
    ref list = items_of(names)
    for i in range(len(list)):
        if not _add(result.word, value, class_, list[i].word, seen):
            return none()
    return give(result^)


def _add_positional(result: Word, value: Word, class_: Word, positional: Int, arguments: Word, mut seen: List[Word]) raises Raised -> Bool:
    if not arguments.is_(KIND_TUPLE):
        raise new_error(TYPE_ERROR, String(_name(class_), ".__match_args__ must be a tuple (got ", type_name(arguments), ")"))
    var allowed = len(items_of(arguments))
    if positional > allowed:
        raise _too_many(class_, allowed, positional)
    for i in range(positional):
        var name = items_of(arguments)[i].word
        if not name.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("__match_args__ elements must be strings (got ", type_name(name), ")"))
        if not _add(result, value, class_, interned(name), seen):
            return False
    return True


def _add(result: Word, value: Word, class_: Word, name: Word, mut seen: List[Word]) raises Raised -> Bool:
    """Whether the attribute is there."""
    for i in range(len(seen)):
        if seen[i] == name:
            raise new_error(TYPE_ERROR, String(_name(class_), "() got multiple sub-patterns for attribute ", to_repr(name)))
    seen.append(name)
    var found = find_attribute(value, name)
    if found.bits == 0:
        return False
    var owned = Object(owning=found)
    append(result, owned.word)
    return True


def _too_many(class_: Word, allowed: Int, given: Int) -> Raised:
    return new_error(
        TYPE_ERROR,
        String(_name(class_), "() accepts ", allowed, " positional sub-pattern", "" if allowed == 1 else "s", " (", given, " given)"),
    )


def _name(class_: Word) -> String:
    return String(string_of(__op.deref(class_.at[ClassCell]()).name.word))


def _matches_itself(class_: Word) -> Bool:
    """Built-in types, and those that extend them: their only pattern by position is for the value."""
    for number in [BOOL, BYTEARRAY, BYTES, DICT, FLOAT, FROZENSET, INT, LIST, SET, STR, TUPLE]:
        if subclass_of(class_, type_by_number(number)):
            return True
    return False


from .calls import call2
from .names import interned
