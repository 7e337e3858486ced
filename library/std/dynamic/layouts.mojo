"""Attributes at places that the compiler knows.

A **layout** says that certain attributes are the first slots behind the cell of an instance, in an order that the compiler took from `__init__`. Whether
the instances of a shape have a layout is found out once for each shape; a method asks when it begins, and takes `nowhere` as the place of the slots
if they have not. A slot that holds `UNBOUND` says that the attribute is to be found by its name, and all slots of `nowhere` do.

What was said of an instance is true as long as it lives. Where something happens that would make it untrue (`del`, `__dict__`, another class, a class
that gets a descriptor), the instance is **loosened**: its slots move elsewhere, and those behind the cell hold `UNBOUND` from then on.
The same happens to one that gets more attributes than it has room for.
"""

from ..memory.raw import raw_allocate
from .cells import ClassCell, InstanceCell, most_room
from .classes import HAS_GETATTRIBUTE, HAS_SETATTR, class_of, find_in_class, traits_of
from .heap import each_cell
from .word import HAS_FINALIZER, HAS_WEAK_REFERENCES, KIND_CLASS, KIND_INSTANCE, UNBOUND, Object, Shape, Word, layouts_of_shape


struct Layout:
    """Of one class of the program's text."""

    var count: Int
    """0: not known yet."""
    var names: __type.pointer[Word]


struct _Nowhere:
    var slots: __type.array[Word, most_room]

    @always_inline
    def __init__(out self):
        self.slots = __op.uninitialized[__type.array[Word, most_room]]()
        for i in range(most_room):
            __op.array_element(self.slots, i.value) = Word(UNBOUND)


var _nowhere: _Nowhere = _Nowhere()


struct _Known:
    var shapes: List[__type.pointer[Shape]]
    """Those that something was found out about."""

    def __init__(out self):
        self.shapes = List[__type.pointer[Shape]]()


var _known: __type.pointer[_Known] = __op.null[_Known]()


# Asking


@always_inline
def slots_in_layout(value: Word, layout: __type.pointer[Layout], place: Int) -> __type.pointer[Object]:
    """The slots of an instance that has a layout, else those of `nowhere`.

    Args:
        value: Any value.
        layout: What is asked for.
        place: Where a shape remembers that it has this layout.
    """
    if value.is_cell():
        var known = __op.array_element(__op.deref(value.shape()).layouts, place.value)
        if __op.likely((known == Int(raw=__op.pointer_to_int(layout))).value):
            return _inline_slots(value)
    return _find_slots(value, layout, place)


@always_inline
def no_slots() -> __type.pointer[Object]:
    """Those of `nowhere`."""
    return __op.pointer_cast[Object](__op.address_of(_nowhere))


@always_inline
def _inline_slots(value: Word) -> __type.pointer[Object]:
    return __op.pointer_cast[Object](__op.offset(value.at[InstanceCell](), Int(1).value))


@no_inline
def _find_slots(value: Word, layout: __type.pointer[Layout], place: Int) -> __type.pointer[Object]:
    var nowhere = no_slots()
    if not value.is_cell() or __op.deref(layout).count == 0:
        return nowhere
    var shape = value.shape()
    var address = Int(raw=__op.pointer_to_int(layout))
    ref known = __op.array_element(__op.deref(shape).layouts, place.value)
    if known == address | 1:
        return nowhere
    if __op.eq(_known, __op.null[_Known]()):
        _known = raw_allocate[_Known](1)
        __op.initialize(_known, _Known())
    __op.deref(_known).shapes.append(shape)
    if not _has_layout(shape, __op.deref(layout)):
        known = address | 1
        return nowhere
    known = address
    __op.deref(class_of(value).at[ClassCell]()).has_layouts = True
    return _inline_slots(value)


