"""What a `class` statement does: the metaclass, the body's names, the class from them."""

from .cells import ClassCell, NamespaceCell, items_of, list_of, string_of
from .classes import class_of, find_in_class, new_class, new_class_of, new_instance, set_class_attribute, subclass_of
from .errors import NAME_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .word import (
    KIND_CLASS,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_NAMESPACE,
    KIND_TEXT,
    KIND_TUPLE,
    KIND_WRAPPED,
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
    if namespace.is_(KIND_NAMESPACE):
        __op.deref(namespace.at[NamespaceCell]()).names.set(name, Object(sharing=value))
    else:
        set_item(namespace, name, value)


def delete_name(namespace: Word, name: Word) raises Raised:
    if not __op.deref(namespace.at[NamespaceCell]()).names.remove(name):
        raise new_error(NAME_ERROR, String("name '", string_of(name), "' is not defined"))


def find_name(namespace: Word, name: Word) -> Word:
    """With a count; unbound if the body has not given it."""
    var found = __op.deref(namespace.at[NamespaceCell]()).names.find(name)
    return Word(UNBOUND) if found.bits == 0 else counted(found)


# Making


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
    _fill(made.word, namespace)
    _name_attributes(made.word)
    _tell_base(made.word, keyword_values, keyword_names)
    return give(made^)


def _fill(class_: Word, namespace: Word) raises Raised:
    if namespace.is_(KIND_NAMESPACE):
        ref source = __op.deref(namespace.at[NamespaceCell]()).names
        for i in range(len(source.names)):
            if source.names[i].bits != 0:
                _add(class_, source.names[i], source.values[i].word)
    else:
        var keys = Object(owning=iterate(namespace))
        while True:
            var key = next_of(keys.word)
            if is_end(key):
                break
            var owned = Object(owning=key)
            var value = Object(owning=get_item(namespace, owned.word))
            if owned.word.is_(KIND_TEXT):
                _add(class_, interned(owned.word), value.word)


def _add(class_: Word, name: Word, value: Word) raises Raised:
    ref cell = __op.deref(class_.at[ClassCell]())
    if name == fixed_name("__slots__"):
        _set_slots(class_, value)
    var kept = Object(sharing=value)
    if value.is_(KIND_FUNCTION):
        if name == fixed_name("__new__"):
            kept = Object(owning=new_wrapped(0, value, none(), none()))
        elif name == fixed_name("__init_subclass__") or name == fixed_name("__class_getitem__"):
            kept = Object(owning=new_wrapped(1, value, none(), none()))
    cell.attributes.set(name, kept^)
    if name == fixed_name("__eq__") and cell.attributes.find(fixed_name("__hash__")).bits == 0:
        cell.attributes.set(fixed_name("__hash__"), Object(owning=none()))


def _set_slots(class_: Word, names: Word) raises Raised:
    var items = List[Object]()
    if names.is_(KIND_TEXT):
        items.append(Object(owning=interned(names)))
    else:
        var iterator = Object(owning=iterate(names))
        while True:
            var name = next_of(iterator.word)
            if is_end(name):
                break
            var owned = Object(owning=name)
            if not owned.word.is_(KIND_TEXT):
                raise new_error(TYPE_ERROR, String("__slots__ items must be strings, not '", type_name(owned.word), "'"))
            if interned(owned.word) == fixed_name("__dict__"):
                return
            items.append(Object(sharing=interned(owned.word)))
    __op.deref(class_.at[ClassCell]()).slots = Object(owning=list_of(items^))


def _name_attributes(class_: Word) raises Raised:
    """`__set_name__`."""
    ref attributes = __op.deref(class_.at[ClassCell]()).attributes
    for i in range(len(attributes.names)):
        var value = Object(sharing=attributes.values[i].word)
        if not value.word.is_(KIND_INSTANCE):
            continue
        var method = find_in_class(class_of(value.word), fixed_name("__set_name__"))
        if method.bits != 0:
            release(call3(method, value.word, class_, attributes.names[i]))


def _tell_base(class_: Word, values: Words, names: Word) raises Raised:
    """`super(class_, class_).__init_subclass__(**keywords)`."""
    var parent = Object(owning=new_super(class_, class_))
    var method = Object(owning=attribute_of(parent.word, fixed_name("__init_subclass__")))
    release(call_general(method.word, values, 0, names))


def new_plain_object() -> Word:
    """`object()`."""
    return new_instance(object_class())


from .attributes import attribute_of
from .calls import call3, call_general
from .class_builtins import new_super
from .extended import may_be_extended
from .functions import keep
from .names import interned
from .names import fixed_name
from .object_methods import new_wrapped
from .printing import type_name
from .sequences import get_item, is_end, iterate, next_of, set_item
from .type_methods import ready_all
from .types import object_class, type_class
from .word import UNBOUND
