"""The compiler of a program that runs: a process of its own, which lives as long as the program, for what `exec` and `eval` are given.

A request is a line with the mode and two lengths, then the name of the source and its text, or of a module and folders to look in. An answer is a line that begins
with `code`, `absent` or `error`: the path of a library, whose function `python.code` (or `python.module NAME`) runs the code; or a `SyntaxError`. How to start the compiler is part of programs that mention these
functions (`src/driver/code-service.ts` is the other side).
"""

from ..io.output import flush_output
from ..ffi.dynamic_library import _last_error
from ..memory.raw import raw_allocate
from .cells import list_of, text_of
from .errors import RUNTIME_ERROR, SYNTAX_ERROR, Raised, error_class, new_error
from .word import KIND_TUPLE, Object, Word, none, small

comptime CodeEntry = __type.pointer[UInt8]
"""A `def(Word, Word) raises Raised -> Word`: the dictionary of global names, and where its own names go. `None` first: it makes its constants."""
comptime RunCode = def(Word, Word) raises Raised thin -> Word


struct _Service:
    var command: List[String]
    """The words of the command line; empty: the program was compiled without."""
    var socket: Int
    """-1: it has not been started."""

    def __init__(out self):
        self.command = List[String]()
        self.socket = -1


var _service: __type.pointer[_Service] = __op.null[_Service]()


def _the_service() -> ref [MutableAnyOrigin] _Service:
    if __op.eq(_service, __op.null[_Service]()):
        _service = raw_allocate[_Service](1)
        __op.initialize(_service, _Service())
    return __op.deref(_service)


def register_compiler(word: Word):
    """The next word of the command that starts the compiler."""
    _the_service().command.append(String(string_of(word)))


def compile_code(mode: StaticString, name: StringSlice[MutableAnyOrigin], text: StringSlice[MutableAnyOrigin]) raises Raised -> CodeEntry:
    """Compiles source text.

    Args:
        mode: `exec`, `eval` or `single`.
        name: Of the file, in tracebacks.
        text: The source.

    Raises:
        `SyntaxError`; `RuntimeError` if the compiler cannot be had.
    """
    var path = _asked(mode, name, text)
    var entry = _loaded(path, "python.code")
    release(run_code(entry, none(), none()))
    return entry


def module_code(name: StringSlice[MutableAnyOrigin], folders: StringSlice[MutableAnyOrigin]) raises Raised -> CodeEntry:
    """The function that runs a module which the program was compiled without; null if there is none in Python, or no compiler.

    Args:
        name: As it is imported.
        folders: To look in, a line for each.

    Raises:
        `SyntaxError`.
    """
    if __op.interpreting() or len(_the_service().command) == 0:
        return __op.null[UInt8]()
    var path = _asked("module", name, folders)
    if path.byte_length() == 0:
        return __op.null[UInt8]()
    return _loaded(path, String("python.module ", name))


def _asked(mode: StaticString, name: StringSlice[MutableAnyOrigin], text: StringSlice[MutableAnyOrigin]) raises Raised -> String:
    """The path of a library; empty: there is no such module."""
    ref service = _the_service()
    if service.socket < 0:
        _start(service)
    var request = String(mode, " ", name.byte_length(), " ", text.byte_length(), "\n", name, text)
    _send(service, request)
    var words = _line(service).split(" ")
    if words[0] == "absent":
        return String()
    if words[0] == "code":
        return _received(service, _number(words[1]))
    var message = _received(service, _number(words[6]))
    var line = _received(service, _number(words[7]))
    var file = _received(service, _number(words[8]))
    if words[1] == "internal":
        raise new_error(RUNTIME_ERROR, message^)
    raise _syntax_error(file^, words, message^, line^)


def _syntax_error(var file: String, words: List[String], var message: String, var line: String) raises Raised -> Raised:
    var place = List[Object]()
    place.append(Object(owning=text_of(file^)))
    place.append(Object(owning=small(_number(words[2]))))
    place.append(Object(owning=small(_number(words[3]))))
    place.append(Object(owning=text_of(line^)))
    place.append(Object(owning=small(_number(words[4]))))
    place.append(Object(owning=small(_number(words[5]))))
    var where = Object(owning=list_of(place^, KIND_TUPLE))
    var said = Object(owning=text_of(message^))
    var class_ = error_class(INDENTATION_ERROR if words[1] == "indentation" else SYNTAX_ERROR)
    return Raised(Object(owning=call2(class_, said.word, where.word)))


