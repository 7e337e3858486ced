"""Arguments of a call that are collected while it runs: `*list` and `**mapping` at the place of the call."""

from .cells import items_of, string_of
from .errors import TYPE_ERROR, Raised, new_error
from .word import KIND_TEXT, Object, Word


def add_all(arguments: Word, values: Word, callee: Word) raises Raised:
    """`f(*values)`: more arguments by position, in a list."""
    if not has_elements(values):
        raise new_error(TYPE_ERROR, String(called_name(callee), " argument after * must be an iterable, not ", type_name(values)))
    var iterator = Object(owning=iterate(values))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return
        items_of(arguments).append(Object(owning=item))


def has_elements(value: Word) -> Bool:
    """Whether `iterate` takes it."""
    try:
        _ = Object(owning=iterate(value))
        return True
    except:
        return False


def add_keyword(names: Word, values: Word, name: Word, value: Word, callee: Word) raises Raised:
    """`f(name=value)` behind `**`: a keyword once only."""
    ref known = items_of(names)
    for i in range(len(known)):
        if known[i].word == name:
            raise new_error(TYPE_ERROR, String(called_name(callee), " got multiple values for keyword argument '", string_of(name), "'"))
    items_of(names).append(Object(sharing=name))
    items_of(values).append(Object(sharing=value))


def add_mapping(names: Word, values: Word, mapping: Word, callee: Word) raises Raised:
    """`f(**mapping)`."""
    var source = Object(sharing=mapping)
    if mapping.is_(KIND_INSTANCE):
        var method = find_attribute(mapping, fixed_name("keys"))
        if method.bits == 0:
            raise _no_mapping(mapping, callee)
        var owned = Object(owning=method)
        source = Object(owning=call0(owned.word))
    elif type_name(mapping) != "dict":
        raise _no_mapping(mapping, callee)
    var keys = Object(owning=iterate(source.word))
    while True:
        var key = next_of(keys.word)
        if is_end(key):
            return
        var owned = Object(owning=key)
        if not owned.word.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, "keywords must be strings")
        var value = Object(owning=get_item(mapping, owned.word))
        add_keyword(names, values, interned(owned.word), value.word, callee)


def _no_mapping(value: Word, callee: Word) -> Raised:
    return new_error(TYPE_ERROR, String(called_name(callee), " argument after ** must be a mapping, not ", type_name(value)))


def call_unpacked(callee: Word, arguments: Word, names: Word, values: Word) raises Raised -> Word:
    """A call whose arguments are in lists; those by keyword are appended to `arguments`."""
    var count = len(items_of(arguments))
    ref more = items_of(values)
    for i in range(len(more)):
        items_of(arguments).append(more[i])
    var kept = Object(sharing=arguments)
    return call_general(callee, words_of(arguments), count, names if len(more) > 0 else Word(0))


def words_of(list: Word) -> __type.pointer[Word]:
    """The elements in memory."""
    return __op.pointer_cast[Word](items_of(list).unsafe_ptr().address)


def called_name(callee: Word) -> String:
    """As errors name what was called."""
    try:
        var name = Object(owning=attribute_of(callee, fixed_name("__qualname__")))
        return String("__main__." if callee.is_(KIND_FUNCTION) else "", string_of(name.word), "()")
    except:
        return String(type_name(callee), "()")


from .attributes import attribute_of
from .calls import call0, call_general
from .class_builtins import find_attribute
from .names import interned
from .names import fixed_name
from .printing import type_name
from .sequences import get_item, is_end, iterate, next_of
from .word import KIND_FUNCTION, KIND_INSTANCE
from .dictionaries import new_dictionary, set_key
