"""`_functools`: `reduce`, `partial`, and what `lru_cache` makes of a function."""

from ..arguments import Arguments, as_index
from ..attributes import bound_to
from ..calls import call1, call2, call_general
from ..cells import items_of, list_of, string_of, text_of
from ..class_builtins import is_callable
from ..classes import class_of
from ..container_printing import enter_repr, leave_repr
from ..dictionaries import clear_dictionary, dict_of, entry_at, find_key, find_key_hashed, new_dictionary, next_entry, set_key, set_key_hashed, take_key
from ..errors import TYPE_ERROR, Raised, new_error
from ..hashing import hash_of
from ..names import interned
from ..native_classes import (
    State,
    constructor,
    holds,
    instance_with,
    method,
    method0,
    native_class,
    new_state,
    property_of,
    rest_of,
    state_of,
)
from ..natives import define, module_of
from ..printing import to_repr, type_name
from ..sequences import append_given, is_end, iterate, new_tuple, next_of
from ..word import KIND_CLASS, KIND_TEXT, KIND_TUPLE, NONE, Object, Word, counted, give, none, release, small

comptime _partial_tag = 20
comptime _cache_tag = 21


def functools_module() raises Raised -> Word:
    var module = module_of("_functools")
    define(module, "reduce", _reduce)
    var partial = native_class(module, "functools", "partial")
    constructor(partial, _new_partial)
    method(partial, "__call__", _call_partial)
    method0(partial, "__repr__", _repr_partial)
    property_of(partial, "func", _function_of_partial)
    property_of(partial, "args", _arguments_of_partial)
    property_of(partial, "keywords", _keywords_of_partial)
    var cache = native_class(module, "functools", "_lru_cache_wrapper")
    constructor(cache, _new_cache)
    method(cache, "__call__", _call_cached)
    method(cache, "__get__", _bind_cached)
    method0(cache, "counts", _counts)
    method0(cache, "cache_clear", _clear)
    return module


def _reduce(args: Arguments) raises Raised -> Word:
    """`reduce(function, iterable, initial)`."""
    args.check_count("reduce", 2, 3)
    var iterator = Object(owning=iterate(args[1]))
    var total = Object(owning=none())
    if args.count == 3:
        total = Object(sharing=args[2])
    else:
        var first = next_of(iterator.word)
        if is_end(first):
            raise new_error(TYPE_ERROR, "reduce() of empty iterable with no initial value")
        total = Object(owning=first)
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return give(total^)
        var owned = Object(owning=item)
        total = Object(owning=call2(args[0], total.word, owned.word))


# partial


struct _Partial:
    var state: State
    var function: Object
    var arguments: Object
    """A tuple."""
    var keywords: Object
    """A dictionary."""


def _partial(value: Word) raises Raised -> ref [MutableAnyOrigin] _Partial:
    return state_of[_Partial](value, _partial_tag)


def _new_partial(args: Arguments) raises Raised -> Word:
    """`partial(func, *args, **keywords)`; one of another one has that one's arguments first."""
    if args.count < 2:
        raise new_error(TYPE_ERROR, "type 'partial' takes at least one argument")
    var function = Object(sharing=args[1])
    if not is_callable(function.word):
        raise new_error(TYPE_ERROR, "the first argument must be callable")
    var arguments = List[Object]()
    var keywords = Object(owning=new_dictionary())
    if holds(function.word, _partial_tag):
        var other = function
        function = _partial(other.word).function
        _extend(arguments, _partial(other.word).arguments.word)
        _merge(keywords.word, _partial(other.word).keywords.word)
    for i in range(2, args.count):
        arguments.append(Object(sharing=args[i]))
    for i in range(args.named_count()):
        set_key(keywords.word, items_of(args.names)[i].word, args[args.count + i])
    var cell = new_state[_Partial](_partial_tag, _end_partial)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.function), function^)
    __op.initialize(__op.address_of(made.arguments), Object(owning=list_of(arguments^, KIND_TUPLE)))
    __op.initialize(__op.address_of(made.keywords), keywords^)
    return instance_with(args[0], cell)


