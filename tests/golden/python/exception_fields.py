# test: run
# Built-in classes of exceptions: what they extend, their arguments and fields, notes, what they say.
for class_ in [
    BaseException, GeneratorExit, KeyboardInterrupt, SystemExit, Exception, ArithmeticError, FloatingPointError, OverflowError,
    ZeroDivisionError, AssertionError, AttributeError, BufferError, EOFError, ImportError, ModuleNotFoundError, LookupError,
    IndexError, KeyError, MemoryError, NameError, UnboundLocalError, OSError, BlockingIOError, ChildProcessError, ConnectionError,
    BrokenPipeError, ConnectionAbortedError, ConnectionRefusedError, ConnectionResetError, FileExistsError, FileNotFoundError,
    InterruptedError, IsADirectoryError, NotADirectoryError, PermissionError, ProcessLookupError, TimeoutError, ReferenceError,
    RuntimeError, NotImplementedError, RecursionError, StopAsyncIteration, StopIteration, SyntaxError, IndentationError, TabError,
    SystemError, TypeError, ValueError, UnicodeError, UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, Warning,
    BytesWarning, DeprecationWarning, EncodingWarning, FutureWarning, ImportWarning, PendingDeprecationWarning, ResourceWarning,
    RuntimeWarning, SyntaxWarning, UnicodeWarning, UserWarning, BaseExceptionGroup, ExceptionGroup,
]:
    print(class_.__name__, [base.__name__ for base in class_.__mro__[1:]])
print(IOError is OSError, EnvironmentError is OSError)


def show(error, *names):
    print(repr(error), "|", str(error), "|", error.args, [getattr(error, name) for name in names])


show(Exception())
show(ValueError(1, "two"))
show(KeyError("k"))
show(KeyError("a", "b"))
show(StopIteration(5), "value")
show(StopIteration(), "value")
show(StopIteration(1, 2), "value")
show(SystemExit(), "code")
show(SystemExit(3), "code")
show(SystemExit(1, 2), "code")
show(OSError("just text"), "errno", "strerror", "filename")
show(OSError(2, "No such file"), "errno", "strerror", "filename")
show(OSError(13, "denied", "name.txt"), "errno", "strerror", "filename", "filename2")
show(OSError(17, "exists", "a", None, "b"), "filename", "filename2")
show(OSError(999, "odd"))
show(FileNotFoundError(1, "kept class"))
for code in [11, 10, 32, 103, 111, 104, 17, 2, 4, 21, 20, 13, 1, 3, 110]:
    print(type(OSError(code, "text")).__name__, end=" ")
print()
show(ImportError("no module", name="m", path="p"), "name", "path", "msg")
show(NameError("n", name="x"), "name")
show(AttributeError("a", name="x", obj=3), "name", "obj")
show(SyntaxError("bad", ("folder/f.py", 3, 5, "text")), "msg", "filename", "lineno", "offset", "text")
show(SyntaxError("bad"), "msg", "lineno")
show(UnicodeDecodeError("utf-8", b"a\xffb", 1, 2, "why"), "encoding", "object", "start", "end", "reason")
show(UnicodeDecodeError("utf-8", b"a\xffb", 0, 2, "why"))
show(UnicodeEncodeError("ascii", "aäb", 1, 2, "why"))
show(UnicodeEncodeError("ascii", "a\u20acb", 1, 2, "why"))
show(UnicodeEncodeError("ascii", "a\U0001f600b", 0, 2, "why"))
show(UnicodeTranslateError("aäb", 1, 2, "why"))
for wrong in [
    lambda: ValueError(a=1),
    lambda: NameError("n", other=1),
    lambda: UnicodeDecodeError("x"),
    lambda: UnicodeDecodeError(1, b"", 0, 1, ""),
]:
    try:
        wrong()
    except TypeError as error:
        print(error)
try:
    missing_name
except NameError as error:
    print(error.name)
try:
    (5).missing
except AttributeError as error:
    print(error.name, error.obj)

e = ValueError("noted")
print(hasattr(e, "__notes__"))
e.add_note("one")
e.add_note("two")
print(e.__notes__)
try:
    e.add_note(3)
except TypeError as error:
    print(error)
print(e.__traceback__, e.__context__, e.__cause__, e.__suppress_context__)
e.__cause__ = KeyError("cause")
print(repr(e.__cause__), e.__suppress_context__)
e.args = [1, 2]
print(e.args, str(e))
for name, value in [("__cause__", 1), ("__context__", "x"), ("__traceback__", 2), ("__suppress_context__", 5)]:
    try:
        setattr(e, name, value)
    except TypeError as error:
        print(error)
print(e.with_traceback(None) is e)
e.own = "attribute"
print(e.own, e.args)
del e.own
print(hasattr(e, "own"), e.args)


class Plain(Exception):
    pass


