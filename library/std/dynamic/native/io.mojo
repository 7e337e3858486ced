"""`io`: files of the system and in memory, and `open`."""

from ..arguments import Arguments, as_index
from ..attributes import attribute_of, set_attribute_of
from ..binary_files import (
    BinaryState,
    NO_DESCRIPTOR,
    available,
    binary_in,
    binary_tag,
    check_open,
    close_binary,
    flush_binary,
    is_binary,
    new_binary_state,
    os_error,
    read_bytes,
    read_line_bytes,
    seek_binary,
    system_error,
    tell_binary,
    truncate_binary,
    use_up,
    write_bytes,
)
from ..buffers import bytes_shown, is_writable, memory_shown
from ..bytes import bytes_in, bytes_view, is_bytes, new_bytes
from ..calls import call0, call1
from ..cells import items_of, list_of, string_of, text_of
from ..class_builtins import find_attribute
from ..classes import class_of, new_class_of
from ..errors import OS_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, error_class, new_error
from ..integers import is_whole
from ..memory_views import new_memory_view_of
from ..names import fixed_name, name_of
from ..native_classes import (
    as_iterator,
    constructor,
    holds,
    instance_with,
    method,
    method0,
    method1,
    native_class,
    new_iterator_state,
    property_of,
    rest_of,
    state_of,
    state_word,
)
from ..natives import define, define_value, module_of
from ..numbers import is_true
from ..printing import to_repr, type_name
from ..sequences import append, is_end, iterate, new_list, next_of
from ..text_files import TextState, binary_of, end_of_text_file, is_text_file, read_line_text, read_text, text_in, text_tag, write_text
from ..texts import text_length, view
from ..types import type_class, type_of
from ..word import KIND_BYTEARRAY, KIND_BYTES, KIND_INSTANCE, KIND_TEXT, KIND_TUPLE, NONE, UNBOUND, Object, Word, counted, give, none, small, truth
from ._io_memory import define_string_io


struct _Module:
    var unsupported: Word
    var text_class: Word
    var raw_class: Word
    var reader_class: Word
    var writer_class: Word
    var random_class: Word
    var memory_class: Word
    var standard: __type.array[Word, 3]

    @always_inline
    def __init__(out self):
        self.unsupported = Word(0)
        self.text_class = Word(0)
        self.raw_class = Word(0)
        self.reader_class = Word(0)
        self.writer_class = Word(0)
        self.random_class = Word(0)
        self.memory_class = Word(0)
        self.standard = __op.uninitialized[__type.array[Word, 3]]()


var _module: _Module = _Module()


def io_module() raises Raised -> Word:
    var module = module_of("io")
    define_value(module, "DEFAULT_BUFFER_SIZE", small(8192))
    define_value(module, "SEEK_SET", small(0))
    define_value(module, "SEEK_CUR", small(1))
    define_value(module, "SEEK_END", small(2))
    define(module, "open", open_file)
    define(module, "text_encoding", _text_encoding)
    _define_unsupported(module)
    var base = native_class(module, "io", "IOBase")
    _define_base(base)
    var raw = native_class(module, "io", "RawIOBase", base)
    method(raw, "read", _raw_read)
    method0(raw, "readall", _raw_read_all)
    var buffered = native_class(module, "io", "BufferedIOBase", base)
    var text = native_class(module, "io", "TextIOBase", base)
    _module.raw_class = native_class(module, "_io", "FileIO", raw)
    _module.reader_class = native_class(module, "_io", "BufferedReader", buffered)
    _module.writer_class = native_class(module, "_io", "BufferedWriter", buffered)
    _module.random_class = native_class(module, "_io", "BufferedRandom", buffered)
    _module.memory_class = native_class(module, "_io", "BytesIO", buffered)
    _define_binary(_module.raw_class, True, True)
    _define_binary(_module.reader_class, True, False)
    _define_binary(_module.writer_class, False, True)
    _define_binary(_module.random_class, True, True)
    _define_binary(_module.memory_class, True, True)
    constructor(_module.raw_class, _new_raw)
    constructor(_module.reader_class, _new_buffered)
    constructor(_module.writer_class, _new_buffered)
    constructor(_module.random_class, _new_buffered)
    constructor(_module.memory_class, _new_memory)
    method(_module.memory_class, "__init__", _init_memory)
    method0(_module.memory_class, "getvalue", _get_value)
    method0(_module.memory_class, "getbuffer", _get_buffer)
    _module.text_class = native_class(module, "_io", "TextIOWrapper", text)
    _define_text(_module.text_class)
    define_string_io(module, text)
    for number in range(3):
        __op.array_element(_module.standard, number.value) = _standard(number)
    return module


def standard_stream(number: Int) -> Word:
    """`sys.stdin`, `sys.stdout`, `sys.stderr`, with a count."""
    return counted(__op.array_element(_module.standard, number.value))


