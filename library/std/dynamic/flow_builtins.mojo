"""Built-in functions that end the program, and those of asynchronous iteration."""

from .class_builtins import _arguments
from .coroutines import anext_of, async_iterate
from .errors import SYSTEM_EXIT, Raised, error_class
from .exception_making import init_exception, make_exception
from .word import Object, Word

comptime first_flow_builtin = 50
comptime EXIT = 50
comptime QUIT = 51
comptime AITER = 52
comptime ANEXT = 53
comptime last_flow_builtin = 53

comptime Words = __type.pointer[Word]


def call_flow_builtin(number: Int, words: Words, count: Int) raises Raised -> Word:
    if number == AITER:
        _arguments("aiter", count, 1, 1)
        return async_iterate(__op.load(words))
    if number == ANEXT:
        _arguments("anext", count, 1, 2)
        return anext_of(__op.load(words), __op.load(__op.offset(words, Int(1).value)) if count > 1 else Word(0))
    _arguments("quit" if number == QUIT else "exit", count, 0, 1)
    var exception = Object(owning=make_exception(error_class(SYSTEM_EXIT), words, count))
    init_exception(exception.word, words, count, Word(0))
    raise Raised(exception^)
