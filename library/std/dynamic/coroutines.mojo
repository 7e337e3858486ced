"""`await`, `async for` and `async with`: what is asked of values there."""

from .calls import call1
from .classes import class_of, find_in_class, subclass_of
from .errors import STOP_ASYNC_ITERATION, TYPE_ERROR, Raised, error_class, new_error
from .names import fixed_name
from .printing import type_name
from .sequences import is_iterator
from .steps import ANEXT, ASEND, new_step
from .types import type_of
from .word import KIND_ASYNC_GENERATOR, KIND_COROUTINE, KIND_STEP, Object, Word, counted, give, none


def await_iterator(value: Word) raises Raised -> Word:
    """What `await value` delegates to."""
    var iterator = _await_iterator(value)
    if iterator.bits == 0:
        raise new_error(TYPE_ERROR, String("object ", type_name(value), " can't be used in 'await' expression"))
    return iterator


def await_entered(value: Word, is_exit: Bool) raises Raised -> Word:
    """As `await_iterator`, of what a manager's methods give."""
    var iterator = _await_iterator(value)
    if iterator.bits == 0:
        var method = "__aexit__" if is_exit else "__aenter__"
        raise new_error(
            TYPE_ERROR, String("'async with' received an object from ", method, " that does not implement __await__: ", type_name(value))
        )
    return iterator


def _await_iterator(value: Word) raises Raised -> Word:
    """Bits 0: it cannot be awaited."""
    if value.is_(KIND_COROUTINE) or value.is_(KIND_STEP):
        return counted(value)
    var method = find_in_class(type_of(value), fixed_name("__await__"))
    if method.bits == 0:
        return Word(0)
    var iterator = Object(owning=call1(method, value))
    if iterator.word.is_(KIND_COROUTINE):
        raise new_error(TYPE_ERROR, "__await__() returned a coroutine")
    if not is_iterator(iterator.word):
        raise new_error(TYPE_ERROR, String("__await__() returned non-iterator of type '", type_name(iterator.word), "'"))
    return give(iterator^)


def async_iterate(value: Word) raises Raised -> Word:
    """What `async for` asks for elements."""
    if value.is_(KIND_ASYNC_GENERATOR):
        return counted(value)
    var method = find_in_class(type_of(value), fixed_name("__aiter__"))
    if method.bits == 0:
        raise new_error(TYPE_ERROR, String("'async for' requires an object with __aiter__ method, got ", type_name(value)))
    var iterator = Object(owning=call1(method, value))
    if not iterator.word.is_(KIND_ASYNC_GENERATOR) and find_in_class(type_of(iterator.word), fixed_name("__anext__")).bits == 0:
        raise new_error(
            TYPE_ERROR,
            String("'async for' received an object from __aiter__ that does not implement __anext__: ", type_name(iterator.word)),
        )
    return give(iterator^)


def async_next(iterator: Word) raises Raised -> Word:
    """What is awaited for the next element."""
    var value = Object(owning=_anext(iterator))
    var iterator = _await_iterator(value.word)
    if iterator.bits == 0:
        raise new_error(TYPE_ERROR, String("'async for' received an invalid object from __anext__: ", type_name(value.word)))
    return iterator


def _anext(iterator: Word) raises Raised -> Word:
    if iterator.is_(KIND_ASYNC_GENERATOR):
        return new_step(ASEND, iterator, none())
    var method = find_in_class(type_of(iterator), fixed_name("__anext__"))
    if method.bits == 0:
        raise new_error(TYPE_ERROR, String("'", type_name(iterator), "' object is not an async iterator"))
    return call1(method, iterator)


def anext_of(iterator: Word, otherwise: Word) raises Raised -> Word:
    """`anext(iterator)`, with `otherwise` at the end unless that is bits 0."""
    var awaitable = Object(owning=_anext(iterator))
    if otherwise.bits == 0:
        return give(awaitable^)
    var source = Object(owning=await_iterator(awaitable.word))
    return new_step(ANEXT, source.word, otherwise)


def is_async_end(exception: Word) -> Bool:
    return subclass_of(class_of(exception), error_class(STOP_ASYNC_ITERATION))
