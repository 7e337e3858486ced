"""Built-in functions that end the program."""

from .class_builtins import _arguments
from .errors import SYSTEM_EXIT, Raised, error_class
from .exception_making import init_exception, make_exception
from .word import Object, Word

comptime first_flow_builtin = 50
comptime EXIT = 50
comptime QUIT = 51
comptime last_flow_builtin = 51

comptime Words = __type.pointer[Word]


def call_flow_builtin(number: Int, words: Words, count: Int) raises Raised -> Word:
    _arguments("quit" if number == QUIT else "exit", count, 0, 1)
    var exception = Object(owning=make_exception(error_class(SYSTEM_EXIT), words, count))
    init_exception(exception.word, words, count, Word(0))
    raise Raised(exception^)
