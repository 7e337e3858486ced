"""Generators and coroutines: what `yield` and `await` suspend, and who asks for the next value lets go on.

A generator owns its coroutine's frame. What it yields, what is sent or thrown into it, and what it returns pass through its cell. Coroutines of
`async def` and asynchronous generators are the same; what is done with them is otherwise (`coroutines.mojo`).
"""

from ..runtime.coroutine import Handle, header_of
from .calls import call1
from .cells import FunctionCell, GeneratorCell
from .class_builtins import find_attribute
from .classes import class_of, find_in_class, subclass_of
from .errors import (
    CAUSE,
    GENERATOR_EXIT,
    RUNTIME_ERROR,
    STOP_ASYNC_ITERATION,
    STOP_ITERATION,
    SUPPRESS_CONTEXT,
    TYPE_ERROR,
    VALUE_ERROR,
    CONTEXT,
    Raised,
    error_class,
    new_error,
    new_exception,
    set_field,
)
from .handled import Handled, pop_handled, push_handled, set_context
from .names import fixed_name
from .word import (
    KIND_ASYNC_GENERATOR,
    KIND_COROUTINE,
    KIND_GENERATOR,
    KIND_INSTANCE,
    KIND_STEP,
    UNBOUND,
    Cell,
    Object,
    Word,
    counted,
    new_small_cell,
    none,
    release,
    truth,
    word_of,
)

comptime FRESH = 0
comptime SUSPENDED = 1
comptime RUNNING = 2
comptime ENDED = 3


def new_generator(kind: Int, function: Word) -> Word:
    """A generator without a coroutine.

    Args:
        kind: Of a generator, a coroutine, or an asynchronous generator.
        function: Whose statements it runs.
    """
    var cell = new_small_cell[GeneratorCell](kind)
    ref generator = __op.deref(cell)
    generator.handle = __op.null[UInt8]()
    generator.state = FRESH
    generator.code = __op.deref(function.at[FunctionCell]()).code
    generator.gives_value = False
    generator.has_step = False
    __op.initialize(__op.address_of(generator.handled), Handled())
    __op.initialize(__op.address_of(generator.value), Object(owning=none()))
    __op.initialize(__op.address_of(generator.thrown), Object(owning=none()))
    generator.delegate = Word(0)
    __op.initialize(__op.address_of(generator.outcome), Object(owning=none()))
    return word_of(cell)


def attach(generator: Word, handle: Handle):
    """Gives a generator its coroutine, which has not begun."""
    ref cell = cell_of(generator)
    cell.handle = handle
    ref header = __op.deref(header_of(handle))
    header.continuation = __op.null[UInt8]()
    header.status = 0
    header.result = __op.pointer_cast[UInt8](__op.address_of(cell.result))
    header.error = __op.pointer_cast[UInt8](__op.address_of(cell.error))


@always_inline
def cell_of(generator: Word) -> ref [MutableAnyOrigin] GeneratorCell:
    return __op.deref(generator.at[GeneratorCell]())


def has_coroutine(value: Word) -> Bool:
    """Whether it is a generator, a coroutine, or an asynchronous generator."""
    return value.is_(KIND_GENERATOR) or value.is_(KIND_COROUTINE) or value.is_(KIND_ASYNC_GENERATOR)


# What the coroutine calls


def set_yielded(generator: Word, value: Word):
    """Before it stands still: what it gives."""
    cell_of(generator).value = Object(sharing=value)


def set_given(generator: Word, value: Word):
    """As `set_yielded`, by a `yield` of an asynchronous generator."""
    cell_of(generator).value = Object(sharing=value)
    cell_of(generator).gives_value = True


def resumed(generator: Word) raises Raised -> Word:
    """When it goes on: what was sent to it, or what was thrown into it."""
    ref cell = cell_of(generator)
    if cell.thrown.word != none():
        var thrown = cell.thrown
        cell.thrown = Object(sharing=none())
        set_context(thrown.word)
        raise Raised(thrown^)
    return counted(cell.value.word)


