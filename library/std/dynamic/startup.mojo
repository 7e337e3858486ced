"""What is made before a Python program begins, and variables."""

from .cells import text_of
from .classes import new_class
from .errors import NAME_ERROR, UNBOUND_LOCAL_ERROR, Raised, error_class, error_class_count, new_error, set_args_name, set_error_class
from .names import name_of
from .word import UNBOUND, Object, Word, counted, make_shapes, none


def start():
    """Before everything else."""
    make_shapes()
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
        "LookupError",
        "UnicodeError",
        "UnicodeEncodeError",
        "UnicodeDecodeError",
    ]
    comptime for number in range(error_class_count):
        comptime base = 0 if number == 1 else (6 if number == 7 else (12 if number == 13 else (3 if number == 16 else (16 if number > 16 else 1))))
        comptime name = names[number]
        var parent = none() if number == 0 else error_class(base)
        set_error_class(number, new_class(_named(name), parent))
    for number in [INDEX_ERROR, KEY_ERROR]:
        __op.deref(error_class(number).at[ClassCell]()).base = Object(sharing=error_class(LOOKUP_ERROR))


def _named(name: StaticString) -> Word:
    return name_of(name._data, name._length)


@always_inline
def check_bound(value: Word, name: Word) raises Raised:
    """A local variable must have a value."""
    if value.bits == UNBOUND:
        raise new_error(
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
    if value.is_(KIND_CLASS) and subclass_of(value, error_class(0)):
        raise Raised(Object(owning=call0(value)))
    if value.is_(KIND_INSTANCE) and subclass_of(class_of(value), error_class(0)):
        raise Raised(Object(sharing=value))
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
from .cells import ClassCell, items_of, string_of
from .classes import class_of, subclass_of
from .errors import INDEX_ERROR, KEY_ERROR, LOOKUP_ERROR, TYPE_ERROR
from .word import KIND_CLASS, KIND_INSTANCE, KIND_TUPLE
