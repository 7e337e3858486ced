"""Texts as sequences of code points: length, elements, slices, growth in place.

A text is UTF-8. Where it is ASCII, which its cached length tells, an index is an offset; elsewhere offsets of every 64th code point are kept once
somebody has asked for an element, so that an element takes constant time in any text.
"""

from ..collections.string.utf8 import utf8_count, utf8_decode, utf8_encode, utf8_sequence_length
from ..memory.raw import raw_allocate, raw_free
from .cells import TextCell, string_of, text_of
from .errors import INDEX_ERROR, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .word import KIND_TEXT, Object, Word, counted, shape_of_kind, word_of

comptime _interval = 64


@always_inline
def view(value: Word) -> StringSlice[MutableAnyOrigin]:
    """The bytes of a text, which must live on."""
    ref text = string_of(value)
    return StringSlice[MutableAnyOrigin](unsafe_data=text._data_pointer(), length=text.byte_length())


@always_inline
def text_length(value: Word) -> Int:
    """In code points."""
    ref cell = __op.deref(value.at[TextCell]())
    if cell.length < 0:
        cell.length = utf8_count(cell.text._data_pointer(), cell.text.byte_length())
    return cell.length


@always_inline
def is_ascii(value: Word) -> Bool:
    return text_length(value) == string_of(value).byte_length()


