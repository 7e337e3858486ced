"""Methods of `str`, found by the number of their name."""

from ..collections.string.case import lower_codepoint, text_to_lower, text_to_upper, upper_codepoint
from ..collections.string.search import find_bytes, find_bytes_backwards
from .arguments import Arguments, as_bound, as_index
from .cells import items_of, list_of, text_of
from .errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .method_names import *
from .printing import type_name
from .text_case import text_capitalized, text_folded, text_swapped, text_titled
from .text_questions import ask_text
from .text_split import split_lines_of, split_text_of
from .texts import append_code, character, code_at, empty_text, index_of, offset_of, part, text_length, view
from .word import KIND_LIST, KIND_TEXT, KIND_TUPLE, NONE, Object, Word, counted, small, truth


def text_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    """`value.method(...)`; bits 0 if texts have no such method."""
    if number >= first_question and number <= last_question:
        args.check_none("str", name_of_method(number))
        return truth(ask_text(view(value), number))
    if number == METHOD_JOIN:
        args.check_one("str", "join")
        return _join(value, args[0])
    if number == METHOD_SPLIT or number == METHOD_RSPLIT:
        return split_text_of(value, args, number == METHOD_RSPLIT)
    if number == METHOD_SPLITLINES:
        return split_lines_of(value, args)
    if number == METHOD_REPLACE:
        return _replace(value, args)
    if number == METHOD_FIND or number == METHOD_INDEX:
        return _find(value, args, number, False)
    if number == METHOD_RFIND or number == METHOD_RINDEX:
        return _find(value, args, number, True)
    if number == METHOD_COUNT:
        return _count(value, args)
    if number == METHOD_STARTSWITH or number == METHOD_ENDSWITH:
        return _touches(value, args, number == METHOD_ENDSWITH)
    if number == METHOD_STRIP or number == METHOD_LSTRIP or number == METHOD_RSTRIP:
        return _strip(value, args, number)
    if number == METHOD_UPPER:
        args.check_none("str", "upper")
        return text_of(text_to_upper(view(value)))
    if number == METHOD_LOWER:
        args.check_none("str", "lower")
        return text_of(text_to_lower(view(value)))
    if number == METHOD_TITLE:
        args.check_none("str", "title")
        return text_of(text_titled(view(value)))
    if number == METHOD_CAPITALIZE:
        args.check_none("str", "capitalize")
        return text_of(text_capitalized(view(value)))
    if number == METHOD_SWAPCASE:
        args.check_none("str", "swapcase")
        return text_of(text_swapped(view(value)))
    if number == METHOD_CASEFOLD:
        args.check_none("str", "casefold")
        return text_of(text_folded(view(value)))
    if number == METHOD_CENTER or number == METHOD_LJUST or number == METHOD_RJUST:
        return _justify(value, args, number)
    if number == METHOD_ZFILL:
        return _zfill(value, args)
    if number == METHOD_EXPANDTABS:
        return _expand_tabs(value, args)
    if number == METHOD_PARTITION or number == METHOD_RPARTITION:
        return _partition(value, args, number == METHOD_RPARTITION)
    if number == METHOD_REMOVEPREFIX or number == METHOD_REMOVESUFFIX:
        return _remove(value, args, number == METHOD_REMOVESUFFIX)
    if number == METHOD_TRANSLATE:
        args.check_one("str", "translate")
        return _translate(value, args[0])
    if number == METHOD_FORMAT:
        return format_text_with(value, args)
    if number == METHOD_ENCODE:
        return encode_text(value, args)
    return Word(0)


def must_be_text(value: Word, start: StaticString) raises Raised:
    """`start` is what the message begins with."""
    if not value.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String(start, " must be str, not ", type_name(value)))