def _define_unsupported(module: Word) raises Raised:
    var bases = List[Object]()
    bases.append(Object(sharing=error_class(OS_ERROR)))
    bases.append(Object(sharing=error_class(VALUE_ERROR)))
    var tuple = Object(owning=list_of(bases^, KIND_TUPLE))
    _module.unsupported = new_class_of(fixed_name("UnsupportedOperation"), tuple.word, type_class())
    set_class_attribute(_module.unsupported, fixed_name("__module__"), Object(sharing=fixed_name("io")))
    define_value(module, "UnsupportedOperation", counted(_module.unsupported))
    define_value(module, "BlockingIOError", counted(error_class(FIRST_OS_ERROR)))


def _unsupported(var what: String) -> Raised:
    var text = Object(owning=text_of(what^))
    try:
        return Raised(Object(owning=call1(_module.unsupported, text.word)))
    except error:
        return error^


def _standard(number: Int) raises Raised -> Word:
    var cell = new_binary_state(number, _next_binary)
    ref made = __op.deref(cell)
    made.can_read = number == 0
    made.can_write = number != 0
    made.closes = False
    made.name = Object(owning=text_of("<stdin>" if number == 0 else ("<stdout>" if number == 1 else "<stderr>")))
    made.mode = Object(owning=text_of("r" if number == 0 else "w"))
    var buffer = Object(owning=instance_with(_module.reader_class if number == 0 else _module.writer_class, cell))
    var encoding = Object(owning=text_of("utf-8"))
    return _wrapped(buffer.word, encoding.word, Word(0), Word(NONE))


# What every file can do


def _define_base(class_: Word):
    method0(class_, "__enter__", _enter)
    method(class_, "__exit__", _exit)
    method0(class_, "__iter__", _enter)
    method0(class_, "__next__", _next_line)
    method(class_, "readline", _base_read_line)
    method(class_, "readlines", _read_lines)
    method1(class_, "writelines", _write_lines)
    method0(class_, "close", _base_close)
    method0(class_, "flush", _base_flush)
    method0(class_, "readable", _cannot)
    method0(class_, "writable", _cannot)
    method0(class_, "seekable", _cannot)
    method0(class_, "isatty", _cannot)
    method0(class_, "fileno", _no_descriptor)
    method(class_, "seek", _no_seek)
    method(class_, "truncate", _no_truncate)
    method0(class_, "tell", _tell_by_seek)
    property_of(class_, "closed", _base_closed)


def _check_not_closed(self: Word) raises Raised:
    var closed = Object(owning=attribute_of(self, fixed_name("closed")))
    if is_true(closed.word):
        raise new_error(VALUE_ERROR, "I/O operation on closed file.")


def _enter(function: Word, self: Word) raises Raised -> Word:
    _check_not_closed(self)
    return counted(self)


def _exit(args: Arguments) raises Raised -> Word:
    var close = Object(owning=attribute_of(args[0], fixed_name("close")))
    _ = Object(owning=call0(close.word))
    return none()


def _next_line(function: Word, self: Word) raises Raised -> Word:
    var read = Object(owning=attribute_of(self, fixed_name("readline")))
    var line = Object(owning=call0(read.word))
    if not is_true(line.word):
        raise Raised(Object(owning=call0(error_class(STOP_ITERATION))))
    return give(line^)


def _limit_of(args: Arguments, name: StaticString) raises Raised -> Int:
    """The only argument behind the instance: a size; -1 for none."""
    var rest = rest_of(args)
    rest.check_names(name, 0, 1, "size")
    var given = rest.get(0, "size")
    return -1 if given.bits == 0 or given.bits == NONE else as_index(given)


def _base_read_line(args: Arguments) raises Raised -> Word:
    """One byte after the other, by the instance's own `read`."""
    var most = _limit_of(args, "readline")
    var line = List[UInt8]()
    var one = Object(owning=small(1))
    while most < 0 or len(line) < most:
        var read = Object(owning=attribute_of(args[0], fixed_name("read")))
        var byte = Object(owning=call1(read.word, one.word))
        if not is_bytes(byte.word) or len(bytes_in(byte.word)) == 0:
            break
        line.append(bytes_in(byte.word)[0])
        if line[len(line) - 1] == 10:
            break
    return new_bytes(line^, KIND_BYTES)


def _read_lines(args: Arguments) raises Raised -> Word:
    """`readlines(hint=-1)`: lines until they are as long as the hint together."""
    var rest = rest_of(args)
    rest.check_count("readlines", 0, 1)
    var hint = -1 if rest.count == 0 or rest[0].bits == NONE else as_index(rest[0])
    var lines = Object(owning=new_list(0))
    var size = 0
    var iterator = Object(owning=iterate(args[0]))
    while hint <= 0 or size < hint:
        var item = next_of(iterator.word)
        if is_end(item):
            break
        var line = Object(owning=item)
        append(lines.word, line.word)
        size += length(line.word)
    return give(lines^)


