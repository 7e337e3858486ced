"""`with` and `raise`: managers of contexts, causes and contexts of exceptions."""

from .attributes import described, set_plain
from .calls import call0, call3
from .classes import class_of, find_in_class, subclass_of
from .errors import TYPE_ERROR, Raised, error_class, new_error
from .numbers import is_true
from .names import fixed_name
from .printing import type_name
from .types import type_of
from .word import KIND_CLASS, KIND_INSTANCE, Object, Word, counted, give, none, release, truth


def find_enter(manager: Word) raises Raised -> Word:
    """Its `__enter__`, as a method."""
    var class_ = type_of(manager)
    var found = find_in_class(class_, fixed_name("__enter__"))
    if found.bits == 0:
        raise new_error(TYPE_ERROR, String("'", type_name(manager), "' object does not support the context manager protocol"))
    return described(found, manager, class_)


def find_exit(manager: Word) raises Raised -> Word:
    """Its `__exit__`, as a method."""
    var class_ = type_of(manager)
    var found = find_in_class(class_, fixed_name("__exit__"))
    if found.bits == 0:
        raise new_error(
            TYPE_ERROR, String("'", type_name(manager), "' object does not support the context manager protocol (missed __exit__ method)")
        )
    return described(found, manager, class_)


def call_exit(exit: Word) raises Raised:
    """Without an error."""
    release(call3(exit, none(), none(), none()))


def call_exit_with(exit: Word, exception: Word) raises Raised -> Bool:
    """Whether the error ends here."""
    var result = Object(owning=call3(exit, class_of(exception), exception, none()))
    return is_true(result.word)


def _exception(value: Word) raises Raised -> Word:
    """What `raise` sends: an exception, or one of the class."""
    if value.is_(KIND_CLASS) and subclass_of(value, error_class(0)):
        var made = Object(owning=call0(value))
        if not made.word.is_(KIND_INSTANCE) or not subclass_of(class_of(made.word), error_class(0)):
            raise new_error(TYPE_ERROR, "calling the class should have returned an instance of BaseException")
        return give(made^)
    if value.is_(KIND_INSTANCE) and subclass_of(class_of(value), error_class(0)):
        return counted(value)
    raise new_error(TYPE_ERROR, "exceptions must derive from BaseException")


def raise_while(value: Word, handled: Word) raises Raised:
    """`raise value` while another exception is handled."""
    var exception = Object(owning=_exception(value))
    _set_context(exception.word, handled)
    raise Raised(exception^)


def raise_from(value: Word, cause: Word, handled: Word) raises Raised:
    """`raise value from cause`; `handled` may be `None`."""
    var exception = Object(owning=_exception(value))
    if cause == none():
        set_plain(exception.word, fixed_name("__cause__"), none())
    else:
        var why = Object(owning=_cause(cause))
        set_plain(exception.word, fixed_name("__cause__"), why.word)
    set_plain(exception.word, fixed_name("__suppress_context__"), truth(True))
    _set_context(exception.word, handled)
    raise Raised(exception^)


def _cause(value: Word) raises Raised -> Word:
    if not (value.is_(KIND_CLASS) and subclass_of(value, error_class(0))) and not (
        value.is_(KIND_INSTANCE) and subclass_of(class_of(value), error_class(0))
    ):
        raise new_error(TYPE_ERROR, "exception causes must derive from BaseException")
    return _exception(value)


def _set_context(exception: Word, handled: Word) raises Raised:
    if handled != none() and handled != exception:
        set_plain(exception, fixed_name("__context__"), handled)
