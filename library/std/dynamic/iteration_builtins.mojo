"""Built-in functions and types for containers and iteration, and `print`."""

from .arguments import Arguments
from .cells import items_of, list_of, string_of
from .dictionaries import new_dictionary
from .elements import list_from, tuple_of
from .errors import TYPE_ERROR, VALUE_ERROR, Raised, error_class, new_error
from .hashing import hash_of
from .list_methods import sort_with
from .mappings import update_with
from .set_methods import set_from
from .sets import new_set
from .slices import index_word, new_slice
from .streams import ENUMERATE, FILTER, MAP, OF_CALLS, REVERSED, ZIP, ZIP_STRICT, iterate_dictionary_down, new_stream, view_source, view_which
from .word import KIND_DICT, KIND_FLOAT, KIND_FROZENSET, KIND_INSTANCE, KIND_LIST, KIND_RANGE, KIND_SET, KIND_TEXT, KIND_TUPLE, KIND_VIEW, KIND_WIDE_RANGE, NONE, Object, Word, counted, give, none, small, truth

comptime first_container_builtin = 30
comptime DICT = 30
comptime SET = 31
comptime FROZENSET = 32
comptime SLICE = 33
comptime ENUMERATE_TYPE = 34
comptime ZIP_TYPE = 35
comptime MAP_TYPE = 36
comptime FILTER_TYPE = 37
comptime REVERSED_TYPE = 38
comptime SORTED = 39
comptime ANY = 40
comptime ALL = 41
comptime ITER = 42
comptime NEXT = 43
comptime ID = 44
comptime HASH = 45
comptime last_container_builtin = 45


def is_error(error: Raised, number: Int) -> Bool:
    """Whether an exception is of a built-in class."""
    return subclass_of(class_of(error.value.word), error_class(number))


def container_builtin(number: Int, args: Arguments) raises Raised -> Word:
    """A built-in function of this module; bits 0 if it is another's."""
    if number == PRINT:
        return _print(args)
    if number == LEN:
        _check_one(args, "len")
        return integer_of(length(args[0]))
    if number == RANGE:
        args.check_count("range", 1, 3)
        if args.count == 1:
            return new_range(small(0), args[0], small(1))
        return new_range(args[0], args[1], args[2] if args.count == 3 else small(1))
    if number == LIST:
        args.check_count("list", 0, 1)
        return list_from(args[0]) if args.count == 1 else list_of(List[Object]())
    if number == TUPLE:
        args.check_count("tuple", 0, 1)
        return tuple_of(args[0]) if args.count == 1 else new_tuple(0)
    if number == MIN or number == MAX:
        return _extreme(number == MAX, args)
    if number == SUM:
        return _sum(args)
    if number < first_container_builtin or number > last_container_builtin:
        return Word(0)
    if number == DICT:
        var made = Object(owning=new_dictionary())
        update_with(made.word, "dict", args)
        return give(made^)
    if number == SET or number == FROZENSET:
        args.check_count("set" if number == SET else "frozenset", 0, 1)
        var kind = KIND_SET if number == SET else KIND_FROZENSET
        if args.count == 0:
            return new_set(kind)
        return counted(args[0]) if number == FROZENSET and args[0].is_(KIND_FROZENSET) else set_from(args[0], kind)
    if number == SLICE:
        args.check_count("slice", 1, 3)
        if args.count == 1:
            return new_slice(none(), args[0], none())
        return new_slice(args[0], args[1], args[2] if args.count == 3 else none())
    if number == ENUMERATE_TYPE:
        args.check_names("enumerate", 1, 2, "iterable", "start")
        var iterator = Object(owning=iterate(args.get(0, "iterable")))
        var start = args.get(1, "start")
        if start.bits == 0 or is_short(start):
            return new_stream(ENUMERATE, iterator.word, none(), as_integer(start) if start.bits != 0 else 0)
        return new_stream(ENUMERATE, iterator.word, Object(owning=index_word(start)).word)
    if number == ZIP_TYPE or number == MAP_TYPE:
        return _zip_or_map(number == MAP_TYPE, args)
    if number == FILTER_TYPE:
        args.check_count("filter", 2, 2)
        var iterator = Object(owning=iterate(args[1]))
        return new_stream(FILTER, args[0], iterator.word)
    if number == REVERSED_TYPE:
        args.check_count("reversed", 1, 1)
        return reverse_of(args[0])
    if number == SORTED:
        if args.count != 1:
            raise new_error(TYPE_ERROR, String("sorted expected 1 argument, got ", args.count))
        var list = Object(owning=list_from(args[0]))
        sort_with(list.word, args, "sorted")
        return give(list^)
    if number == ANY or number == ALL:
        _check_one(args, "any" if number == ANY else "all")
        var iterator = Object(owning=iterate(args[0]))
        while True:
            var item = next_of(iterator.word)
            if is_end(item):
                return truth(number == ALL)
            var owned = Object(owning=item)
            if is_true(owned.word) == (number == ANY):
                return truth(number == ANY)
    if number == ITER:
        args.check_count("iter", 1, 2)
        if args.count == 1:
            return iterate(args[0])
        if not is_callable(args[0]):
            raise new_error(TYPE_ERROR, "iter(v, w): v must be callable")
        return new_stream(OF_CALLS, args[0], args[1])
    if number == NEXT:
        args.check_count("next", 1, 2)
        return _next(args)
    if number == ID:
        _check_one(args, "id")
        return small(args[0].bits & ((1 << 61) - 1))
    _check_one(args, "hash")
    return integer_of(hash_of(args[0]))


