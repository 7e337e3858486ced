"""Methods and attributes of generators, coroutines, asynchronous generators and their steps."""

from .attributes import no_attribute
from .cells import CodeCell, string_of
from .container_methods import new_bound
from .calls import call1
from .errors import TYPE_ERROR, Raised, is_exception, is_exception_class, new_error
from .generators import RUNNING, cell_of, close, resume, send, throw_into, value_or_stop
from .startup import exception_of
from .steps import ACLOSE, ASEND, ATHROW, WRAPPER, close_step, new_step, next_of_step
from .word import KIND_ASYNC_GENERATOR, KIND_COROUTINE, KIND_STEP, NONE, Object, Word, counted, none, truth

comptime Words = __type.pointer[Word]


def generator_attribute(value: Word, name: Word) raises Raised -> Word:
    """`generator.name`, with a count; bits 0 if there is none."""
    ref written = string_of(name)
    if value.is_(KIND_STEP):
        return new_bound(value, name) if _is_step_method(written) else Word(0)
    ref cell = cell_of(value)
    ref code = __op.deref(cell.code.at[CodeCell]())
    if written == "__name__":
        return counted(code.name)
    if written == "__qualname__":
        return counted(code.qualified_name)
    if written == "gi_running" or written == "cr_running" or written == "ag_running":
        return truth(cell.state == RUNNING or cell.has_step)
    var is_method = False
    if value.is_(KIND_ASYNC_GENERATOR):
        is_method = written == "__aiter__" or written == "__anext__" or written == "asend" or written == "athrow" or written == "aclose"
    elif value.is_(KIND_COROUTINE):
        is_method = written == "send" or written == "throw" or written == "close" or written == "__await__"
    else:
        is_method = _is_step_method(written)
    return new_bound(value, name) if is_method else Word(0)


def _is_step_method(written: String) -> Bool:
    return written == "send" or written == "throw" or written == "close" or written == "__next__" or written == "__iter__"


def call_generator_method(value: Word, name: Word, words: Words, count: Int) raises Raised -> Word:
    """`generator.name(...)`."""
    ref written = string_of(name)
    var first = __op.load(words) if count > 0 else none()
    if value.is_(KIND_ASYNC_GENERATOR):
        return _async_method(value, name, words, count)
    if value.is_(KIND_STEP):
        return _step_method(value, name, words, count)
    if written == "send":
        _check(value, name, count, 1, 1)
        return send(value, first)
    if written == "throw":
        _check(value, name, count, 1, 3)
        var thrown = _thrown(words, count)
        return value_or_stop(value, throw_into(value, thrown.word))
    if written == "close":
        _check(value, name, count, 0, 0)
        close(value)
        return none()
    if value.is_(KIND_COROUTINE):
        if written == "__await__":
            return new_step(WRAPPER, value, none())
    else:
        if written == "__next__":
            return value_or_stop(value, resume(value, none(), none()))
        if written == "__iter__":
            return counted(value)
    raise no_attribute(value, name)


def _thrown(words: Words, count: Int) raises Raised -> Object:
    """The exception that `throw` means: it may be given a class, a value and a traceback."""
    var first = __op.load(words)
    if not is_exception_class(first) and not is_exception(first):
        raise new_error(
            TYPE_ERROR, String("exceptions must be classes or instances deriving from BaseException, not ", type_name(first))
        )
    if count == 1:
        return Object(owning=exception_of(first, is_thrown=True))
    var value = __op.load(__op.offset(words, Int(1).value))
    if value.bits == NONE:
        return Object(owning=exception_of(first, is_thrown=True))
    if is_exception(first):
        raise new_error(TYPE_ERROR, "instance exception may not have a separate value")
    return Object(sharing=value) if is_exception(value) else Object(owning=call1(first, value))


def _check(value: Word, name: Word, count: Int, least: Int, most: Int) raises Raised:
    if count >= least and count <= most:
        return
    var what = String(type_name(value), ".", string_of(name), "()")
    if most == 0:
        raise new_error(TYPE_ERROR, String(what, " takes no arguments (", count, " given)"))
    if most == 1:
        raise new_error(TYPE_ERROR, String(what, " takes exactly one argument (", count, " given)"))
    raise new_error(TYPE_ERROR, String(string_of(name), " expected at least ", least, " argument, got ", count))


def _async_method(value: Word, name: Word, words: Words, count: Int) raises Raised -> Word:
    ref written = string_of(name)
    if written == "__aiter__":
        return counted(value)
    if written == "__anext__":
        return new_step(ASEND, value, none())
    if written == "asend":
        _check(value, name, count, 1, 1)
        return new_step(ASEND, value, __op.load(words))
    if written == "athrow":
        _check(value, name, count, 1, 3)
        var thrown = _thrown(words, count)
        return new_step(ATHROW, value, thrown.word)
    if written == "aclose":
        return new_step(ACLOSE, value, none())
    raise no_attribute(value, name)


def _step_method(value: Word, name: Word, words: Words, count: Int) raises Raised -> Word:
    ref written = string_of(name)
    if written == "__iter__" or written == "__await__":
        return counted(value)
    if written == "__next__":
        return value_or_stop(value, next_of_step(value, none(), none()))
    if written == "send":
        _check(value, name, count, 1, 1)
        return value_or_stop(value, next_of_step(value, __op.load(words), none()))
    if written == "throw":
        _check(value, name, count, 1, 3)
        var thrown = _thrown(words, count)
        return value_or_stop(value, next_of_step(value, none(), thrown.word))
    if written == "close":
        close_step(value)
        return none()
    raise no_attribute(value, name)


from .printing import type_name
