"""Generators: coroutines that give values to whoever asks for the next one.

A generator owns its coroutine's frame. What it yields, what is sent or thrown into it, and what it returns pass through its cell.
"""

from ..memory.raw import raw_free
from ..runtime.coroutine import Handle, header_of
from .cells import GeneratorCell
from .attributes import no_attribute, set_new_attribute
from .classes import class_of, subclass_of
from .errors import GENERATOR_EXIT, RUNTIME_ERROR, STOP_ITERATION, TYPE_ERROR, VALUE_ERROR, Raised, error_class, new_error, new_exception
from .handled import Handled, handled, pop_handled, push_handled, set_context
from .word import KIND_GENERATOR, KIND_TUPLE, UNBOUND, Object, Word, counted, give, new_cell, none, word_of

comptime _fresh = 0
comptime _suspended = 1
comptime _running = 2
comptime _ended = 3


def new_generator() -> Word:
    """A generator without a coroutine."""
    var cell = new_cell[GeneratorCell](KIND_GENERATOR)
    ref generator = __op.deref(cell)
    generator.handle = __op.null[UInt8]()
    generator.state = _fresh
    __op.initialize(__op.address_of(generator.handled), Handled())
    __op.initialize(__op.address_of(generator.value), Object(sharing=none()))
    __op.initialize(__op.address_of(generator.thrown), Object(sharing=none()))
    return word_of(cell)


def attach(generator: Word, handle: Handle):
    """Gives a generator its coroutine, which has not begun."""
    ref cell = __op.deref(generator.at[GeneratorCell]())
    cell.handle = handle
    ref header = __op.deref(header_of(handle))
    header.continuation = __op.null[UInt8]()
    header.status = 0
    header.result = __op.pointer_cast[UInt8](__op.address_of(cell.result))
    header.error = __op.pointer_cast[UInt8](__op.address_of(cell.error))


# What the coroutine calls


def set_yielded(generator: Word, value: Word):
    """Before it stands still: what it gives."""
    __op.deref(generator.at[GeneratorCell]()).value = Object(sharing=value)


def resumed(generator: Word) raises Raised -> Word:
    """When it goes on: what was sent to it, or what was thrown into it."""
    ref cell = __op.deref(generator.at[GeneratorCell]())
    if cell.thrown.word != none():
        var thrown = cell.thrown
        cell.thrown = Object(sharing=none())
        set_context(thrown.word)
        raise Raised(thrown^)
    return counted(cell.value.word)


def delegated(generator: Word, iterator: Word) raises Raised -> Word:
    """`yield from`: the next value of what it delegates to, given what was sent or thrown; unbound at the end."""
    ref cell = __op.deref(generator.at[GeneratorCell]())
    if cell.thrown.word != none():
        var thrown = cell.thrown
        cell.thrown = Object(sharing=none())
        if not iterator.is_(KIND_GENERATOR):
            raise Raised(thrown^)
        if subclass_of(class_of(thrown.word), error_class(GENERATOR_EXIT)):
            close(iterator)
            raise Raised(thrown^)
        return _resume(iterator, none(), thrown.word)
    if iterator.is_(KIND_GENERATOR):
        return _resume(iterator, cell.value.word, none())
    return next_of(iterator)


def delegated_result(iterator: Word) -> Word:
    """What `yield from` gives when it has ended."""
    if iterator.is_(KIND_GENERATOR):
        return counted(__op.deref(iterator.at[GeneratorCell]()).value.word)
    return counted(none())


# What its users call


def next_of_generator(generator: Word) raises Raised -> Word:
    """The next value; unbound at the end."""
    return _resume(generator, none(), none())


def send(generator: Word, value: Word) raises Raised -> Word:
    if __op.deref(generator.at[GeneratorCell]()).state == _fresh and value != none():
        raise new_error(TYPE_ERROR, "can't send non-None value to a just-started generator")
    return _value_or_stop(generator, _resume(generator, value, none()))


def throw(generator: Word, exception: Word) raises Raised -> Word:
    ref cell = __op.deref(generator.at[GeneratorCell]())
    var thrown = Object(owning=exception_of(exception))
    if cell.state == _fresh:
        _end(generator)
    if cell.state == _ended:
        raise Raised(thrown^)
    return _value_or_stop(generator, _resume(generator, none(), thrown.word))