def _check_one(args: Arguments, name: StaticString) raises Raised:
    if args.named_count() != 0:
        raise new_error(TYPE_ERROR, String(name, "() takes no keyword arguments"))
    if args.count != 1:
        raise new_error(TYPE_ERROR, String(name, "() takes exactly one argument (", args.count, " given)"))


def _check_known(args: Arguments, name: StaticString, first: StaticString, second: StaticString) raises Raised:
    for i in range(args.named_count()):
        ref given = string_of(items_of(args.names)[i].word)
        if given != first and given != second:
            raise new_error(TYPE_ERROR, String(name, "() got an unexpected keyword argument '", given, "'"))


def _print(args: Arguments) raises Raised -> Word:
    for i in range(args.named_count()):
        ref given = string_of(items_of(args.names)[i].word)
        if given != "sep" and given != "end" and given != "file" and given != "flush":
            raise new_error(TYPE_ERROR, String("print() got an unexpected keyword argument '", given, "'"))
    var file = args.named("file")
    var sep = _separator(args, "sep")
    var end = _separator(args, "end")
    var flush = args.named("flush").bits != 0 and is_true(args.named("flush"))
    if file.bits == 0 or file.bits == NONE:
        file = replaced_output()
        if file.bits == NONE:
            return none()
    if file.bits != 0:
        _print_to(Object(sharing=file).word, args, sep, end, flush)
        return none()
    var line = String()
    for i in range(args.count):
        if i > 0:
            if sep.bits == NONE:
                line += " "
            else:
                line += string_of(sep)
        line += to_text(args[i])
    if end.bits == NONE:
        line += "\n"
    else:
        line += string_of(end)
    print(line, end="", flush=flush)
    return none()


def _print_to(file: Word, args: Arguments, sep: Word, end: Word, flush: Bool) raises Raised:
    """A file of the program's: it is given one part after the other."""
    if not file.is_(KIND_INSTANCE):
        raise new_error(ATTRIBUTE_ERROR, String("'", type_name(file), "' object has no attribute 'write'"))
    var held = Object(sharing=file)
    var write = Object(owning=attribute_of(held.word, fixed_name("write")))
    for i in range(args.count):
        if i > 0:
            release(call1(write.word, fixed_name(" ") if sep.bits == NONE else sep))
        var text = Object(owning=text_value(args[i]))
        release(call1(write.word, text.word))
    release(call1(write.word, fixed_name("\n") if end.bits == NONE else end))
    if flush:
        var flushes = Object(owning=attribute_of(held.word, fixed_name("flush")))
        release(call0(flushes.word))