# The process


def _start(mut service: _Service) raises Raised:
    if len(service.command) == 0:
        raise new_error(
            RUNTIME_ERROR, "exec(), eval() and compile() need the compiler, which programs know that mention one of them by its name"
        )
    flush_output()
    var sockets = __op.uninitialized[__type.array[Int32, 2]]()
    # A pair of local stream sockets that other processes do not inherit.
    var result = Int32(raw=__op.external["socketpair", __type.i32](Int32(1).value, Int32(1 | 0x80000).value, Int32(0).value, __op.address_of(sockets)))
    if result != 0:
        raise new_error(RUNTIME_ERROR, "exec(), eval() and compile() need the compiler: no socket can be made to talk to it")
    var own = Int(__op.array_element(sockets, Int(0).value))
    var other = Int(__op.array_element(sockets, Int(1).value))
    var words = raw_allocate[__type.pointer[UInt8]](len(service.command) + 1)
    for i in range(len(service.command)):
        __op.store(__op.offset(words, i.value), service.command[i]._terminated())
    __op.store(__op.offset(words, len(service.command).value), __op.null[UInt8]())
    var process = Int32(raw=__op.external["fork", __type.i32]())
    if process == 0:
        _ = __op.external["dup2", __type.i32](Int32(other).value, Int32(0).value)
        _ = __op.external["dup2", __type.i32](Int32(other).value, Int32(1).value)
        _ = __op.external["execv", __type.i32](__op.load(words), words)
        __op.external["_exit", __type.none](Int32(127).value)
    _ = __op.external["close", __type.i32](Int32(other).value)
    service.socket = own


def _lost(mut service: _Service) -> Raised:
    _ = __op.external["close", __type.i32](Int32(service.socket).value)
    service.socket = -1
    return new_error(
        RUNTIME_ERROR,
        String("exec(), eval() and compile() need the compiler, which does not answer: ", service.command[len(service.command) - 2]),
    )


def _send(mut service: _Service, text: String) raises Raised:
    var bytes = text.as_bytes()
    var sent = 0
    while sent < len(bytes):
        # Without a signal if nobody listens.
        var count = Int(
            raw=__op.external["send", __type.index](
                Int32(service.socket).value, __op.offset(bytes._data, sent.value), (len(bytes) - sent).value, Int32(0x4000).value
            )
        )
        if count <= 0:
            raise _lost(service)
        sent += count
    _ = text


def _received(mut service: _Service, length: Int) raises Raised -> String:
    var bytes = List[UInt8]()
    bytes.resize(length, 0)
    var got = 0
    while got < length:
        var count = Int(
            raw=__op.external["recv", __type.index](
                Int32(service.socket).value, __op.offset(bytes.unsafe_ptr().address, got.value), (length - got).value, Int32(0).value
            )
        )
        if count <= 0:
            raise _lost(service)
        got += count
    var text = String(StringSlice[MutableAnyOrigin](unsafe_data=bytes.unsafe_ptr().address, length=length))
    _ = bytes^
    return text^


def _line(mut service: _Service) raises Raised -> String:
    var line = String()
    while True:
        var next = _received(service, 1)
        if next == "\n":
            return line^
        line += next


def _number(text: String) -> Int:
    try:
        return Int(text)
    except:
        return 0


def _loaded(path: String, symbol: String) raises Raised -> CodeEntry:
    """Makes code part of the process, for ever."""
    var name = String(path)
    var library = __op.external["dlopen", __type.pointer[UInt8]](name._terminated(), Int32(2).value)
    _ = name^
    if __op.eq(library, __op.null[UInt8]()):
        raise new_error(RUNTIME_ERROR, String("what exec() or eval() was given cannot be loaded: ", _last_error()))
    var wanted = String(symbol)
    var entry = __op.external["dlsym", __type.pointer[UInt8]](library, wanted._terminated())
    _ = wanted^
    return entry


def run_code(entry: CodeEntry, globals: Word, locals: Word) raises Raised -> Word:
    """What the code gives, with a count."""
    var held = entry
    return __op.load(__op.pointer_cast[RunCode](__op.address_of(held)))(globals, locals)


from .calls import call2
from .cells import string_of
from .errors import INDENTATION_ERROR
from .word import release
