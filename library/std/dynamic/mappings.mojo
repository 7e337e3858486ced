"""Methods of `dict` and of its views."""

from .arguments import Arguments
from .cells import items_of
from .dictionaries import clear_dictionary, copy_dictionary, dict_of, entry_at, find_key, find_key_hashed, key_count, key_error, new_dictionary, next_entry, reserve_keys, set_key, set_key_hashed, take_key, take_last
from .errors import KEY_ERROR, RUNTIME_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .hashing import hash_of
from .method_names import *
from .streams import OF_ITEMS, OF_KEYS, OF_VALUES, new_view, view_source, view_which
from .word import KIND_DICT, KIND_INSTANCE, KIND_LIST, KIND_TUPLE, KIND_PROXY, Object, Word, counted, give, none, truth


def update_dictionary(d: Word, other: Word) raises Raised:
    """From a dictionary, from what has `keys`, or from pairs."""
    if other.is_(KIND_DICT):
        _merge(d, other)
        return
    if other.is_(KIND_PROXY):
        _merge(d, dictionary_behind(other).word)
        return
    if other.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(other), fixed_name("keys"))
        if method.bits != 0:
            var keys = Object(owning=call1(method, other))
            var iterator = Object(owning=iterate(keys.word))
            while True:
                var item = next_of(iterator.word)
                if is_end(item):
                    return
                var key = Object(owning=item)
                var value = Object(owning=get_item(other, key.word))
                set_key(d, key.word, value.word)
        if is_foreign(other):
            var entries = Object(owning=attribute_of(other, fixed_name("items")))
            var pairs = Object(owning=call0(entries.word))
            var list = Object(owning=list_from(pairs.word))
            return update_dictionary(d, list.word)
    var iterator = Object(owning=iterate(other))
    var index = 0
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return
        var pair = Object(owning=item)
        if not (pair.word.is_(KIND_TUPLE) or pair.word.is_(KIND_LIST)):
            if not is_iterable(pair.word):
                raise new_error(TYPE_ERROR, String("cannot convert dictionary update sequence element #", index, " to a sequence"))
            pair = Object(owning=list_from(pair.word))
        var size = len(items_of(pair.word))
        if size != 2:
            raise new_error(VALUE_ERROR, String("dictionary update sequence element #", index, " has length ", size, "; 2 is required"))
        var key = items_of(pair.word)[0]
        var value = items_of(pair.word)[1]
        set_key(d, key.word, value.word)
        index += 1


def _merge(d: Word, other: Word) raises Raised:
    if d == other:
        return
    var count = key_count(other)
    if key_count(d) == 0:
        reserve_keys(d, count)
    var at = next_entry(other, 0)
    while at >= 0:
        ref entry = entry_at(other, at)
        var key = Object(sharing=entry.key)
        var value = Object(sharing=entry.value)
        set_key_hashed(d, key.word, entry.hash, value.word)
        if dict_of(other).count != count:
            raise new_error(RUNTIME_ERROR, "dict mutated during update")
        at = next_entry(other, at + 1)


def update_display(d: Word, other: Word) raises Raised:
    """`**other` in a display."""
    var is_mapping = other.is_(KIND_DICT) or other.is_(KIND_PROXY) or (
        other.is_(KIND_INSTANCE) and find_in_class(class_of(other), fixed_name("keys")).bits != 0
    )
    if not is_mapping:
        raise new_error(TYPE_ERROR, String("'", type_name(other), "' object is not a mapping"))
    update_dictionary(d, other)


def update_with(d: Word, name: StaticString, args: Arguments) raises Raised:
    """`dict(...)` and `d.update(...)`."""
    if args.count > 1:
        raise new_error(TYPE_ERROR, String(name, " expected at most 1 argument, got ", args.count))
    if args.count == 1:
        update_dictionary(d, args[0])
    for i in range(args.named_count()):
        set_key(d, items_of(args.names)[i].word, args[args.count + i])


def from_keys(args: Arguments) raises Raised -> Word:
    """`dict.fromkeys(keys, value)`."""
    args.check_count("fromkeys", 1, 2)
    var made = Object(owning=new_dictionary())
    var value = args[1] if args.count > 1 else none()
    var iterator = Object(owning=iterate(args[0]))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return give(made^)
        var key = Object(owning=item)
        set_key(made.word, key.word, value)


