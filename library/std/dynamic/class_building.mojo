"""What a `class` statement does: the metaclass, the body's names, the class from them."""

from .cells import ClassCell, items_of, list_of, string_of
from .classes import add_flag, class_of, find_in_class, new_class_of, new_instance, subclass_of
from .errors import KEY_ERROR, NAME_ERROR, TYPE_ERROR, Raised, new_error
from .word import (
    HAS_FINALIZER,
    KIND_ALIAS,
    KIND_CLASS,
    KIND_DICT,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_TEXT,
    KIND_TUPLE,
    Object,
    Word,
    counted,
    give,
    none,
    release,
)

comptime Words = __type.pointer[Word]


@always_inline
def _at(words: Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


# Names of a class while its body runs


def set_name(namespace: Word, name: Word, value: Word) raises Raised:
    set_item(namespace, name, value)


def delete_name(namespace: Word, name: Word) raises Raised:
    if not namespace.is_(KIND_DICT):
        return delete_item(namespace, name)
    if find_key(namespace, name).bits == 0:
        raise new_error(NAME_ERROR, String("name '", string_of(name), "' is not defined"))
    delete_key(namespace, name)


def find_name(namespace: Word, name: Word) raises Raised -> Word:
    """With a count; unbound if the body has not given it."""
    if namespace.is_(KIND_DICT):
        var found = find_key(namespace, name)
        return Word(UNBOUND) if found.bits == 0 else counted(found)
    try:
        return get_item(namespace, name)
    except error:
        if is_error(error, KEY_ERROR):
            return Word(UNBOUND)
        raise error^


def annotate_in_class(namespace: Word, name: Word, annotation: Word) raises Raised:
    """`name: annotation` in the body of a class."""
    var key = fixed_name("__annotations__")
    var all = Object(owning=find_name(namespace, key))
    if all.word.bits == UNBOUND:
        all = Object(owning=new_dictionary())
        set_item(namespace, key, all.word)
    set_item(all.word, name, annotation)


def annotate_in_module(variable: __type.pointer[Object], name: Word, annotation: Word) raises Raised:
    if __op.deref(variable).word.bits == UNBOUND:
        __op.deref(variable) = Object(owning=new_dictionary())
    set_item(__op.deref(variable).word, name, annotation)


# Making


def prepare_class(name: Word, bases: Word, keyword_names: Word, keyword_values: Word, metaclass: Word) raises Raised -> Word:
    """Where the names of a class go while its body runs: what the metaclass's `__prepare__` gives, else a dictionary.

    Puts in the place of bases that are no classes what their `__mro_entries__` give.
    """
    if extends_foreign(bases):
        return new_dictionary()
    var original = Object(owning=_bases(bases))
    var has_changed = _resolve_bases(bases, original.word)
    var tuple = Object(owning=_bases(bases))
    var winner = type_class() if metaclass.bits == UNBOUND else metaclass
    if winner.is_(KIND_CLASS):
        winner = _metaclass_of(winner, tuple.word)
    var namespace = Object(owning=new_dictionary())
    if winner != type_class():
        var prepare = Object(owning=find_or_none(winner, fixed_name("__prepare__")))
        if prepare.word != none():
            var arguments = List[Word]()
            arguments.append(name)
            arguments.append(tuple.word)
            ref values = items_of(keyword_values)
            for i in range(len(values)):
                arguments.append(values[i].word)
            var names = Word(0) if len(values) == 0 else keyword_names
            namespace = Object(owning=call_general(prepare.word, arguments.unsafe_ptr().address, 2, names))
            _ = len(arguments)
    keep(tuple)
    if has_changed:
        set_item(namespace.word, fixed_name("__orig_bases__"), original.word)
    return give(namespace^)


def find_or_none(value: Word, name: Word) raises Raised -> Word:
    var found = find_attribute(value, name)
    return none() if found.bits == 0 else found


def _resolve_bases(bases: Word, original: Word) raises Raised -> Bool:
    """Whether a base was no class."""
    var resolved = List[Object]()
    var has_changed = False
    ref list = items_of(original)
    for i in range(len(list)):
        var base = list[i].word
        if base.is_(KIND_ALIAS) and not is_union(base):
            resolved.append(Object(sharing=alias_of(base).origin.word))
            has_changed = True
            continue
        var method = Word(0)
        if base.is_(KIND_INSTANCE):
            method = find_in_class(class_of(base), fixed_name("__mro_entries__"))
        if method.bits == 0:
            resolved.append(Object(sharing=base))
            continue
        var entries = Object(owning=call2(method, base, original))
        if not entries.word.is_(KIND_TUPLE):
            raise new_error(TYPE_ERROR, "__mro_entries__ must return a tuple")
        has_changed = True
        for j in range(len(items_of(entries.word))):
            resolved.append(items_of(entries.word)[j])
    if has_changed:
        items_of(bases) = resolved^
    return has_changed


def make_class(name: Word, bases: Word, namespace: Word, keyword_names: Word, keyword_values: Word, metaclass: Word) raises Raised -> Word:
    """The value of a `class` statement.

    Args:
        name: Of the class.
        bases: A list.
        namespace: What the body has given names.
        keyword_names: A list; without `metaclass`.
        keyword_values: A list, as long.
        metaclass: As given, or unbound.
    """
    if extends_foreign(bases):
        return make_foreign_class(name, bases, namespace, keyword_names, keyword_values, metaclass)
    var tuple = Object(owning=_bases(bases))
    var winner = type_class() if metaclass.bits == UNBOUND else metaclass
    if winner.is_(KIND_CLASS):
        winner = _metaclass_of(winner, tuple.word)
    var arguments = List[Word]()
    arguments.append(name)
    arguments.append(tuple.word)
    arguments.append(namespace)
    ref values = items_of(keyword_values)
    for i in range(len(values)):
        arguments.append(values[i].word)
    var names = Word(0) if len(values) == 0 else keyword_names
    var result = Object(owning=call_general(winner, arguments.unsafe_ptr().address, 3, names))
    _ = len(arguments)
    keep(tuple)
    return give(result^)


def _bases(list: Word) raises Raised -> Word:
    var result = List[Object]()
    ref items = items_of(list)
    for i in range(len(items)):
        result.append(items[i])
    return list_of(result^, KIND_TUPLE)


def _metaclass_of(given: Word, bases: Word) raises Raised -> Word:
    """The most derived of the metaclass that was asked for and those of the bases."""
    var winner = given
    ref list = items_of(bases)
    for i in range(len(list)):
        if not list[i].word.is_(KIND_CLASS):
            continue
        var own = class_of(list[i].word)
        if subclass_of(winner, own):
            continue
        if not subclass_of(own, winner):
            raise new_error(
                TYPE_ERROR,
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            )
        winner = own
    return winner


def build_class(
    metaclass: Word, name: Word, bases: Word, namespace: Word, keyword_values: Words, keyword_names: Word
) raises Raised -> Word:
    """What `type.__new__` does: the class, `__set_name__` of its attributes, `__init_subclass__` of its base."""
    var actual = Object(sharing=bases)
    ref list = items_of(bases)
    if len(list) == 0:
        var only = List[Object]()
        only.append(Object(sharing=object_class()))
        actual = Object(owning=list_of(only^, KIND_TUPLE))
    for i in range(len(list)):
        if not list[i].word.is_(KIND_CLASS):
            raise new_error(TYPE_ERROR, String("bases must be types"))
        for j in range(i):
            if list[j].word == list[i].word:
                raise new_error(TYPE_ERROR, String("duplicate base class ", string_of(__op.deref(list[i].word.at[ClassCell]()).name.word)))
        var number = __op.deref(list[i].word.at[ClassCell]()).builtin
        if number >= 0 and list[i].word != object_class() and list[i].word != type_class() and not may_be_extended(number):
            var base_name = String(string_of(__op.deref(list[i].word.at[ClassCell]()).name.word))
            raise new_error(TYPE_ERROR, String("type '", base_name, "' is not an acceptable base type"))
        ready_all(list[i].word)
    var made = Object(owning=new_class_of(interned(name), actual.word, _metaclass_of(metaclass, actual.word)))
    _inherit_flags(made.word)
    _fill(made.word, namespace)
    set_slots(made.word)
    _name_attributes(made.word)
    _tell_base(made.word, keyword_values, keyword_names)
    return give(made^)


def _inherit_flags(class_: Word):
    ref cell = __op.deref(class_.at[ClassCell]())
    ref bases = items_of(cell.bases.word)
    for i in range(len(bases)):
        if __op.deref(__op.deref(bases[i].word.at[ClassCell]()).shape).flags & HAS_FINALIZER != 0:
            add_flag(cell.shape, HAS_FINALIZER)


def _fill(class_: Word, namespace: Word) raises Raised:
    var source = Object(sharing=namespace)
    if not plain(namespace).is_(KIND_DICT):
        source = Object(owning=new_dictionary())
        update_dictionary(source.word, namespace)
    var entries = plain(source.word)
    var at = next_entry(entries, 0)
    while at >= 0:
        var key = Object(sharing=entry_at(entries, at).key)
        var value = Object(sharing=entry_at(entries, at).value)
        if key.word.is_(KIND_TEXT):
            _add(class_, interned(key.word), value.word)
        at = next_entry(entries, at + 1)
    keep(source)
    ref attributes = __op.deref(class_.at[ClassCell]()).attributes
    if attributes.find(fixed_name("__doc__")).bits == 0:
        attributes.set(fixed_name("__doc__"), Object(owning=none()))
    if attributes.find(fixed_name("__module__")).bits == 0:
        attributes.set(fixed_name("__module__"), Object(sharing=fixed_name("__main__")))


def _add(class_: Word, name: Word, value: Word) raises Raised:
    ref cell = __op.deref(class_.at[ClassCell]())
    if name == fixed_name("__qualname__"):
        if not value.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("type __qualname__ must be a str, not ", type_name(value)))
        cell.qualified_name = Object(sharing=value)
        return
    if name == fixed_name("__del__"):
        add_flag(cell.shape, HAS_FINALIZER)
    var kept = Object(sharing=value)
    if value.is_(KIND_FUNCTION):
        if name == fixed_name("__new__"):
            kept = Object(owning=new_wrapped(0, value, none(), none()))
        elif name == fixed_name("__init_subclass__") or name == fixed_name("__class_getitem__"):
            kept = Object(owning=new_wrapped(1, value, none(), none()))
    cell.attributes.set(name, kept^)
    if name == fixed_name("__eq__") and cell.attributes.find(fixed_name("__hash__")).bits == 0:
        cell.attributes.set(fixed_name("__hash__"), Object(owning=none()))