def _end_partial(word: Word):
    ref state = __op.deref(word.at[_Partial]())
    __op.destroy(__op.address_of(state.function))
    __op.destroy(__op.address_of(state.arguments))
    __op.destroy(__op.address_of(state.keywords))


def _extend(mut list: List[Object], tuple: Word):
    for i in range(len(items_of(tuple))):
        list.append(items_of(tuple)[i])


def _merge(into: Word, source: Word) raises Raised:
    var at = next_entry(source, 0)
    while at >= 0:
        set_key(into, entry_at(source, at).key, entry_at(source, at).value)
        at = next_entry(source, at + 1)


def _call_partial(args: Arguments) raises Raised -> Word:
    var self = Object(sharing=args[0])
    ref partial = _partial(self.word)
    var words = List[Word](capacity=8)
    ref first = items_of(partial.arguments.word)
    for i in range(len(first)):
        words.append(first[i].word)
    for i in range(1, args.count):
        words.append(args[i])
    var count = len(words)
    var given = args.named_count()
    if given == 0 and dict_of(partial.keywords.word).count == 0:
        var result = call_general(partial.function.word, words.unsafe_ptr().address, count, Word(0))
        _ = len(words)
        return result
    var names = List[Object]()
    var at = next_entry(partial.keywords.word, 0)
    while at >= 0:
        var name = interned(entry_at(partial.keywords.word, at).key)
        var value = args.named(string_of(name))
        names.append(Object(sharing=name))
        words.append(value if value.bits != 0 else entry_at(partial.keywords.word, at).value)
        at = next_entry(partial.keywords.word, at + 1)
    for i in range(given):
        var name = items_of(args.names)[i].word
        if find_key(partial.keywords.word, name).bits == 0:
            names.append(Object(sharing=name))
            words.append(args[args.count + i])
    var tuple = Object(owning=list_of(names^, KIND_TUPLE))
    var result = call_general(partial.function.word, words.unsafe_ptr().address, count, tuple.word)
    _ = len(words)
    _ = len(items_of(tuple.word))
    return result


def _repr_partial(function: Word, self: Word) raises Raised -> Word:
    if not enter_repr(self):
        return text_of("...")
    try:
        ref partial = _partial(self)
        var name = type_name(self)
        var text = String("functools." if name == "partial" else "", name, "(", to_repr(partial.function.word))
        ref arguments = items_of(partial.arguments.word)
        for i in range(len(arguments)):
            text += String(", ", to_repr(arguments[i].word))
        var at = next_entry(partial.keywords.word, 0)
        while at >= 0:
            ref entry = entry_at(partial.keywords.word, at)
            text += String(", ", string_of(entry.key), "=", to_repr(entry.value))
            at = next_entry(partial.keywords.word, at + 1)
        text += ")"
        leave_repr()
        return text_of(text^)
    except error:
        leave_repr()
        raise error^


def _function_of_partial(function: Word, self: Word) raises Raised -> Word:
    return counted(_partial(self).function.word)


def _arguments_of_partial(function: Word, self: Word) raises Raised -> Word:
    return counted(_partial(self).arguments.word)


def _keywords_of_partial(function: Word, self: Word) raises Raised -> Word:
    return counted(_partial(self).keywords.word)


# lru_cache


struct _Cache:
    var state: State
    var function: Object
    var known: Object
    """Results by keys; those used last stand last."""
    var most: Int
    """-1: no limit."""
    var is_typed: Bool
    var hits: Int
    var misses: Int
    var oldest: Int
    """No entry that is used stands before."""


def _cache(value: Word) raises Raised -> ref [MutableAnyOrigin] _Cache:
    return state_of[_Cache](value, _cache_tag)


def _new_cache(args: Arguments) raises Raised -> Word:
    """`_lru_cache_wrapper(function, maxsize, typed)`."""
    rest_of(args).check_count("_lru_cache_wrapper", 3, 3)
    var cell = new_state[_Cache](_cache_tag, _end_cache)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.function), Object(sharing=args[1]))
    __op.initialize(__op.address_of(made.known), Object(owning=new_dictionary()))
    made.most = -1 if args[2].bits == NONE else max(0, as_index(args[2]))
    made.is_typed = is_true(args[3])
    made.hits = 0
    made.misses = 0
    made.oldest = 0
    return instance_with(args[0], cell)


