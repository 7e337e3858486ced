"""`bytes.split`, `rsplit` and `splitlines`."""

from ..collections.string.search import find_bytes, find_bytes_backwards
from .arguments import Arguments, as_index
from .byte_questions import is_space
from .bytes import bytes_of_argument, bytes_view
from .cells import list_of
from .errors import VALUE_ERROR, Raised, new_error
from .numbers import is_true
from .word import NONE, Object, Word


def split_bytes(value: Word, args: Arguments, backwards: Bool) raises Raised -> Word:
    args.check_names("rsplit" if backwards else "split", 0, 2, "sep", "maxsplit")
    var separator = args.get(0, "sep")
    var given = args.get(1, "maxsplit")
    var limit = as_index(given) if given.bits != 0 else -1
    if limit < 0:
        limit = Int.MAX
    var items = List[Object]()
    var bytes = bytes_view(value)
    if separator.bits == 0 or separator.bits == NONE:
        if backwards:
            _spaces_backwards(value, limit, items)
        else:
            _spaces(value, limit, items)
        return list_of(items^)
    var wanted = bytes_of_argument(separator)
    if wanted._length == 0:
        raise new_error(VALUE_ERROR, "empty separator")
    var start = 0
    var end = bytes._length
    while len(items) < limit:
        if backwards:
            var found = find_bytes_backwards(bytes._data, end, wanted._data, wanted._length, 0)
            if found < 0:
                break
            items.append(Object(owning=piece(value, found + wanted._length, end)))
            end = found
        else:
            var found = find_bytes(bytes._data, end, wanted._data, wanted._length, start)
            if found < 0:
                break
            items.append(Object(owning=piece(value, start, found)))
            start = found + wanted._length
    items.append(Object(owning=piece(value, start, end)))
    if backwards:
        items.reverse()
    return list_of(items^)


def _spaces(value: Word, limit: Int, mut items: List[Object]):
    var bytes = bytes_view(value)
    var at = 0
    while True:
        while at < bytes._length and is_space(bytes._byte(at)):
            at += 1
        if at == bytes._length:
            return
        var start = at
        if len(items) >= limit:
            items.append(Object(owning=piece(value, start, bytes._length)))
            return
        while at < bytes._length and not is_space(bytes._byte(at)):
            at += 1
        items.append(Object(owning=piece(value, start, at)))


def _spaces_backwards(value: Word, limit: Int, mut items: List[Object]):
    var bytes = bytes_view(value)
    var end = bytes._length
    while True:
        while end > 0 and is_space(bytes._byte(end - 1)):
            end -= 1
        if end == 0:
            break
        var start = end
        if len(items) >= limit:
            items.append(Object(owning=piece(value, 0, end)))
            break
        while start > 0 and not is_space(bytes._byte(start - 1)):
            start -= 1
        items.append(Object(owning=piece(value, start, end)))
        end = start
    items.reverse()


def split_byte_lines(value: Word, args: Arguments) raises Raised -> Word:
    args.check_names("splitlines", 0, 1, "keepends")
    var given = args.get(0, "keepends")
    var keep = given.bits != 0 and is_true(given)
    var items = List[Object]()
    var bytes = bytes_view(value)
    var at = 0
    var start = 0
    while at < bytes._length:
        var byte = bytes._byte(at)
        var end = at
        at += 1
        if byte != 10 and byte != 13:
            continue
        if byte == 13 and at < bytes._length and bytes._byte(at) == 10:
            at += 1
        items.append(Object(owning=piece(value, start, at if keep else end)))
        start = at
    if start < bytes._length:
        items.append(Object(owning=piece(value, start, bytes._length)))
    return list_of(items^)


from .byte_methods import piece
