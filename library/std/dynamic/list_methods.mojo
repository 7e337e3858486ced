"""Methods of `list`, `tuple` and `range`."""

from .arguments import Arguments
from .cells import RangeCell, items_of
from .comparing import same
from .elements import extend_items, list_from
from .slicing import replace_items
from .errors import INDEX_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .method_names import *
from .slices import clipped_index, index_value
from .word import KIND_LIST, Object, Word, counted, none, small


def list_method(list: Word, number: Int, args: Arguments) raises Raised -> Word:
    """`list.method(...)`; bits 0 if lists have no such method."""
    ref items = items_of(list)
    if number == METHOD_APPEND:
        args.check_one("list", "append")
        items.append(Object(sharing=args[0]))
    elif number == METHOD_POP:
        args.check_count("pop", 0, 1)
        return pop_item(list, index_value(args[0]) if args.count == 1 else -1)
    elif number == METHOD_EXTEND:
        args.check_one("list", "extend")
        extend_items(list, args[0])
    elif number == METHOD_INSERT:
        args.check_count("insert", 2, 2)
        var at = index_value(args[0])
        if at < 0:
            at = max(0, at + len(items))
        items.insert(min(at, len(items)), Object(sharing=args[1]))
    elif number == METHOD_REMOVE:
        args.check_one("list", "remove")
        var at = _find(list, args[0], 0, len(items))
        if at < 0:
            raise new_error(VALUE_ERROR, "list.remove(x): x not in list")
        replace_items(list, at, at + 1, Word(0))
    elif number == METHOD_REVERSE:
        args.check_none("list", "reverse")
        items.reverse()
    elif number == METHOD_CLEAR:
        args.check_none("list", "clear")
        replace_items(list, 0, len(items), Word(0))
    elif number == METHOD_COPY:
        args.check_none("list", "copy")
        return list_from(list)
    elif number == METHOD_SORT:
        if args.count > 0:
            raise new_error(TYPE_ERROR, "sort() takes no positional arguments")
        sort_with(list, args, "sort")
    else:
        return sequence_method(list, number, args)
    return none()


def sort_with(list: Word, args: Arguments, name: StaticString) raises Raised:
    """With the arguments `key` and `reverse`."""
    for i in range(args.named_count()):
        ref given = string_of(items_of(args.names)[i].word)
        if given != "key" and given != "reverse":
            raise new_error(TYPE_ERROR, String("sort() got an unexpected keyword argument '", given, "'"))
    var key = args.named("key")
    var reverse = args.named("reverse")
    sort_list(list, key if key.bits != 0 else none(), reverse.bits != 0 and index_value(reverse) != 0)


def pop_item(list: Word, index: Int) raises Raised -> Word:
    """`list.pop(index)`."""
    ref items = items_of(list)
    var count = len(items)
    if count == 0:
        raise new_error(INDEX_ERROR, "pop from empty list")
    var at = index + count if index < 0 else index
    if at < 0 or at >= count:
        raise new_error(INDEX_ERROR, "pop index out of range")
    if at == count - 1:
        items.size = at
        return items.unsafe_get(at).word
    var word = counted(items.unsafe_get(at).word)
    replace_items(list, at, at + 1, Word(0))
    return word


def _find(list: Word, value: Word, start: Int, stop: Int) raises Raised -> Int:
    var at = start
    while at < stop and at < len(items_of(list)):
        var item = Object(sharing=items_of(list).unsafe_get(at).word)
        if same(item.word, value):
            return at
        at += 1
    return -1


def sequence_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    """`index` and `count` of lists and tuples."""
    if number == METHOD_COUNT:
        args.check_one("list" if value.is_(KIND_LIST) else "tuple", "count")
        var count = 0
        var at = 0
        while at < len(items_of(value)):
            var item = Object(sharing=items_of(value).unsafe_get(at).word)
            if same(item.word, args[0]):
                count += 1
            at += 1
        return small(count)
    if number == METHOD_INDEX:
        args.check_count("index", 1, 3)
        var count = len(items_of(value))
        var start = clipped_index(args[1]) if args.count > 1 else 0
        var stop = clipped_index(args[2]) if args.count > 2 else count
        if start < 0:
            start = max(0, start + count)
        if stop < 0:
            stop += count
        var at = _find(value, args[0], start, stop)
        if at < 0:
            if value.is_(KIND_LIST):
                raise new_error(VALUE_ERROR, String(to_repr(args[0]), " is not in list"))
            raise new_error(VALUE_ERROR, "tuple.index(x): x not in tuple")
        return small(at)
    return Word(0)


# Ranges


def range_index(value: Word, range_word: Word) raises Raised -> Word:
    """Where a number is in a range; unbound: nowhere."""
    if not is_whole(value) and not value.is_(KIND_FLOAT):
        var iterator = Object(owning=iterate(range_word))
        var at = 0
        while True:
            var item = next_of(iterator.word)
            if is_end(item):
                return item
            if same(Object(owning=item).word, value):
                return small(at)
            at += 1
    if range_word.is_(KIND_WIDE_RANGE):
        return wide_index(value, range_word)
    ref range_ = __op.deref(range_word.at[RangeCell]())
    var number: Int
    if is_whole(value):
        if not is_short(value):
            return Word(UNBOUND)
        number = as_integer(value)
    else:
        var float = as_float(value)
        if not abs(float) < 2305843009213693952.0:
            return Word(UNBOUND)
        number = Int(float)
        if Float64(number) != float:
            return Word(UNBOUND)
    var distance = number - range_.start
    if distance % range_.step != 0:
        return Word(UNBOUND)
    var at = distance // range_.step
    return small(at) if at >= 0 and at < length(range_word) else Word(UNBOUND)


def range_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    if number == METHOD_COUNT:
        args.check_one("range", "count")
        return small(Int(Object(owning=range_index(args[0], value)).word.bits != UNBOUND))
    if number == METHOD_INDEX:
        args.check_one("range", "index")
        var at = range_index(args[0], value)
        if at.bits == UNBOUND:
            raise new_error(VALUE_ERROR, String(to_repr(args[0]), " is not in range"))
        return at
    return Word(0)


from .cells import string_of
from .integers import as_float, as_integer, is_short, is_whole
from .printing import to_repr
from .sequences import is_end, iterate, length, next_of
from .sorting import sort_list
from .wide_ranges import wide_index
from .word import KIND_FLOAT, KIND_WIDE_RANGE, UNBOUND
