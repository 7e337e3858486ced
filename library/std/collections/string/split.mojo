"""Cutting text into parts: at a separator, at white space, at line ends.

In: a text, and the list to which the parts are appended (as slices or as `String`s). Rules are those of Python's `str`.
"""
from builtin.failure import abort
from collections.string.classes import is_line_end, is_white_space, leading_whitespace
from collections.string.search import find_bytes
from collections.string.utf8 import utf8_decode
from memory.raw import raw_byte


def split_text[T: AnyType](text: StringSlice, separator: StringSlice, maxsplit: Int, mut parts: List[T]):
    """`maxsplit` < 0: no limit. An empty separator ends the program."""
    if separator._length == 0:
        abort("the separator of `split` is empty")
    var start = 0
    var cuts = 0
    while maxsplit < 0 or cuts < maxsplit:
        var found = find_bytes(text._data, text._length, separator._data, separator._length, start)
        if found < 0:
            break
        parts.append(T(text._slice(start, found)))
        start = found + separator._length
        cuts += 1
    parts.append(T(text._slice(start, text._length)))


def split_whitespace[T: AnyType](text: StringSlice, maxsplit: Int, mut parts: List[T]):
    var start = leading_whitespace(text._data, text._length)
    var cuts = 0
    while start < text._length:
        if maxsplit >= 0 and cuts == maxsplit:
            parts.append(T(text._slice(start, text._length).rstrip()))
            return
        var end = start
        while end < text._length:
            var length = 0
            if is_white_space(utf8_decode(__op.offset(text._data, end.value), text._length - end, length)):
                break
            end += length
        parts.append(T(text._slice(start, end)))
        start = end + leading_whitespace(__op.offset(text._data, end.value), text._length - end)
        cuts += 1


def split_lines[T: AnyType](text: StringSlice, keepends: Bool, mut parts: List[T]):
    """Line ends are those of Python: also vertical tab, form feed, U+001C to U+001E, U+0085, U+2028, U+2029."""
    var start = 0
    var i = 0
    while i < text._length:
        var length = 0
        var code = utf8_decode(__op.offset(text._data, i.value), text._length - i, length)
        if not is_line_end(code):
            i += length
            continue
        var next = i + length
        if code == 13 and next < text._length and raw_byte(text._data, next) == 10:
            next += 1
        parts.append(T(text._slice(start, next if keepends else i)))
        start = next
        i = next
    if start < text._length:
        parts.append(T(text._slice(start, text._length)))
