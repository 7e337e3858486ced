"""Methods and attributes of built-in containers by name, bound or called."""

from .arguments import Arguments, as_index
from .cells import ClassCell, RangeCell, items_of, list_of, string_of
from .errors import TYPE_ERROR, Raised, new_error
from .iteration_builtins import DICT, FROZENSET, SET, reverse_of
from .list_methods import list_method, range_method, sequence_method
from .mappings import dict_method, from_keys, view_method
from .method_names import *
from .set_methods import set_method
from .slices import resolved, slice_of
from .word import KIND_BOUND, KIND_CLASS, KIND_DICT, KIND_FROZENSET, KIND_ITERATOR, KIND_LIST, KIND_RANGE, KIND_SET, KIND_SLICE, KIND_STREAM, KIND_TEXT, KIND_TUPLE, KIND_VIEW, KIND_WIDE_RANGE, Cell, Object, Word, counted, give, new_cell, none, release, small, truth, word_of


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


def end_of_bound(word: Word):
    ref bound = __op.deref(word.at[BoundCell]())
    __op.destroy(__op.address_of(bound.receiver))
    __op.destroy(__op.address_of(bound.name))


def container_method(value: Word, name: Word, args: Arguments) raises Raised -> Word:
    """`value.name(...)`; bits 0 if it is no container or has no such method."""
    var kind = value.kind()
    var number = method_number(name)
    if number > 0:
        var result = _numbered(value, kind, number, args)
        if result.bits != 0:
            return result
        if kind == KIND_CLASS:
            return _of_type(value, name, number, args)
        return Word(0)
    return _special(value, name, args)


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


def _of_type(type: Word, name: Word, number: Int, args: Arguments) raises Raised -> Word:
    """`list.append(items, x)`, `dict.fromkeys(keys)`."""
    var which = __op.deref(type.at[ClassCell]()).builtin
    if which == DICT and number == METHOD_FROMKEYS:
        return from_keys(args)
    var kind = _kind_of_type(which)
    if kind == 0:
        return Word(0)
    if args.count == 0:
        raise new_error(TYPE_ERROR, String("unbound method ", to_text(type), ".", string_of(name), "() needs an argument"))
    if not args[0].is_(kind):
        return Word(0)
    var words = __op.offset(args.words, Int(1).value)
    return call_builtin_method_named(args[0], name, words, args.count - 1, args.names)


def _kind_of_type(number: Int) -> Int:
    if number == LIST:
        return KIND_LIST
    if number == TUPLE:
        return KIND_TUPLE
    if number == DICT:
        return KIND_DICT
    if number == SET:
        return KIND_SET
    if number == FROZENSET:
        return KIND_FROZENSET
    if number == STR:
        return KIND_TEXT
    return 0


def _special(value: Word, name: Word, args: Arguments) raises Raised -> Word:
    """Methods with underscores, called by their names."""
    ref written = string_of(name)
    if not written.startswith("__"):
        return Word(0)
    if args.count == 0:
        if written == "__len__":
            return small(length(value))
        if written == "__iter__":
            return iterate(value)
        if written == "__hash__":
            return integer_of(hash_of(value))
        if written == "__reversed__":
            return reverse_of(value)
        if written == "__repr__":
            return text_of(to_repr(value))
        if written == "__str__":
            return text_of(to_text(value))
        if written == "__next__" and is_iterator(value):
            var item = next_of(value)
            if not is_end(item):
                return item
            raise stop_iteration(none())
        if written == "__bool__" and not value.is_cell():
            return truth(is_true(value))
    elif args.count == 1:
        var other = args[0]
        if written == "__getitem__":
            return get_item(value, other)
        if written == "__contains__":
            return truth(contains(other, value))
        if written == "__delitem__":
            delete_item(value, other)
            return none()
        if written == "__eq__":
            return truth(equal(value, other))
        if written == "__ne__":
            return truth(not equal(value, other))
        if written == "__lt__":
            return truth(less(value, other))
        if written == "__le__":
            return truth(less_equal(value, other))
        if written == "__gt__":
            return truth(greater(value, other))
        if written == "__ge__":
            return truth(greater_equal(value, other))
        if written == "__add__":
            return add(value, other)
        if written == "__mul__":
            return multiply(value, other)
        if written == "__iadd__" and value.is_(KIND_LIST):
            return add_in_place(value, other)
    elif args.count == 2 and written == "__setitem__":
        set_item(value, args[0], args[1])
        return none()
    return Word(0)


