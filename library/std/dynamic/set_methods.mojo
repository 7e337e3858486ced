"""Methods and operators of `set` and `frozenset`, and of what is like a set: keys and items of a dictionary. The order of the results is CPython's."""

from .arguments import Arguments
from .dictionaries import dict_of, entry_at, find_key, next_entry
from .errors import KEY_ERROR, TYPE_ERROR, Raised, error_with, new_error
from .hashing import hash_of
from .method_names import *
from .sets import add_hashed, add_member, clear_set, discard_member, find_member, has_member, is_set, is_used, merge_set, new_set, next_member, reserve_members, set_entry, set_of, swap_sets, take_any, without_marks
from .streams import OF_ITEMS, OF_KEYS, OF_VALUES, view_source, view_which
from .word import KIND_DICT, KIND_FROZENSET, KIND_SET, KIND_TUPLE, KIND_VIEW, Object, Word, counted, give, none, release, truth


def is_set_like(value: Word) -> Bool:
    """A set, or keys or items of a dictionary."""
    return is_set(value) or (value.is_(KIND_VIEW) and view_which(value) != OF_VALUES)


def update_set(s: Word, other: Word) raises Raised:
    """Adds what an iterable gives."""
    if is_set(other):
        merge_set(s, other)
        return
    if other.is_(KIND_DICT):
        reserve_members(s, dict_of(other).count)
        var at = next_entry(other, 0)
        while at >= 0:
            var key = Object(sharing=entry_at(other, at).key)
            add_hashed(s, key.word, entry_at(other, at).hash)
            at = next_entry(other, at + 1)
        return
    var iterator = Object(owning=iterate(other))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return
        var owned = Object(owning=item)
        add_member(s, owned.word)


def set_from(value: Word, kind: Int = KIND_SET) raises Raised -> Word:
    """A new set of what an iterable gives."""
    var made = Object(owning=new_set(kind))
    update_set(made.word, value)
    return give(made^)


def copy_set(s: Word) raises Raised -> Word:
    return set_from(s, s.kind())


def _kind_of_result(s: Word) -> Int:
    return s.kind() if is_set(s) else KIND_SET


def _as_set(value: Word) raises Raised -> Object:
    return Object(sharing=value) if is_set(value) else Object(owning=set_from(value))


def remove_all(s: Word, other: Word) raises Raised:
    """`s -= other`."""
    if s == other:
        clear_set(s)
        return
    if is_set(other):
        var source = Object(sharing=other)
        if set_of(other).count >> 3 > set_of(s).count:
            source = Object(owning=intersection(s, other))
        var at = next_member(source.word, 0)
        while at >= 0:
            var key = Object(sharing=set_entry(source.word, at).key)
            _ = discard_member(s, key.word, set_entry(source.word, at).hash)
            at = next_member(source.word, at + 1)
    else:
        var iterator = Object(owning=iterate(other))
        while True:
            var item = next_of(iterator.word)
            if is_end(item):
                break
            var owned = Object(owning=item)
            _ = discard_member(s, owned.word, hash_of(owned.word))
    without_marks(s)


def keep_common(s: Word, other: Word) raises Raised:
    """`s &= other`."""
    var common = Object(owning=intersection(s, other))
    swap_sets(s, common.word)


def toggle_all(s: Word, other: Word) raises Raised:
    """`s ^= other`."""
    if s == other:
        clear_set(s)
        return
    var source = _as_set(other)
    var at = next_member(source.word, 0)
    while at >= 0:
        var key = Object(sharing=set_entry(source.word, at).key)
        var hash = set_entry(source.word, at).hash
        if not discard_member(s, key.word, hash):
            add_hashed(s, key.word, hash)
        at = next_member(source.word, at + 1)


def union(s: Word, other: Word) raises Raised -> Word:
    var made = Object(owning=set_from(s, _kind_of_result(s)))
    update_set(made.word, other)
    return give(made^)


def intersection(s: Word, other: Word) raises Raised -> Word:
    if s == other:
        return copy_set(s)
    var made = Object(owning=new_set(s.kind()))
    if is_set(other):
        var small = other
        var large = s
        if set_of(other).count > set_of(s).count:
            small = s
            large = other
        var at = next_member(small, 0)
        while at >= 0:
            var key = Object(sharing=set_entry(small, at).key)
            var hash = set_entry(small, at).hash
            if find_member(large, key.word, hash) >= 0:
                add_hashed(made.word, key.word, hash)
            at = next_member(small, at + 1)
        return give(made^)
    var iterator = Object(owning=iterate(other))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return give(made^)
        var owned = Object(owning=item)
        var hash = hash_of(owned.word)
        if find_member(s, owned.word, hash) >= 0:
            add_hashed(made.word, owned.word, hash)


def difference(s: Word, other: Word) raises Raised -> Word:
    if not is_set(other) and not other.is_(KIND_DICT) or set_of(s).count >> 2 > length(other):
        var made = Object(owning=copy_set(s))
        remove_all(made.word, other)
        return give(made^)
    var made = Object(owning=new_set(s.kind()))
    var at = next_member(s, 0)
    while at >= 0:
        var key = Object(sharing=set_entry(s, at).key)
        var is_common: Bool
        if is_set(other):
            is_common = find_member(other, key.word, set_entry(s, at).hash) >= 0
        else:
            is_common = find_key(other, key.word).bits != 0
        if not is_common:
            add_hashed(made.word, key.word, hash_of(key.word))
        at = next_member(s, at + 1)
    return give(made^)


def symmetric_difference(s: Word, other: Word) raises Raised -> Word:
    var made = Object(owning=set_from(other, _kind_of_result(s)))
    toggle_all(made.word, s)
    return give(made^)


