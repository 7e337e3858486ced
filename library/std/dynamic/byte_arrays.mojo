"""What changes a `bytearray`."""

from .arguments import Arguments, as_index
from .bytes import byte_value, bytes_from, bytes_in, bytes_view, list_of_bytes, new_bytes
from .errors import INDEX_ERROR, VALUE_ERROR, Raised, new_error
from .method_names import *
from .word import KIND_BYTEARRAY, Object, Word, none, small


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
