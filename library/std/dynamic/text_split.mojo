"""`str.split`, `rsplit` and `splitlines`."""

from ..collections.string.classes import is_line_end, is_white_space
from ..collections.string.search import find_bytes, find_bytes_backwards
from .arguments import Arguments, as_index
from .cells import list_of
from .errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .numbers import is_true
from .printing import type_name
from .texts import code_at, empty_text, part, view
from .word import KIND_TEXT, NONE, Object, Word


def split_text_of(value: Word, args: Arguments, backwards: Bool) raises Raised -> Word:
    args.check_names("rsplit" if backwards else "split", 0, 2, "sep", "maxsplit")
    var separator = args.get(0, "sep")
    var limit = -1
    var given = args.get(1, "maxsplit")
    if given.bits != 0:
        limit = as_index(given)
    if limit < 0:
        limit = Int.MAX
    var items = List[Object]()
    if separator.bits == 0 or separator.bits == NONE:
        if backwards:
            _split_space_backwards(value, limit, items)
        else:
            _split_space(value, limit, items)
        return list_of(items^)
    if not separator.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("must be str or None, not ", type_name(separator)))
    var text = view(value)
    var wanted = view(separator)
    if wanted._length == 0:
        raise new_error(VALUE_ERROR, "empty separator")
    if backwards:
        var end = text._length
        while len(items) < limit:
            var found = find_bytes_backwards(text._data, end, wanted._data, wanted._length, 0)
            if found < 0:
                break
            items.append(Object(owning=part(value, found + wanted._length, end)))
            end = found
        items.append(Object(owning=part(value, 0, end)))
        items.reverse()
        return list_of(items^)
    var start = 0
    while len(items) < limit:
        var found = find_bytes(text._data, text._length, wanted._data, wanted._length, start)
        if found < 0:
            break
        items.append(Object(owning=part(value, start, found)))
        start = found + wanted._length
    items.append(Object(owning=part(value, start, text._length)))
    return list_of(items^)


def _split_space(value: Word, limit: Int, mut items: List[Object]):
    var text = view(value)
    var offset = 0
    var size = 1
    while True:
        while offset < text._length and is_white_space(code_at(text, offset, size)):
            offset += size
        if offset >= text._length:
            return
        if len(items) >= limit:
            items.append(Object(owning=part(value, offset, text._length)))
            return
        var start = offset
        while offset < text._length and not is_white_space(code_at(text, offset, size)):
            offset += size
        items.append(Object(owning=part(value, start, offset)))


def _before(text: StringSlice, offset: Int) -> Int:
    """The offset of the code point that ends at one."""
    var start = offset - 1
    while start > 0 and text._byte(start) & 0xC0 == 0x80:
        start -= 1
    return start


def _split_space_backwards(value: Word, limit: Int, mut items: List[Object]):
    var text = view(value)
    var end = text._length
    var size = 1
    while True:
        while end > 0 and is_white_space(code_at(text, _before(text, end), size)):
            end = _before(text, end)
        if end == 0:
            break
        if len(items) >= limit:
            items.append(Object(owning=part(value, 0, end)))
            break
        var start = end
        while start > 0 and not is_white_space(code_at(text, _before(text, start), size)):
            start = _before(text, start)
        items.append(Object(owning=part(value, start, end)))
        end = start
    items.reverse()


def split_lines_of(value: Word, args: Arguments) raises Raised -> Word:
    args.check_names("splitlines", 0, 1, "keepends")
    var given = args.get(0, "keepends")
    var keep = given.bits != 0 and is_true(given)
    var items = List[Object]()
    var text = view(value)
    var offset = 0
    var start = 0
    var size = 1
    while offset < text._length:
        var code = code_at(text, offset, size)
        var end = offset
        offset += size
        if not is_line_end(code):
            continue
        if code == 13 and offset < text._length and text._byte(offset) == 10:
            offset += 1
        items.append(Object(owning=part(value, start, offset if keep else end)))
        start = offset
    if start < text._length:
        items.append(Object(owning=part(value, start, text._length)))
    return list_of(items^)