def _has_layout(shape: __type.pointer[Shape], layout: Layout) -> Bool:
    ref asked = __op.deref(shape)
    if asked.kind != KIND_INSTANCE or asked.is_loose or asked.flags & ~(HAS_FINALIZER | HAS_WEAK_REFERENCES) != 0:
        return False
    if len(asked.names) < layout.count or not __op.deref(asked.owner.at[ClassCell]()).keeps_slots:
        return False
    if traits_of(asked.owner) & (HAS_GETATTRIBUTE | HAS_SETATTR) != 0:
        return False
    for i in range(layout.count):
        var name = __op.load(__op.offset(layout.names, i.value))
        if asked.names[i] != name:
            return False
        var found = find_in_class(asked.owner, name)
        if found.bits != 0 and is_data_descriptor(found):
            return False
    return True


# Classes


def reserve_layout(class_: Word, layout: __type.pointer[Layout], names: __type.pointer[Word], count: Int, room: Int):
    """After a class is made: its instances will have these attributes first, and get room for some more."""
    ref made = __op.deref(layout)
    if made.count == 0:
        made.names = raw_allocate[Word](count)
        for i in range(count):
            __op.store(__op.offset(made.names, i.value), __op.load(__op.offset(names, i.value)))
        made.count = count
    if not class_.is_(KIND_CLASS):
        return
    ref cell = __op.deref(class_.at[ClassCell]())
    if cell.builtin >= 0 or cell.base >= 0:
        return
    # Without room for any, the first attribute of an instance that is there already would have made some.
    if cell.keeps_slots or cell.most_slots == 0:
        cell.keeps_slots = True
        cell.most_slots = max(cell.most_slots, room)


def forget_layouts():
    """What shapes have is found out again."""
    if __op.eq(_known, __op.null[_Known]()):
        return
    ref shapes = __op.deref(_known).shapes
    for i in range(len(shapes)):
        for place in range(layouts_of_shape):
            __op.array_element(__op.deref(shapes[i]).layouts, place.value) = 0
    shapes.clear()


def layouts_end(class_: Word, name: Word, value: Word):
    """A class has got an attribute that may come before those of its instances."""
    if not (is_data_descriptor(value) or name == fixed_name("__getattribute__") or name == fixed_name("__setattr__")):
        return
    if _is_concerned(class_):
        _loosened.class_ = class_
        each_cell[_loosen_if_of]()


def _is_concerned(class_: Word) -> Bool:
    ref cell = __op.deref(class_.at[ClassCell]())
    if cell.has_layouts:
        return True
    for i in range(len(cell.children)):
        if _is_concerned(cell.children[i]):
            return True
    return False


struct _Loosened:
    var class_: Word

    @always_inline
    def __init__(out self):
        self.class_ = Word(0)


var _loosened: _Loosened = _Loosened()


def _loosen_if_of(value: Word):
    if value.is_(KIND_INSTANCE) and subclass_of(class_of(value), _loosened.class_):
        loosen(value)


# Instances


def loosen(value: Word):
    """Moves the slots of an instance away; its shape is to be a loose one then."""
    ref instance = __op.deref(value.at[InstanceCell]())
    if instance.room == 0:
        return
    if instance.capacity == instance.room:
        var capacity = instance.room + 2
        var slots = raw_allocate[Object](capacity)
        for i in range(instance.count):
            __op.initialize(__op.offset(slots, i.value), __op.take(__op.offset(instance.slots, i.value)))
        instance.slots = slots
        instance.capacity = capacity
    var left = __op.pointer_cast[Word](_inline_slots(value))
    for i in range(instance.room):
        __op.store(__op.offset(left, i.value), Word(UNBOUND))


def loose_shape(class_: Word) -> __type.pointer[Shape]:
    """Of instances of a class without attributes that are loosened."""
    ref cell = __op.deref(class_.at[ClassCell]())
    if __op.eq(cell.loose_shape, __op.null[Shape]()):
        ref plain = __op.deref(cell.shape)
        cell.loose_shape = raw_allocate[Shape](1)
        ref made = __op.deref(cell.loose_shape)
        __op.initialize(cell.loose_shape, Shape(KIND_INSTANCE, class_, plain.flags))
        made.is_loose = True
        for i in range(len(plain.names)):
            made.names.append(plain.names[i])
    return cell.loose_shape


from .attributes import is_data_descriptor
from .classes import subclass_of
from .names import fixed_name
