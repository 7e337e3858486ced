"""`list[int]` and `int | str`: types with arguments, and one type or another."""

from .cells import items_of, list_of
from .errors import Raised
from .names import fixed_name
from .word import KIND_ALIAS, KIND_CLASS, KIND_TUPLE, NONE, Cell, Object, Word, counted, new_cell, none, word_of


struct AliasCell:
    var cell: Cell
    var origin: Object
    """`None` for a union."""
    var args: Object
    """A tuple."""


def new_alias(origin: Word, arguments: Word) -> Word:
    """`origin[arguments]`."""
    if arguments.is_(KIND_TUPLE):
        return _made(origin, arguments)
    var items = List[Object]()
    items.append(Object(sharing=arguments))
    var tuple = Object(owning=list_of(items^, KIND_TUPLE))
    return _made(origin, tuple.word)


def _made(origin: Word, args: Word) -> Word:
    var cell = new_cell[AliasCell](KIND_ALIAS)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.origin), Object(sharing=origin))
    __op.initialize(__op.address_of(made.args), Object(sharing=args))
    return word_of(cell)


def end_of_alias(word: Word):
    ref alias_ = __op.deref(word.at[AliasCell]())
    __op.destroy(__op.address_of(alias_.origin))
    __op.destroy(__op.address_of(alias_.args))


@always_inline
def alias_of(word: Word) -> ref [MutableAnyOrigin] AliasCell:
    return __op.deref(word.at[AliasCell]())


def is_union(word: Word) -> Bool:
    return word.is_(KIND_ALIAS) and alias_of(word).origin.word.bits == NONE


def _is_type(value: Word) -> Bool:
    return value.is_(KIND_CLASS) or value.is_(KIND_ALIAS)


def union_of(a: Word, b: Word) raises Raised -> Word:
    """`a | b` of types; bits 0 if they are none."""
    if not (_is_type(a) and (_is_type(b) or b.bits == NONE) or (a.bits == NONE and _is_type(b))):
        return Word(0)
    var items = List[Object]()
    _add_parts(items, a)
    _add_parts(items, b)
    if len(items) == 1:
        return counted(items[0].word)
    var tuple = Object(owning=list_of(items^, KIND_TUPLE))
    return _made(none(), tuple.word)


def _add_parts(mut items: List[Object], type: Word) raises Raised:
    if is_union(type):
        ref parts = items_of(alias_of(type).args.word)
        for i in range(len(parts)):
            _add_part(items, parts[i].word)
    else:
        _add_part(items, type_of(type) if type.bits == NONE else type)


def _add_part(mut items: List[Object], type: Word) raises Raised:
    for i in range(len(items)):
        if equal(items[i].word, type):
            return
    items.append(Object(sharing=type))


def alias_repr(word: Word) raises Raised -> String:
    ref alias_ = alias_of(word)
    ref args = items_of(alias_.args.word)
    var text = String()
    if is_union(word):
        for i in range(len(args)):
            if i > 0:
                text += " | "
            text += _part_repr(args[i].word)
        return text^
    text = String(_part_repr(alias_.origin.word), "[")
    for i in range(len(args)):
        if i > 0:
            text += ", "
        text += _part_repr(args[i].word)
    if len(args) == 0:
        text += "()"
    return String(text, "]")


def _part_repr(part: Word) raises Raised -> String:
    if part.bits == ELLIPSIS:
        return "..."
    if part.is_(KIND_CLASS):
        if part == type_of(none()):
            return "None"
        return qualified_class_name(part)
    if part.is_(KIND_LIST):
        var text = String("[")
        ref items = items_of(part)
        for i in range(len(items)):
            if i > 0:
                text += ", "
            text += _part_repr(items[i].word)
        return String(text, "]")
    return to_repr(part)


def alias_attribute(word: Word, name: Word) raises Raised -> Word:
    """With a count; bits 0 if there is none."""
    ref alias_ = alias_of(word)
    if name == fixed_name("__args__"):
        return counted(alias_.args.word)
    if is_union(word):
        return Word(0)
    if name == fixed_name("__origin__"):
        return counted(alias_.origin.word)
    if name == fixed_name("__parameters__"):
        return list_of(List[Object](), KIND_TUPLE)
    if name == fixed_name("__class__") or name == fixed_name("__mro_entries__"):
        return Word(0)
    return attribute_of(alias_.origin.word, name)


def equal_aliases(a: Word, b: Word) raises Raised -> Bool:
    """Unions are equal in any order."""
    ref first = items_of(alias_of(a).args.word)
    ref second = items_of(alias_of(b).args.word)
    if len(first) != len(second) or is_union(a) != is_union(b):
        return False
    if not is_union(a):
        return alias_of(a).origin.word == alias_of(b).origin.word and equal(alias_of(a).args.word, alias_of(b).args.word)
    for i in range(len(first)):
        var found = False
        for j in range(len(second)):
            if equal(first[i].word, second[j].word):
                found = True
        if not found:
            return False
    return True


def hash_of_alias(word: Word) raises Raised -> Int:
    ref args = items_of(alias_of(word).args.word)
    var hash = hash_of(alias_of(word).origin.word)
    for i in range(len(args)):
        hash ^= hash_of(args[i].word)
    return hash


from .attributes import attribute_of
from .hashing import hash_of
from .numbers import equal
from .printing import qualified_class_name, to_repr
from .types import type_of
from .word import ELLIPSIS, KIND_LIST
