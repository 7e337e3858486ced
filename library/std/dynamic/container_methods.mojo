"""Methods and attributes of built-in containers by name, bound or called."""

from .arguments import Arguments, as_index
from .cells import ClassCell, string_of
from .errors import VALUE_ERROR, Raised, new_error
from .list_methods import list_method, range_method, sequence_method
from .mappings import dict_method, from_keys, view_method
from .method_names import *
from .set_methods import set_method
from .slices import index_value, resolved
from .word import KIND_BOUND, KIND_CLASS, KIND_DICT, KIND_FROZENSET, KIND_LIST, KIND_MEMORYVIEW, KIND_PROXY, KIND_RANGE, KIND_SET, KIND_SLICE, KIND_TUPLE, KIND_VIEW, KIND_WIDE_RANGE, Cell, Object, Word, counted, new_cell, none, small, word_of


struct BoundCell:
    """A method of a built-in type with its receiver, or of the type itself."""

    var cell: Cell
    var receiver: Object
    var name: Object


def new_bound(receiver: Word, name: Word) -> Word:
    var cell = new_cell[BoundCell](KIND_BOUND)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.receiver), Object(sharing=receiver))
    __op.initialize(__op.address_of(made.name), Object(sharing=name))
    return word_of(cell)


def bound_attribute(word: Word, name: Word) -> Word:
    """With a count; bits 0 if there is none."""
    ref whole = __op.deref(word.at[BoundCell]())
    if name == fixed_name("__self__"):
        return counted(whole.receiver.word)
    if name == fixed_name("__name__"):
        return counted(whole.name.word)
    if name == fixed_name("__qualname__"):
        return text_of(String(type_name(whole.receiver.word), ".", string_of(whole.name.word)))
    return none() if name == fixed_name("__doc__") else Word(0)


def bound_repr(word: Word) -> String:
    ref whole = __op.deref(word.at[BoundCell]())
    ref name = string_of(whole.name.word)
    var is_special = name.startswith("__")
    return String(
        "<method-wrapper '" if is_special else "<built-in method ", name, "' of " if is_special else " of ",
        type_name(whole.receiver.word), " object at 0x", hex_of(whole.receiver.word.bits), ">",
    )


def bound_method_repr(method: Word, receiver: Word) -> String:
    """Of a method of a built-in type, bound to what extends the type."""
    var name = Object(owning=type_method_attribute(method, fixed_name("__name__")))
    return String("<built-in method ", string_of(name.word), " of ", type_name(receiver), " object at 0x", hex_of(receiver.bits), ">")


def super_repr(word: Word) -> String:
    ref parent = __op.deref(word.at[SuperCell]())
    return String(
        "<super: <class '", string_of(__op.deref(parent.after.word.at[ClassCell]()).name.word), "'>, <", type_name(parent.receiver.word),
        " object>>",
    )


def end_of_bound(word: Word):
    ref bound = __op.deref(word.at[BoundCell]())
    __op.destroy(__op.address_of(bound.receiver))
    __op.destroy(__op.address_of(bound.name))


def _given_length(value: Word) raises Raised -> Int:
    var length = index_value(value)
    if length < 0:
        raise new_error(VALUE_ERROR, "length should not be negative")
    return length


def container_method(value: Word, name: Word, args: Arguments) raises Raised -> Word:
    """`value.name(...)`; bits 0 if it is no container or has no such method."""
    var kind = value.kind()
    if kind == KIND_PROXY:
        var behind = dictionary_behind(value)
        return call_builtin_method_named(behind.word, name, args.words, args.count, args.names)
    if kind == KIND_MEMORYVIEW:
        return memory_view_method(value, name, args)
    var number = method_number(name)
    if number > 0:
        var result = _numbered(value, kind, number, args)
        if result.bits != 0:
            return result
        if number == METHOD_FROMKEYS and kind == KIND_CLASS:
            return from_keys(args)
        return Word(0)
    return Word(0)


def _numbered(value: Word, kind: Int, number: Int, args: Arguments) raises Raised -> Word:
    if kind == KIND_LIST:
        return list_method(value, number, args)
    if kind == KIND_DICT:
        return dict_method(value, number, args)
    if kind == KIND_TUPLE:
        return sequence_method(value, number, args)
    if kind == KIND_SET or kind == KIND_FROZENSET:
        return set_method(value, number, args)
    if kind == KIND_RANGE or kind == KIND_WIDE_RANGE:
        return range_method(value, number, args)
    if kind == KIND_VIEW:
        return view_method(value, number, args)
    if kind == KIND_SLICE and number == METHOD_INDICES:
        args.check_one("slice", "indices")
        var span = resolved(value, as_index(args[0]))
        var tuple = new_tuple(3)
        append_given(tuple, small(span.start))
        append_given(tuple, small(span.stop))
        append_given(tuple, small(span.step))
        return tuple
    return Word(0)


from .builtins import call_builtin_method_named
from .cells import SuperCell, text_of
from .instance_dictionaries import dictionary_behind
from .memory_views import view_method as memory_view_method
from .names import fixed_name
from .type_methods import type_method_attribute
from .printing import hex_of, type_name
from .sequences import append_given, new_tuple
