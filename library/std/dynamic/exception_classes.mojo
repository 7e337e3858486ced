"""The built-in classes of exceptions: their names, what they extend, where each keeps its fields."""

from .cells import list_of
from .classes import new_class, new_class_of, reserve_fields
from .errors import EXCEPTION, EXCEPTION_GROUP, BASE_EXCEPTION_GROUP, error_class, error_class_count, set_error_class
from .names import name_of
from .types import type_class
from .word import KIND_TUPLE, Object, Word, none

comptime _names = [
    "BaseException",
    "Exception",
    "TypeError",
    "ValueError",
    "IndexError",
    "KeyError",
    "NameError",
    "UnboundLocalError",
    "AttributeError",
    "ZeroDivisionError",
    "OverflowError",
    "AssertionError",
    "RuntimeError",
    "NotImplementedError",
    "StopIteration",
    "GeneratorExit",
    "LookupError",
    "UnicodeError",
    "UnicodeEncodeError",
    "UnicodeDecodeError",
    "KeyboardInterrupt",
    "SystemExit",
    "ArithmeticError",
    "FloatingPointError",
    "BufferError",
    "EOFError",
    "ImportError",
    "ModuleNotFoundError",
    "MemoryError",
    "OSError",
    "BlockingIOError",
    "ChildProcessError",
    "ConnectionError",
    "BrokenPipeError",
    "ConnectionAbortedError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "FileExistsError",
    "FileNotFoundError",
    "InterruptedError",
    "IsADirectoryError",
    "NotADirectoryError",
    "PermissionError",
    "ProcessLookupError",
    "TimeoutError",
    "ReferenceError",
    "RecursionError",
    "PythonFinalizationError",
    "StopAsyncIteration",
    "SyntaxError",
    "IndentationError",
    "TabError",
    "SystemError",
    "UnicodeTranslateError",
    "Warning",
    "BytesWarning",
    "DeprecationWarning",
    "EncodingWarning",
    "FutureWarning",
    "ImportWarning",
    "PendingDeprecationWarning",
    "ResourceWarning",
    "RuntimeWarning",
    "SyntaxWarning",
    "UnicodeWarning",
    "UserWarning",
    "BaseExceptionGroup",
    "ExceptionGroup",
]
# Of each the number of its base; -1: none
comptime _bases = [
    -1, 0, 1, 1, 16, 16, 1, 6, 1, 22, 22, 1, 1, 12, 1, 0, 1, 3, 17, 17,
    0, 0, 1, 22, 1, 1, 1, 26, 1, 1, 29, 29, 29, 32, 32, 32, 32, 29, 29, 29, 29, 29, 29, 29, 29,
    1, 12, 12, 1, 1, 49, 50, 1, 17, 1, 54, 54, 54, 54, 54, 54, 54, 54, 54, 54, 54, 0, 66,
]


def make_error_classes() raises Raised:
    """At the start, after the types."""
    for number in range(error_class_count):
        set_error_class(number, Word(0))
    comptime for number in range(error_class_count):
        _make[number]()


def _make[number: Int]() raises Raised:
    """The class and, before it, what it extends."""
    if error_class(number).bits != 0:
        return
    comptime base = _bases[number]
    comptime name = _names[number]
    var word = name_of(StaticString(name)._data, StaticString(name)._length)
    comptime if base >= 0:
        _make[base]()
        comptime if number == EXCEPTION_GROUP:
            var bases = List[Object]()
            bases.append(Object(sharing=error_class(BASE_EXCEPTION_GROUP)))
            bases.append(Object(sharing=error_class(EXCEPTION)))
            var tuple = Object(owning=list_of(bases^, KIND_TUPLE))
            set_error_class(number, new_class_of(word, tuple.word, type_class()))
        else:
            set_error_class(number, new_class(word, error_class(base)))
    else:
        set_error_class(number, new_class(word, none()))
        reserve_fields(error_class(number))


from .errors import Raised