class WithInit(ValueError):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class NoSuper(Exception):
    def __init__(self, a, b=2):
        self.sum = a + b


class Text(KeyError):
    def __str__(self):
        return "text of " + repr(self.args)


class Exit(SystemExit):
    def __init__(self):
        pass


show(Plain("x", 1))
show(WithInit(7, "said"), "code")
show(NoSuper(1, b=5), "sum")
show(Text(1))
show(Exit(), "code")
try:
    raise Plain
except Plain as error:
    show(error)
try:
    raise WithInit(1, "raised")
except (KeyError, ValueError) as error:
    show(error, "code")
# output:
# BaseException ['object']
# GeneratorExit ['BaseException', 'object']
# KeyboardInterrupt ['BaseException', 'object']
# SystemExit ['BaseException', 'object']
# Exception ['BaseException', 'object']
# ArithmeticError ['Exception', 'BaseException', 'object']
# FloatingPointError ['ArithmeticError', 'Exception', 'BaseException', 'object']
# OverflowError ['ArithmeticError', 'Exception', 'BaseException', 'object']
# ZeroDivisionError ['ArithmeticError', 'Exception', 'BaseException', 'object']
# AssertionError ['Exception', 'BaseException', 'object']
# AttributeError ['Exception', 'BaseException', 'object']
# BufferError ['Exception', 'BaseException', 'object']
# EOFError ['Exception', 'BaseException', 'object']
# ImportError ['Exception', 'BaseException', 'object']
# ModuleNotFoundError ['ImportError', 'Exception', 'BaseException', 'object']
# LookupError ['Exception', 'BaseException', 'object']
# IndexError ['LookupError', 'Exception', 'BaseException', 'object']
# KeyError ['LookupError', 'Exception', 'BaseException', 'object']
# MemoryError ['Exception', 'BaseException', 'object']
# NameError ['Exception', 'BaseException', 'object']
# UnboundLocalError ['NameError', 'Exception', 'BaseException', 'object']
# OSError ['Exception', 'BaseException', 'object']
# BlockingIOError ['OSError', 'Exception', 'BaseException', 'object']
# ChildProcessError ['OSError', 'Exception', 'BaseException', 'object']
# ConnectionError ['OSError', 'Exception', 'BaseException', 'object']
# BrokenPipeError ['ConnectionError', 'OSError', 'Exception', 'BaseException', 'object']
# ConnectionAbortedError ['ConnectionError', 'OSError', 'Exception', 'BaseException', 'object']
# ConnectionRefusedError ['ConnectionError', 'OSError', 'Exception', 'BaseException', 'object']
# ConnectionResetError ['ConnectionError', 'OSError', 'Exception', 'BaseException', 'object']
# FileExistsError ['OSError', 'Exception', 'BaseException', 'object']
# FileNotFoundError ['OSError', 'Exception', 'BaseException', 'object']
# InterruptedError ['OSError', 'Exception', 'BaseException', 'object']
# IsADirectoryError ['OSError', 'Exception', 'BaseException', 'object']
# NotADirectoryError ['OSError', 'Exception', 'BaseException', 'object']
# PermissionError ['OSError', 'Exception', 'BaseException', 'object']
# ProcessLookupError ['OSError', 'Exception', 'BaseException', 'object']
# TimeoutError ['OSError', 'Exception', 'BaseException', 'object']
# ReferenceError ['Exception', 'BaseException', 'object']
# RuntimeError ['Exception', 'BaseException', 'object']
# NotImplementedError ['RuntimeError', 'Exception', 'BaseException', 'object']
# RecursionError ['RuntimeError', 'Exception', 'BaseException', 'object']
# StopAsyncIteration ['Exception', 'BaseException', 'object']
# StopIteration ['Exception', 'BaseException', 'object']
# SyntaxError ['Exception', 'BaseException', 'object']
# IndentationError ['SyntaxError', 'Exception', 'BaseException', 'object']
# TabError ['IndentationError', 'SyntaxError', 'Exception', 'BaseException', 'object']
# SystemError ['Exception', 'BaseException', 'object']
# TypeError ['Exception', 'BaseException', 'object']
# ValueError ['Exception', 'BaseException', 'object']
# UnicodeError ['ValueError', 'Exception', 'BaseException', 'object']
# UnicodeDecodeError ['UnicodeError', 'ValueError', 'Exception', 'BaseException', 'object']
# UnicodeEncodeError ['UnicodeError', 'ValueError', 'Exception', 'BaseException', 'object']
# UnicodeTranslateError ['UnicodeError', 'ValueError', 'Exception', 'BaseException', 'object']
# Warning ['Exception', 'BaseException', 'object']
# BytesWarning ['Warning', 'Exception', 'BaseException', 'object']
# DeprecationWarning ['Warning', 'Exception', 'BaseException', 'object']
# EncodingWarning ['Warning', 'Exception', 'BaseException', 'object']
# FutureWarning ['Warning', 'Exception', 'BaseException', 'object']
# ImportWarning ['Warning', 'Exception', 'BaseException', 'object']
# PendingDeprecationWarning ['Warning', 'Exception', 'BaseException', 'object']
# ResourceWarning ['Warning', 'Exception', 'BaseException', 'object']
# RuntimeWarning ['Warning', 'Exception', 'BaseException', 'object']
# SyntaxWarning ['Warning', 'Exception', 'BaseException', 'object']
# UnicodeWarning ['Warning', 'Exception', 'BaseException', 'object']
# UserWarning ['Warning', 'Exception', 'BaseException', 'object']
# BaseExceptionGroup ['BaseException', 'object']
# ExceptionGroup ['BaseExceptionGroup', 'Exception', 'BaseException', 'object']
# True True
# Exception() |  | () []
# ValueError(1, 'two') | (1, 'two') | (1, 'two') []
# KeyError('k') | 'k' | ('k',) []
# KeyError('a', 'b') | ('a', 'b') | ('a', 'b') []
# StopIteration(5) | 5 | (5,) [5]
# StopIteration() |  | () [None]
# StopIteration(1, 2) | (1, 2) | (1, 2) [1]
# SystemExit() |  | () [None]
# SystemExit(3) | 3 | (3,) [3]
# SystemExit(1, 2) | (1, 2) | (1, 2) [(1, 2)]
# OSError('just text') | just text | ('just text',) [None, None, None]
# FileNotFoundError(2, 'No such file') | [Errno 2] No such file | (2, 'No such file') [2, 'No such file', None]
# PermissionError(13, 'denied') | [Errno 13] denied: 'name.txt' | (13, 'denied') [13, 'denied', 'name.txt', None]
# FileExistsError(17, 'exists') | [Errno 17] exists: 'a' -> 'b' | (17, 'exists') ['a', 'b']
# OSError(999, 'odd') | [Errno 999] odd | (999, 'odd') []
# FileNotFoundError(1, 'kept class') | [Errno 1] kept class | (1, 'kept class') []
# BlockingIOError ChildProcessError BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError PermissionError ProcessLookupError TimeoutError 
# ImportError('no module') | no module | ('no module',) ['m', 'p', 'no module']
# NameError('n') | n | ('n',) ['x']
# AttributeError('a') | a | ('a',) ['x', 3]
# SyntaxError('bad', ('folder/f.py', 3, 5, 'text')) | bad (f.py, line 3) | ('bad', ('folder/f.py', 3, 5, 'text')) ['bad', 'folder/f.py', 3, 5, 'text']
# SyntaxError('bad') | bad | ('bad',) ['bad', None]
# UnicodeDecodeError('utf-8', b'a\xffb', 1, 2, 'why') | 'utf-8' codec can't decode byte 0xff in position 1: why | ('utf-8', b'a\xffb', 1, 2, 'why') ['utf-8', b'a\xffb', 1, 2, 'why']
# UnicodeDecodeError('utf-8', b'a\xffb', 0, 2, 'why') | 'utf-8' codec can't decode bytes in position 0-1: why | ('utf-8', b'a\xffb', 0, 2, 'why') []
# UnicodeEncodeError('ascii', 'aäb', 1, 2, 'why') | 'ascii' codec can't encode character '\xe4' in position 1: why | ('ascii', 'aäb', 1, 2, 'why') []
# UnicodeEncodeError('ascii', 'a€b', 1, 2, 'why') | 'ascii' codec can't encode character '\u20ac' in position 1: why | ('ascii', 'a€b', 1, 2, 'why') []
# UnicodeEncodeError('ascii', 'a😀b', 0, 2, 'why') | 'ascii' codec can't encode characters in position 0-1: why | ('ascii', 'a😀b', 0, 2, 'why') []
# UnicodeTranslateError('aäb', 1, 2, 'why') | can't translate character '\xe4' in position 1: why | ('aäb', 1, 2, 'why') []
# ValueError() takes no keyword arguments
# NameError() got an unexpected keyword argument 'other'
# function takes exactly 5 arguments (1 given)
# argument 1 must be str, not int
# missing_name
# missing 5
# False
# ['one', 'two']
# note must be a str, not 'int'
# None None None False
# KeyError('cause') True
# (1, 2) (1, 2)
# exception cause must be None or derive from BaseException
# exception context must be None or derive from BaseException
# __traceback__ must be a traceback or None
# attribute value type must be bool
# True
# attribute (1, 2)
# False (1, 2)
# Plain('x', 1) | ('x', 1) | ('x', 1) []
# WithInit('said') | said | ('said',) [7]
# NoSuper(1) | 1 | (1,) [6]
# Text(1) | text of (1,) | (1,) []
# Exit() |  | () [None]
# Plain() |  | () []
# WithInit('raised') | raised | ('raised',) [1]
