"""What is made before a Python program begins, and variables."""

from .cells import text_of
from .classes import new_class
from .errors import GENERATOR_EXIT, NAME_ERROR, UNBOUND_LOCAL_ERROR, Raised, error_class, error_class_count, new_error, set_args_name, set_error_class
from .names import name_of
from .word import UNBOUND, Object, Word, counted, make_shapes, none


def start():
    """Before everything else."""
    make_shapes()
    make_types()
    make_object_methods()
    set_args_name(_named("args"))
    comptime names = [
        "BaseException",
        "Exception",
        "TypeError",
        "ValueError",
        "IndexError",
        "KeyError",
        "NameError",
        "UnboundLocalError",
        "AttributeError",
        "ZeroDivisionError",
        "OverflowError",
        "AssertionError",
        "RuntimeError",
        "NotImplementedError",
        "StopIteration",
        "GeneratorExit",
        "LookupError",
        "UnicodeError",
        "UnicodeEncodeError",
        "UnicodeDecodeError",
        "MemoryError",
    ]
    # Of each the number of its base; bases are made before those that extend them
    comptime bases = [0, 0, 1, 1, 16, 16, 1, 6, 1, 1, 1, 1, 1, 12, 1, 0, 1, 3, 17, 17, 1]
    comptime order = [0, 1, 16, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20]
    comptime for step in range(error_class_count):
        comptime number = order[step]
        comptime base = bases[number]
        comptime name = names[number]
        var parent = none() if number == 0 else error_class(base)
        set_error_class(number, new_class(_named(name), parent))


def _named(name: StaticString) -> Word:
    return name_of(name._data, name._length)


@always_inline
def check_bound(value: Word, name: Word) raises Raised:
    """A local variable must have a value."""
    if value.bits == UNBOUND:
        raise _unbound(name)


@no_inline
def _unbound(name: Word) -> Raised:
    return new_error(
        UNBOUND_LOCAL_ERROR, String("cannot access local variable '", string_of(name), "' where it is not associated with a value")
    )


@always_inline
def load_global(variable: __type.pointer[Object], name: Word) raises Raised -> Word:
    var word = __op.deref(variable).word
    if word.bits == UNBOUND:
        raise _no_name(name)
    return counted(word)


@no_inline
def _no_name(name: Word) -> Raised:
    return new_error(NAME_ERROR, String("name '", string_of(name), "' is not defined"))


@always_inline
def store_global(variable: __type.pointer[Object], value: Word):
    __op.deref(variable) = Object(sharing=value)


def raise_value(value: Word) raises Raised:
    """`raise value`: an exception, or the class of one."""
    raise Raised(Object(owning=exception_of(value)))


def exception_of(value: Word) raises Raised -> Word:
    """The exception that `raise` and `throw` mean."""
    if value.is_(KIND_CLASS) and subclass_of(value, error_class(0)):
        return call0(value)
    if value.is_(KIND_INSTANCE) and subclass_of(class_of(value), error_class(0)):
        return counted(value)
    raise new_error(TYPE_ERROR, "exceptions must derive from BaseException")


def caught_by(value: Word, class_: Word) raises Raised -> Bool:
    """Whether `except class_` takes an exception."""
    if class_.is_(KIND_TUPLE):
        ref classes = items_of(class_)
        for i in range(len(classes)):
            if caught_by(value, classes[i].word):
                return True
        return False
    if not class_.is_(KIND_CLASS) or not subclass_of(class_, error_class(0)):
        raise new_error(TYPE_ERROR, "catching classes that do not inherit from BaseException is not allowed")
    return subclass_of(class_of(value), class_)


from .calls import call0
from .cells import items_of, string_of
from .classes import class_of, subclass_of
from .errors import TYPE_ERROR
from .word import KIND_CLASS, KIND_INSTANCE, KIND_TUPLE
from .object_methods import make_object_methods
from .types import make_types