def _join(value: Word, items: Word) raises Raised -> Word:
    if not items.is_(KIND_LIST) and not items.is_(KIND_TUPLE):
        var list = Object(owning=list_from(items))
        return _join(value, list.word)
    ref elements = items_of(items)
    var count = len(elements)
    if count == 1 and elements[0].word.is_(KIND_TEXT):
        return counted(elements[0].word)
    var separator = view(value)
    var size = 0
    for i in range(count):
        var element = elements[i].word
        if not element.is_(KIND_TEXT):
            if plain(element).is_(KIND_TEXT):
                var plain_items = Object(owning=plain_list(items))
                return _join(value, plain_items.word)
            raise new_error(
                TYPE_ERROR, String("sequence item ", i, ": expected str instance, ", type_name(element), " found")
            )
        size += view(element)._length + separator._length
    var result = String(capacity=max(size - separator._length, 0))
    for i in range(count):
        if i > 0:
            result.write_string(separator)
        result.write_string(view(elements[i].word))
    return text_of(result^)


struct Range:
    """A part of a text, in bytes; `start` > `end`: nothing is found there, not even nothing."""

    var start: Int
    var end: Int

    def __init__(out self, value: Word, args: Arguments) raises Raised:
        """From the second argument and the third."""
        var count = text_length(value)
        var start = as_bound(args.given(1), 0)
        var end = as_bound(args.given(2), count)
        if start < 0:
            start = max(start + count, 0)
        if end < 0:
            end = max(end + count, 0)
        end = min(end, count)
        if start > end:
            self.start = 1
            self.end = 0
        else:
            self.start = offset_of(value, start)
            self.end = offset_of(value, end)


def _find(value: Word, args: Arguments, number: Int, backwards: Bool) raises Raised -> Word:
    args.check_count(name_of_method(number), 1, 3)
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String(name_of_method(number), "() argument 1 must be str, not ", type_name(args[0])))
    var range_ = Range(value, args)
    var text = view(value)
    var wanted = view(args[0])
    var found = -1
    if range_.start <= range_.end:
        if backwards:
            found = find_bytes_backwards(text._data, range_.end, wanted._data, wanted._length, range_.start)
        else:
            found = find_bytes(text._data, range_.end, wanted._data, wanted._length, range_.start)
    if found < 0:
        if number == METHOD_INDEX or number == METHOD_RINDEX:
            raise new_error(VALUE_ERROR, "substring not found")
        return small(-1)
    return small(index_of(value, found))


def _count(value: Word, args: Arguments) raises Raised -> Word:
    args.check_count("count", 1, 3)
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("count() argument 1 must be str, not ", type_name(args[0])))
    var range_ = Range(value, args)
    if range_.start > range_.end:
        return small(0)
    var text = view(value)
    var wanted = view(args[0])
    if wanted._length == 0:
        return small(index_of(value, range_.end) - index_of(value, range_.start) + 1)
    var count = 0
    var position = range_.start
    while True:
        position = find_bytes(text._data, range_.end, wanted._data, wanted._length, position)
        if position < 0:
            return small(count)
        count += 1
        position += wanted._length


def _touches(value: Word, args: Arguments, at_end: Bool) raises Raised -> Word:
    var name: StaticString = "endswith" if at_end else "startswith"
    args.check_count(name, 1, 3)
    var range_ = Range(value, args)
    if args[0].is_(KIND_TUPLE):
        ref items = items_of(args[0])
        for i in range(len(items)):
            if not items[i].word.is_(KIND_TEXT):
                raise new_error(
                    TYPE_ERROR, String("tuple for ", name, " must only contain str, not ", type_name(items[i].word))
                )
            if _touches_one(value, items[i].word, range_, at_end):
                return truth(True)
        return truth(False)
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String(name, " first arg must be str or a tuple of str, not ", type_name(args[0])))
    return truth(_touches_one(value, args[0], range_, at_end))


def _touches_one(value: Word, wanted: Word, range_: Range, at_end: Bool) -> Bool:
    var part = view(wanted)
    if range_.end - range_.start < part._length:
        return False
    var start = range_.end - part._length if at_end else range_.start
    return view(value)._slice(start, start + part._length) == part


