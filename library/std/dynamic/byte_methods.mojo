"""Methods of `bytes` and `bytearray`."""

from ..collections.string.search import count_bytes, find_bytes, find_bytes_backwards
from .arguments import Arguments, as_bound, as_index
from .bytes import byte_value, bytes_from, bytes_in, bytes_of_argument, bytes_view, is_bytes, list_of_bytes, new_bytes
from .byte_questions import ask_bytes, is_space
from .cells import items_of, list_of, string_of, text_of
from .errors import INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .method_names import *
from .numbers import is_true, is_whole
from .printing import type_name
from .word import KIND_BYTEARRAY, KIND_BYTES, KIND_LIST, KIND_TEXT, KIND_TUPLE, NONE, Object, Word, counted, none, small, truth

comptime Bytes = StringSlice[MutableAnyOrigin]


def byte_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    """Bits 0 if bytes have no such method."""
    if number >= first_question and number <= last_question:
        if number == METHOD_ISDECIMAL or number == METHOD_ISNUMERIC or number == METHOD_ISIDENTIFIER or number == METHOD_ISPRINTABLE:
            return Word(0)
        args.check_none("bytes", name_of_method(number))
        return truth(ask_bytes(bytes_view(value), number))
    if number == METHOD_DECODE:
        return decode_bytes(value, args)
    if number == METHOD_HEX:
        return _hex(value, args)
    if number == METHOD_FROMHEX:
        return bytes_from_hex(args, value.kind())
    if number == METHOD_JOIN:
        args.check_one("bytes", "join")
        return _join(value, args[0])
    if number == METHOD_FIND or number == METHOD_INDEX or number == METHOD_RFIND or number == METHOD_RINDEX or number == METHOD_COUNT:
        return _find(value, args, number)
    if number == METHOD_STARTSWITH or number == METHOD_ENDSWITH:
        return _touches(value, args, number == METHOD_ENDSWITH)
    if number == METHOD_STRIP or number == METHOD_LSTRIP or number == METHOD_RSTRIP:
        return _strip(value, args, number)
    if number == METHOD_SPLIT or number == METHOD_RSPLIT:
        return split_bytes(value, args, number == METHOD_RSPLIT)
    if number == METHOD_SPLITLINES:
        return split_byte_lines(value, args)
    if number == METHOD_REPLACE:
        return _replace(value, args)
    if number == METHOD_PARTITION or number == METHOD_RPARTITION:
        return _partition(value, args, number == METHOD_RPARTITION)
    if number == METHOD_CENTER or number == METHOD_LJUST or number == METHOD_RJUST:
        return _justify(value, args, number)
    if number == METHOD_ZFILL:
        return _zfill(value, args)
    if number == METHOD_REMOVEPREFIX or number == METHOD_REMOVESUFFIX:
        return _remove(value, args, number == METHOD_REMOVESUFFIX)
    if number == METHOD_UPPER or number == METHOD_LOWER or number == METHOD_TITLE or number == METHOD_CAPITALIZE or number == METHOD_SWAPCASE:
        args.check_none("bytes", name_of_method(number))
        return _cased(value, number)
    if value.is_(KIND_BYTEARRAY):
        return array_method(value, number, args)
    return Word(0)


def piece(value: Word, start: Int, end: Int) -> Word:
    """A part, of the same type."""
    var bytes = bytes_view(value)
    if start == 0 and end == bytes._length and value.is_(KIND_BYTES):
        return counted(value)
    return new_bytes(list_of_bytes(bytes._slice(start, max(start, end))), value.kind())


def _needle(value: Word, mut one: UInt8) raises Raised -> Bytes:
    """What is looked for: bytes, or one byte as a number."""
    if is_whole(value):
        var number = as_integer(value)
        if number < 0 or number > 255:
            raise new_error(VALUE_ERROR, "byte must be in range(0, 256)")
        one = UInt8(number)
        return Bytes(unsafe_data=__op.address_of(one), length=1)
    if not has_buffer(value):
        raise new_error(TYPE_ERROR, String("argument should be integer or bytes-like object, not '", type_name(value), "'"))
    return memory_shown(value)


def _bounds(count: Int, args: Arguments, mut start: Int, mut end: Int) raises Raised:
    """From the second argument and the third; `start` > `end`: nothing is found there."""
    start = as_bound(args.given(1), 0)
    end = as_bound(args.given(2), count)
    if start < 0:
        start = max(start + count, 0)
    if end < 0:
        end = max(end + count, 0)
    end = min(end, count)


def _find(value: Word, args: Arguments, number: Int) raises Raised -> Word:
    args.check_count(name_of_method(number), 1, 3)
    var one = UInt8(0)
    var wanted = _needle(args[0], one)
    var bytes = bytes_view(value)
    var start = 0
    var end = 0
    _bounds(bytes._length, args, start, end)
    if number == METHOD_COUNT:
        if start > end:
            return small(0)
        if wanted._length == 0:
            return small(end - start + 1)
        return small(count_bytes(__op.offset(bytes._data, start.value), end - start, wanted._data, wanted._length))
    var found = -1
    if start <= end:
        if number == METHOD_RFIND or number == METHOD_RINDEX:
            found = find_bytes_backwards(bytes._data, end, wanted._data, wanted._length, start)
        else:
            found = find_bytes(bytes._data, end, wanted._data, wanted._length, start)
    if found < 0 and (number == METHOD_INDEX or number == METHOD_RINDEX):
        raise new_error(VALUE_ERROR, "subsection not found")
    return small(found)