def close(generator: Word) raises Raised:
    """Ends it where it stands, by `GeneratorExit`."""
    ref cell = __op.deref(generator.at[GeneratorCell]())
    if cell.state == _fresh:
        _end(generator)
    if cell.state == _ended:
        return
    var exit = Object(owning=new_exception(error_class(GENERATOR_EXIT), List[Object]()))
    try:
        var value = _resume(generator, none(), exit.word)
        if value.bits == UNBOUND:
            return
        _ = Object(owning=value)
    except error:
        var class_ = class_of(error.value.word)
        if subclass_of(class_, error_class(GENERATOR_EXIT)) or subclass_of(class_, error_class(STOP_ITERATION)):
            return
        raise error^
    raise new_error(RUNTIME_ERROR, "generator ignored GeneratorExit")


def call_generator_method(generator: Word, name: Word, words: __type.pointer[Word], count: Int) raises Raised -> Word:
    """`generator.name(...)`."""
    ref written = string_of(name)
    if written == "__next__" and count == 0:
        return _value_or_stop(generator, _resume(generator, none(), none()))
    if written == "__iter__" and count == 0:
        return counted(generator)
    if written == "send" and count == 1:
        return send(generator, __op.load(words))
    if written == "throw" and count >= 1:
        return throw(generator, __op.load(words))
    if written == "close" and count == 0:
        close(generator)
        return none()
    raise no_attribute(generator, name)


def _value_or_stop(generator: Word, value: Word) raises Raised -> Word:
    """At the end a `StopIteration` with what was returned."""
    if value.bits != UNBOUND:
        return value
    var args = List[Object]()
    ref result = __op.deref(generator.at[GeneratorCell]()).value
    if result.word != none():
        args.append(result)
    var stop = Object(owning=new_exception(error_class(STOP_ITERATION), args^))
    set_context(stop.word)
    set_new_attribute(stop.word, fixed_name("value"), result)
    raise Raised(stop^)


def _resume(generator: Word, sent: Word, thrown: Word) raises Raised -> Word:
    """Lets it go on; what it yields next, or unbound if it has ended: `value` has what it returned then."""
    ref cell = __op.deref(generator.at[GeneratorCell]())
    if cell.state == _running:
        raise new_error(VALUE_ERROR, "generator already executing")
    if cell.state == _ended:
        cell.value = Object(sharing=none())
        return Word(UNBOUND)
    # It must not end while it runs.
    var kept = Object(sharing=generator)
    cell.value = Object(sharing=sent)
    cell.thrown = Object(sharing=thrown)
    cell.state = _running
    push_handled(__op.address_of(cell.handled))
    __op.coroutine_resume(cell.handle)
    pop_handled(__op.address_of(cell.handled))
    if not Bool(raw=__op.coroutine_done(cell.handle)):
        cell.state = _suspended
        var value = counted(cell.value.word)
        _ = kept^
        return value
    var status = __op.deref(header_of(cell.handle)).status
    _end(generator)
    if status == 2:
        var error = __op.take(__op.pointer_cast[Raised](__op.address_of(cell.error)))
        cell.value = Object(sharing=none())
        if subclass_of(class_of(error.value.word), error_class(STOP_ITERATION)):
            raise new_error(RUNTIME_ERROR, "generator raised StopIteration")
        raise error^
    cell.value = Object(owning=cell.result)
    _ = kept^
    return Word(UNBOUND)


def _end(generator: Word):
    ref cell = __op.deref(generator.at[GeneratorCell]())
    cell.state = _ended
    __op.coroutine_destroy(cell.handle)


def end_of_generator(word: Word):
    """When nobody has the generator any more."""
    ref cell = __op.deref(word.at[GeneratorCell]())
    if cell.state == _suspended:
        # As `close`, without anybody to tell of an error.
        __op.deref(word.at[Cell]()).owners += 1
        try:
            close(word)
        except:
            pass
        __op.deref(word.at[Cell]()).owners -= 1
    if cell.state != _ended:
        _end(word)
    __op.destroy(__op.address_of(cell.handled))
    __op.destroy(__op.address_of(cell.value))
    __op.destroy(__op.address_of(cell.thrown))


from .calls import call0
from .cells import list_of, string_of
from .names import fixed_name
from .sequences import next_of
from .startup import exception_of
from .word import Cell
