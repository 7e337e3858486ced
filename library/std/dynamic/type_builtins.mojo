"""`dir`, `vars`, `globals`, `locals`, `input`, `complex`, `memoryview`: by their numbers."""

from .arguments import Arguments
from .cells import ClassCell, text_of
from .complex_numbers import to_complex
from .dictionaries import find_key, new_dictionary, next_entry, entry_at, set_key
from .errors import RUNTIME_ERROR, TYPE_ERROR, Raised, new_error
from .names import fixed_name, name_of
from .word import KIND_CLASS, KIND_DICT, KIND_FUNCTION, KIND_INSTANCE, Object, Word, give, none

comptime first_type_builtin = 74
comptime COMPLEX = 74
comptime MEMORYVIEW = 75
comptime DIR = 76
comptime VARS = 77
comptime INPUT = 78
comptime ELLIPSIS_VALUE = 79
comptime last_type_builtin = 79


def call_type_builtin(number: Int, args: Arguments) raises Raised -> Word:
    """Bits 0 for a number of something else."""
    if number < first_type_builtin or number > last_type_builtin:
        return Word(0)
    if number == COMPLEX:
        return to_complex(args)
    if number == MEMORYVIEW:
        return to_memory_view(args)
    if number == DIR:
        args.check_count("dir", 1, 1)
        return names_of(args[0])
    if number == VARS:
        args.check_count("vars", 1, 1)
        var found = find_attribute(args[0], fixed_name("__dict__"))
        if found.bits == 0:
            raise new_error(TYPE_ERROR, "vars() argument must have __dict__ attribute")
        return found
    return _input(args)


def _input(args: Arguments) raises Raised -> Word:
    args.check_count("input", 0, 1)
    if args.count == 1:
        print(to_text(args[0]), end="", flush=True)
    try:
        return text_of(input())
    except:
        raise new_error(RUNTIME_ERROR, "EOF when reading a line")


# `dir`

comptime _of_objects = (
    "__class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ __init__ "
    "__init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __str__ __subclasshook__ "
)


def names_of(value: Word) raises Raised -> Word:
    """`dir(value)`: a sorted list."""
    var class_ = type_of(value)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_, fixed_name("__dir__"))
        if method.bits != 0:
            var given = Object(owning=call1(method, value))
            return _sorted(Object(owning=list_from(given.word)))
    if value.is_(KIND_MODULE):
        var by = find_in_module(value, fixed_name("__dir__"))
        var dictionary = Object(owning=call0(by) if by.bits != 0 else module_dictionary(value))
        return _sorted(Object(owning=list_from(dictionary.word)))
    var names = Object(owning=new_dictionary())
    if value.is_(KIND_CLASS):
        _add_class(names.word, value)
    else:
        _add_class(names.word, class_)
        if value.is_(KIND_INSTANCE) or value.is_(KIND_FUNCTION):
            var own = find_attribute(value, fixed_name("__dict__"))
            if own.bits != 0:
                var dictionary = Object(owning=own)
                if dictionary.word.is_(KIND_DICT):
                    _add_keys(names.word, dictionary.word)
    return _sorted(Object(owning=list_from(names.word)))


def _add_class(names: Word, class_: Word) raises Raised:
    ready_all(class_)
    ref order = __op.deref(class_.at[ClassCell]()).order
    for i in range(len(order)):
        ref attributes = __op.deref(order[i].at[ClassCell]()).attributes
        for j in range(len(attributes.names)):
            if attributes.names[j].bits != 0:
                set_key(names, attributes.names[j], none())
    var all: StaticString = _of_objects
    var start = 0
    while start < all.byte_length():
        var end = start
        while all._byte(end) != 32:
            end += 1
        set_key(names, name_of(__op.offset(all._data, start.value), end - start), none())
        start = end + 1
    if __op.deref(class_.at[ClassCell]()).builtin < 0:
        for_instances(names, class_)


def for_instances(names: Word, class_: Word) raises Raised:
    """What classes of a program's own have besides."""
    set_key(names, fixed_name("__module__"), none())
    if traits_of(class_) & HAS_SLOTS == 0:
        set_key(names, fixed_name("__dict__"), none())
        set_key(names, fixed_name("__weakref__"), none())


def _add_keys(names: Word, dictionary: Word) raises Raised:
    var at = next_entry(dictionary, 0)
    while at >= 0:
        set_key(names, entry_at(dictionary, at).key, none())
        at = next_entry(dictionary, at + 1)


def _sorted(var list: Object) raises Raised -> Word:
    var none_given = __op.uninitialized[__type.array[Word, 1]]()
    sort_with(list.word, Arguments(__op.pointer_cast[Word](__op.address_of(none_given)), 0), "sort")
    return give(list^)


# Variables by their names


def add_variable(dictionary: Word, name: Word, value: Word) raises Raised:
    """Of `globals()` and `locals()`: a variable that has a value."""
    if value.bits != UNBOUND:
        set_key(dictionary, name, value)


def variables_of_module(name: Word) raises Raised -> Word:
    """`globals()`"""
    return module_dictionary(find_key(loaded_modules(), name))


def sorted_names(dictionary: Word) raises Raised -> Word:
    """`dir()`"""
    return _sorted(Object(owning=list_from(dictionary)))


from .calls import call0, call1
from .class_builtins import find_attribute
from .classes import HAS_SLOTS, find_in_class, traits_of
from .elements import list_from
from .list_methods import sort_with
from .memory_views import to_memory_view
from .modules import find_in_module, loaded_modules
from .module_dictionaries import module_dictionary
from .printing import to_text
from .type_methods import ready_all
from .types import type_of
from .word import KIND_MODULE, UNBOUND