def _touches(value: Word, args: Arguments, at_end: Bool) raises Raised -> Word:
    var name: StaticString = "endswith" if at_end else "startswith"
    args.check_count(name, 1, 3)
    var bytes = bytes_view(value)
    var start = 0
    var end = 0
    _bounds(bytes._length, args, start, end)
    if args[0].is_(KIND_TUPLE):
        ref items = items_of(args[0])
        for i in range(len(items)):
            if _touches_one(bytes, bytes_of_argument(items[i].word), start, end, at_end):
                return truth(True)
        return truth(False)
    if not has_buffer(args[0]):
        raise new_error(TYPE_ERROR, String(name, " first arg must be bytes or a tuple of bytes, not ", type_name(args[0])))
    return truth(_touches_one(bytes, memory_shown(args[0]), start, end, at_end))


def _touches_one(bytes: Bytes, part: Bytes, start: Int, end: Int, at_end: Bool) -> Bool:
    if end - start < part._length:
        return False
    var first = end - part._length if at_end else start
    return bytes._slice(first, first + part._length) == part


def _strip(value: Word, args: Arguments, number: Int) raises Raised -> Word:
    args.check_count(name_of_method(number), 0, 1)
    var bytes = bytes_view(value)
    var start = 0
    var end = bytes._length
    var default = args.count == 0 or args[0].bits == NONE
    var set = bytes if default else bytes_of_argument(args[0])
    if number != METHOD_RSTRIP:
        while start < end and _is_in(bytes._byte(start), set, default):
            start += 1
    if number != METHOD_LSTRIP:
        while end > start and _is_in(bytes._byte(end - 1), set, default):
            end -= 1
    return piece(value, start, end)


def _is_in(byte: UInt8, set: Bytes, default: Bool) -> Bool:
    if default:
        return is_space(byte)
    for i in range(set._length):
        if set._byte(i) == byte:
            return True
    return False


def append_bytes(mut bytes: List[UInt8], more: StringSlice):
    for i in range(more._length):
        bytes.append(more._byte(i))


def _join(value: Word, items: Word) raises Raised -> Word:
    if not items.is_(KIND_LIST) and not items.is_(KIND_TUPLE):
        var list = Object(owning=list_from(items))
        return _join(value, list.word)
    var result = List[UInt8]()
    ref elements = items_of(items)
    for i in range(len(elements)):
        if not has_buffer(elements[i].word):
            raise new_error(
                TYPE_ERROR, String("sequence item ", i, ": expected a bytes-like object, ", type_name(elements[i].word), " found")
            )
        if i > 0:
            append_bytes(result, bytes_view(value))
        append_bytes(result, memory_shown(elements[i].word))
    return new_bytes(result^, value.kind())


def _replace(value: Word, args: Arguments) raises Raised -> Word:
    args.check_count("replace", 2, 3)
    var bytes = bytes_view(value)
    var old = bytes_of_argument(args[0])
    var new = bytes_of_argument(args[1])
    var limit = as_index(args[2]) if args.count > 2 else -1
    var result = List[UInt8](capacity=bytes._length)
    var done = 0
    var start = 0
    while limit < 0 or done < limit:
        if old._length == 0:
            append_bytes(result, new)
            done += 1
            if start >= bytes._length:
                break
            result.append(bytes._byte(start))
            start += 1
            continue
        var found = find_bytes(bytes._data, bytes._length, old._data, old._length, start)
        if found < 0:
            break
        append_bytes(result, bytes._slice(start, found))
        append_bytes(result, new)
        start = found + old._length
        done += 1
    if done == 0 and value.is_(KIND_BYTES):
        return counted(value)
    append_bytes(result, bytes._slice(start, bytes._length))
    return new_bytes(result^, value.kind())


def _partition(value: Word, args: Arguments, backwards: Bool) raises Raised -> Word:
    args.check_one("bytes", "rpartition" if backwards else "partition")
    var bytes = bytes_view(value)
    var wanted = bytes_of_argument(args[0])
    if wanted._length == 0:
        raise new_error(VALUE_ERROR, "empty separator")
    var found = find_bytes_backwards(bytes._data, bytes._length, wanted._data, wanted._length, 0) if backwards else find_bytes(
        bytes._data, bytes._length, wanted._data, wanted._length, 0
    )
    var first = found
    var last = found + wanted._length
    if found < 0:
        first = 0 if backwards else bytes._length
        last = first
    var items = List[Object](capacity=3)
    items.append(Object(owning=piece(value, 0, first)))
    items.append(Object(owning=piece(value, first, last)))
    items.append(Object(owning=piece(value, last, bytes._length)))
    return list_of(items^, KIND_TUPLE)