def _strip(value: Word, args: Arguments, number: Int) raises Raised -> Word:
    args.check_count(name_of_method(number), 0, 1)
    var text = view(value)
    var start = 0
    var end = text._length
    if args.count == 0 or args[0].bits == NONE:
        var rest = text
        if number != METHOD_RSTRIP:
            rest = text.lstrip()
            start = end - rest._length
        if number != METHOD_LSTRIP:
            end = start + rest.rstrip()._length
        return part(value, start, end)
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String(name_of_method(number), " arg must be None or str"))
    var set = view(args[0])
    var rest = text
    if number != METHOD_RSTRIP:
        rest = text.lstrip(set)
        start = end - rest._length
    if number != METHOD_LSTRIP:
        end = start + rest.rstrip(set)._length
    return part(value, start, end)


def _replace(value: Word, args: Arguments) raises Raised -> Word:
    if args.count < 2:
        args.check_count("replace", 2, 3)
    args.check_names("replace", 2, 3, "", "", "count")
    for i in range(2):
        if not args[i].is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("replace() argument ", i + 1, " must be str, not ", type_name(args[i])))
    var limit = -1
    var given = args.get(2, "count")
    if given.bits != 0:
        limit = as_index(given)
    var text = view(value)
    var old = view(args[0])
    var new = view(args[1])
    if limit == 0 or (old._length == 0 and limit < 0 and new._length == 0):
        return counted(value)
    var result = String()
    var done = 0
    var start = 0
    if old._length == 0:
        var size = 1
        while limit < 0 or done < limit:
            result.write_string(new)
            done += 1
            if start >= text._length:
                break
            append_code(result, code_at(text, start, size))
            start += size
        result.write_string(text._slice(min(start, text._length), text._length))
        return text_of(result^)
    while limit < 0 or done < limit:
        var found = find_bytes(text._data, text._length, old._data, old._length, start)
        if found < 0:
            break
        if done == 0:
            result.reserve(text._length)
        result.write_string(text._slice(start, found))
        result.write_string(new)
        start = found + old._length
        done += 1
    if done == 0:
        return counted(value)
    result.write_string(text._slice(start, text._length))
    return text_of(result^)


def _fill_code(args: Arguments) raises Raised -> Int:
    if args.count < 2:
        return 32
    var size = 1
    if not args[1].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("The fill character must be a unicode character, not ", type_name(args[1])))
    if text_length(args[1]) != 1:
        raise new_error(TYPE_ERROR, "The fill character must be exactly one character long")
    return code_at(view(args[1]), 0, size)


def _justify(value: Word, args: Arguments, number: Int) raises Raised -> Word:
    args.check_count(name_of_method(number), 1, 2)
    var width = as_index(args[0])
    var fill = _fill_code(args)
    var missing = width - text_length(value)
    if missing <= 0:
        return counted(value)
    var left = 0
    if number == METHOD_RJUST:
        left = missing
    elif number == METHOD_CENTER:
        left = missing // 2 + (missing & width & 1)
    var result = String(capacity=view(value)._length + missing)
    for _ in range(left):
        append_code(result, fill)
    result.write_string(view(value))
    for _ in range(missing - left):
        append_code(result, fill)
    return text_of(result^)


def _zfill(value: Word, args: Arguments) raises Raised -> Word:
    args.check_one("str", "zfill")
    var missing = as_index(args[0]) - text_length(value)
    if missing <= 0:
        return counted(value)
    var text = view(value)
    var result = String(capacity=text._length + missing)
    var start = 0
    if text._length > 0 and (text._byte(0) == 43 or text._byte(0) == 45):
        result.append_byte(text._byte(0))
        start = 1
    for _ in range(missing):
        result.append_byte(48)
    result.write_string(text._slice(start, text._length))
    return text_of(result^)


