"""Classes, instances and attributes: shapes, and caches at each place that asks for an attribute."""

from ..memory.raw import raw_allocate, raw_free
from .cells import ClassCell, InstanceCell, MethodCell, string_of
from .errors import ATTRIBUTE_ERROR, Raised, new_error
from .word import KIND_CLASS, KIND_FUNCTION, KIND_INSTANCE, KIND_METHOD, Object, Shape, Word, counted, give, new_cell, none, word_of


@fieldwise_init
struct AttributeCache:
    """What a place in the program has last found."""

    var shape: __type.pointer[Shape]
    var index: Int
    var function: Word
    """Of a class; kept alive by it as long as `world` has not changed."""
    var world: Int


struct _World:
    var version: Int
    """Changes when a class does."""

    @always_inline
    def __init__(out self):
        self.version = 1


var _world: _World = _World()


def new_class(name: Word, base: Word) -> Word:
    """A class without attributes of its own."""
    var cell = new_cell[ClassCell](KIND_CLASS)
    ref class_ = __op.deref(cell)
    __op.initialize(__op.address_of(class_.name), Object(sharing=name))
    __op.initialize(__op.address_of(class_.base), Object(sharing=base))
    __op.initialize(__op.address_of(class_.names), List[Word]())
    __op.initialize(__op.address_of(class_.values), List[Object]())
    var word = word_of(cell)
    class_.shape = raw_allocate[Shape](1)
    __op.initialize(class_.shape, Shape(KIND_INSTANCE, word))
    class_.most_slots = 0
    return word


def set_class_attribute(class_: Word, name: Word, var value: Object):
    _world.version += 1
    ref cell = __op.deref(class_.at[ClassCell]())
    for i in range(len(cell.names)):
        if cell.names[i] == name:
            cell.values[i] = value^
            return
    cell.names.append(name)
    cell.values.append(value^)


@no_inline
def find_in_class(class_: Word, name: Word) -> Word:
    """The attribute of a class or those that it extends, without a count; bits 0 if there is none."""
    var at = class_
    while at.is_(KIND_CLASS):
        ref cell = __op.deref(at.at[ClassCell]())
        for i in range(len(cell.names)):
            if cell.names[i] == name:
                return cell.values[i].word
        at = cell.base.word
    return Word(0)


def subclass_of(class_: Word, other: Word) -> Bool:
    var at = class_
    while at.is_(KIND_CLASS):
        if at == other:
            return True
        at = __op.deref(at.at[ClassCell]()).base.word
    return False


@always_inline
def class_of(instance: Word) -> Word:
    return __op.deref(instance.shape()).owner


def new_instance(class_: Word) -> Word:
    """An instance without attributes."""
    ref cell = __op.deref(class_.at[ClassCell]())
    var instance = new_cell[InstanceCell](KIND_INSTANCE)
    ref made = __op.deref(instance)
    made.cell.shape = cell.shape
    made.count = 0
    made.capacity = cell.most_slots
    if made.capacity > 0:
        made.slots = raw_allocate[Object](made.capacity)
    return word_of(instance)


# Attributes


@always_inline
def get_attribute(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    """`value.name`."""
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.eq(value.shape(), known.shape) and known.index >= 0:
            return counted(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)).word)
    return _get_attribute(value, name, cache)


@no_inline
def _get_attribute(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    if value.is_(KIND_INSTANCE):
        var index = _slot_of(value.shape(), name)
        if index >= 0:
            ref known = __op.deref(cache)
            known.shape = value.shape()
            known.index = index
            return counted(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, index.value)).word)
        var found = find_in_class(class_of(value), name)
        if found.bits != 0:
            return bound(found, value)
        raise no_attribute(value, name)
    if value.is_(KIND_CLASS):
        var found = find_in_class(value, name)
        if found.bits != 0:
            return counted(found)
        raise no_attribute(value, name)
    return builtin_attribute(value, name)


def bound(found: Word, receiver: Word) -> Word:
    """A function of a class as a method of an instance; anything else as it is."""
    if not found.is_(KIND_FUNCTION):
        return counted(found)
    var cell = new_cell[MethodCell](KIND_METHOD)
    __op.initialize(__op.address_of(__op.deref(cell).function), Object(sharing=found))
    __op.initialize(__op.address_of(__op.deref(cell).receiver), Object(sharing=receiver))
    return word_of(cell)


def no_attribute(value: Word, name: Word) -> Raised:
    if value.is_(KIND_CLASS):
        ref cell = __op.deref(value.at[ClassCell]())
        return new_error(ATTRIBUTE_ERROR, String("type object '", string_of(cell.name.word), "' has no attribute '", string_of(name), "'"))
    return new_error(ATTRIBUTE_ERROR, String("'", type_name(value), "' object has no attribute '", string_of(name), "'"))


def _slot_of(shape: __type.pointer[Shape], name: Word) -> Int:
    ref names = __op.deref(shape).names
    for i in range(len(names)):
        if names[i] == name:
            return i
    return -1


@always_inline
def set_attribute(value: Word, name: Word, new: Word, cache: __type.pointer[AttributeCache]) raises Raised:
    """`value.name = new`."""
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.eq(value.shape(), known.shape) and known.index >= 0:
            __op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)) = Object(sharing=new)
            return
    _set_attribute(value, name, new, cache)


@no_inline
def _set_attribute(value: Word, name: Word, new: Word, cache: __type.pointer[AttributeCache]) raises Raised:
    if value.is_(KIND_INSTANCE):
        var index = _slot_of(value.shape(), name)
        if index < 0:
            set_new_attribute(value, name, Object(sharing=new))
            return
        ref known = __op.deref(cache)
        known.shape = value.shape()
        known.index = index
        __op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, index.value)) = Object(sharing=new)
        return
    if value.is_(KIND_CLASS):
        set_class_attribute(value, name, Object(sharing=new))
        return
    raise new_error(
        ATTRIBUTE_ERROR, String("'", type_name(value), "' object has no attribute '", string_of(name), "' and no __dict__ for setting new attributes")
    )


def set_new_attribute(value: Word, name: Word, var new: Object):
    """An attribute that the instance has not had."""
    ref instance = __op.deref(value.at[InstanceCell]())
    var shape = _with_name(value.shape(), name)
    if instance.count == instance.capacity:
        var capacity = max(4, instance.capacity * 2)
        var slots = raw_allocate[Object](capacity)
        for i in range(instance.count):
            __op.initialize(__op.offset(slots, i.value), __op.take(__op.offset(instance.slots, i.value)))
        if instance.capacity > 0:
            raw_free(instance.slots)
        instance.slots = slots
        instance.capacity = capacity
    __op.initialize(__op.offset(instance.slots, instance.count.value), new^)
    instance.count += 1
    instance.cell.shape = shape
    ref class_ = __op.deref(class_of(value).at[ClassCell]())
    if instance.count > class_.most_slots:
        class_.most_slots = instance.count


def _with_name(shape: __type.pointer[Shape], name: Word) -> __type.pointer[Shape]:
    """The shape with one name more."""
    ref from_ = __op.deref(shape)
    var count = len(from_.names)
    for i in range(len(from_.next)):
        if __op.deref(from_.next[i]).names[count] == name:
            return from_.next[i]
    var made = raw_allocate[Shape](1)
    __op.initialize(made, Shape(KIND_INSTANCE, from_.owner))
    for i in range(count):
        __op.deref(made).names.append(from_.names[i])
    __op.deref(made).names.append(name)
    from_.next.append(made)
    return made


from .builtins import builtin_attribute
from .printing import type_name