def _write_lines(function: Word, self: Word, lines: Word) raises Raised -> Word:
    _check_not_closed(self)
    var iterator = Object(owning=iterate(lines))
    var write = Object(owning=attribute_of(self, fixed_name("write")))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return none()
        var line = Object(owning=item)
        _ = Object(owning=call1(write.word, line.word))


def _base_close(function: Word, self: Word) raises Raised -> Word:
    var closed = Object(owning=attribute_of(self, fixed_name("closed")))
    if not is_true(closed.word):
        var flush = Object(owning=attribute_of(self, fixed_name("flush")))
        _ = Object(owning=call0(flush.word))
        set_attribute_of(self, fixed_name("__IOBase_closed"), truth(True))
    return none()


def _base_closed(function: Word, self: Word) raises Raised -> Word:
    var found = find_attribute(self, fixed_name("__IOBase_closed"))
    if found.bits == 0:
        return truth(False)
    release(found)
    return truth(True)


def _base_flush(function: Word, self: Word) raises Raised -> Word:
    _check_not_closed(self)
    return none()


def _cannot(function: Word, self: Word) raises Raised -> Word:
    _check_not_closed(self)
    return truth(False)


def _no_descriptor(function: Word, self: Word) raises Raised -> Word:
    raise _unsupported("fileno")


def _no_seek(args: Arguments) raises Raised -> Word:
    raise _unsupported("seek")


def _no_truncate(args: Arguments) raises Raised -> Word:
    raise _unsupported("truncate")


def _tell_by_seek(function: Word, self: Word) raises Raised -> Word:
    var seek = Object(owning=attribute_of(self, fixed_name("seek")))
    var offset = Object(owning=small(0))
    var whence = Object(owning=small(1))
    return call2(seek.word, offset.word, whence.word)


def _raw_read(args: Arguments) raises Raised -> Word:
    """`read(size=-1)`, by the instance's own `readinto` or `readall`."""
    var most = _limit_of(args, "read")
    if most < 0:
        var all = Object(owning=attribute_of(args[0], fixed_name("readall")))
        return call0(all.word)
    var buffer = Object(owning=new_bytes(List[UInt8](length=most, fill=UInt8(0)), KIND_BYTEARRAY))
    var read = Object(owning=attribute_of(args[0], fixed_name("readinto")))
    var count = Object(owning=call1(read.word, buffer.word))
    if count.word.bits == NONE:
        return none()
    var bytes = bytes_in(buffer.word).copy()
    bytes.resize(unsafe_uninit_length=min(as_index(count.word), most))
    return new_bytes(bytes^, KIND_BYTES)


def _raw_read_all(function: Word, self: Word) raises Raised -> Word:
    var all = List[UInt8]()
    var size = Object(owning=small(8192))
    while True:
        var read = Object(owning=attribute_of(self, fixed_name("read")))
        var part = Object(owning=call1(read.word, size.word))
        if not is_bytes(part.word) or len(bytes_in(part.word)) == 0:
            return new_bytes(all^, KIND_BYTES)
        for i in range(len(bytes_in(part.word))):
            all.append(bytes_in(part.word)[i])


# Binary files


def _define_binary(class_: Word, reads: Bool, writes: Bool):
    method(class_, "read", _read)
    method(class_, "read1", _read)
    method(class_, "readline", _read_line)
    method1(class_, "readinto", _read_into)
    method1(class_, "readinto1", _read_into)
    method(class_, "peek", _peek)
    method1(class_, "write", _write)
    method(class_, "seek", _seek)
    method0(class_, "tell", _tell)
    method(class_, "truncate", _truncate)
    method0(class_, "flush", _flush)
    method0(class_, "close", _close)
    method0(class_, "detach", _detach)
    method0(class_, "readall", _read_all)
    method0(class_, "fileno", _descriptor)
    method0(class_, "isatty", _is_terminal)
    method0(class_, "readable", _readable)
    method0(class_, "writable", _writable)
    method0(class_, "seekable", _seekable)
    method0(class_, "__repr__", _repr)
    property_of(class_, "closed", _closed)
    property_of(class_, "name", _name)
    property_of(class_, "mode", _mode)
    property_of(class_, "raw", _raw)


def _binary(value: Word) raises Raised -> ref [MutableAnyOrigin] BinaryState:
    ref binary = state_of[BinaryState](value, binary_tag)
    check_open(binary)
    return binary


def _reading(value: Word) raises Raised -> ref [MutableAnyOrigin] BinaryState:
    ref binary = _binary(value)
    if not binary.can_read:
        raise _unsupported("read" if type_of(value) != _module.raw_class else "File not open for reading")
    return binary


