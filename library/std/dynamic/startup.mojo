"""What is made before a Python program begins, and variables."""

from .errors import NAME_ERROR, UNBOUND_LOCAL_ERROR, Raised, is_exception, is_exception_class, new_error
from .exception_classes import make_error_classes
from .recursion import start_recursion
from .handled import set_context, start_handling
from .word import UNBOUND, Object, Word, counted, make_shapes, put


def start():
    """Before everything else."""
    make_shapes()
    make_types()
    make_object_methods()
    start_recursion()
    start_handling()
    try:
        make_error_classes()
    except:
        pass


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
    comptime if parallel:
        if __op.unlikely(Bool(is_shared(word)).value):
            word = load_shared(variable, Word(UNBOUND))
            if word.bits == UNBOUND:
                raise _no_name(name)
            return word
    if word.bits == UNBOUND:
        raise _no_name(name)
    return counted(word)


@no_inline
def _no_name(name: Word) -> Raised:
    var error = new_error(NAME_ERROR, String("name '", string_of(name), "' is not defined"))
    set_new_attribute(error.value.word, fixed_name("name"), Object(sharing=name))
    return error^


@always_inline
def store_global(variable: __type.pointer[Object], value: Word):
    comptime if parallel:
        if __op.unlikely(Bool(is_lock_needed()).value):
            return store_shared(variable, value)
    put(__op.deref(variable), value)


def store_shared(variable: __type.pointer[Object], value: Word):
    """A variable that other threads may read; behind the lock."""
    publish_for_ever(value)
    put(__op.deref(variable), value)


def raise_value(value: Word) raises Raised:
    """`raise value`: an exception, or the class of one."""
    var exception = Object(owning=exception_of(value))
    set_context(exception.word)
    raise Raised(exception^)


def exception_of(value: Word, *, is_thrown: Bool = False) raises Raised -> Word:
    """The exception that `raise` and `throw` mean; they name the type of what is none differently."""
    if is_exception_class(value):
        var made = Object(owning=call0(value))
        if not is_exception(made.word):
            var type = type_name(made.word) if is_thrown else to_repr(type_of(made.word))
            raise new_error(TYPE_ERROR, String("calling ", to_repr(value), " should have returned an instance of BaseException, not ", type))
        return give(made^)
    if is_exception(value):
        return counted(value)
    raise new_error(TYPE_ERROR, "exceptions must derive from BaseException")


def caught_by(value: Word, class_: Word) raises Raised -> Bool:
    """Whether `except class_` takes an exception."""
    check_caught(class_)
    if class_.is_(KIND_TUPLE):
        ref classes = items_of(class_)
        for i in range(len(classes)):
            if subclass_of(class_of(value), classes[i].word):
                return True
        return False
    return subclass_of(class_of(value), class_)


def check_caught(class_: Word) raises Raised:
    """What may stand behind `except`: classes of exceptions."""
    if class_.is_(KIND_TUPLE):
        ref classes = items_of(class_)
        for i in range(len(classes)):
            if not is_exception_class(classes[i].word):
                raise new_error(TYPE_ERROR, "catching classes that do not inherit from BaseException is not allowed")
    elif not is_exception_class(class_):
        raise new_error(TYPE_ERROR, "catching classes that do not inherit from BaseException is not allowed")


from .attributes import set_new_attribute
from .calls import call0
from .cells import items_of, string_of
from .classes import class_of, subclass_of
from .errors import TYPE_ERROR
from .names import fixed_name
from .word import KIND_TUPLE, give
from .object_methods import make_object_methods
from .printing import to_repr, type_name
from .types import make_types, type_of
from .modules import load_shared
from .parallel import is_lock_needed
from .publishing import publish_for_ever
from .word import is_shared, parallel
