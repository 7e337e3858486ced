"""UTF-8 on raw bytes: decode, encode, count, validate.

In: pointers to bytes and code points as `Int`. Malformed input decodes to U+FFFD, one byte at a time.
"""
from memory.raw import raw_byte, raw_set_byte

comptime REPLACEMENT = 0xFFFD


@always_inline
def utf8_is_continuation(byte: UInt8) -> Bool:
    return (byte & 0xC0) == 0x80


@always_inline
def utf8_sequence_length(first: UInt8) -> Int:
    """Bytes of the sequence that starts with `first`; 1 for a byte that starts none."""
    if first < 0x80:
        return 1
    if first < 0xC0:
        return 1
    if first < 0xE0:
        return 2
    if first < 0xF0:
        return 3
    return 4 if first < 0xF8 else 1


def utf8_decode(data: __type.pointer[UInt8], size: Int, mut length: Int) -> Int:
    """The code point at `data`, of which `size` > 0 bytes are there; sets `length` to the bytes it takes."""
    var first = Int(raw_byte(data, 0))
    length = 1
    if first < 0x80:
        return first
    var needed = utf8_sequence_length(UInt8(first))
    if needed == 1 or needed > size:
        return REPLACEMENT
    var code = first & (0x7F >> needed)
    for i in range(1, needed):
        var byte = Int(raw_byte(data, i))
        if byte & 0xC0 != 0x80:
            return REPLACEMENT
        code = code << 6 | byte & 0x3F
    length = needed
    return code


@always_inline
def utf8_encoded_length(code: Int) -> Int:
    if code < 0x80:
        return 1
    if code < 0x800:
        return 2
    return 3 if code < 0x10000 else 4


def utf8_encode(code: Int, target: __type.pointer[UInt8]) -> Int:
    """Writes up to four bytes; returns how many."""
    if code < 0x80:
        raw_set_byte(target, 0, UInt8(code))
        return 1
    if code < 0x800:
        raw_set_byte(target, 0, UInt8(0xC0 | code >> 6))
        raw_set_byte(target, 1, UInt8(0x80 | code & 0x3F))
        return 2
    if code < 0x10000:
        raw_set_byte(target, 0, UInt8(0xE0 | code >> 12))
        raw_set_byte(target, 1, UInt8(0x80 | code >> 6 & 0x3F))
        raw_set_byte(target, 2, UInt8(0x80 | code & 0x3F))
        return 3
    raw_set_byte(target, 0, UInt8(0xF0 | code >> 18))
    raw_set_byte(target, 1, UInt8(0x80 | code >> 12 & 0x3F))
    raw_set_byte(target, 2, UInt8(0x80 | code >> 6 & 0x3F))
    raw_set_byte(target, 3, UInt8(0x80 | code & 0x3F))
    return 4


def utf8_count(data: __type.pointer[UInt8], size: Int) -> Int:
    """Code points in well-formed text: bytes that do not continue a sequence."""
    var count = 0
    for i in range(size):
        count += Int(not utf8_is_continuation(raw_byte(data, i)))
    return count


def utf8_is_ascii(data: __type.pointer[UInt8], size: Int) -> Bool:
    var bits = UInt8(0)
    for i in range(size):
        bits |= raw_byte(data, i)
    return bits < 0x80


def utf8_is_valid(data: __type.pointer[UInt8], size: Int) -> Bool:
    """Whether the bytes are well-formed by the Unicode standard, table 3-7 (no surrogates, no overlong forms)."""
    var i = 0
    while i < size:
        var first = raw_byte(data, i)
        if first < 0x80:
            i += 1
            continue
        var needed = utf8_sequence_length(first)
        if needed == 1 or i + needed > size or first < 0xC2 or first > 0xF4:
            return False
        var second = raw_byte(data, i + 1)
        if first == 0xE0 and second < 0xA0 or first == 0xED and second > 0x9F:
            return False
        if first == 0xF0 and second < 0x90 or first == 0xF4 and second > 0x8F:
            return False
        for j in range(1, needed):
            if not utf8_is_continuation(raw_byte(data, i + j)):
                return False
        i += needed
    return True