def delegated(generator: Word, iterator: Word) raises Raised -> Word:
    """`yield from`: the next value of what it delegates to, given what was sent or thrown; unbound at the end, with the result as value."""
    ref cell = cell_of(generator)
    cell.delegate = Word(0)
    if cell.outcome.word != none():
        var outcome = cell.outcome
        cell.outcome = Object(owning=none())
        if outcome.word.bits != UNBOUND:
            raise Raised(outcome^)
        cell.value = result_of(iterator)
        return Word(UNBOUND)
    var sent = cell.value
    var thrown = cell.thrown
    cell.thrown = Object(owning=none())
    var value = ask(iterator, sent.word, thrown.word)
    if value.bits != 0 and value.bits != UNBOUND:
        # Where threads run at once, each passes on what it yields.
        if not parallel and (iterator.is_(KIND_GENERATOR) or iterator.is_(KIND_COROUTINE)):
            cell.delegate = iterator
        return value
    if value.bits == UNBOUND:
        cell.value = result_of(iterator)
        return value
    if value.bits == 0:
        # Ended by a `StopIteration` of its own
        cell.value = take_stopped()
        return Word(UNBOUND)
    return value


def delegated_result(generator: Word) -> Word:
    """What `yield from` gives when it has ended."""
    return counted(cell_of(generator).value.word)


struct _Stopped(PerThread):
    """What the `StopIteration` had that an iterator has just raised."""

    var value: Object

    @always_inline
    def __init__(out self):
        self.value = Object(owning=Word(UNBOUND))


var _stopped: _Stopped = _Stopped()


def take_stopped() -> Object:
    var value = _stopped.value
    _stopped.value = Object(owning=none())
    return value^


def result_of(iterator: Word) -> Object:
    """What an iterator returned that has just ended."""
    if has_coroutine(iterator):
        return cell_of(iterator).value
    if iterator.is_(KIND_STEP):
        return step_result(iterator)
    return Object(owning=none())


def ask(iterator: Word, sent: Word, thrown: Word) raises Raised -> Word:
    """The next value of any iterator; unbound at the end (`result_of`), bits 0 if `StopIteration` said so (`take_stopped`).

    Args:
        iterator: What is asked.
        sent: A value for it, or `None`.
        thrown: An exception for it, or `None`.
    """
    if has_coroutine(iterator):
        if thrown != none() and subclass_of(class_of(thrown), error_class(GENERATOR_EXIT)):
            close(iterator)
            raise Raised(Object(sharing=thrown))
        if thrown != none():
            return throw_into(iterator, thrown)
        return resume(iterator, sent, none())
    if iterator.is_(KIND_STEP):
        return next_of_step(iterator, sent, thrown)
    if thrown != none():
        _check_throw(iterator, thrown)
    try:
        if thrown != none():
            var method = Object(owning=attribute_of(iterator, fixed_name("throw")))
            return call1(method.word, thrown)
        if sent != none():
            var method = Object(owning=attribute_of(iterator, fixed_name("send")))
            return call1(method.word, sent)
        if iterator.is_(KIND_INSTANCE):
            var method = find_in_class(class_of(iterator), fixed_name("__next__"))
            if method.bits != 0:
                return call1(method, iterator)
        return next_of(iterator)
    except error:
        if not subclass_of(class_of(error.value.word), error_class(STOP_ITERATION)):
            raise error^
        var value = find_attribute(error.value.word, fixed_name("value"))
        _stopped.value = Object(owning=none() if value.bits == 0 else value)
        return Word(0)


def _check_throw(iterator: Word, thrown: Word) raises Raised:
    """Raises the exception if the iterator is not told of it: it has no `throw`, or is closed."""
    var is_exit = subclass_of(class_of(thrown), error_class(GENERATOR_EXIT))
    var found = find_attribute(iterator, fixed_name("close" if is_exit else "throw"))
    if found.bits != 0:
        var method = Object(owning=found)
        if not is_exit:
            return
        release(call0(method.word))
    raise Raised(Object(sharing=thrown))


