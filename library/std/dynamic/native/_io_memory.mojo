"""`StringIO`: a text that is read and written as a file is."""

from ..arguments import Arguments, as_index
from ..cells import string_of, text_of
from ..errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..native_classes import (
    State,
    constructor,
    instance_with,
    method,
    method0,
    method1,
    native_class,
    new_iterator_state,
    property_of,
    rest_of,
    state_of,
)
from ..printing import type_name
from ..texts import text_length, view
from ..word import KIND_TEXT, NONE, UNBOUND, Object, Word, none, small, truth

comptime _tag = 42


struct _Memory:
    var state: State
    var text: String
    var at: Int
    """Offset in bytes; behind the end there may be `beyond` characters more."""
    var beyond: Int
    var newline: Object
    var is_closed: Bool


def define_string_io(module: Word, base: Word):
    var class_ = native_class(module, "_io", "StringIO", base)
    constructor(class_, _new)
    method(class_, "__init__", _init)
    method(class_, "read", _read)
    method(class_, "readline", _read_line)
    method1(class_, "write", _write)
    method(class_, "seek", _seek)
    method(class_, "truncate", _truncate)
    method0(class_, "tell", _tell)
    method0(class_, "getvalue", _get_value)
    method0(class_, "close", _close)
    method0(class_, "readable", _can)
    method0(class_, "writable", _can)
    method0(class_, "seekable", _can)
    property_of(class_, "closed", _closed)
    property_of(class_, "line_buffering", _false)
    property_of(class_, "newlines", _nothing)


def _memory(value: Word) raises Raised -> ref [MutableAnyOrigin] _Memory:
    return state_of[_Memory](value, _tag)


def _open(value: Word) raises Raised -> ref [MutableAnyOrigin] _Memory:
    ref memory = _memory(value)
    if memory.is_closed:
        raise new_error(VALUE_ERROR, "I/O operation on closed file")
    return memory


def _new(args: Arguments) raises Raised -> Word:
    var cell = new_iterator_state[_Memory](_tag, _end, _next)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.text), String())
    made.at = 0
    made.beyond = 0
    __op.initialize(__op.address_of(made.newline), Object(owning=text_of("\n")))
    made.is_closed = False
    return instance_with(args[0], cell)


def _end(word: Word):
    ref memory = __op.deref(word.at[_Memory]())
    __op.destroy(__op.address_of(memory.text))
    __op.destroy(__op.address_of(memory.newline))


def _init(args: Arguments) raises Raised -> Word:
    """`StringIO(initial_value="", newline="\\n")`."""
    var rest = rest_of(args)
    rest.check_names("StringIO", 0, 2, "initial_value", "newline")
    ref memory = _memory(args[0])
    var newline = rest.get(1, "newline")
    if newline.bits != 0:
        if newline.bits != NONE and not newline.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("newline must be str or None, not ", type_name(newline)))
        if newline.is_(KIND_TEXT) and not _is_newline(string_of(newline)):
            raise new_error(VALUE_ERROR, String("illegal newline value: ", to_repr(newline)))
        memory.newline = Object(sharing=newline)
    memory.text = String()
    memory.at = 0
    memory.beyond = 0
    memory.is_closed = False
    var value = rest.get(0, "initial_value")
    if value.bits != 0 and value.bits != NONE:
        if not value.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("initial_value must be str or None, not ", type_name(value)))
        _put(memory, _translated(memory, value))
        memory.at = 0
    return none()


def _is_newline(text: String) -> Bool:
    return text == "" or text == "\n" or text == "\r" or text == "\r\n"


def _translated(memory: _Memory, value: Word) -> String:
    ref text = string_of(value)
    if memory.newline.word.bits == NONE:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    ref newline = string_of(memory.newline.word)
    if newline.byte_length() > 0 and newline != "\n":
        return text.replace("\n", newline)
    return String(text)


def _after(text: StringSlice, start: Int, count: Int) -> Int:
    """The offset of a character so many further on, or the end."""
    var at = start
    for _ in range(count):
        if at >= text._length:
            break
        at += 1
        while at < text._length and text._byte(at) & 0xC0 == 0x80:
            at += 1
    return at


def _put(mut memory: _Memory, text: String):
    for _ in range(memory.beyond):
        memory.text.append_byte(0)
        memory.at += 1
    memory.beyond = 0
    if memory.at == memory.text.byte_length():
        memory.text += text
    else:
        var old = memory.text.as_string_slice()
        var count = 0
        var new = text.as_string_slice()
        for i in range(new._length):
            count += Int(new._byte(i) & 0xC0 != 0x80)
        var end = _after(old, memory.at, count)
        memory.text = String(old._slice(0, memory.at), text, old._slice(end, old._length))
    memory.at += text.byte_length()