def is_subset(a: Word, b: Word) raises Raised -> Bool:
    """Of set-like values."""
    if length(a) > length(b):
        return False
    if is_set(a) and is_set(b):
        var at = next_member(a, 0)
        while at >= 0:
            var key = Object(sharing=set_entry(a, at).key)
            if find_member(b, key.word, set_entry(a, at).hash) < 0:
                return False
            at = next_member(a, at + 1)
        return True
    var iterator = Object(owning=iterate(a))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return True
        var owned = Object(owning=item)
        if not contains(owned.word, b):
            return False


def equal_sets(a: Word, b: Word) raises Raised -> Bool:
    return length(a) == length(b) and is_subset(a, b)


def compare_sets(a: Word, b: Word, which: Int) raises Raised -> Bool:
    """`<`, `<=`, `>`, `>=`."""
    if which == 0:
        return length(a) < length(b) and is_subset(a, b)
    if which == 1:
        return is_subset(a, b)
    if which == 2:
        return length(a) > length(b) and is_subset(b, a)
    return is_subset(b, a)


def operate_on_sets(a: Word, b: Word, sign: StaticString) raises Raised -> Word:
    """`|`, `&`, `-`, `^` of sets and of views with anything, `|` of dictionaries; bits 0 if they are not that."""
    if a.is_(KIND_DICT) and b.is_(KIND_DICT):
        if sign != "|":
            return Word(0)
        var made = Object(owning=copy_dictionary(a))
        update_dictionary(made.word, b)
        return give(made^)
    if is_set(a):
        if not is_set_like(b):
            return Word(0)
    elif not (is_set_like(a) or is_set_like(b)) or not is_iterable(b):
        return Word(0)
    # A set leaves views to the views.
    var first = Object(sharing=a) if is_set(a) and is_set(b) else Object(owning=set_from(a))
    if sign == "|":
        return union(first.word, b)
    if sign == "&":
        return intersection(first.word, b)
    if sign == "-":
        return difference(first.word, b)
    if sign == "^":
        return symmetric_difference(first.word, b)
    return Word(0)


def is_disjoint(s: Word, other: Word) raises Raised -> Bool:
    var iterator = Object(owning=iterate(other))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return True
        var owned = Object(owning=item)
        if contains(owned.word, s):
            return False


def _looked_for(key: Word) raises Raised -> Object:
    """A set as a key stands for a frozen one."""
    return Object(owning=set_from(key, KIND_FROZENSET)) if key.is_(KIND_SET) else Object(sharing=key)


def set_contains(s: Word, key: Word) raises Raised -> Bool:
    if key.is_(KIND_SET):
        var frozen = _looked_for(key)
        return has_member(s, frozen.word)
    return has_member(s, key)


def set_method(s: Word, number: Int, args: Arguments) raises Raised -> Word:
    """`s.method(...)`; bits 0 if sets have no such method."""
    if number == METHOD_COPY:
        args.check_none("set", "copy")
        return counted(s) if s.is_(KIND_FROZENSET) else copy_set(s)
    if number >= METHOD_UNION and number <= METHOD_DIFFERENCE:
        var name = name_of_method(number)
        args.check_unnamed("set", name)
        var result = Object(owning=copy_set(s))
        for i in range(args.count):
            if number == METHOD_UNION:
                update_set(result.word, args[i])
            elif number == METHOD_INTERSECTION:
                result = Object(owning=intersection(result.word, args[i]))
            elif i == 0:
                result = Object(owning=difference(result.word, args[i]))
            else:
                remove_all(result.word, args[i])
        return give(result^)
    if number == METHOD_SYMMETRIC_DIFFERENCE:
        args.check_one("set", "symmetric_difference")
        return symmetric_difference(s, args[0])
    if number == METHOD_ISDISJOINT:
        args.check_one("set", "isdisjoint")
        return truth(is_disjoint(s, args[0]))
    if number == METHOD_ISSUBSET or number == METHOD_ISSUPERSET:
        args.check_one("set", name_of_method(number))
        var other = _as_set(args[0])
        return truth(is_subset(s, other.word) if number == METHOD_ISSUBSET else is_subset(other.word, s))
    if s.is_(KIND_FROZENSET):
        return Word(0)
    if number == METHOD_ADD:
        args.check_one("set", "add")
        add_member(s, args[0])
    elif number == METHOD_DISCARD or number == METHOD_REMOVE:
        args.check_one("set", name_of_method(number))
        var key = _looked_for(args[0])
        if not discard_member(s, key.word, hash_of(key.word)) and number == METHOD_REMOVE:
            raise error_with(KEY_ERROR, args[0])
    elif number == METHOD_POP:
        args.check_none("set", "pop")
        if set_of(s).count == 0:
            raise new_error(KEY_ERROR, "pop from an empty set")
        return take_any(s)
    elif number == METHOD_CLEAR:
        args.check_none("set", "clear")
        clear_set(s)
    elif number == METHOD_UPDATE or number == METHOD_DIFFERENCE_UPDATE or number == METHOD_INTERSECTION_UPDATE:
        args.check_unnamed("set", name_of_method(number))
        for i in range(args.count):
            if number == METHOD_UPDATE:
                update_set(s, args[i])
            elif number == METHOD_DIFFERENCE_UPDATE:
                remove_all(s, args[i])
            else:
                keep_common(s, args[i])
    elif number == METHOD_SYMMETRIC_DIFFERENCE_UPDATE:
        args.check_one("set", "symmetric_difference_update")
        toggle_all(s, args[0])
    else:
        return Word(0)
    return none()


from .dictionaries import copy_dictionary
from .elements import is_iterable
from .mappings import update_dictionary
from .sequences import contains, is_end, iterate, length, next_of
