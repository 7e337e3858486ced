"""Text over bytes that are read and written in order: decoding, encoding, ends of lines (`TextIOWrapper`)."""

from .binary_files import (
    BinaryState,
    append_bytes_to,
    available,
    binary_in,
    binary_tag,
    flush_binary,
    give_back,
    is_binary,
    new_binary_state,
    read_bytes,
    use_up,
    write_bytes,
)
from .bytes import bytes_view, new_bytes
from .calls import call1
from .cells import string_of, text_of
from .encoding import decode_with, encode_with
from .errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .native_classes import State, holds, new_iterator_state, state_word
from .texts import offset_of, text_length, view
from .word import KIND_BYTES, KIND_TEXT, NONE, Object, Word, none, word_of

comptime text_tag = 41


struct TextState:
    var state: State
    var buffer: Object
    """What bytes come from and go to: an instance with a `BinaryState`."""
    var encoding: Object
    var errors: Object
    var newline: Object
    """`None`: any end of a line, read as a line feed. Empty: any, as it is. Else the only one."""
    var is_line_buffered: Bool
    var is_plain: Bool
    """UTF-8 and no handling of errors."""


@always_inline
def is_text_file(value: Word) -> Bool:
    return holds(value, text_tag)


@always_inline
def text_in(value: Word) -> ref [MutableAnyOrigin] TextState:
    return __op.deref(state_word(value).at[TextState]())


def binary_of(text: TextState) raises Raised -> ref [MutableAnyOrigin] BinaryState:
    if not is_binary(text.buffer.word):
        raise new_error(VALUE_ERROR, "underlying buffer has been detached")
    ref binary = binary_in(text.buffer.word)
    if binary.is_closed:
        raise new_error(VALUE_ERROR, "I/O operation on closed file.")
    return binary


def end_of_text_file(word: Word):
    ref text = __op.deref(word.at[TextState]())
    __op.destroy(__op.address_of(text.buffer))
    __op.destroy(__op.address_of(text.encoding))
    __op.destroy(__op.address_of(text.errors))
    __op.destroy(__op.address_of(text.newline))


# Writing


def write_text(text: TextState, value: Word) raises Raised:
    ref binary = binary_of(text)
    var shown = Object(sharing=value)
    if text.newline.word.is_(KIND_TEXT) and string_of(text.newline.word).byte_length() > 0 and string_of(text.newline.word) != "\n":
        shown = Object(owning=text_of(string_of(value).replace("\n", string_of(text.newline.word))))
    var encoded = Object(owning=encode_with(shown.word, text.encoding.word, text.errors.word))
    var bytes = bytes_view(encoded.word)
    write_bytes(binary, bytes._data, bytes._length)
    if text.is_line_buffered and "\n" in string_of(value):
        flush_binary(binary)


# Reading


def _find_end(found: StringSlice, any_end: Bool, byte: UInt8) -> Int:
    """Behind the first end of a line; -1: there is none."""
    for i in range(found._length):
        var each = found._byte(i)
        if each == byte or (any_end and each == 13):
            return i + 1
    return -1


def _raw_line(mut binary: BinaryState, newline: Word) raises Raised -> List[UInt8]:
    """The bytes of a line, with its end as it is."""
    var any_end = newline.bits == NONE or string_of(newline).byte_length() == 0
    var is_pair = not any_end and string_of(newline).byte_length() == 2
    var byte = UInt8(13) if not any_end and string_of(newline) == "\r" else UInt8(10)
    var line = List[UInt8]()
    while True:
        var found = available(binary)
        if found._length == 0:
            return line^
        var end = _find_end(found, any_end, byte)
        var count = found._length if end < 0 else end
        append_bytes_to(line, found._data, count)
        use_up(binary, count)
        if end < 0:
            continue
        if is_pair and (len(line) < 2 or line[len(line) - 2] != 13):
            continue
        if any_end and line[len(line) - 1] == 13:
            var next = available(binary)
            if next._length > 0 and next._byte(0) == 10:
                line.append(10)
                use_up(binary, 1)
        return line^


def _decoded(text: TextState, var bytes: List[UInt8]) raises Raised -> Object:
    if text.newline.word.bits == NONE:
        _translate(bytes)
    var held = Object(owning=new_bytes(bytes^, KIND_BYTES))
    return Object(owning=decode_with(held.word, text.encoding.word, text.errors.word))


def _translate(mut bytes: List[UInt8]):
    """Makes each end of a line a line feed."""
    var kept = 0
    var count = len(bytes)
    for i in range(count):
        if bytes[i] == 13:
            if i + 1 < count and bytes[i + 1] == 10:
                continue
            bytes[kept] = 10
        else:
            bytes[kept] = bytes[i]
        kept += 1
    bytes.resize(unsafe_uninit_length=kept)


def read_line_text(text: TextState, most: Int) raises Raised -> Word:
    """A line, or as many characters of it."""
    ref binary = binary_of(text)
    var raw = _raw_line(binary, text.newline.word)
    var line = _decoded(text, raw.copy())
    if most < 0 or text_length(line.word) <= most:
        return give(line^)
    var whole = view(line.word)
    var first = Object(owning=text_of(String(whole._slice(0, offset_of(line.word, most)))))
    var used = Object(owning=encode_with(first.word, text.encoding.word, text.errors.word))
    var start = bytes_view(used.word)._length
    give_back(
        binary,
        StringSlice[MutableAnyOrigin](unsafe_data=__op.offset(raw.unsafe_ptr().address, start.value), length=len(raw) - start),
    )
    _ = len(raw)
    return give(first^)


def read_text(text: TextState, most: Int) raises Raised -> Word:
    """So many characters, or all that there are."""
    ref binary = binary_of(text)
    if most < 0:
        var all = _decoded(text, read_bytes(binary, -1))
        return give(all^)
    var result = String()
    var count = 0
    while count < most:
        var part = Object(owning=read_line_text(text, most - count))
        if text_length(part.word) == 0:
            break
        count += text_length(part.word)
        result += string_of(part.word)
    return text_of(result^)


from .word import give
