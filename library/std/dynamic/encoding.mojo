"""`str.encode` and `bytes.decode`: UTF-8, ASCII and Latin-1."""

from ..collections.string.utf8 import utf8_sequence_length
from .arguments import Arguments
from .bytes import bytes_view, is_bytes, list_of_bytes, new_bytes
from .cells import string_of, text_of
from .exception_making import unicode_error
from .errors import LOOKUP_ERROR, TYPE_ERROR, UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR, Raised, new_error
from .formatting import append_escape
from .printing import type_name
from .texts import append_code, code_at, view
from .word import KIND_BYTES, KIND_TEXT, Object, Word

comptime UTF_8 = 0
comptime ASCII = 1
comptime LATIN_1 = 2


def _encoding(name: Word, argument: StaticString) raises Raised -> Int:
    if name.bits == 0:
        return UTF_8
    if not name.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String(argument, " argument 'encoding' must be str, not ", type_name(name)))
    var plain = String()
    var text = view(name)
    for i in range(text._length):
        var byte = text._byte(i)
        if byte >= 65 and byte <= 90:
            plain.append_byte(byte + 32)
        elif byte == 95 or byte == 32:
            plain.append_byte(45)
        else:
            plain.append_byte(byte)
    if plain == "utf-8" or plain == "utf8" or plain == "u8":
        return UTF_8
    if plain == "ascii" or plain == "us-ascii" or plain == "646":
        return ASCII
    if plain == "latin-1" or plain == "latin1" or plain == "iso-8859-1" or plain == "iso8859-1" or plain == "l1" or plain == "8859":
        return LATIN_1
    raise new_error(LOOKUP_ERROR, String("unknown encoding: ", text))


def _name(encoding: Int) -> StaticString:
    return "utf-8" if encoding == UTF_8 else ("ascii" if encoding == ASCII else "latin-1")


def encode_text(value: Word, args: Arguments) raises Raised -> Word:
    """`value.encode(encoding, errors)`"""
    args.check_names("encode", 0, 2, "encoding", "errors")
    return encode_with(value, args.get(0, "encoding"), args.get(1, "errors"))


def _handling(errors: Word) raises Raised -> String:
    if errors.bits == 0:
        return "strict"
    if not errors.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("argument 'errors' must be str, not ", type_name(errors)))
    return String(string_of(errors))


def encode_with(value: Word, name: Word, errors: Word) raises Raised -> Word:
    var encoding = _encoding(name, "encode()")
    var handling = _handling(errors)
    var text = view(value)
    var bytes = List[UInt8](capacity=text._length)
    var offset = 0
    var size = 1
    var index = 0
    while offset < text._length:
        var code = code_at(text, offset, size)
        var limit = 0x110000 if encoding == UTF_8 else (128 if encoding == ASCII else 256)
        var surrogate = code >= 0xD800 and code <= 0xDFFF
        if code < limit and not (surrogate and encoding == UTF_8):
            if encoding == UTF_8:
                for i in range(size):
                    bytes.append(text._byte(offset + i))
            else:
                bytes.append(UInt8(code))
        else:
            _replace_code(bytes, code, handling, encoding, value, index)
        offset += size
        index += 1
    return new_bytes(bytes^, KIND_BYTES)


def _replace_code(
    mut bytes: List[UInt8], code: Int, handling: String, encoding: Int, value: Word, index: Int
) raises Raised:
    if handling == "ignore":
        return
    var shown = String()
    if handling == "replace":
        shown = "?"
    elif handling == "backslashreplace":
        append_escape(shown, code)
    elif handling == "xmlcharrefreplace":
        shown = String("&#", code, ";")
    elif handling == "strict":
        var reason = String("surrogates not allowed") if encoding == UTF_8 else String(
            "ordinal not in range(", 128 if encoding == ASCII else 256, ")"
        )
        raise unicode_error(UNICODE_ENCODE_ERROR, String(_name(encoding)), value, index, _end_of_run(value, encoding, index), reason^)
    else:
        raise new_error(LOOKUP_ERROR, String("unknown error handler name '", handling, "'"))
    for i in range(shown.byte_length()):
        bytes.append(shown.as_string_slice()._byte(i))


def _end_of_run(value: Word, encoding: Int, index: Int) -> Int:
    """Behind the characters from `index` on that cannot be encoded."""
    var text = view(value)
    var offset = 0
    var size = 1
    var at = 0
    while offset < text._length:
        var code = code_at(text, offset, size)
        var is_surrogate = code >= 0xD800 and code <= 0xDFFF
        var can = not is_surrogate if encoding == UTF_8 else code < (128 if encoding == ASCII else 256)
        if at >= index and can:
            break
        offset += size
        at += 1
    return at


def decode_bytes(value: Word, args: Arguments) raises Raised -> Word:
    """`value.decode(encoding, errors)`"""
    args.check_names("decode", 0, 2, "encoding", "errors")
    return decode_with(value, args.get(0, "encoding"), args.get(1, "errors"))


def decode_with(value: Word, name: Word, errors: Word) raises Raised -> Word:
    var encoding = _encoding(name, "decode()")
    var handling = _handling(errors)
    var bytes = bytes_view(value)
    var text = String(capacity=bytes._length)
    var offset = 0
    while offset < bytes._length:
        var byte = Int(bytes._byte(offset))
        if byte < 128 or encoding == LATIN_1:
            append_code(text, byte)
            offset += 1
            continue
        var reason: StaticString = "ordinal not in range(128)"
        var length = 1
        if encoding == UTF_8:
            length = _sequence(bytes, offset, reason)
            if length > 0:
                text.write_string(bytes._slice(offset, offset + length))
                offset += length
                continue
            length = -length
        if handling == "replace":
            append_code(text, 0xFFFD)
        elif handling == "backslashreplace":
            for i in range(length):
                append_escape(text, Int(bytes._byte(offset + i)))
        elif handling == "strict":
            raise unicode_error(UNICODE_DECODE_ERROR, String(_name(encoding)), value, offset, offset + length, String(reason))
        elif handling != "ignore":
            raise new_error(LOOKUP_ERROR, String("unknown error handler name '", handling, "'"))
        offset += length
    return text_of(text^)


def _sequence(bytes: StringSlice, offset: Int, mut reason: StaticString) -> Int:
    """The length of a well-formed sequence of UTF-8, or how many bytes are wrong, negative."""
    var first = Int(bytes._byte(offset))
    var needed = utf8_sequence_length(bytes._byte(offset))
    if needed == 1 or first < 0xC2 or first > 0xF4:
        reason = "invalid start byte"
        return -1
    for i in range(1, needed):
        if offset + i >= bytes._length:
            reason = "unexpected end of data"
            return -i
        var byte = Int(bytes._byte(offset + i))
        var least = 0x80
        var greatest = 0xBF
        if i == 1:
            if first == 0xE0:
                least = 0xA0
            elif first == 0xED:
                greatest = 0x9F
            elif first == 0xF0:
                least = 0x90
            elif first == 0xF4:
                greatest = 0x8F
        if byte < least or byte > greatest:
            reason = "invalid continuation byte"
            return -i
    return needed
