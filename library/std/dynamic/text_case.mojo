"""Case of texts where Python goes beyond upper and lower: titles, folding, swapping. Mappings of Unicode that lengthen are followed."""

from ..collections.string.case import CAPITAL_I_WITH_DOT, CAPITAL_SIGMA, FINAL_SIGMA, _is_final, lower_codepoint, upper_codepoint
from ..collections.string.classes import is_lower_codepoint, is_upper_codepoint
from ..collections.string.unicode_data import special_mapping
from ..collections.string.unicode_tables import UPPER_SPECIAL
from .texts import append_code, code_at


def is_title_codepoint(code: Int) -> Bool:
    """A letter of title case: two letters as one, of which the first is a capital."""
    if code < 0x1C5:
        return False
    if code == 0x1C5 or code == 0x1C8 or code == 0x1CB or code == 0x1F2:
        return True
    if code == 0x1FBC or code == 0x1FCC or code == 0x1FFC:
        return True
    return (code >= 0x1F88 and code <= 0x1F8F) or (code >= 0x1F98 and code <= 0x1F9F) or (code >= 0x1FA8 and code <= 0x1FAF)


def is_cased(code: Int) -> Bool:
    return is_lower_codepoint(code) or is_upper_codepoint(code) or is_title_codepoint(code)


def _add_upper(mut result: String, code: Int):
    if code < 128 or special_mapping(UPPER_SPECIAL, code, 0) == 0:
        append_code(result, upper_codepoint(code))
        return
    for i in range(3):
        var part = special_mapping(UPPER_SPECIAL, code, i)
        if part != 0:
            append_code(result, part)


def _add_lower(mut result: String, text: StringSlice, code: Int, offset: Int):
    """The code point at an offset of a text."""
    if code == CAPITAL_SIGMA and _is_final(text.as_immutable(), offset):
        append_code(result, FINAL_SIGMA)
    else:
        _add_folded_once(result, code)


def _add_folded_once(mut result: String, code: Int):
    if code == CAPITAL_I_WITH_DOT:
        append_code(result, 0x69)
        append_code(result, 0x307)
    else:
        append_code(result, lower_codepoint(code))


def _title_codepoint(code: Int) -> Int:
    """Title case, where it is one code point of its own; else 0."""
    if code < 0x1C4:
        return 0
    if code <= 0x1CC:
        return (code - 0x1C4) // 3 * 3 + 0x1C5
    if code >= 0x1F1 and code <= 0x1F3:
        return 0x1F2
    if code >= 0x10D0 and code <= 0x10FF:
        return code
    if code >= 0x1F80 and code <= 0x1FAF:
        return code | 8
    if code == 0x1FB3 or code == 0x1FC3 or code == 0x1FF3:
        return code + 9
    return code if code == 0x1FBC or code == 0x1FCC or code == 0x1FFC else 0


def _add_title(mut result: String, code: Int):
    if code < 128:
        append_code(result, upper_codepoint(code))
        return
    var one = _title_codepoint(code)
    if one != 0:
        append_code(result, one)
        return
    if special_mapping(UPPER_SPECIAL, code, 0) == 0:
        append_code(result, upper_codepoint(code))
        return
    var with_iota = code >= 0x1FB2 and code <= 0x1FF7
    for i in range(3):
        var part = special_mapping(UPPER_SPECIAL, code, i)
        if part == 0:
            continue
        if i == 0 or code == 0x149:
            append_code(result, part)
        elif part == 0x399 and with_iota:
            append_code(result, 0x345)
        else:
            append_code(result, lower_codepoint(part))


def text_titled(text: StringSlice) -> String:
    """`text.title()`"""
    var result = String(capacity=text._length)
    var offset = 0
    var size = 1
    var inside = False
    while offset < text._length:
        var code = code_at(text, offset, size)
        if inside:
            _add_lower(result, text, code, offset)
        else:
            _add_title(result, code)
        inside = is_cased(code)
        offset += size
    return result^


def text_capitalized(text: StringSlice) -> String:
    """`text.capitalize()`"""
    var result = String(capacity=text._length)
    var offset = 0
    var size = 1
    while offset < text._length:
        var code = code_at(text, offset, size)
        if offset == 0:
            _add_title(result, code)
        else:
            _add_lower(result, text, code, offset)
        offset += size
    return result^


def text_swapped(text: StringSlice) -> String:
    """`text.swapcase()`"""
    var result = String(capacity=text._length)
    var offset = 0
    var size = 1
    while offset < text._length:
        var code = code_at(text, offset, size)
        if is_upper_codepoint(code):
            _add_lower(result, text, code, offset)
        elif is_lower_codepoint(code):
            _add_upper(result, code)
        else:
            append_code(result, code)
        offset += size
    return result^


def text_folded(text: StringSlice) -> String:
    """`text.casefold()`: full case folding is lower case of upper case, but for Cherokee, the dotless i and the capital sharp s."""
    var result = String(capacity=text._length)
    var offset = 0
    var size = 1
    while offset < text._length:
        var code = code_at(text, offset, size)
        offset += size
        if code < 128:
            append_code(result, lower_codepoint(code))
        elif code == 0x131 or (code >= 0x13A0 and code <= 0x13F5):
            append_code(result, code)
        elif (code >= 0x13F8 and code <= 0x13FD) or (code >= 0xAB70 and code <= 0xABBF):
            append_code(result, upper_codepoint(code))
        elif code == 0x1E9E:
            result.write_string("ss")
        elif special_mapping(UPPER_SPECIAL, code, 0) == 0:
            _add_folded_once(result, upper_codepoint(code))
        else:
            for i in range(3):
                var part = special_mapping(UPPER_SPECIAL, code, i)
                if part != 0:
                    _add_folded_once(result, part)
    return result^