def _end_cache(word: Word):
    ref state = __op.deref(word.at[_Cache]())
    __op.destroy(__op.address_of(state.function))
    __op.destroy(__op.address_of(state.known))


def _key(args: Arguments, is_typed: Bool) raises Raised -> Object:
    """One text or integer by itself; else a tuple of the arguments, names and, if that matters, types."""
    var named = args.named_count()
    if args.count == 1 and named == 0 and not is_typed and (args[0].is_integer() or args[0].is_(KIND_TEXT)):
        return Object(sharing=args[0])
    var items = List[Object](capacity=args.count + 2 * named + 1)
    for i in range(args.count):
        items.append(Object(sharing=args[i]))
    if named > 0:
        # Nothing that a program has is the same.
        items.append(Object(owning=Word(UNBOUND)))
        for i in range(named):
            items.append(items_of(args.names)[i])
            items.append(Object(sharing=args[args.count + i]))
    if is_typed:
        for i in range(args.count + named):
            items.append(Object(sharing=type_of(args[i])))
    return Object(owning=list_of(items^, KIND_TUPLE))


def _call_cached(args: Arguments) raises Raised -> Word:
    var self = Object(sharing=args[0])
    ref cache = _cache(self.word)
    var rest = rest_of(args)
    if cache.most == 0:
        cache.misses += 1
        return _call_through(cache.function.word, rest)
    var key = _key(rest, cache.is_typed)
    var hash = hash_of(key.word)
    var known = cache.known
    var found = find_key_hashed(known.word, key.word, hash)
    if found.bits != 0:
        cache.hits += 1
        if cache.most < 0:
            return counted(found)
        var value = Object(owning=take_key(known.word, key.word))
        set_key_hashed(known.word, key.word, hash, value.word)
        return give(value^)
    cache.misses += 1
    var result = Object(owning=_call_through(cache.function.word, rest))
    if cache.most >= 0 and find_key_hashed(known.word, key.word, hash).bits == 0 and dict_of(known.word).count >= cache.most:
        _forget_oldest(cache)
    set_key_hashed(known.word, key.word, hash, result.word)
    return give(result^)


def _forget_oldest(mut cache: _Cache) raises Raised:
    var known = cache.known
    var at = next_entry(known.word, cache.oldest) if cache.oldest < dict_of(known.word).filled else -1
    if at < 0 or cache.oldest > 0 and next_entry(known.word, 0) < cache.oldest:
        at = next_entry(known.word, 0)
    cache.oldest = at
    var key = Object(sharing=entry_at(known.word, at).key)
    release(take_key(known.word, key.word))


def _call_through(function: Word, args: Arguments) raises Raised -> Word:
    if args.named_count() == 0:
        if args.count == 1:
            return call1(function, args[0])
        return call_general(function, args.words, args.count, Word(0))
    return call_general(function, args.words, args.count, args.names)


def _bind_cached(args: Arguments) raises Raised -> Word:
    """`__get__(instance, owner)`."""
    if args.count < 2 or args[1].bits == NONE:
        return counted(args[0])
    return bound_to(args[0], args[1])


def _counts(function: Word, self: Word) raises Raised -> Word:
    """Hits, misses, the greatest size, the size."""
    ref cache = _cache(self)
    var tuple = new_tuple(4)
    append_given(tuple, small(cache.hits))
    append_given(tuple, small(cache.misses))
    append_given(tuple, none() if cache.most < 0 else small(cache.most))
    append_given(tuple, small(dict_of(cache.known.word).count))
    return tuple


def _clear(function: Word, self: Word) raises Raised -> Word:
    ref cache = _cache(self)
    cache.hits = 0
    cache.misses = 0
    cache.oldest = 0
    var known = cache.known
    cache.known = Object(owning=new_dictionary())
    _ = known^
    return none()


from ..numbers import is_true
from ..types import type_of
from ..word import UNBOUND