def _writing(value: Word) raises Raised -> ref [MutableAnyOrigin] BinaryState:
    ref binary = _binary(value)
    if not binary.can_write:
        raise _unsupported("write" if type_of(value) != _module.raw_class else "File not open for writing")
    return binary


def _next_binary(word: Word) raises Raised -> Word:
    ref binary = __op.deref(word.at[BinaryState]())
    check_open(binary)
    var line = read_line_bytes(binary, -1)
    if len(line) == 0:
        return Word(UNBOUND)
    return new_bytes(line^, KIND_BYTES)


def _read(args: Arguments) raises Raised -> Word:
    """`read(size=-1)`."""
    var most = _limit_of(args, "read")
    return new_bytes(read_bytes(_reading(args[0]), most), KIND_BYTES)


def _read_all(function: Word, self: Word) raises Raised -> Word:
    var all = List[UInt8]()
    ref binary = _reading(self)
    while True:
        var part = read_bytes(binary, -1)
        if len(part) == 0:
            return new_bytes(all^, KIND_BYTES)
        all.extend(part^)


def _read_line(args: Arguments) raises Raised -> Word:
    """`readline(size=-1)`."""
    var most = _limit_of(args, "readline")
    return new_bytes(read_line_bytes(_reading(args[0]), most), KIND_BYTES)


def _read_into(function: Word, self: Word, buffer: Word) raises Raised -> Word:
    ref binary = _reading(self)
    if not is_writable(buffer):
        raise new_error(TYPE_ERROR, String("readinto() argument must be read-write bytes-like object, not ", type_name(buffer)))
    var target = memory_shown(buffer)
    var bytes = read_bytes(binary, target._length)
    raw_copy(target._data, bytes.unsafe_ptr().address, len(bytes))
    return small(len(bytes))


def _peek(args: Arguments) raises Raised -> Word:
    """What can be read without waiting, without using it up."""
    ref binary = _reading(args[0])
    return new_bytes(list_of_bytes(available(binary)), KIND_BYTES)


def _write(function: Word, self: Word, value: Word) raises Raised -> Word:
    ref binary = _writing(self)
    var bytes = Object(owning=bytes_shown(value))
    var shown = bytes_view(bytes.word)
    if binary.appends and not binary.is_buffered:
        _ = seek_binary(binary, 0, 2)
    write_bytes(binary, shown._data, shown._length)
    return small(shown._length)


def _seek(args: Arguments) raises Raised -> Word:
    """`seek(offset, whence=0)`."""
    var rest = rest_of(args)
    rest.check_count("seek", 1, 2)
    ref binary = _binary(args[0])
    return small(seek_binary(binary, as_index(rest[0]), as_index(rest[1]) if rest.count > 1 else 0))


def _tell(function: Word, self: Word) raises Raised -> Word:
    return small(tell_binary(_binary(self)))


def _truncate(args: Arguments) raises Raised -> Word:
    """`truncate(size=None)`."""
    var most = _limit_of(args, "truncate")
    ref binary = _writing(args[0])
    var size = tell_binary(binary) if most < 0 else most
    truncate_binary(binary, size)
    return small(size)


def _flush(function: Word, self: Word) raises Raised -> Word:
    flush_binary(_binary(self))
    return none()


def _close(function: Word, self: Word) raises Raised -> Word:
    close_binary(state_of[BinaryState](self, binary_tag))
    return none()


def _detach(function: Word, self: Word) raises Raised -> Word:
    ref binary = _binary(self)
    flush_binary(binary)
    if binary.raw.word.bits == NONE:
        raise _unsupported("detach")
    var raw = Object(sharing=binary.raw.word)
    binary.raw = Object(owning=none())
    binary.is_closed = True
    return give(raw^)


def _descriptor(function: Word, self: Word) raises Raised -> Word:
    ref binary = _binary(self)
    if binary.descriptor == NO_DESCRIPTOR:
        raise _unsupported("fileno")
    return small(binary.descriptor)


def _is_terminal(function: Word, self: Word) raises Raised -> Word:
    ref binary = _binary(self)
    if binary.descriptor == NO_DESCRIPTOR:
        return truth(False)
    return truth(Int(Int32(raw=__op.external["isatty", __type.i32](Int32(binary.descriptor).value))) == 1)


def _readable(function: Word, self: Word) raises Raised -> Word:
    return truth(_binary(self).can_read)


def _writable(function: Word, self: Word) raises Raised -> Word:
    return truth(_binary(self).can_write)


def _seekable(function: Word, self: Word) raises Raised -> Word:
    ref binary = _binary(self)
    if binary.descriptor < 0:
        return truth(True)
    return truth(Int(raw=__op.external["lseek", __type.index](Int32(binary.descriptor).value, Int(0).value, Int32(1).value)) >= 0)