# What its users call


def next_of_generator(generator: Word) raises Raised -> Word:
    """The next value; unbound at the end."""
    return resume(generator, none(), none())


def send(generator: Word, value: Word) raises Raised -> Word:
    if cell_of(generator).state == FRESH and value != none():
        raise new_error(TYPE_ERROR, String("can't send non-None value to a just-started ", kind_name(generator)))
    return value_or_stop(generator, resume(generator, value, none()))


def throw_into(generator: Word, thrown: Word) raises Raised -> Word:
    """The next value; unbound at the end."""
    if cell_of(generator).state == FRESH:
        _end(generator)
        raise _left(generator, Raised(Object(sharing=thrown)))
    if cell_of(generator).state != ENDED or generator.is_(KIND_COROUTINE):
        return resume(generator, none(), thrown)
    raise Raised(Object(sharing=thrown))


def close(generator: Word) raises Raised:
    """Ends it where it stands, by `GeneratorExit`."""
    ref cell = cell_of(generator)
    if cell.state == FRESH:
        _end(generator)
    if cell.state == ENDED:
        return
    var exit = new_exit()
    try:
        var value = resume(generator, none(), exit.word)
        if value.bits == UNBOUND:
            return
        release(value)
    except error:
        var class_ = class_of(error.value.word)
        if subclass_of(class_, error_class(GENERATOR_EXIT)) or subclass_of(class_, error_class(STOP_ITERATION)):
            return
        raise error^
    raise new_error(RUNTIME_ERROR, String(kind_name(generator), " ignored GeneratorExit"))


def new_exit() -> Object:
    return Object(owning=new_exception(error_class(GENERATOR_EXIT), List[Object]()))


def value_or_stop(generator: Word, value: Word) raises Raised -> Word:
    """At the end a `StopIteration` with what was returned."""
    if value.bits != UNBOUND:
        return value
    var result = result_of(generator)
    raise stop_iteration(result.word)


def stop_iteration(value: Word) -> Raised:
    var args = List[Object]()
    if value != none():
        args.append(Object(sharing=value))
    var stop = Object(owning=new_exception(error_class(STOP_ITERATION), args^))
    set_context(stop.word)
    set_new_attribute(stop.word, fixed_name("value"), Object(sharing=value))
    return Raised(stop^)


def kind_name(generator: Word) -> StaticString:
    if generator.is_(KIND_COROUTINE):
        return "coroutine"
    return "async generator" if generator.is_(KIND_ASYNC_GENERATOR) else "generator"


def resume(generator: Word, sent: Word, thrown: Word) raises Raised -> Word:
    """Lets it go on; what it yields next, or unbound if it has ended: `value` has what it returned then."""
    if cell_of(generator).delegate.bits != 0 and thrown == none() and _passes_on(generator):
        return _resume_innermost(generator, sent)
    return _resume(generator, sent, thrown)


@always_inline
def _passes_on(generator: Word) -> Bool:
    """Whether what is sent to it may go to its delegate at once: nothing that it does in between can be seen."""
    ref cell = cell_of(generator)
    return cell.delegate.bits != 0 and cell.state == SUSPENDED and cell.handled.value.word == none()


