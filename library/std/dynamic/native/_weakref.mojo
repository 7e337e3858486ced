"""`_weakref`: references that do not keep alive what they refer to."""

from ..arguments import Arguments
from ..cells import ClassCell, list_of, string_of, text_of
from ..class_builtins import find_attribute
from ..errors import TYPE_ERROR, Raised, new_error
from ..hashing import hash_of
from ..integers import integer_of
from ..names import fixed_name
from ..native_classes import constructor, holds, instance_with, method, method0, method1, native_class, new_state, property_of, rest_of, state_of, state_word
from ..natives import define, define_value, module_of
from ..numbers import equal
from ..printing import hex_of, type_name
from ..types import type_of
from ..weak_references import ReferenceState, add_reference, newest_reference, reference_in, remove_reference
from ..word import (
    KIND_ASYNC_GENERATOR,
    KIND_CLASS,
    KIND_COROUTINE,
    KIND_FROZENSET,
    KIND_FUNCTION,
    KIND_GENERATOR,
    KIND_INSTANCE,
    KIND_MODULE,
    KIND_SET,
    NONE,
    NOT_IMPLEMENTED,
    Object,
    Word,
    counted,
    none,
    small,
    truth,
)

comptime _tag = 50


struct _Class:
    var reference: Word

    @always_inline
    def __init__(out self):
        self.reference = Word(0)


var _class: _Class = _Class()


def weakref_module() raises Raised -> Word:
    var module = module_of("_weakref")
    var class_ = native_class(module, "weakref", "ReferenceType")
    define_value(module, "ref", counted(class_))
    _class.reference = class_
    constructor(class_, _new)
    method(class_, "__init__", _init)
    method0(class_, "__call__", _call)
    method0(class_, "__hash__", _hash)
    method0(class_, "__repr__", _repr)
    method1(class_, "__eq__", _equal)
    method1(class_, "__ne__", _unequal)
    property_of(class_, "__callback__", _callback)
    define(module, "getweakrefcount", _count)
    define(module, "getweakrefs", _all)
    return module


def _reference(value: Word) raises Raised -> ref [MutableAnyOrigin] ReferenceState:
    return state_of[ReferenceState](value, _tag)


def _may_be_referred_to(value: Word) -> Bool:
    var kind = value.kind()
    if kind == KIND_INSTANCE:
        # Values of built-in types that stay in one place have no room for references in CPython.
        return not (plain(value).is_integer() or plain(value).is_(KIND_TUPLE) or plain(value).is_(KIND_BYTES))
    return (
        kind == KIND_FUNCTION
        or kind == KIND_CLASS
        or kind == KIND_SET
        or kind == KIND_FROZENSET
        or kind == KIND_GENERATOR
        or kind == KIND_COROUTINE
        or kind == KIND_ASYNC_GENERATOR
        or kind == KIND_MODULE
    )


def _new(args: Arguments) raises Raised -> Word:
    """`ref(object, callback=None)`: the same for the same object, if there is no callback."""
    var rest = rest_of(args)
    if rest.count < 1 or (rest.count > 2 and args[0] == _class.reference):
        raise new_error(TYPE_ERROR, String("ref expected at ", "least 1 argument" if rest.count < 1 else "most 2 arguments", ", got ", rest.count))
    var value = rest[0]
    if not _may_be_referred_to(value):
        raise new_error(TYPE_ERROR, String("cannot create weak reference to '", type_name(value), "' object"))
    var callback = rest[1] if rest.count > 1 else none()
    if callback.bits == NONE and args[0] == _class.reference:
        var at = newest_reference(value)
        while at.bits != 0:
            if reference_in(at).callback.word.bits == NONE and type_of(reference_in(at).instance) == args[0]:
                return counted(reference_in(at).instance)
            at = reference_in(at).older
    var cell = new_state[ReferenceState](_tag, _end)
    ref made = __op.deref(cell)
    made.target = value
    __op.initialize(__op.address_of(made.callback), Object(sharing=callback))
    made.hash = -1
    made.older = Word(0)
    made.instance = Word(0)
    var instance = instance_with(args[0], cell)
    made.instance = instance
    add_reference(value, word_of(cell))
    return instance


def _init(args: Arguments) raises Raised -> Word:
    return none()


def _end(word: Word):
    remove_reference(word)
    __op.destroy(__op.address_of(reference_in(word).callback))


def _call(function: Word, self: Word) raises Raised -> Word:
    var target = _reference(self).target
    if parallel and target.bits != 0 and __op.deref(target.at[Cell]()).owners & ~SHARED == 0:
        # Another thread is about to end it.
        return none()
    return counted(target) if target.bits != 0 else none()


def _hash(function: Word, self: Word) raises Raised -> Word:
    ref reference = _reference(self)
    if reference.hash == -1:
        if reference.target.bits == 0:
            raise new_error(TYPE_ERROR, "weak object has gone away")
        reference.hash = hash_of(reference.target)
    return integer_of(reference.hash)


def _repr(function: Word, self: Word) raises Raised -> Word:
    var target = _reference(self).target
    var text = String("<weakref at ", hex_of(self.bits), "; ")
    if target.bits == 0:
        text += "dead>"
        return text_of(text^)
    text += String("to '", type_name(target), "' at ", hex_of(target.bits))
    var name = find_attribute(target, fixed_name("__name__"))
    if name.bits != 0:
        var held = Object(owning=name)
        if held.word.is_(KIND_TEXT):
            text += String(" (", string_of(held.word), ")")
    text += ">"
    return text_of(text^)


def _same(self: Word, other: Word) raises Raised -> Bool:
    var a = _reference(self).target
    var b = _reference(other).target
    if a.bits == 0 or b.bits == 0:
        return self == other
    var x = Object(sharing=a)
    var y = Object(sharing=b)
    return x.word == y.word or equal(x.word, y.word)


def _equal(function: Word, self: Word, other: Word) raises Raised -> Word:
    return truth(_same(self, other)) if holds(other, _tag) else Word(NOT_IMPLEMENTED)


def _unequal(function: Word, self: Word, other: Word) raises Raised -> Word:
    return truth(not _same(self, other)) if holds(other, _tag) else Word(NOT_IMPLEMENTED)


def _callback(function: Word, self: Word) raises Raised -> Word:
    return counted(_reference(self).callback.word)


def _count(args: Arguments) raises Raised -> Word:
    """`getweakrefcount(object)`."""
    args.check_count("getweakrefcount", 1, 1)
    var count = 0
    var at = newest_reference(args[0]) if args[0].is_cell() else Word(0)
    while at.bits != 0:
        count += 1
        at = reference_in(at).older
    return small(count)


def _all(args: Arguments) raises Raised -> Word:
    """`getweakrefs(object)`."""
    args.check_count("getweakrefs", 1, 1)
    var items = List[Object]()
    var at = newest_reference(args[0]) if args[0].is_cell() else Word(0)
    while at.bits != 0:
        items.append(Object(sharing=reference_in(at).instance))
        at = reference_in(at).older
    return list_of(items^)


from ..extended import plain
from ..word import KIND_BYTES, KIND_TEXT, KIND_TUPLE, word_of
from ..word import Cell, SHARED, parallel