def _closed(function: Word, self: Word) raises Raised -> Word:
    return truth(state_of[BinaryState](self, binary_tag).is_closed)


def _name(function: Word, self: Word) raises Raised -> Word:
    ref binary = state_of[BinaryState](self, binary_tag)
    if binary.name.word.bits == NONE:
        raise no_attribute(self, fixed_name("name"))
    return counted(binary.name.word)


def _mode(function: Word, self: Word) raises Raised -> Word:
    ref binary = state_of[BinaryState](self, binary_tag)
    if binary.mode.word.bits == NONE:
        raise no_attribute(self, fixed_name("mode"))
    return counted(binary.mode.word)


def _raw(function: Word, self: Word) raises Raised -> Word:
    ref binary = state_of[BinaryState](self, binary_tag)
    return counted(binary.raw.word if binary.raw.word.bits != NONE else self)


def _repr(function: Word, self: Word) raises Raised -> Word:
    ref binary = state_of[BinaryState](self, binary_tag)
    if binary.name.word.bits == NONE:
        return text_of(String("<_io.", type_name(self), " object at ", hex_of(self.bits), ">"))
    return text_of(String("<_io.", type_name(self), " name=", to_repr(binary.name.word), ">"))


def _new_raw(args: Arguments) raises Raised -> Word:
    """`FileIO(name, mode="r", closefd=True, opener=None)`."""
    var rest = rest_of(args)
    rest.check_names("FileIO", 1, 4, "file", "mode", "closefd", "opener")
    var mode = rest.get(1, "mode")
    var closes = rest.get(2, "closefd")
    var made = Object(owning=_opened(args[0], rest.get(0, "file"), String("r") if mode.bits == 0 else String(string_of(mode)), closes.bits == 0 or is_true(closes), Word(0)))
    binary_in(made.word).is_buffered = False
    return give(made^)


def _new_buffered(args: Arguments) raises Raised -> Word:
    """`BufferedReader(raw, buffer_size=8192)` and its like."""
    var rest = rest_of(args)
    rest.check_names(StaticString("BufferedReader"), 1, 2, "raw", "buffer_size")
    var cell = new_binary_state(NO_DESCRIPTOR, _next_binary)
    ref made = __op.deref(cell)
    made.raw = Object(sharing=rest.get(0, "raw"))
    made.can_read = not subclass_of(args[0], _module.writer_class)
    made.can_write = not subclass_of(args[0], _module.reader_class)
    return instance_with(args[0], cell)


def _new_memory(args: Arguments) raises Raised -> Word:
    var cell = new_binary_state(NO_DESCRIPTOR, _next_binary)
    __op.deref(cell).storage = Object(owning=new_bytes(List[UInt8](), KIND_BYTEARRAY))
    return instance_with(args[0], cell)


def _init_memory(args: Arguments) raises Raised -> Word:
    """`BytesIO(initial_bytes=b"")`."""
    var rest = rest_of(args)
    rest.check_names("BytesIO", 0, 1, "initial_bytes")
    var given = rest.get(0, "initial_bytes")
    ref binary = state_of[BinaryState](args[0], binary_tag)
    binary.position = 0
    binary.is_closed = False
    if given.bits != 0 and given.bits != NONE:
        var bytes = Object(owning=bytes_shown(given))
        binary.storage = Object(owning=new_bytes(bytes_in(bytes.word).copy(), KIND_BYTEARRAY))
    return none()


def _get_value(function: Word, self: Word) raises Raised -> Word:
    return new_bytes(bytes_in(_binary(self).storage.word).copy(), KIND_BYTES)


def _get_buffer(function: Word, self: Word) raises Raised -> Word:
    return new_memory_view_of(_binary(self).storage.word)


# Text files


def _define_text(class_: Word):
    constructor(class_, _new_text)
    method(class_, "read", _read_text)
    method(class_, "readline", _read_line_text)
    method1(class_, "write", _write_text)
    method(class_, "seek", _seek_text)
    method0(class_, "tell", _tell_text)
    method(class_, "truncate", _truncate_text)
    method(class_, "reconfigure", _reconfigure)
    method0(class_, "flush", _of_buffer["flush"])
    method0(class_, "fileno", _of_buffer["fileno"])
    method0(class_, "isatty", _of_buffer["isatty"])
    method0(class_, "readable", _of_buffer["readable"])
    method0(class_, "writable", _of_buffer["writable"])
    method0(class_, "seekable", _of_buffer["seekable"])
    method0(class_, "close", _of_buffer["close"])
    method0(class_, "detach", _detach_text)
    method0(class_, "__repr__", _repr_text)
    property_of(class_, "closed", _attribute_of_buffer["closed"])
    property_of(class_, "name", _attribute_of_buffer["name"])
    property_of(class_, "mode", _attribute_of_buffer["mode"])
    property_of(class_, "buffer", _buffer)
    property_of(class_, "encoding", _encoding)
    property_of(class_, "errors", _errors)
    property_of(class_, "newlines", _newlines)
    property_of(class_, "line_buffering", _line_buffering)