def container_attribute(value: Word, name: Word) raises Raised -> Word:
    """`value.name` of a built-in value; bits 0 if there is none."""
    var kind = value.kind()
    var number = method_number(name)
    if kind == KIND_SLICE:
        ref slice = slice_of(value)
        if number == METHOD_START:
            return counted(slice.start.word)
        if number == METHOD_STOP:
            return counted(slice.stop.word)
        if number == METHOD_STEP:
            return counted(slice.step.word)
    elif kind == KIND_RANGE:
        ref range_ = __op.deref(value.at[RangeCell]())
        if number == METHOD_START:
            return small(range_.start)
        if number == METHOD_STOP:
            return small(range_.stop)
        if number == METHOD_STEP:
            return small(range_.step)
    elif kind == KIND_WIDE_RANGE:
        ref range_ = wide_range_of(value)
        if number == METHOD_START:
            return integer_word(range_.start)
        if number == METHOD_STOP:
            return integer_word(range_.stop)
        if number == METHOD_STEP:
            return integer_word(range_.step)
    var of = _kind_of_type(__op.deref(value.at[ClassCell]()).builtin) if kind == KIND_CLASS else kind
    if has_method(of, number) or _has_special(of, name):
        return new_bound(value, name)
    return Word(0)


def has_method(kind: Int, number: Int) -> Bool:
    """Whether a built-in kind has a method by its number."""
    if number <= 0:
        return False
    if kind == KIND_LIST:
        return (number >= METHOD_APPEND and number <= METHOD_COPY) or number == METHOD_SORT or number == METHOD_COUNT or number == METHOD_INDEX
    if kind == KIND_TUPLE or kind == KIND_RANGE or kind == KIND_WIDE_RANGE:
        return number == METHOD_COUNT or number == METHOD_INDEX
    if kind == KIND_DICT:
        return (number >= METHOD_ITEMS and number <= METHOD_FROMKEYS) or number == METHOD_POP or number == METHOD_CLEAR or number == METHOD_COPY
    if kind == KIND_SET:
        return number >= METHOD_ADD and number <= METHOD_ISSUPERSET or number == METHOD_UPDATE or number == METHOD_POP or number == METHOD_REMOVE or number == METHOD_CLEAR or number == METHOD_COPY
    if kind == KIND_FROZENSET:
        return (number >= METHOD_UNION and number <= METHOD_SYMMETRIC_DIFFERENCE) or (number >= METHOD_ISDISJOINT and number <= METHOD_ISSUPERSET) or number == METHOD_COPY
    if kind == KIND_TEXT:
        return number >= METHOD_ISALNUM and number <= METHOD_ZFILL
    if kind == KIND_VIEW:
        return number == METHOD_ISDISJOINT
    return kind == KIND_SLICE and number == METHOD_INDICES


def _has_special(kind: Int, name: Word) -> Bool:
    ref written = string_of(name)
    if not written.startswith("__"):
        return False
    if kind == KIND_ITERATOR or kind == KIND_STREAM:
        return written == "__next__" or written == "__iter__"
    var is_container = kind == KIND_LIST or kind == KIND_TUPLE or kind == KIND_DICT or kind == KIND_SET or kind == KIND_FROZENSET or kind == KIND_TEXT
    if not is_container:
        return False
    if written == "__getitem__":
        return kind != KIND_SET and kind != KIND_FROZENSET
    if written == "__setitem__" or written == "__delitem__":
        return kind == KIND_LIST or kind == KIND_DICT
    return written == "__len__" or written == "__iter__" or written == "__contains__" or written == "__eq__" or written == "__ne__"


from .builtins import LIST, STR, TUPLE, call_builtin_method_named
from .generators import stop_iteration
from .cells import text_of
from .elements import delete_item
from .hashing import hash_of
from .in_place import add_in_place
from .integers import integer_of, integer_word
from .numbers import add, equal, greater, greater_equal, is_true, less, less_equal, multiply
from .printing import to_repr, to_text
from .sequences import append_given, contains, get_item, is_end, is_iterator, iterate, length, new_tuple, next_of, set_item
from .wide_ranges import wide_range_of
