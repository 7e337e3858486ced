"""Upper and lower case, with the mappings of Unicode that lengthen (ß) and the final sigma, as CPython does.

In: a text or a code point. Out: a new text; ASCII is mapped byte by byte.
"""
from collections.string.classes import is_lower_codepoint, is_upper_codepoint
from collections.string.unicode_data import is_in_set, mapped, special_mapping
from collections.string.unicode_tables import CASE_IGNORABLE_SET, LOWER_MAPPING, UPPER_MAPPING, UPPER_SPECIAL
from collections.string.utf8 import utf8_is_ascii
from memory.raw import raw_byte, raw_set_byte

comptime CAPITAL_SIGMA: Int = 0x3A3
comptime FINAL_SIGMA: Int = 0x3C2
comptime CAPITAL_I_WITH_DOT: Int = 0x130


def upper_codepoint(code: Int) -> Int:
    """Upper case, where it is one code point."""
    if code < 0x80:
        return code - 32 if code >= 97 and code <= 122 else code
    return mapped(UPPER_MAPPING, code)


def lower_codepoint(code: Int) -> Int:
    """Lower case, where it is one code point."""
    if code < 0x80:
        return code + 32 if code >= 65 and code <= 90 else code
    return mapped(LOWER_MAPPING, code)


def text_to_upper(text: StringSlice) -> String:
    if utf8_is_ascii(text._data, text._length):
        return _shifted(text.as_immutable(), 97)
    var result = String(capacity=text._length)
    for point in text.codepoints():
        var code = point.to_int()
        if special_mapping(UPPER_SPECIAL, code, 0) == 0:
            _append(result, upper_codepoint(code))
        else:
            for i in range(3):
                var part = special_mapping(UPPER_SPECIAL, code, i)
                if part != 0:
                    _append(result, part)
    return result^


def text_to_lower(text: StringSlice) -> String:
    if utf8_is_ascii(text._data, text._length):
        return _shifted(text.as_immutable(), 65)
    var result = String(capacity=text._length)
    var offset = 0
    for point in text.codepoints():
        var code = point.to_int()
        if code == CAPITAL_SIGMA and _is_final(text.as_immutable(), offset):
            _append(result, FINAL_SIGMA)
        elif code == CAPITAL_I_WITH_DOT:
            _append(result, 0x69)
            _append(result, 0x307)
        else:
            _append(result, lower_codepoint(code))
        offset += point.utf8_byte_length()
    return result^


def _append(mut text: String, code: Int):
    text.append(Codepoint(unsafe_unchecked_codepoint=UInt32(code)))


def _shifted(text: StringSlice, first: Int) -> String:
    """ASCII with the 26 letters from `first` on in the other case."""
    var result = String(unsafe_uninit_length=text._length)
    var target = result._data_pointer()
    for i in range(text._length):
        var byte = raw_byte(text._data, i)
        var is_letter = byte - UInt8(first) < 26
        raw_set_byte(target, i, byte ^ 32 if is_letter else byte)
    return result^


def _is_final(text: StringSlice, offset: Int) -> Bool:
    """Whether a sigma at a byte offset ends a word: a letter before it and none after, ignoring marks."""
    var before = False
    for point in text._slice(0, offset).codepoints():
        if not is_in_set(CASE_IGNORABLE_SET, point.to_int()):
            before = _is_cased(point.to_int())
    if not before:
        return False
    for point in text._slice(offset + 2, text._length).codepoints():
        if not is_in_set(CASE_IGNORABLE_SET, point.to_int()):
            return not _is_cased(point.to_int())
    return True


def _is_cased(code: Int) -> Bool:
    return is_lower_codepoint(code) or is_upper_codepoint(code)