def _text(value: Word) raises Raised -> ref [MutableAnyOrigin] TextState:
    return state_of[TextState](value, text_tag)


def _of_buffer[name: StaticString](function: Word, self: Word) raises Raised -> Word:
    var method = Object(owning=attribute_of(_text(self).buffer.word, fixed_name(name)))
    return call0(method.word)


def _attribute_of_buffer[name: StaticString](function: Word, self: Word) raises Raised -> Word:
    return attribute_of(_text(self).buffer.word, fixed_name(name))


def _next_text(word: Word) raises Raised -> Word:
    ref text = __op.deref(word.at[TextState]())
    if not binary_of(text).can_read:
        raise _unsupported("not readable")
    var line = Object(owning=read_line_text(text, -1))
    if string_of(line.word).byte_length() == 0:
        return Word(UNBOUND)
    return give(line^)


def _wrapped(buffer: Word, encoding: Word, errors: Word, newline: Word) raises Raised -> Word:
    return _made_text(_module.text_class, buffer, encoding, errors, newline)


def _made_text(class_: Word, buffer: Word, encoding: Word, errors: Word, newline: Word) raises Raised -> Word:
    var cell = new_iterator_state[TextState](text_tag, end_of_text_file, _next_text)
    ref made = __op.deref(cell)
    var given = Object(sharing=buffer)
    if not is_binary(buffer):
        var reader = new_binary_state(NO_DESCRIPTOR, _next_binary)
        __op.deref(reader).raw = Object(sharing=buffer)
        given = Object(owning=instance_with(_module.random_class, reader))
    __op.initialize(__op.address_of(made.buffer), given^)
    var is_named = encoding.bits != 0 and encoding.bits != NONE
    var has_errors = errors.bits != 0 and errors.bits != NONE
    __op.initialize(__op.address_of(made.encoding), Object(sharing=encoding) if is_named else Object(owning=text_of("UTF-8")))
    __op.initialize(__op.address_of(made.errors), Object(sharing=errors) if has_errors else Object(owning=text_of("strict")))
    __op.initialize(__op.address_of(made.newline), Object(sharing=newline))
    made.is_line_buffered = False
    made.is_plain = not is_named and not has_errors
    var result = Object(owning=instance_with(class_, cell))
    var empty = Object(owning=new_bytes(List[UInt8](), KIND_BYTES))
    _ = Object(owning=decode_with(empty.word, made.encoding.word, made.errors.word))
    return give(result^)


def _checked_newline(given: Word) raises Raised -> Word:
    if given.bits == 0 or given.bits == NONE:
        return Word(NONE)
    if not given.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("open() argument 'newline' must be str or None, not ", type_name(given)))
    ref text = string_of(given)
    if not (text == "" or text == "\n" or text == "\r" or text == "\r\n"):
        raise new_error(VALUE_ERROR, String("illegal newline value: ", text))
    return given


def _new_text(args: Arguments) raises Raised -> Word:
    """`TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)`."""
    var rest = rest_of(args)
    rest.check_names("TextIOWrapper", 1, 6, "buffer", "encoding", "errors", "newline", "line_buffering", "write_through")
    var made = Object(
        owning=_made_text(
            args[0], rest.get(0, "buffer"), rest.get(1, "encoding"), rest.get(2, "errors"), _checked_newline(rest.get(3, "newline"))
        )
    )
    var by_line = rest.get(4, "line_buffering")
    text_in(made.word).is_line_buffered = by_line.bits != 0 and is_true(by_line)
    return give(made^)


def _reading_text(value: Word) raises Raised -> ref [MutableAnyOrigin] TextState:
    ref text = _text(value)
    if not binary_of(text).can_read:
        raise _unsupported("not readable")
    return text


def _read_text(args: Arguments) raises Raised -> Word:
    """`read(size=-1)`."""
    var most = _limit_of(args, "read")
    return read_text(_reading_text(args[0]), most)


def _read_line_text(args: Arguments) raises Raised -> Word:
    """`readline(size=-1)`."""
    var most = _limit_of(args, "readline")
    return read_line_text(_reading_text(args[0]), most)


def _write_text(function: Word, self: Word, value: Word) raises Raised -> Word:
    if not value.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("write() argument must be str, not ", type_name(value)))
    ref text = _text(self)
    if not binary_of(text).can_write:
        raise _unsupported("not writable")
    write_text(text, value)
    return small(text_length(value))


