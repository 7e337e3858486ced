"""Questions about text: digits, letters, white space, as Python's `str` methods answer them.

ASCII is answered at once, the rest from the tables of `unicode_tables.mojo`. In: bytes of UTF-8 or a code point.
"""
from collections.string.unicode_data import is_in_set
from collections.string.unicode_tables import (
    ALPHABETIC_SET,
    DIGIT_SET,
    LOWER_SET,
    NUMERIC_SET,
    PRINTABLE_SET,
    UPPER_SET,
)
from collections.string.utf8 import utf8_decode, utf8_is_continuation
from memory.raw import raw_byte


def is_white_space(code: Int) -> Bool:
    if code < 0x80:
        return code == 32 or (code >= 9 and code <= 13) or (code >= 28 and code <= 31)
    if code == 0x85 or code == 0xA0 or code == 0x1680:
        return True
    if code < 0x2000 or code > 0x3000:
        return False
    return code <= 0x200A or code == 0x2028 or code == 0x2029 or code == 0x202F or code == 0x205F or code == 0x3000


def is_line_end(code: Int) -> Bool:
    """What `splitlines` cuts at."""
    return (code >= 10 and code <= 13) or (code >= 28 and code <= 30) or code == 0x85 or code == 0x2028 or code == 0x2029


def is_digit(code: Int) -> Bool:
    if code < 0x80:
        return code >= 48 and code <= 57
    return is_in_set(DIGIT_SET, code)


def is_alphabetic(code: Int) -> Bool:
    if code < 0x80:
        var lower = code | 32
        return lower >= 97 and lower <= 122
    return is_in_set(ALPHABETIC_SET, code)


def is_alphanumeric(code: Int) -> Bool:
    return is_alphabetic(code) or is_digit(code) or (code >= 0x80 and is_in_set(NUMERIC_SET, code))


def is_upper_codepoint(code: Int) -> Bool:
    if code < 0x80:
        return code >= 65 and code <= 90
    return is_in_set(UPPER_SET, code)


def is_lower_codepoint(code: Int) -> Bool:
    if code < 0x80:
        return code >= 97 and code <= 122
    return is_in_set(LOWER_SET, code)


def is_printable_codepoint(code: Int) -> Bool:
    if code < 0x7F:
        return code >= 32
    return is_in_set(PRINTABLE_SET, code)


# All code points of a text

def _all[test: def(Int) thin -> Bool](data: __type.pointer[UInt8], size: Int) -> Bool:
    var i = 0
    while i < size:
        var length = 0
        if not test(utf8_decode(__op.offset(data, i.value), size - i, length)):
            return False
        i += length
    return size > 0


def text_is_digit(data: __type.pointer[UInt8], size: Int) -> Bool:
    return _all[is_digit](data, size)


def text_is_alpha(data: __type.pointer[UInt8], size: Int) -> Bool:
    return _all[is_alphabetic](data, size)


def text_is_alnum(data: __type.pointer[UInt8], size: Int) -> Bool:
    return _all[is_alphanumeric](data, size)


def text_is_space(data: __type.pointer[UInt8], size: Int) -> Bool:
    return _all[is_white_space](data, size)


def text_is_printable(data: __type.pointer[UInt8], size: Int) -> Bool:
    return size == 0 or _all[is_printable_codepoint](data, size)


def text_is_printable_ascii(data: __type.pointer[UInt8], size: Int) -> Bool:
    for i in range(size):
        var byte = raw_byte(data, i)
        if byte < 32 or byte > 126:
            return False
    return True


def text_is_upper(data: __type.pointer[UInt8], size: Int) -> Bool:
    """At least one letter with case, and none in lower case."""
    return _all_cased[is_upper_codepoint, is_lower_codepoint](data, size)


def text_is_lower(data: __type.pointer[UInt8], size: Int) -> Bool:
    """At least one letter with case, and none in upper case."""
    return _all_cased[is_lower_codepoint, is_upper_codepoint](data, size)


def _all_cased[wanted: def(Int) thin -> Bool, unwanted: def(Int) thin -> Bool](data: __type.pointer[UInt8], size: Int) -> Bool:
    var i = 0
    var found = False
    while i < size:
        var length = 0
        var code = utf8_decode(__op.offset(data, i.value), size - i, length)
        if unwanted(code):
            return False
        if wanted(code):
            found = True
        i += length
    return found


# White space at the ends


def leading_whitespace(data: __type.pointer[UInt8], size: Int) -> Int:
    """Bytes of white space at the start."""
    var i = 0
    while i < size:
        var length = 0
        if not is_white_space(utf8_decode(__op.offset(data, i.value), size - i, length)):
            break
        i += length
    return i


def trailing_whitespace(data: __type.pointer[UInt8], size: Int) -> Int:
    """Bytes of white space at the end."""
    var end = size
    while end > 0:
        var start = end - 1
        while start > 0 and utf8_is_continuation(raw_byte(data, start)):
            start -= 1
        var length = 0
        if not is_white_space(utf8_decode(__op.offset(data, start.value), end - start, length)):
            break
        end = start
    return size - end


# Free functions of older programs, on one ASCII character


def isdigit(byte: UInt8) -> Bool:
    return byte >= 48 and byte <= 57


def isdigit(text: StringSlice) -> Bool:
    return text.isdigit()


def isupper(byte: UInt8) -> Bool:
    return byte >= 65 and byte <= 90


def isupper(text: StringSlice) -> Bool:
    return text.isupper()


def islower(byte: UInt8) -> Bool:
    return byte >= 97 and byte <= 122


def islower(text: StringSlice) -> Bool:
    return text.islower()


def isspace(byte: UInt8) -> Bool:
    return is_white_space(Int(byte))


def isspace(text: StringSlice) -> Bool:
    return text.isspace()


def isprintable(byte: UInt8) -> Bool:
    return byte >= 32 and byte <= 126


def isprintable(text: StringSlice) -> Bool:
    return text.isprintable()