@no_inline
def _resume_innermost(generator: Word, sent: Word) raises Raised -> Word:
    """Lets the last one of a chain of delegates go on, without the others having to pass on what it yields. Who waits for one that has
    ended goes on itself, and may be the last one then."""
    var kept = Object(sharing=generator)
    var given = Object(sharing=sent)
    while True:
        var waiting = Word(0)
        var last = generator
        while _passes_on(last):
            cell_of(last).state = RUNNING
            waiting = last
            last = cell_of(last).delegate
        if waiting.bits == 0:
            return _resume(generator, given.word, none())
        var value: Word
        var outcome = Object(owning=Word(UNBOUND))
        try:
            value = _resume(last, given.word, none())
        except error:
            value = Word(UNBOUND)
            outcome = error.value
        var each = generator
        while each != last:
            cell_of(each).state = SUSPENDED
            each = cell_of(each).delegate
        if value.bits != UNBOUND:
            _ = kept^
            return value
        cell_of(waiting).delegate = Word(0)
        cell_of(waiting).outcome = outcome^
        given = Object(owning=none())


def _resume(generator: Word, sent: Word, thrown: Word) raises Raised -> Word:
    ref cell = cell_of(generator)
    if cell.state == RUNNING:
        raise new_error(VALUE_ERROR, String(kind_name(generator), " already executing"))
    if cell.state == ENDED:
        if generator.is_(KIND_COROUTINE):
            raise new_error(RUNTIME_ERROR, "cannot reuse already awaited coroutine")
        cell.value = Object(sharing=none())
        return Word(UNBOUND)
    check_depth()
    # It must not end while it runs.
    var kept = Object(sharing=generator)
    cell.value = Object(sharing=sent)
    cell.thrown = Object(sharing=thrown)
    cell.gives_value = False
    cell.state = RUNNING
    push_handled(__op.address_of(cell.handled))
    comptime if parallel:
        var left = step_out()
        __op.coroutine_resume(cell.handle)
        step_in(left)
    else:
        __op.coroutine_resume(cell.handle)
    pop_handled(__op.address_of(cell.handled))
    if not Bool(raw=__op.coroutine_done(cell.handle)):
        cell.state = SUSPENDED
        var value = counted(cell.value.word)
        _ = kept^
        return value
    var status = __op.deref(header_of(cell.handle)).status
    _end(generator)
    if status == 2:
        var error = __op.take(__op.pointer_cast[Raised](__op.address_of(cell.error)))
        cell.value = Object(sharing=none())
        raise _left(generator, error^)
    cell.value = Object(owning=cell.result)
    _ = kept^
    return Word(UNBOUND)


def _left(generator: Word, var error: Raised) -> Raised:
    """What a generator raises to its user: not what would only end an iteration."""
    var class_ = class_of(error.value.word)
    var is_stop = subclass_of(class_, error_class(STOP_ITERATION))
    if not is_stop and not (generator.is_(KIND_ASYNC_GENERATOR) and subclass_of(class_, error_class(STOP_ASYNC_ITERATION))):
        return error^
    var raised = new_error(RUNTIME_ERROR, String(kind_name(generator), " raised ", "StopIteration" if is_stop else "StopAsyncIteration"))
    set_field(raised.value.word, CAUSE, error.value.word)
    set_field(raised.value.word, CONTEXT, error.value.word)
    set_field(raised.value.word, SUPPRESS_CONTEXT, truth(True))
    return raised^


def _end(generator: Word):
    ref cell = cell_of(generator)
    cell.state = ENDED
    __op.coroutine_destroy(cell.handle)


def end_of_generator(word: Word):
    """When nobody has the generator any more."""
    ref cell = cell_of(word)
    if cell.state == SUSPENDED:
        # As `close`, without anybody to tell of an error.
        _ = counted(word)
        try:
            close(word)
        except:
            pass
        uncount(word)
    if cell.state != ENDED:
        _end(word)
    __op.destroy(__op.address_of(cell.handled))
    __op.destroy(__op.address_of(cell.value))
    __op.destroy(__op.address_of(cell.thrown))
    __op.destroy(__op.address_of(cell.outcome))


from .attributes import attribute_of, set_new_attribute
from .calls import call0
from .recursion import check_depth
from .sequences import next_of
from .steps import next_of_step, step_result
from .parallel import step_in, step_out
from .word import PerThread, parallel, uncount