def equal_dictionaries(a: Word, b: Word) raises Raised -> Bool:
    if key_count(a) != key_count(b):
        return False
    var at = next_entry(a, 0)
    while at >= 0:
        ref entry = entry_at(a, at)
        var key = Object(sharing=entry.key)
        var value = Object(sharing=entry.value)
        var found = find_key_hashed(b, key.word, entry.hash)
        if found.bits == 0:
            return False
        var other = Object(sharing=found)
        if not same(value.word, other.word):
            return False
        at = next_entry(a, at + 1)
    return True


@always_inline
def dict_get(d: Word, key: Word, otherwise: Word) raises Raised -> Word:
    """`d.get(key, otherwise)`."""
    var found = find_key(d, key)
    return counted(found if found.bits != 0 else otherwise)


def dict_method(d: Word, number: Int, args: Arguments) raises Raised -> Word:
    """`d.method(...)`; bits 0 if dictionaries have no such method."""
    if number == METHOD_GET:
        args.check_count("get", 1, 2)
        return dict_get(d, args[0], args[1] if args.count > 1 else none())
    if number == METHOD_ITEMS or number == METHOD_KEYS or number == METHOD_VALUES:
        args.check_none("dict", name_of_method(number))
        return new_view(d, OF_ITEMS if number == METHOD_ITEMS else (OF_KEYS if number == METHOD_KEYS else OF_VALUES))
    if number == METHOD_POP:
        args.check_count("pop", 1, 2)
        var found = take_key(d, args[0])
        if found.bits != 0:
            return found
        if args.count == 1:
            raise key_error(args[0])
        return counted(args[1])
    if number == METHOD_SETDEFAULT:
        args.check_count("setdefault", 1, 2)
        var hash = hash_of(args[0])
        var found = find_key_hashed(d, args[0], hash)
        if found.bits != 0:
            return counted(found)
        var value = args[1] if args.count > 1 else none()
        set_key_hashed(d, args[0], hash, value)
        return counted(value)
    if number == METHOD_UPDATE:
        update_with(d, "update", args)
        return none()
    if number == METHOD_POPITEM:
        args.check_none("dict", "popitem")
        var pair = take_last(d)
        if pair.bits == 0:
            raise new_error(KEY_ERROR, "popitem(): dictionary is empty")
        return pair
    if number == METHOD_CLEAR:
        args.check_none("dict", "clear")
        clear_dictionary(d)
        return none()
    if number == METHOD_COPY:
        args.check_none("dict", "copy")
        return copy_dictionary(d)
    if number == METHOD_FROMKEYS:
        return from_keys(args)
    return Word(0)


def view_contains(view: Word, value: Word) raises Raised -> Bool:
    var d = view_source(view)
    if view_which(view) == OF_KEYS:
        return find_key(d, value).bits != 0
    if view_which(view) == OF_ITEMS:
        if not value.is_(KIND_TUPLE) or len(items_of(value)) != 2:
            return False
        var found = find_key(d, items_of(value)[0].word)
        if found.bits == 0:
            return False
        var kept = Object(sharing=found)
        return same(kept.word, items_of(value)[1].word)
    var at = next_entry(d, 0)
    while at >= 0:
        var item = Object(sharing=entry_at(d, at).value)
        if same(item.word, value):
            return True
        at = next_entry(d, at + 1)
    return False


def view_method(view: Word, number: Int, args: Arguments) raises Raised -> Word:
    if number == METHOD_ISDISJOINT and view_which(view) != OF_VALUES:
        args.check_one("dict_keys" if view_which(view) == OF_KEYS else "dict_items", "isdisjoint")
        return truth(is_disjoint(view, args[0]))
    return Word(0)


from .attributes import attribute_of
from .calls import call0, call1
from .foreign.proxies import is_foreign
from .classes import class_of, find_in_class
from .comparing import same
from .elements import is_iterable, list_from
from .instance_dictionaries import dictionary_behind
from .names import fixed_name
from .printing import type_name
from .sequences import get_item, is_end, iterate, next_of
from .set_methods import is_disjoint
