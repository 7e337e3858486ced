"""`with` and `raise`: managers of contexts, causes and contexts of exceptions."""

from .attributes import described
from .calls import call3
from .classes import class_of, find_in_class
from .errors import CAUSE, SUPPRESS_CONTEXT, TRACEBACK, TYPE_ERROR, Raised, field, is_exception, is_exception_class, new_error, set_field
from .handled import set_context
from .names import fixed_name
from .printing import type_name
from .startup import exception_of
from .types import type_of
from .word import Object, Word, none, truth


def find_enter(manager: Word) raises Raised -> Word:
    """Its `__enter__`, as a method."""
    return _find(manager, fixed_name("__enter__"), "the context manager protocol", "")


def find_exit(manager: Word) raises Raised -> Word:
    """Its `__exit__`, as a method."""
    return _find(manager, fixed_name("__exit__"), "the context manager protocol", " (missed __exit__ method)")


def find_async_enter(manager: Word) raises Raised -> Word:
    return _find(manager, fixed_name("__aenter__"), "the asynchronous context manager protocol", "")


def find_async_exit(manager: Word) raises Raised -> Word:
    return _find(manager, fixed_name("__aexit__"), "the asynchronous context manager protocol", " (missed __aexit__ method)")


def _find(manager: Word, name: Word, protocol: StaticString, why: StaticString) raises Raised -> Word:
    var class_ = type_of(manager)
    var found = find_in_class(class_, name)
    if found.bits == 0:
        raise new_error(TYPE_ERROR, String("'", type_name(manager), "' object does not support ", protocol, why))
    return described(found, manager, class_)


def call_exit(exit: Word) raises Raised -> Word:
    """Without an error."""
    return call3(exit, none(), none(), none())


def call_exit_with(exit: Word, exception: Word) raises Raised -> Word:
    """Whether the error ends here, as a value."""
    return call3(exit, class_of(exception), exception, field(exception, TRACEBACK))


def raise_from(value: Word, cause: Word) raises Raised:
    """`raise value from cause`."""
    var exception = Object(owning=exception_of(value))
    var why = Object(owning=none())
    if is_exception_class(cause) or is_exception(cause):
        why = Object(owning=exception_of(cause))
    elif cause != none():
        raise new_error(TYPE_ERROR, "exception causes must derive from BaseException")
    set_field(exception.word, CAUSE, why.word)
    set_field(exception.word, SUPPRESS_CONTEXT, truth(True))
    set_context(exception.word)
    raise Raised(exception^)
