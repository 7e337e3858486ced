"""`str.isalpha` and its like: questions about all characters of a text."""

from ..collections.string.classes import (
    is_alphabetic,
    is_alphanumeric,
    is_digit,
    is_lower_codepoint,
    is_printable_codepoint,
    is_upper_codepoint,
    is_white_space,
)
from ..collections.string.unicode_data import is_in_set
from ..collections.string.unicode_tables import CASE_IGNORABLE_SET, NUMERIC_SET
from .method_names import *
from .text_case import is_title_codepoint
from .texts import code_at


def ask_text(text: StringSlice, number: Int) -> Bool:
    """The question by the number of its name."""
    var size = 1
    var offset = 0
    if number == METHOD_ISASCII or number == METHOD_ISPRINTABLE:
        while offset < text._length:
            var code = code_at(text, offset, size)
            offset += size
            if code > 127 if number == METHOD_ISASCII else not is_printable_codepoint(code):
                return False
        return True
    if number == METHOD_ISUPPER or number == METHOD_ISLOWER or number == METHOD_ISTITLE:
        return _ask_case(text, number)
    while offset < text._length:
        var code = code_at(text, offset, size)
        if number == METHOD_ISIDENTIFIER:
            if not _is_identifier_part(code, offset == 0):
                return False
        elif not _ask(code, number):
            return False
        offset += size
    return text._length > 0


def _ask(code: Int, number: Int) -> Bool:
    if number == METHOD_ISALPHA:
        return is_alphabetic(code)
    if number == METHOD_ISALNUM:
        return is_alphanumeric(code)
    if number == METHOD_ISSPACE:
        return is_white_space(code)
    if number == METHOD_ISDIGIT:
        return is_digit(code)
    if number == METHOD_ISDECIMAL:
        return is_decimal(code)
    return is_digit(code) or (code >= 128 and is_in_set(NUMERIC_SET, code))


def _ask_case(text: StringSlice, number: Int) -> Bool:
    var size = 1
    var offset = 0
    var seen = False
    var inside = False
    while offset < text._length:
        var code = code_at(text, offset, size)
        offset += size
        var upper = is_upper_codepoint(code)
        var lower = is_lower_codepoint(code)
        var title = is_title_codepoint(code)
        if number == METHOD_ISUPPER:
            if lower or title:
                return False
            seen = seen or upper
        elif number == METHOD_ISLOWER:
            if upper or title:
                return False
            seen = seen or lower
        elif upper or title:
            if inside:
                return False
            inside = True
            seen = True
        elif lower:
            if not inside:
                return False
        else:
            inside = False
    return seen


def is_decimal(code: Int) -> Bool:
    """A digit of a decimal number: not a superscript, nor one in a circle."""
    if code < 128:
        return code >= 48 and code <= 57
    if not is_digit(code):
        return False
    if code < 0x1369:
        return code != 0xB2 and code != 0xB3 and code != 0xB9
    if code <= 0x1371 or code == 0x19DA:
        return False
    if code >= 0x2070 and code <= 0x2792:
        return False
    if (code >= 0x10A40 and code <= 0x10A43) or (code >= 0x10E60 and code <= 0x10E68) or (code >= 0x11052 and code <= 0x1105A):
        return False
    return code < 0x1F100 or code > 0x1F10A


def decimal_value(code: Int) -> Int:
    """0 to 9; -1 for what is no decimal digit. Digits of one script follow each other, from 0."""
    if code < 128:
        return code - 48 if code >= 48 and code <= 57 else -1
    if not is_decimal(code):
        return -1
    var first = code
    while is_decimal(first - 1):
        first -= 1
    return (code - first) % 10


def _is_identifier_part(code: Int, is_first: Bool) -> Bool:
    if is_alphabetic(code) or code == 95:
        return True
    if (code >= 0x2160 and code <= 0x2188) or code == 0x2118 or code == 0x212E or code == 0x3007 or (code >= 0x3021 and code <= 0x3029):
        return True
    if is_first or code < 128:
        return not is_first and is_decimal(code)
    return is_decimal(code) or code == 0xB7 or (code >= 0x300 and is_in_set(CASE_IGNORABLE_SET, code) and not is_printing_sign(code))


def is_printing_sign(code: Int) -> Bool:
    """Signs between words and formats, which case ignores but no name has."""
    return (code >= 0x2010 and code <= 0x206F) or code == 0xFE13 or code == 0xFE52 or code == 0xFE55 or code >= 0xFF07 and code <= 0xFF1A
