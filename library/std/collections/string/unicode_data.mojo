"""Reads the tables of `unicode_tables.mojo`: sets and mappings of code points by binary search.

In: a table of records, ordered by their first code point, numbers in base 56. Out: membership, mapped code points, classes.
"""
from memory.raw import raw_byte

comptime HALF_RANGE: Int = 4917248
"""56**4 / 2: added to differences in the mapping tables."""


@always_inline
def _number(data: __type.pointer[UInt8], offset: Int, width: Int) -> Int:
    var result = 0
    for i in range(offset, offset + width):
        result = result * 56 + Int(raw_byte(data, i)) - 35
    return result


def _find(table: StringLiteral, size: Int, code: Int) -> Int:
    """Offset of the last record that starts at `code` or before, or -1."""
    var low = 0
    var high = table.length // size
    while low < high:
        var middle = (low + high) // 2
        if _number(table.data, middle * size, 4) <= code:
            low = middle + 1
        else:
            high = middle
    return (low - 1) * size if low > 0 else -1


@no_inline
def is_in_set(table: StringLiteral, code: Int) -> Bool:
    """Records: start 4, count 3, stride 1."""
    var at = _find(table, 8, code)
    if at < 0:
        return False
    var distance = code - _number(table.data, at, 4)
    var stride = _number(table.data, at + 7, 1)
    return distance % stride == 0 and distance // stride < _number(table.data, at + 4, 3)


@no_inline
def mapped(table: StringLiteral, code: Int) -> Int:
    """Records: start 4, count 3, stride 1, difference 4. A code point in none is itself."""
    var at = _find(table, 12, code)
    if at < 0:
        return code
    var distance = code - _number(table.data, at, 4)
    var stride = _number(table.data, at + 7, 1)
    if distance % stride != 0 or distance // stride >= _number(table.data, at + 4, 3):
        return code
    return code + _number(table.data, at + 8, 4) - HALF_RANGE


@no_inline
def special_mapping(table: StringLiteral, code: Int, index: Int) -> Int:
    """Records: source 4, three targets of 4. Target `index` (0 to 2) of a code point, 0 if there is none."""
    var at = _find(table, 16, code)
    if at < 0 or _number(table.data, at, 4) != code:
        return 0
    return _number(table.data, at + 4 + 4 * index, 4)


@no_inline
def class_of(table: StringLiteral, code: Int) -> Int:
    """Records: start 4, count 3, class 1. 0 for a code point in none."""
    var at = _find(table, 8, code)
    if at < 0 or code - _number(table.data, at, 4) >= _number(table.data, at + 4, 3):
        return 0
    return _number(table.data, at + 7, 1)