def _justify(value: Word, args: Arguments, number: Int) raises Raised -> Word:
    args.check_count(name_of_method(number), 1, 2)
    var width = as_index(args[0])
    var fill = UInt8(32)
    if args.count > 1:
        if not is_bytes(args[1]) or len(bytes_in(args[1])) != 1:
            raise new_error(
                TYPE_ERROR,
                String(name_of_method(number), "() argument 2 must be a byte string of length 1, not ", type_name(args[1])),
            )
        fill = bytes_in(args[1])[0]
    var bytes = bytes_view(value)
    var missing = width - bytes._length
    if missing <= 0:
        return piece(value, 0, bytes._length)
    var left = 0
    if number == METHOD_RJUST:
        left = missing
    elif number == METHOD_CENTER:
        left = missing // 2 + (missing & width & 1)
    var result = List[UInt8](capacity=width)
    for _ in range(left):
        result.append(fill)
    append_bytes(result, bytes)
    for _ in range(missing - left):
        result.append(fill)
    return new_bytes(result^, value.kind())


def _zfill(value: Word, args: Arguments) raises Raised -> Word:
    args.check_one("bytes", "zfill")
    var bytes = bytes_view(value)
    var start = 0
    var result = List[UInt8]()
    if bytes._length > 0 and (bytes._byte(0) == 43 or bytes._byte(0) == 45):
        result.append(bytes._byte(0))
        start = 1
    for _ in range(as_index(args[0]) - bytes._length):
        result.append(48)
    append_bytes(result, bytes._slice(start, bytes._length))
    return new_bytes(result^, value.kind())


def _remove(value: Word, args: Arguments, at_end: Bool) raises Raised -> Word:
    args.check_one("bytes", "removesuffix" if at_end else "removeprefix")
    var bytes = bytes_view(value)
    var part = bytes_of_argument(args[0])
    if not _touches_one(bytes, part, 0, bytes._length, at_end):
        return piece(value, 0, bytes._length)
    return piece(value, 0, bytes._length - part._length) if at_end else piece(value, part._length, bytes._length)


def _cased(value: Word, number: Int) -> Word:
    """ASCII letters only."""
    var bytes = bytes_view(value)
    var result = List[UInt8](capacity=bytes._length)
    var inside = False
    for i in range(bytes._length):
        var byte = bytes._byte(i)
        var lower = byte >= 97 and byte <= 122
        var upper = byte >= 65 and byte <= 90
        var wants_upper = number == METHOD_UPPER or (number == METHOD_SWAPCASE and lower)
        if number == METHOD_TITLE or number == METHOD_CAPITALIZE:
            wants_upper = not inside
        if (lower and wants_upper) or (upper and not wants_upper):
            byte ^= 32
        inside = lower or upper or number == METHOD_CAPITALIZE
        result.append(byte)
    return new_bytes(result^, value.kind())


def _hex(value: Word, args: Arguments) raises Raised -> Word:
    args.check_names("hex", 0, 2, "sep", "bytes_per_sep")
    var bytes = bytes_view(value)
    var separator = args.get(0, "sep")
    var given = args.get(1, "bytes_per_sep")
    var group = as_index(given) if given.bits != 0 else 1
    var sign = UInt8(0)
    if separator.bits != 0:
        var text = string_of(separator) if separator.is_(KIND_TEXT) else String(bytes_of_argument(separator))
        if text.byte_length() != 1:
            raise new_error(VALUE_ERROR, "sep must be length 1.")
        sign = text.as_string_slice()._byte(0)
    var result = String(capacity=2 * bytes._length)
    for i in range(bytes._length):
        if separator.bits != 0 and i > 0 and group != 0:
            if (bytes._length - i) % group == 0 if group > 0 else i % -group == 0:
                result.append_byte(sign)
        for shift in range(2):
            var digit = Int(bytes._byte(i)) >> (4 - 4 * shift) & 15
            result.append_byte(UInt8(digit + 48 if digit < 10 else digit + 87))
    return text_of(result^)


def bytes_from_hex(args: Arguments, kind: Int) raises Raised -> Word:
    """`bytes.fromhex(text)`"""
    args.check_one("bytes", "fromhex")
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("fromhex() argument must be str, not ", type_name(args[0])))
    var text = view(args[0])
    var result = List[UInt8](capacity=text._length // 2)
    var at = 0
    while at < text._length:
        if is_space(text._byte(at)):
            at += 1
            continue
        var value = 0
        for i in range(2):
            var digit = hex_digit(text._byte(at + i)) if at + i < text._length else -1
            if digit < 0:
                raise new_error(
                    VALUE_ERROR, String("non-hexadecimal number found in fromhex() arg at position ", index_of(args[0], min(at + i, text._length)))
                )
            value = value * 16 + digit
        result.append(UInt8(value))
        at += 2
    return new_bytes(result^, kind)


from .byte_arrays import array_method
from .byte_split import split_byte_lines, split_bytes
from .encoding import decode_bytes
from .float_text import hex_digit
from .text_methods import list_from
from .texts import index_of, view
from .integers import as_integer
from .buffers import has_buffer, memory_shown
