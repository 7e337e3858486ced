"""What changes a `bytearray`."""

from .arguments import Arguments, as_index
from .bytes import byte_value, bytes_from, bytes_in, bytes_view, list_of_bytes, new_bytes
from .errors import INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .method_names import *
from .word import KIND_BYTEARRAY, KIND_SLICE, KIND_TEXT, Object, Word, none, small


def array_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    """Bits 0 if a `bytearray` has no such method."""
    ref bytes = bytes_in(value)
    if number == METHOD_APPEND:
        args.check_one("bytearray", "append")
        bytes.append(byte_value(args[0], True))
        return none()
    if number == METHOD_EXTEND:
        args.check_one("bytearray", "extend")
        extend_array(value, args[0])
        return none()
    if number == METHOD_INSERT:
        args.check_count("insert", 2, 2)
        var at = as_index(args[0])
        if at < 0:
            at = max(0, at + len(bytes))
        bytes.insert(min(at, len(bytes)), byte_value(args[1], True))
        return none()
    if number == METHOD_POP:
        args.check_count("pop", 0, 1)
        if len(bytes) == 0:
            raise new_error(INDEX_ERROR, "pop from empty bytearray")
        var at = as_index(args[0]) if args.count == 1 else -1
        if at < 0:
            at += len(bytes)
        if at < 0 or at >= len(bytes):
            raise new_error(INDEX_ERROR, "pop index out of range")
        return small(Int(bytes.pop(at)))
    if number == METHOD_REMOVE:
        args.check_one("bytearray", "remove")
        var wanted = byte_value(args[0], True)
        for i in range(len(bytes)):
            if bytes[i] == wanted:
                _ = bytes.pop(i)
                return none()
        raise new_error(VALUE_ERROR, "value not found in bytearray")
    if number == METHOD_REVERSE:
        args.check_none("bytearray", "reverse")
        bytes.reverse()
        return none()
    if number == METHOD_CLEAR:
        args.check_none("bytearray", "clear")
        bytes.clear()
        return none()
    if number == METHOD_COPY:
        args.check_none("bytearray", "copy")
        return new_bytes(list_of_bytes(bytes_view(value)), KIND_BYTEARRAY)
    return Word(0)


def extend_array(value: Word, more: Word) raises Raised:
    """`value += more`"""
    var source = Object(owning=bytes_from(more))
    # The array may be its own source: its length is read before it grows.
    var count = len(bytes_in(source.word))
    for i in range(count):
        bytes_in(value).append(bytes_in(source.word)[i])


def set_bytes_slice(value: Word, index: Word, new: Word) raises Raised:
    """`value[start:stop:step] = new`"""
    var source = Object(owning=_given_bytes(new))
    var span = resolved(index, len(bytes_in(value)))
    ref given = bytes_in(source.word)
    if span.step == 1:
        _replace(value, span.start, max(span.start, span.stop), given)
        return
    if len(given) != span.count:
        raise new_error(
            VALUE_ERROR, String("attempt to assign bytes of size ", len(given), " to extended slice of size ", span.count)
        )
    for i in range(span.count):
        bytes_in(value)[span.start + i * span.step] = given[i]


def _given_bytes(new: Word) raises Raised -> Word:
    if is_whole(new) or new.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
    return bytes_from(plain(new))


def _replace(value: Word, start: Int, stop: Int, given: List[UInt8]):
    ref bytes = bytes_in(value)
    var result = List[UInt8](capacity=len(bytes) - (stop - start) + len(given))
    for i in range(start):
        result.append(bytes[i])
    for i in range(len(given)):
        result.append(given[i])
    for i in range(stop, len(bytes)):
        result.append(bytes[i])
    bytes_in(value) = result^


def delete_bytes(value: Word, index: Word) raises Raised:
    """`del value[index]`"""
    ref bytes = bytes_in(value)
    if not index.is_(KIND_SLICE):
        if not has_index(index):
            raise new_error(TYPE_ERROR, String("bytearray indices must be integers or slices, not ", type_name(index)))
        var at = index_value(index)
        if at < 0:
            at += len(bytes)
        if at < 0 or at >= len(bytes):
            raise new_error(INDEX_ERROR, "bytearray index out of range")
        _ = bytes.pop(at)
        return
    var span = resolved(index, len(bytes))
    var step = abs(span.step)
    var next = span.start if span.step > 0 else span.start + (span.count - 1) * span.step
    var left = span.count
    var result = List[UInt8](capacity=len(bytes))
    for i in range(len(bytes)):
        if left > 0 and i == next:
            left -= 1
            next += step
        else:
            result.append(bytes[i])
    bytes_in(value) = result^


from .extended import plain
from .printing import type_name
from .slices import has_index, index_value, resolved
from .integers import is_whole
