"""`__dict__` of instances: once it is asked for, the attributes live in a dictionary, and the shape says so. Those of classes are seen through a proxy."""

from ..memory.raw import raw_allocate
from .cells import ClassCell, InstanceCell
from .dictionaries import delete_key, find_key, new_dictionary, set_key
from .errors import TYPE_ERROR, Raised, new_error
from .word import (
    HAS_DICTIONARY,
    KIND_CLASS,
    KIND_DICT,
    KIND_INSTANCE,
    KIND_PROXY,
    Cell,
    Object,
    Shape,
    Word,
    counted,
    give,
    new_cell,
    none,
    word_of,
)


@always_inline
def has_dictionary(instance: Word) -> Bool:
    return __op.deref(instance.shape()).flags & HAS_DICTIONARY != 0


@always_inline
def kept_dictionary(instance: Word) -> Word:
    """Of an instance that has one, without a count."""
    return __op.deref(__op.deref(instance.at[InstanceCell]()).slots).word


def own_attribute(instance: Word, name: Word) raises Raised -> Word:
    """Without a count; bits 0 if there is none."""
    if has_dictionary(instance):
        return find_key(kept_dictionary(instance), name)
    var index = _slot_of(instance.shape(), name)
    if index < 0:
        return Word(0)
    return __op.deref(__op.offset(__op.deref(instance.at[InstanceCell]()).slots, index.value)).word


def instance_dictionary(instance: Word) raises Raised -> Word:
    """From now on the place of the attributes; of exceptions and native classes, whose first slots have their places, a copy."""
    if not has_dictionary(instance):
        var made = Object(owning=new_dictionary())
        ref names = __op.deref(instance.shape()).names
        var fixed = max(Int(has_state(instance)), len(__op.deref(__op.deref(class_of(instance).at[ClassCell]()).shape).names))
        for i in range(fixed, len(names)):
            set_key(made.word, names[i], __op.deref(__op.offset(__op.deref(instance.at[InstanceCell]()).slots, i.value)).word)
        if fixed > 0:
            return give(made^)
        move_into(instance, made^)
    return counted(kept_dictionary(instance))


def move_into(instance: Word, var dictionary: Object):
    """Makes a dictionary the place of the attributes."""
    ref cell = __op.deref(instance.at[InstanceCell]())
    loosen(instance)
    var old = List[Object](capacity=cell.count)
    for i in range(cell.count):
        old.append(__op.take(__op.offset(cell.slots, i.value)))
    if cell.capacity == 0:
        cell.slots = raw_allocate[Object](1)
        cell.capacity = 1
    __op.initialize(cell.slots, dictionary^)
    cell.count = 1
    cell.cell.shape = still_shared(dictionary_shape(class_of(instance)), cell.cell.shape)


def dictionary_shape(class_: Word) -> __type.pointer[Shape]:
    """Of the instances of a class that keep their attributes in a dictionary."""
    ref cell = __op.deref(class_.at[ClassCell]())
    if __op.eq(cell.dictionary_shape, __op.null[Shape]()):
        cell.dictionary_shape = raw_allocate[Shape](1)
        __op.initialize(cell.dictionary_shape, Shape(KIND_INSTANCE, class_, __op.deref(cell.shape).flags | HAS_DICTIONARY))
    return cell.dictionary_shape


def set_instance_dictionary(instance: Word, dictionary: Word) raises Raised:
    """`instance.__dict__ = dictionary`."""
    if not dictionary.is_(KIND_DICT):
        raise new_error(TYPE_ERROR, String("__dict__ must be set to a dictionary, not a '", type_name(dictionary), "'"))
    move_into(instance, Object(sharing=dictionary))


def delete_from_dictionary(instance: Word, name: Word) raises Raised -> Bool:
    """Whether it was there."""
    if find_key(kept_dictionary(instance), name).bits == 0:
        return False
    delete_key(kept_dictionary(instance), name)
    return True


# Proxies


struct ProxyCell:
    """A dictionary, or the attributes of a class, to read only."""

    var cell: Cell
    var source: Object


def new_proxy(source: Word) -> Word:
    var cell = new_cell[ProxyCell](KIND_PROXY)
    __op.initialize(__op.address_of(__op.deref(cell).source), Object(sharing=source))
    return word_of(cell)


def make_proxy(words: __type.pointer[Word], count: Int, names: Word) raises Raised -> Word:
    """`MappingProxyType(mapping)`"""
    if count != 1:
        raise new_error(TYPE_ERROR, String("mappingproxy() missing required argument 'mapping' (pos 1)"))
    var mapping = __op.load(words)
    var source = plain(mapping)
    if source.is_(KIND_DICT):
        return new_proxy(source)
    if mapping.is_(KIND_INSTANCE) and find_in_class(class_of(mapping), fixed_name("__getitem__")).bits != 0:
        raise new_error(TYPE_ERROR, String("mappingproxy() of a mapping that is no dict is not supported yet: '", type_name(mapping), "'"))
    raise new_error(TYPE_ERROR, String("mappingproxy() argument must be a mapping, not ", type_name(mapping)))


def end_of_proxy(word: Word):
    __op.destroy(__op.address_of(__op.deref(word.at[ProxyCell]()).source))


def dictionary_behind(proxy: Word) raises Raised -> Object:
    """What the proxy shows; of a class as it is now."""
    var source = __op.deref(proxy.at[ProxyCell]()).source.word
    if not source.is_(KIND_CLASS):
        return Object(sharing=source)
    return Object(owning=class_attributes(source))


def class_attributes(class_: Word) raises Raised -> Word:
    """A new dictionary."""
    ready(class_)
    var made = Object(owning=new_dictionary())
    ref attributes = __op.deref(class_.at[ClassCell]()).attributes
    for i in range(len(attributes.names)):
        if attributes.names[i].bits != 0:
            set_key(made.word, attributes.names[i], attributes.values[i].word)
    return give(made^)


from .attributes import _slot_of
from .layouts import loosen
from .classes import class_of, find_in_class
from .extended import plain
from .names import fixed_name
from .printing import type_name
from .type_methods import ready
from .native_classes import has_state
from .publishing import still_shared