def _seek_text(args: Arguments) raises Raised -> Word:
    """`seek(offset, whence=0)`."""
    var rest = rest_of(args)
    rest.check_count("seek", 1, 2)
    ref binary = binary_of(_text(args[0]))
    var offset = as_index(rest[0])
    var whence = as_index(rest[1]) if rest.count > 1 else 0
    if whence != 0 and offset != 0:
        raise _unsupported("can't do nonzero end-relative seeks" if whence == 2 else "can't do nonzero cur-relative seeks")
    if offset < 0:
        raise new_error(VALUE_ERROR, String("negative seek position ", offset))
    return small(seek_binary(binary, offset, whence))


def _tell_text(function: Word, self: Word) raises Raised -> Word:
    return small(tell_binary(binary_of(_text(self))))


def _truncate_text(args: Arguments) raises Raised -> Word:
    var most = _limit_of(args, "truncate")
    ref binary = binary_of(_text(args[0]))
    var size = tell_binary(binary) if most < 0 else most
    truncate_binary(binary, size)
    return small(size)


def _reconfigure(args: Arguments) raises Raised -> Word:
    """`reconfigure(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)`."""
    ref text = _text(args[0])
    var encoding = args.named("encoding")
    var errors = args.named("errors")
    if encoding.is_(KIND_TEXT):
        text.encoding = Object(sharing=encoding)
    if errors.is_(KIND_TEXT):
        text.errors = Object(sharing=errors)
    if args.named("newline").bits != 0:
        text.newline = Object(sharing=_checked_newline(args.named("newline")))
    var by_line = args.named("line_buffering")
    if by_line.bits != 0 and by_line.bits != NONE:
        text.is_line_buffered = is_true(by_line)
    return none()


def _detach_text(function: Word, self: Word) raises Raised -> Word:
    ref text = _text(self)
    flush_binary(binary_of(text))
    var buffer = Object(sharing=text.buffer.word)
    text.buffer = Object(owning=none())
    return give(buffer^)


def _repr_text(function: Word, self: Word) raises Raised -> Word:
    ref text = _text(self)
    var shown = String("<_io.TextIOWrapper")
    if is_binary(text.buffer.word):
        ref binary = binary_in(text.buffer.word)
        if binary.name.word.bits != NONE:
            shown += String(" name=", to_repr(binary.name.word))
        if binary.mode.word.bits != NONE:
            shown += String(" mode=", to_repr(binary.mode.word))
    shown += String(" encoding=", to_repr(text.encoding.word), ">")
    return text_of(shown^)


def _buffer(function: Word, self: Word) raises Raised -> Word:
    ref text = _text(self)
    if is_binary(text.buffer.word):
        ref binary = binary_in(text.buffer.word)
        if binary.raw.word.bits != NONE and class_of(text.buffer.word) == _module.random_class:
            return counted(binary.raw.word)
    return counted(text.buffer.word)


def _encoding(function: Word, self: Word) raises Raised -> Word:
    return counted(_text(self).encoding.word)


def _errors(function: Word, self: Word) raises Raised -> Word:
    return counted(_text(self).errors.word)


def _newlines(function: Word, self: Word) raises Raised -> Word:
    return none()


def _line_buffering(function: Word, self: Word) raises Raised -> Word:
    return truth(_text(self).is_line_buffered)


def _text_encoding(args: Arguments) raises Raised -> Word:
    """`text_encoding(encoding, stacklevel=2)`."""
    args.check_count("text_encoding", 1, 2)
    return text_of("locale") if args[0].bits == NONE else counted(args[0])


# Opening


comptime _write_only = 1
comptime _read_write = 2
comptime _create = 64
comptime _exclusive = 128
comptime _empty = 512
comptime _append = 1024
comptime _close_at_exec = 524288


def path_of(file: Word) raises Raised -> Object:
    """The name of a file as a text."""
    var path = Object(sharing=file)
    if file.is_(KIND_INSTANCE):
        var found = find_attribute(file, fixed_name("__fspath__"))
        if found.bits != 0:
            var method = Object(owning=found)
            path = Object(owning=call0(method.word))
    if path.word.is_(KIND_BYTES):
        return Object(owning=decode_with(path.word, Word(0), Word(0)))
    if not path.word.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("expected str, bytes or os.PathLike object, not ", type_name(file)))
    return path


