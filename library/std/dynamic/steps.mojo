"""What is awaited of asynchronous generators: one step of them each, as an iterator. Also what `__await__` of a coroutine gives."""

from .cells import StepCell
from .classes import class_of, subclass_of
from .errors import GENERATOR_EXIT, RUNTIME_ERROR, STOP_ASYNC_ITERATION, Raised, error_class, new_error, new_exception
from .generators import ENDED, FRESH, ask, cell_of, close, new_exit, result_of, resume, take_stopped, throw_into
from .handled import set_context
from .word import KIND_STEP, UNBOUND, Object, Word, new_cell, none, release, word_of

comptime ASEND = 0
comptime ATHROW = 1
comptime ACLOSE = 2
comptime WRAPPER = 3
"""Of a coroutine or another iterator."""
comptime ANEXT = 4
"""As a wrapper, with a value for the end."""

comptime _new = 0
comptime _begun = 1
comptime _over = 2


def new_step(mode: Int, source: Word, argument: Word) -> Word:
    """
    Args:
        mode: What kind of step.
        source: The asynchronous generator, or the iterator that is wrapped.
        argument: What is sent, thrown, or given at the end.
    """
    var cell = new_cell[StepCell](KIND_STEP)
    ref step = __op.deref(cell)
    step.mode = mode
    step.state = _new
    __op.initialize(__op.address_of(step.source), Object(sharing=source))
    __op.initialize(__op.address_of(step.argument), Object(sharing=argument))
    __op.initialize(__op.address_of(step.result), Object(owning=none()))
    return word_of(cell)


def end_of_step(word: Word):
    ref step = __op.deref(word.at[StepCell]())
    if step.state == _begun and step.mode < WRAPPER:
        cell_of(step.source.word).has_step = False
    __op.destroy(__op.address_of(step.source))
    __op.destroy(__op.address_of(step.argument))
    __op.destroy(__op.address_of(step.result))


def step_result(step: Word) -> Object:
    return __op.deref(step.at[StepCell]()).result


def step_name(word: Word) -> StaticString:
    var mode = __op.deref(word.at[StepCell]()).mode
    if mode == WRAPPER:
        return "coroutine_wrapper"
    if mode == ANEXT:
        return "anext_awaitable"
    return "async_generator_asend" if mode == ASEND else "async_generator_athrow"


def close_step(word: Word) raises Raised:
    ref step = __op.deref(word.at[StepCell]())
    if step.mode >= WRAPPER and has_coroutine(step.source.word):
        return close(step.source.word)
    if step.state == _begun:
        var exit = new_exit()
        try:
            release(next_of_step(word, none(), exit.word))
        except error:
            var class_ = class_of(error.value.word)
            if not subclass_of(class_, error_class(GENERATOR_EXIT)) and not subclass_of(class_, error_class(STOP_ASYNC_ITERATION)):
                raise error^
    step.state = _over


def next_of_step(word: Word, sent: Word, thrown: Word) raises Raised -> Word:
    """What the generator awaits next; unbound when the step has its result."""
    ref step = __op.deref(word.at[StepCell]())
    if step.mode >= WRAPPER:
        return _next_of_wrapper(word, sent, thrown)
    if step.state == _over:
        raise new_error(RUNTIME_ERROR, String("cannot reuse already awaited ", _method(step.mode)))
    ref generator = cell_of(step.source.word)
    if step.state == _begun:
        return _go_on(word, sent, thrown)
    if generator.has_step:
        step.state = _over
        raise new_error(RUNTIME_ERROR, String(_running(step.mode), ": asynchronous generator is already running"))
    step.state = _begun
    generator.has_step = True
    if thrown != none() or step.mode == ASEND:
        var value = Object(sharing=step.argument.word if sent == none() and step.mode == ASEND else sent)
        return _go_on(word, value.word, thrown)
    if step.mode == ATHROW:
        if generator.state == ENDED:
            _finish(word)
            raise _stop()
        var exception = step.argument
        return _go_on(word, none(), exception.word)
    if generator.state == ENDED or generator.state == FRESH:
        close(step.source.word)
        _finish(word)
        return Word(UNBOUND)
    var exit = new_exit()
    return _go_on(word, none(), exit.word)


def _method(mode: Int) -> StaticString:
    return "__anext__()/asend()" if mode == ASEND else "aclose()/athrow()"


def _running(mode: Int) -> StaticString:
    return "anext()" if mode == ASEND else "athrow()" if mode == ATHROW else "aclose()"


def _finish(word: Word):
    ref step = __op.deref(word.at[StepCell]())
    step.state = _over
    cell_of(step.source.word).has_step = False


def _stop() -> Raised:
    var exception = Object(owning=new_exception(error_class(STOP_ASYNC_ITERATION), List[Object]()))
    set_context(exception.word)
    return Raised(exception^)


def _go_on(word: Word, sent: Word, thrown: Word) raises Raised -> Word:
    ref step = __op.deref(word.at[StepCell]())
    var generator = Object(sharing=step.source.word)
    var value = Word(UNBOUND)
    try:
        value = resume(generator.word, sent, none()) if thrown == none() else throw_into(generator.word, thrown)
    except error:
        _finish(word)
        var class_ = class_of(error.value.word)
        var is_end = subclass_of(class_, error_class(STOP_ASYNC_ITERATION)) or subclass_of(class_, error_class(GENERATOR_EXIT))
        if step.mode == ACLOSE and is_end:
            return Word(UNBOUND)
        raise error^
    if value.bits == UNBOUND:
        _finish(word)
        if step.mode == ACLOSE:
            return value
        raise _stop()
    if not cell_of(generator.word).gives_value:
        return value
    var result = Object(owning=value)
    _finish(word)
    if step.mode == ACLOSE:
        raise new_error(RUNTIME_ERROR, "async generator ignored GeneratorExit")
    step.result = result^
    return Word(UNBOUND)


def _next_of_wrapper(word: Word, sent: Word, thrown: Word) raises Raised -> Word:
    ref step = __op.deref(word.at[StepCell]())
    var source = Object(sharing=step.source.word)
    try:
        var value = ask(source.word, sent, thrown)
        if value.bits == UNBOUND:
            step.result = result_of(source.word)
        elif value.bits == 0:
            step.result = take_stopped()
            return Word(UNBOUND)
        return value
    except error:
        if step.mode != ANEXT or not subclass_of(class_of(error.value.word), error_class(STOP_ASYNC_ITERATION)):
            raise error^
        step.result = step.argument
        return Word(UNBOUND)


from .generators import has_coroutine