def _name_attributes(class_: Word) raises Raised:
    """`__set_name__`."""
    ref attributes = __op.deref(class_.at[ClassCell]()).attributes
    # A method may change the class.
    var names = List[Word]()
    var values = List[Object]()
    for i in range(len(attributes.names)):
        if attributes.values[i].word.is_(KIND_INSTANCE):
            names.append(attributes.names[i])
            values.append(attributes.values[i])
    for i in range(len(names)):
        var value = values[i].word
        var method = find_in_class(class_of(value), fixed_name("__set_name__"))
        if method.bits != 0:
            release(call3(method, value, class_, names[i]))


def _tell_base(class_: Word, values: Words, names: Word) raises Raised:
    """`super(class_, class_).__init_subclass__(**keywords)`."""
    var parent = Object(owning=new_super(class_, class_))
    var method = Object(owning=attribute_of(parent.word, fixed_name("__init_subclass__")))
    release(call_general(method.word, values, 0, names))


def new_plain_object() -> Word:
    """`object()`."""
    return new_instance(object_class())


from .attributes import attribute_of
from .calls import call2, call3, call_general
from .class_builtins import find_attribute, new_super
from .class_slots import set_slots
from .dictionaries import delete_key, entry_at, find_key, new_dictionary, next_entry
from .elements import delete_item
from .extended import may_be_extended, plain
from .functions import keep
from .generic_aliases import alias_of, is_union
from .iteration_builtins import is_error
from .mappings import update_dictionary
from .names import interned
from .names import fixed_name
from .object_methods import new_wrapped
from .printing import type_name
from .sequences import get_item, set_item
from .type_methods import ready_all
from .types import object_class, type_class
from .word import UNBOUND
from .foreign.subclasses import extends_foreign, make_foreign_class