def _opened(class_: Word, file: Word, mode: String, closes: Bool, opener: Word) raises Raised -> Word:
    """A file without text; the mode has no `b` and no `t`."""
    var updates = "+" in mode
    var reads = "r" in mode or updates
    var writes = "r" not in mode or updates
    var flags: Int = _close_at_exec
    if updates:
        flags |= _read_write
    elif not reads:
        flags |= _write_only
    if "w" in mode:
        flags |= _create | _empty
    if "x" in mode:
        flags |= _create | _exclusive
    if "a" in mode:
        flags |= _create | _append
    var descriptor: Int
    if is_whole(file):
        descriptor = as_index(file)
        if descriptor < 0:
            raise new_error(VALUE_ERROR, "negative file descriptor")
    elif opener.bits != 0 and opener.bits != NONE:
        var number = Object(owning=small(flags))
        var result = Object(owning=call2(opener, file, number.word))
        descriptor = as_index(result.word)
    else:
        var path = path_of(file)
        if "\0" in string_of(path.word):
            raise new_error(VALUE_ERROR, "embedded null byte")
        var terminated = String(string_of(path.word), "\0")
        descriptor = Int(
            Int32(
                raw=__op.external["open", __type.i32](
                    terminated.as_string_slice()._data, Int32(flags).value, Int32(438).value
                )
            )
        )
        if descriptor < 0:
            raise system_error(file)
        _ = terminated.byte_length()
        if Int(raw=__op.external["lseek", __type.index](Int32(descriptor).value, Int(0).value, Int32(2).value)) == Int.MAX:
            _ = __op.external["close", __type.i32](Int32(descriptor).value)
            raise os_error(21, "Is a directory", file)
        if "a" not in mode:
            _ = __op.external["lseek", __type.index](Int32(descriptor).value, Int(0).value, Int32(0).value)
    var cell = new_binary_state(descriptor, _next_binary)
    ref made = __op.deref(cell)
    made.can_read = reads
    made.can_write = writes
    made.appends = "a" in mode
    made.closes = closes
    made.name = Object(sharing=file)
    made.mode = Object(owning=text_of("rb+" if "r" in mode and updates else (String(mode.replace("+", ""), "b+") if updates else String(mode, "b"))))
    return instance_with(class_, cell)


def open_file(args: Arguments) raises Raised -> Word:
    """`open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)`."""
    args.check_names("open", 1, 8, "file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener")
    var given = args.get(1, "mode")
    if given.bits != 0 and not given.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("open() argument 'mode' must be str, not ", type_name(given)))
    var mode = String("r") if given.bits == 0 else String(string_of(given))
    var is_binary_mode = "b" in mode
    _check_mode(mode, args)
    var plain_mode = mode.replace("b", "").replace("t", "")
    var buffering = args.get(2, "buffering")
    var closes = args.get(6, "closefd")
    var updates = "+" in mode
    var class_ = _module.random_class if updates else (_module.reader_class if "r" in mode else _module.writer_class)
    var is_unbuffered = buffering.bits != 0 and as_index(buffering) == 0
    if is_unbuffered:
        if not is_binary_mode:
            raise new_error(VALUE_ERROR, "can't have unbuffered text I/O")
        class_ = _module.raw_class
    var file = Object(
        owning=_opened(class_, args.get(0, "file"), plain_mode, closes.bits == 0 or is_true(closes), args.get(7, "opener"))
    )
    binary_in(file.word).is_buffered = not is_unbuffered
    if is_binary_mode:
        return give(file^)
    var text = Object(owning=_wrapped(file.word, args.get(3, "encoding"), args.get(4, "errors"), _checked_newline(args.get(5, "newline"))))
    text_in(text.word).is_line_buffered = buffering.bits != 0 and as_index(buffering) == 1
    binary_in(file.word).mode = Object(owning=text_of(mode^))
    return give(text^)


def _check_mode(mode: String, args: Arguments) raises Raised:
    var kinds = 0
    var bytes = mode.as_string_slice()
    for i in range(bytes._length):
        var letter = bytes._byte(i)
        if letter == 114 or letter == 119 or letter == 97 or letter == 120:
            kinds += 1
        elif letter != 98 and letter != 116 and letter != 43:
            raise new_error(VALUE_ERROR, String("invalid mode: '", mode, "'"))
        for j in range(i):
            if bytes._byte(j) == letter:
                raise new_error(VALUE_ERROR, String("invalid mode: '", mode, "'"))
    if "b" in mode and "t" in mode:
        raise new_error(VALUE_ERROR, "can't have text and binary mode at once")
    if kinds != 1:
        raise new_error(VALUE_ERROR, "must have exactly one of create/read/write/append mode")
    if "b" in mode:
        if _is_given(args.get(3, "encoding")):
            raise new_error(VALUE_ERROR, "binary mode doesn't take an encoding argument")
        if _is_given(args.get(4, "errors")):
            raise new_error(VALUE_ERROR, "binary mode doesn't take an errors argument")
        if _is_given(args.get(5, "newline")):
            raise new_error(VALUE_ERROR, "binary mode doesn't take a newline argument")


def _is_given(value: Word) -> Bool:
    return value.bits != 0 and value.bits != NONE


from ...memory.raw import raw_copy
from ..attributes import no_attribute
from ..bytes import list_of_bytes
from ..calls import call2, call_general
from ..classes import set_class_attribute, subclass_of
from ..encoding import decode_with
from ..errors import FIRST_OS_ERROR, STOP_ITERATION
from ..printing import hex_of
from ..sequences import length
from ..word import release