def _expand_tabs(value: Word, args: Arguments) raises Raised -> Word:
    args.check_names("expandtabs", 0, 1, "tabsize")
    var given = args.get(0, "tabsize")
    var width = as_index(given) if given.bits != 0 else 8
    var text = view(value)
    var result = String(capacity=text._length)
    var column = 0
    var offset = 0
    var size = 1
    while offset < text._length:
        var code = code_at(text, offset, size)
        offset += size
        if code == 9:
            if width > 0:
                var count = width - column % width
                column += count
                for _ in range(count):
                    result.append_byte(32)
        else:
            append_code(result, code)
            column = 0 if code == 10 or code == 13 else column + 1
    return text_of(result^)


def _partition(value: Word, args: Arguments, backwards: Bool) raises Raised -> Word:
    args.check_one("str", "rpartition" if backwards else "partition")
    must_be_text(args[0], "must be str, not " if False else "separator")
    var text = view(value)
    var wanted = view(args[0])
    if wanted._length == 0:
        raise new_error(VALUE_ERROR, "empty separator")
    var items = List[Object](capacity=3)
    var found = find_bytes_backwards(text._data, text._length, wanted._data, wanted._length, 0) if backwards else find_bytes(
        text._data, text._length, wanted._data, wanted._length, 0
    )
    if found < 0:
        if backwards:
            items.append(Object(owning=empty_text()))
            items.append(Object(owning=empty_text()))
            items.append(Object(sharing=value))
        else:
            items.append(Object(sharing=value))
            items.append(Object(owning=empty_text()))
            items.append(Object(owning=empty_text()))
    else:
        items.append(Object(owning=part(value, 0, found)))
        items.append(Object(sharing=args[0]))
        items.append(Object(owning=part(value, found + wanted._length, text._length)))
    return list_of(items^, KIND_TUPLE)


def _remove(value: Word, args: Arguments, at_end: Bool) raises Raised -> Word:
    var name: StaticString = "removesuffix" if at_end else "removeprefix"
    args.check_one("str", name)
    if not args[0].is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String(name, "() argument must be str, not ", type_name(args[0])))
    var text = view(value)
    var wanted = view(args[0])
    if wanted._length <= text._length:
        if at_end and text._slice(text._length - wanted._length, text._length) == wanted:
            return part(value, 0, text._length - wanted._length)
        if not at_end and text._slice(0, wanted._length) == wanted:
            return part(value, wanted._length, text._length)
    return counted(value)


def _translate(value: Word, table: Word) raises Raised -> Word:
    var text = view(value)
    var result = String(capacity=text._length)
    var offset = 0
    var size = 1
    while offset < text._length:
        var code = code_at(text, offset, size)
        offset += size
        try:
            var found = Object(owning=get_item(table, small(code)))
            if found.word.is_(KIND_TEXT):
                result.write_string(view(found.word))
            elif found.word.is_integer():
                if found.word.integer() < 0 or found.word.integer() > 0x10FFFF:
                    raise new_error(VALUE_ERROR, "character mapping must be in range(0x110000)")
                append_code(result, found.word.integer())
            elif found.word.bits != NONE:
                raise new_error(TYPE_ERROR, "character mapping must return integer, None or str")
        except error:
            # `LookupError` of both kinds: the character stays.
            var class_ = class_of(error.value.word)
            if not subclass_of(class_, error_class(KEY_ERROR)) and not subclass_of(class_, error_class(INDEX_ERROR)):
                raise error^
            append_code(result, code)
    return text_of(result^)


def list_from(items: Word) raises Raised -> Word:
    """A list of what an iterable gives."""
    var list = List[Object]()
    var iterator = Object(owning=iterate(items))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return list_of(list^)
        list.append(Object(owning=item))


from .classes import class_of, subclass_of
from .encoding import encode_text
from .errors import INDEX_ERROR, KEY_ERROR, error_class
from .sequences import get_item, is_end, iterate, next_of
from .text_format import format_text_with
from .extended import plain, plain_list