def text_value(value: Word) raises Raised -> Word:
    """`str(value)`, with a count."""
    return counted(value) if value.is_(KIND_TEXT) else text_of(to_text(value))


def _separator(args: Arguments, name: StaticString) raises Raised -> Word:
    var given = args.named(name)
    if given.bits == 0:
        return none()
    if given.bits != NONE and not given.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String(name, " must be None or a string, not ", type_name(given)))
    return given


def _zip_or_map(is_map: Bool, args: Arguments) raises Raised -> Word:
    var is_strict = False
    if args.named_count() != 0:
        _check_known(args, "map" if is_map else "zip", "" if is_map else "strict", "")
        is_strict = is_true(args.named("strict"))
    if is_map and args.count < 2:
        raise new_error(TYPE_ERROR, "map() must have at least two arguments.")
    var first = 1 if is_map else 0
    var iterators = Object(owning=new_tuple(args.count - first))
    for i in range(first, args.count):
        if not is_map and not is_iterable(args[i]):
            raise new_error(TYPE_ERROR, String("'", type_name(args[i]), "' object is not iterable"))
        append_given(iterators.word, iterate(args[i]))
    if is_map:
        return new_stream(MAP, args[0], iterators.word)
    return new_stream(ZIP_STRICT if is_strict else ZIP, iterators.word, none())


def reverse_of(value: Word) raises Raised -> Word:
    """`reversed(value)`."""
    var kind = value.kind()
    if kind == KIND_DICT:
        return iterate_dictionary_down(value, 0)
    if kind == KIND_VIEW:
        return iterate_dictionary_down(view_source(value), view_which(value))
    if has_methods(value):
        var method = find_in_class(class_of(value), fixed_name("__reversed__"))
        if method.bits != 0 and method.bits != NONE:
            return call1(method, value)
        if method.bits == NONE or find_in_class(class_of(value), fixed_name("__getitem__")).bits == 0:
            raise new_error(TYPE_ERROR, String("'", type_name(value), "' object is not reversible"))
    elif not (is_bytes(value) or kind == KIND_MEMORYVIEW or kind == KIND_LIST or kind == KIND_TUPLE or kind == KIND_TEXT or kind == KIND_RANGE or kind == KIND_WIDE_RANGE):
        raise new_error(TYPE_ERROR, String("'", type_name(value), "' object is not reversible"))
    if kind == KIND_WIDE_RANGE:
        return iterate(Object(owning=reversed_range(value)).word)
    return new_stream(REVERSED, value, none(), length(value) - 1)


def _next(args: Arguments) raises Raised -> Word:
    var iterator = args[0]
    var otherwise = args[1] if args.count > 1 else Word(0)
    if iterator.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(iterator), fixed_name("__next__"))
        if method.bits != 0 and otherwise.bits == 0:
            return call1(method, iterator)
    if not is_iterator(iterator):
        raise new_error(TYPE_ERROR, String("'", type_name(iterator), "' object is not an iterator"))
    var item = next_of(iterator)
    if not is_end(item):
        return item
    if otherwise.bits != 0:
        return counted(otherwise)
    var result = result_of(iterator)
    raise stop_iteration(result.word)