def offset_of(value: Word, index: Int) -> Int:
    """The offset of the code point `index`, from 0 to the length."""
    var text = view(value)
    var count = text_length(value)
    if count == text._length:
        return index
    if index >= count:
        return text._length
    var offset = 0
    var rest = index
    if count > 2 * _interval:
        ref cell = __op.deref(value.at[TextCell]())
        if __op.eq(cell.marks, __op.null[UInt32]()):
            cell.marks = _marks_of(text, count)
        offset = Int(__op.load(__op.offset(cell.marks, (index // _interval).value)))
        rest = index % _interval
    for _ in range(rest):
        offset += utf8_sequence_length(text._byte(offset))
    return offset


def _marks_of(text: StringSlice, count: Int) -> __type.pointer[UInt32]:
    var marks = raw_allocate[UInt32](count // _interval + 1)
    var offset = 0
    for i in range(count):
        if i % _interval == 0:
            __op.store(__op.offset(marks, (i // _interval).value), UInt32(offset))
        offset += utf8_sequence_length(text._byte(offset))
    return marks


def index_of(value: Word, offset: Int) -> Int:
    """The code point at an offset."""
    if is_ascii(value):
        return offset
    return utf8_count(string_of(value)._data_pointer(), offset)


# Elements


struct _Characters:
    var words: __type.pointer[Word]

    @always_inline
    def __init__(out self):
        self.words = __op.null[Word]()


var _characters: _Characters = _Characters()
"""Texts of one ASCII character, which live for ever; bits 0 where nobody has asked yet."""


def character(code: Int) -> Word:
    """A text of one code point."""
    if code < 128:
        return counted(ascii_character(code))
    var made = String()
    append_code(made, code)
    var word = text_of(made^)
    __op.deref(word.at[TextCell]()).length = 1
    return word


def ascii_character(code: Int) -> Word:
    """Of a code below 128; without a count."""
    if __op.eq(_characters.words, __op.null[Word]()):
        _characters.words = raw_allocate[Word](128)
        for i in range(128):
            __op.store(__op.offset(_characters.words, i.value), Word(0))
    var known = __op.load(__op.offset(_characters.words, code.value))
    if known.bits == 0:
        # The name with this text, so that literals are the same word.
        var byte = UInt8(code)
        known = name_of(__op.address_of(byte), 1)
        __op.deref(known.at[TextCell]()).length = 1
        __op.store(__op.offset(_characters.words, code.value), known)
    return known


def append_code(mut text: String, code: Int):
    if code < 128:
        text.append_byte(UInt8(code))
        return
    var length = text.byte_length()
    var target = text._prepare(length + 4)
    var size = utf8_encode(code, __op.offset(target, length.value))
    text._set_length(length + size)


def code_at(text: StringSlice, offset: Int, mut size: Int) -> Int:
    """The code point at an offset, and how many bytes it takes."""
    return utf8_decode(__op.offset(text._data, offset.value), text._length - offset, size)


def codes_of(text: StringSlice) -> List[Int]:
    var codes = List[Int](capacity=text._length)
    var offset = 0
    var size = 1
    while offset < text._length:
        codes.append(code_at(text, offset, size))
        offset += size
    return codes^


def part(value: Word, start: Int, end: Int) -> Word:
    """The bytes from `start` to `end` as a text."""
    var text = view(value)
    if start == 0 and end == text._length:
        return counted(value)
    if end <= start:
        return empty_text()
    if end - start == 1:
        return character(Int(text._byte(start)))
    var made = text_of(String(text._slice(start, end)))
    if is_ascii(value):
        __op.deref(made.at[TextCell]()).length = end - start
    return made


def empty_text() -> Word:
    return counted(name_of(__op.null[UInt8](), 0))


def text_item(value: Word, index: Int) raises Raised -> Word:
    """`value[index]`."""
    var at = index
    var count = text_length(value)
    if at < 0:
        at += count
    if at < 0 or at >= count:
        raise new_error(INDEX_ERROR, "string index out of range")
    var text = view(value)
    var size = 1
    return character(code_at(text, offset_of(value, at), size))


def text_slice(value: Word, start: Int, step: Int, count: Int) -> Word:
    """`count` elements from `start` on, which are there."""
    if count <= 0:
        return empty_text()
    if step == 1:
        return part(value, offset_of(value, start), offset_of(value, start + count))
    var made = String(capacity=count)
    var text = view(value)
    var size = 1
    if is_ascii(value):
        for i in range(count):
            made.append_byte(text._byte(start + i * step))
    else:
        for i in range(count):
            append_code(made, code_at(text, offset_of(value, start + i * step), size))
    return text_of(made^)


def next_character(value: Word, mut offset: Int) -> Word:
    """The code point at an offset, which moves on; it is before the end."""
    var size = 1
    var code = code_at(view(value), offset, size)
    offset += size
    return character(code)


# Growth


@always_inline
def grows(a: Word, b: Word) -> Bool:
    """`a += b` in place, where `a` is a text that one variable owns; whether that was so."""
    return a.is_cell() and _grows(a, b, 1)


@always_inline
def variable_grows(variable: __type.pointer[Object], a: Word, b: Word) -> Bool:
    """As `grows`, where `a` is what a variable of the module held, with a count of its own."""
    return a.is_cell() and __op.deref(variable).word == a and _grows(a, b, 2)


@no_inline
def _grows(a: Word, b: Word, owners: Int) -> Bool:
    if __op.deref(a.at[TextCell]()).cell.owners != owners or not a.is_(KIND_TEXT) or not b.is_(KIND_TEXT) or a == b:
        return False
    grow(a, b)
    return True


def grow(a: Word, b: Word):
    """Appends a text to one that nobody else sees."""
    ref cell = __op.deref(a.at[TextCell]())
    var more = view(b)
    if cell.length >= 0:
        cell.length += text_length(b)
    cell.hash = -1
    if __op.ne(cell.marks, __op.null[UInt32]()):
        raw_free(cell.marks)
        cell.marks = __op.null[UInt32]()
    cell.text._append(more._data, more._length)


def joined(a: Word, b: Word) -> Word:
    """`a + b`"""
    var x = view(a)
    var y = view(b)
    if x._length == 0:
        return counted(b)
    if y._length == 0:
        return counted(a)
    var result = String(capacity=x._length + y._length)
    result._append(x._data, x._length)
    result._append(y._data, y._length)
    var made = text_of(result^)
    __op.deref(made.at[TextCell]()).length = text_length(a) + text_length(b)
    return made


def repeated_text(value: Word, count: Int) -> Word:
    if count == 1:
        return counted(value)
    if count <= 0:
        return empty_text()
    var made = text_of(string_of(value) * count)
    __op.deref(made.at[TextCell]()).length = text_length(value) * count
    return made


# `ord` and `chr`


def code_of(value: Word) raises Raised -> Int:
    """`ord(value)` of a text."""
    if text_length(value) != 1:
        raise new_error(
            TYPE_ERROR, String("ord() expected a character, but string of length ", text_length(value), " found")
        )
    var size = 1
    return code_at(view(value), 0, size)


def text_of_code(code: Int) raises Raised -> Word:
    """`chr(code)`."""
    if code < 0 or code > 0x10FFFF:
        raise new_error(VALUE_ERROR, "chr() arg not in range(0x110000)")
    return character(code)


from .names import name_of