def _write(function: Word, self: Word, value: Word) raises Raised -> Word:
    if not value.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("string argument expected, got '", type_name(value), "'"))
    ref memory = _open(self)
    if text_length(value) > 0:
        if memory.newline.word.is_(KIND_TEXT) and string_of(memory.newline.word).byte_length() <= 1 and memory.beyond == 0 and memory.at == memory.text.byte_length() and string_of(memory.newline.word) != "\r":
            memory.text += string_of(value)
            memory.at = memory.text.byte_length()
        else:
            _put(memory, _translated(memory, value))
    return small(text_length(value))


def _limit(args: Arguments, name: StaticString) raises Raised -> Int:
    var rest = rest_of(args)
    rest.check_count(name, 0, 1)
    return -1 if rest.count == 0 or rest[0].bits == NONE else as_index(rest[0])


def _read(args: Arguments) raises Raised -> Word:
    """`read(size=-1)`."""
    var most = _limit(args, "read")
    ref memory = _open(args[0])
    var text = memory.text.as_string_slice()
    var end = text._length if most < 0 else _after(text, memory.at, most)
    var result = text_of(String(text._slice(memory.at, end)))
    memory.at = end
    return result


def _line(mut memory: _Memory, most: Int) -> Word:
    var text = memory.text.as_string_slice()
    var any_end = memory.newline.word.bits == NONE or string_of(memory.newline.word).byte_length() == 0
    var end = memory.at
    while end < text._length:
        var byte = text._byte(end)
        end += 1
        if any_end:
            if byte == 10:
                break
            if byte == 13:
                if end < text._length and text._byte(end) == 10:
                    end += 1
                break
        elif text._slice(memory.at, end).endswith(string_of(memory.newline.word).as_string_slice()):
            break
    if most >= 0:
        end = min(end, _after(text, memory.at, most))
    var result = text_of(String(text._slice(memory.at, end)))
    memory.at = end
    return result


def _read_line(args: Arguments) raises Raised -> Word:
    """`readline(size=-1)`."""
    return _line(_open(args[0]), _limit(args, "readline"))


def _next(word: Word) raises Raised -> Word:
    ref memory = __op.deref(word.at[_Memory]())
    if memory.is_closed:
        raise new_error(VALUE_ERROR, "I/O operation on closed file")
    if memory.at >= memory.text.byte_length():
        return Word(UNBOUND)
    return _line(memory, -1)


def _place(memory: _Memory) -> Int:
    var text = memory.text.as_string_slice()
    var count = memory.beyond
    for i in range(memory.at):
        count += Int(text._byte(i) & 0xC0 != 0x80)
    return count


def _seek(args: Arguments) raises Raised -> Word:
    """`seek(offset, whence=0)`."""
    var rest = rest_of(args)
    rest.check_count("seek", 1, 2)
    ref memory = _open(args[0])
    var offset = as_index(rest[0])
    var whence = as_index(rest[1]) if rest.count > 1 else 0
    if whence < 0 or whence > 2:
        raise new_error(VALUE_ERROR, String("Invalid whence (", whence, ", should be 0, 1 or 2)"))
    if whence == 0 and offset < 0:
        raise new_error(VALUE_ERROR, String("Negative seek position ", offset))
    if whence != 0 and offset != 0:
        raise new_error(OS_ERROR, "Can't do nonzero cur-relative seeks")
    var length = memory.text.byte_length()
    if whence == 2:
        memory.at = length
        memory.beyond = 0
    elif whence == 0:
        memory.at = _after(memory.text.as_string_slice(), 0, offset)
        memory.beyond = 0
        if memory.at == length:
            memory.beyond = offset - _place(memory)
    return small(_place(memory))


def _tell(function: Word, self: Word) raises Raised -> Word:
    return small(_place(_open(self)))


def _truncate(args: Arguments) raises Raised -> Word:
    """`truncate(size=None)`."""
    ref memory = _open(args[0])
    var most = _limit(args, "truncate")
    var size = _place(memory) if most < 0 else most
    var text = memory.text.as_string_slice()
    var end = _after(text, 0, size)
    memory.text = String(text._slice(0, end))
    if memory.at > end:
        memory.beyond = 0
        memory.at = end
    return small(size)


def _get_value(function: Word, self: Word) raises Raised -> Word:
    return text_of(String(_open(self).text))


def _close(function: Word, self: Word) raises Raised -> Word:
    ref memory = _memory(self)
    memory.is_closed = True
    memory.text = String()
    memory.at = 0
    return none()


def _can(function: Word, self: Word) raises Raised -> Word:
    _ = _open(self)
    return truth(True)


def _closed(function: Word, self: Word) raises Raised -> Word:
    return truth(_memory(self).is_closed)


def _false(function: Word, self: Word) raises Raised -> Word:
    return truth(False)


def _nothing(function: Word, self: Word) raises Raised -> Word:
    return none()


from ..errors import OS_ERROR
from ..printing import to_repr