def _sum(args: Arguments) raises Raised -> Word:
    args.check_names("sum", 1, 2, "", "start")
    if args.count == 0:
        raise new_error(TYPE_ERROR, "sum() takes at least 1 positional argument (0 given)")
    var start = args.get(1, "start")
    if start.bits != 0 and start.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "sum() can't sum strings [use ''.join(seq) instead]")
    var total = Object(sharing=start if start.bits != 0 else small(0))
    var iterator = Object(owning=iterate(args[0]))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return give(total^)
        var owned = Object(owning=item)
        if total.word.is_(KIND_FLOAT) and (owned.word.is_(KIND_FLOAT) or owned.word.is_integer()):
            return _sum_floats(total.word, owned.word, iterator.word)
        total = Object(owning=add(total.word, owned.word))


def _sum_floats(total: Word, first: Word, iterator: Word) raises Raised -> Word:
    """Since 3.12: with what rounding lost added at the end (Neumaier)."""
    var sum = as_float(total)
    var lost = Float64(0)
    var item = Object(sharing=first)
    while True:
        if not (item.word.is_(KIND_FLOAT) or is_whole(item.word)):
            break
        var value = as_float(item.word)
        var next = sum + value
        if abs(sum) >= abs(value):
            lost += (sum - next) + value
        else:
            lost += (value - next) + sum
        sum = next
        var word = next_of(iterator)
        if is_end(word):
            return float_of(_with_lost(sum, lost))
        item = Object(owning=word)
    var rest = Object(owning=float_of(_with_lost(sum, lost)))
    while True:
        rest = Object(owning=add(rest.word, item.word))
        var word = next_of(iterator)
        if is_end(word):
            return give(rest^)
        item = Object(owning=word)


def _with_lost(sum: Float64, lost: Float64) -> Float64:
    return sum + lost if lost != 0 and lost - lost == 0 else sum


def _extreme(greatest: Bool, args: Arguments) raises Raised -> Word:
    var name: StaticString = "max" if greatest else "min"
    _check_known(args, name, "key", "default")
    if args.count == 0:
        raise new_error(TYPE_ERROR, String(name, " expected at least 1 argument, got 0"))
    var otherwise = args.named("default")
    var key = args.named("key")
    if key.bits == NONE:
        key = Word(0)
    if args.count > 1 and otherwise.bits != 0:
        raise new_error(TYPE_ERROR, String("Cannot specify a default for ", name, "() with multiple positional arguments"))
    var iterator = Object(owning=none())
    if args.count == 1:
        iterator = Object(owning=iterate(args[0]))
    var best = Object(owning=none())
    var best_key = Object(owning=none())
    var index = 0
    while True:
        var item = Object(owning=none())
        if args.count > 1:
            if index == args.count:
                break
            item = Object(sharing=args[index])
        else:
            var word = next_of(iterator.word)
            if is_end(word):
                break
            item = Object(owning=word)
        var item_key = item if key.bits == 0 else Object(owning=call1(key, item.word))
        if index == 0 or (greater(item_key.word, best_key.word) if greatest else less(item_key.word, best_key.word)):
            best = item
            best_key = item_key
        index += 1
    if index == 0:
        if otherwise.bits != 0:
            return counted(otherwise)
        raise new_error(VALUE_ERROR, String(name, "() iterable argument is empty"))
    return give(best^)


from .builtins import LEN, LIST, MAX, MIN, PRINT, RANGE, SUM, TUPLE
from .calls import call1
from .generators import result_of, stop_iteration
from .cells import float_of, text_of
from .bytes import is_bytes
from .classes import class_of, find_in_class, has_methods, subclass_of
from .class_builtins import is_callable
from .attributes import attribute_of
from .elements import is_iterable
from .errors import ATTRIBUTE_ERROR
from .integers import as_float, as_integer, integer_of, is_short, is_whole
from .numbers import add, greater, is_true, less
from .names import fixed_name
from .printing import to_text, type_name
from .sequences import append_given, is_end, is_iterator, iterate, length, new_range, new_tuple, next_of
from .word import KIND_MEMORYVIEW, release
from .wide_ranges import reversed_range
from .calls import call0
from .native.sys import replaced_output
