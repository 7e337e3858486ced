"""New texts from parts: `join`, `replace`, `*`."""
from collections.string.search import find_bytes
from collections.string.utf8 import utf8_sequence_length
from format.write import write_any


def join_list[T: AnyType](separator: StringSlice, elements: List[T]) -> String:
    var result = String()
    for i in range(len(elements)):
        if i > 0:
            result.write_string(separator)
        write_any(result, elements.unsafe_get(i))
    return result^


def join_arguments[*Ts: AnyType](separator: StringSlice, *elements: *Ts) -> String:
    var result = String()
    comptime for i in range(len(Ts)):
        comptime if i > 0:
            result.write_string(separator)
        write_any(result, elements[i])
    return result^


def repeat_text(text: StringSlice, count: Int) -> String:
    var result = String(capacity=text._length * max(count, 0))
    for _ in range(count):
        result.write_string(text)
    return result^


def replace_text(text: StringSlice, old: StringSlice, new: StringSlice, count: Int) -> String:
    """Replaces at most `count` occurrences (negative: all). The empty text occurs around every code point."""
    var result = String(capacity=text._length)
    var start = 0
    var done = 0
    if old._length == 0:
        while count < 0 or done < count:
            result.write_string(new)
            done += 1
            if start == text._length:
                return result^
            var end = min(start + utf8_sequence_length(text._byte(start)), text._length)
            result.write_string(text._slice(start, end))
            start = end
        result.write_string(text._slice(start, text._length))
        return result^
    while count < 0 or done < count:
        var found = find_bytes(text._data, text._length, old._data, old._length, start)
        if found < 0:
            break
        result.write_string(text._slice(start, found))
        result.write_string(new)
        start = found + old._length
        done += 1
    result.write_string(text._slice(start, text._length))
    return result^
