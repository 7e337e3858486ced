"""Substring search on raw bytes.

In: pointers and sizes in bytes. Out: byte offsets, -1 if there is none.
Forward search looks for the first byte with `memchr` and compares the rest; good for the short needles of real programs.
"""
from memory.raw import raw_byte, raw_equal, raw_find_byte


def find_bytes(
    text: __type.pointer[UInt8], size: Int, part: __type.pointer[UInt8], part_size: Int, start: Int
) -> Int:
    if part_size == 0:
        return start if start <= size else -1
    var first = raw_byte(part, 0)
    var position = start
    var last = size - part_size
    while position <= last:
        var found = raw_find_byte(__op.offset(text, position.value), last - position + 1, first)
        if found < 0:
            return -1
        position += found
        if raw_equal(__op.offset(text, position.value), part, part_size):
            return position
        position += 1
    return -1


def find_bytes_backwards(
    text: __type.pointer[UInt8], size: Int, part: __type.pointer[UInt8], part_size: Int, start: Int
) -> Int:
    """The last occurrence that begins at `start` or later."""
    var position = size - part_size
    while position >= start:
        if raw_equal(__op.offset(text, position.value), part, part_size):
            return position
        position -= 1
    return -1


def count_bytes(text: __type.pointer[UInt8], size: Int, part: __type.pointer[UInt8], part_size: Int) -> Int:
    """Occurrences that do not overlap."""
    var count = 0
    var position = find_bytes(text, size, part, part_size, 0)
    while position >= 0:
        count += 1
        position = find_bytes(text, size, part, part_size, position + part_size)
    return count
