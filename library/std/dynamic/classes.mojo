"""Classes and instances: how they are made, what extends what, where an attribute of a class is found."""

from ..memory.raw import raw_allocate
from .cells import ClassCell, InstanceCell, items_of, list_of, string_of
from .errors import BASE_EXCEPTION, TYPE_ERROR, Raised, error_class, field_count, field_names, new_error
from .namespaces import Namespace, namespace_changes
from .word import HAS_FINALIZER, IS_BASED, KIND_CLASS, KIND_FUNCTION, KIND_INSTANCE, KIND_TUPLE, KIND_WRAPPED, Object, Shape, Word, counted, give, new_cell, none, word_of


struct _World:
    var version: Int
    """Changes when a class does."""

    @always_inline
    def __init__(out self):
        self.version = 1


var _world: _World = _World()


def new_class(name: Word, base: Word) -> Word:
    """A class without attributes of its own, of one base or, if that is `None`, of `object`."""
    var bases = List[Object]()
    if base.is_(KIND_CLASS):
        bases.append(Object(sharing=base))
    elif object_class().is_(KIND_CLASS):
        bases.append(Object(sharing=object_class()))
    var made = _new_class(name, Object(owning=list_of(bases^, KIND_TUPLE)))
    ref cell = __op.deref(made.at[ClassCell]())
    if len(items_of(cell.bases.word)) > 0:
        ref order = __op.deref(items_of(cell.bases.word)[0].word.at[ClassCell]()).order
        for i in range(len(order)):
            cell.order.append(order[i])
    reserve_fields(made)
    return made


def new_class_of(name: Word, bases: Word, metaclass: Word) raises Raised -> Word:
    """A class without attributes of its own; a `TypeError` if the bases have no common order.

    Args:
        name: A text.
        bases: A tuple of classes, not empty.
        metaclass: A class that extends `type`.
    """
    var made = Object(owning=_new_class(name, Object(sharing=bases)))
    ref cell = __op.deref(made.word.at[ClassCell]())
    cell.base = base_number(bases)
    if cell.base >= 0:
        __op.deref(cell.shape).flags = IS_BASED
    if not merge_orders(cell.order, bases):
        var names = String()
        ref list = items_of(bases)
        for i in range(len(list)):
            if i > 0:
                names += ", "
            names += string_of(__op.deref(list[i].word.at[ClassCell]()).name.word)
        raise new_error(TYPE_ERROR, String("Cannot create a consistent method resolution order (MRO) for bases ", names))
    reserve_fields(made.word)
    if metaclass != type_class():
        # As an instance of its metaclass, with a shape of its own.
        cell.cell.shape = raw_allocate[Shape](1)
        __op.initialize(cell.cell.shape, Shape(KIND_CLASS, metaclass))
        _ = counted(metaclass)
    return give(made^)


def _new_class(name: Word, var bases: Object) -> Word:
    var cell = new_cell[ClassCell](KIND_CLASS)
    ref class_ = __op.deref(cell)
    var word = word_of(cell)
    __op.initialize(__op.address_of(class_.name), Object(sharing=name))
    __op.initialize(__op.address_of(class_.bases), bases^)
    __op.initialize(__op.address_of(class_.order), List[Word]())
    __op.initialize(__op.address_of(class_.attributes), Namespace())
    __op.initialize(__op.address_of(class_.slots), Object(owning=none()))
    class_.order.append(word)
    class_.shape = raw_allocate[Shape](1)
    __op.initialize(class_.shape, Shape(KIND_INSTANCE, word))
    class_.keeps_slots = False
    class_.most_slots = 0
    class_.has_layouts = False
    class_.loose_shape = __op.null[Shape]()
    class_.is_plain = False
    class_.plain_in = 0
    class_.initializer = Word(0)
    __op.initialize(__op.address_of(class_.children), List[Word]())
    ref parents = items_of(class_.bases.word)
    for i in range(len(parents)):
        ref parent = __op.deref(parents[i].word.at[ClassCell]())
        parent.children.append(word)
        if parent.keeps_slots:
            class_.keeps_slots = True
            class_.most_slots = max(class_.most_slots, parent.most_slots)
    class_.builtin = -1
    class_.base = -1
    class_.has_methods = False
    class_.dictionary_shape = __op.null[Shape]()
    __op.initialize(__op.address_of(class_.qualified_name), Object(sharing=name))
    class_.traits = 0
    class_.world = 0
    return word


def reserve_fields(class_: Word):
    """The first slots of exceptions have what all exceptions have."""
    if not subclass_of(class_, error_class(BASE_EXCEPTION)):
        return
    ref cell = __op.deref(class_.at[ClassCell]())
    cell.most_slots = 8
    comptime for i in range(field_count):
        comptime name = field_names[i]
        __op.deref(cell.shape).names.append(fixed_name(name))


def merge_orders(mut order: List[Word], bases: Word) -> Bool:
    """Appends the common order of the bases; False if there is none. The algorithm is C3, as Python 2.3 took it over from Dylan."""
    ref list = items_of(bases)
    var sequences = List[List[Word]]()
    for i in range(len(list)):
        ref inherited = __op.deref(list[i].word.at[ClassCell]()).order
        var copy = List[Word]()
        for j in range(len(inherited)):
            copy.append(inherited[j])
        sequences.append(copy^)
    var direct = List[Word]()
    for i in range(len(list)):
        direct.append(list[i].word)
    sequences.append(direct^)
    var heads = List[Int]()
    for _ in range(len(sequences)):
        heads.append(0)
    while True:
        var is_empty = True
        var next = Word(0)
        for i in range(len(sequences)):
            if heads[i] == len(sequences[i]):
                continue
            is_empty = False
            var candidate = sequences[i][heads[i]]
            if not _in_tail(sequences, heads, candidate):
                next = candidate
                break
        if is_empty:
            return True
        if next.bits == 0:
            return False
        order.append(next)
        for i in range(len(sequences)):
            if heads[i] < len(sequences[i]) and sequences[i][heads[i]] == next:
                heads[i] += 1


def _in_tail(sequences: List[List[Word]], heads: List[Int], candidate: Word) -> Bool:
    for i in range(len(sequences)):
        for j in range(heads[i] + 1, len(sequences[i])):
            if sequences[i][j] == candidate:
                return True
    return False


def set_class_attribute(class_: Word, name: Word, var value: Object):
    ref cell = __op.deref(class_.at[ClassCell]())
    if _concerns_caches(value.word) or _concerns_caches(cell.attributes.find(name)) or cell.attributes.index(name) < 0:
        _world.version += 1
        forget_places()
        forget_layouts()
        layouts_end(class_, name, value.word)
    cell.attributes.set(name, value^)
    if name == fixed_name("__del__"):
        add_flag(cell.shape, HAS_FINALIZER)
        if __op.ne(cell.loose_shape, __op.null[Shape]()):
            add_flag(cell.loose_shape, HAS_FINALIZER)


def add_flag(shape: __type.pointer[Shape], flag: Int):
    """To a shape and those with more names."""
    ref changed = __op.deref(shape)
    changed.flags |= flag
    for i in range(len(changed.next)):
        add_flag(changed.next[i], flag)
    if __op.ne(changed.shared, __op.null[Shape]()):
        add_flag(changed.shared, flag)


def remove_class_attribute(class_: Word, name: Word) -> Bool:
    """Whether it was there."""
    _world.version += 1
    forget_places()
    forget_layouts()
    return __op.deref(class_.at[ClassCell]()).attributes.remove(name)


def _concerns_caches(value: Word) -> Bool:
    """Whether what places have found may be otherwise with this value: functions, and what describes attributes."""
    return value.is_(KIND_FUNCTION) or value.is_(KIND_WRAPPED) or value.is_(KIND_INSTANCE) or value.is_(KIND_CLASS)


struct _Found(ImplicitlyCopyable, TrivialRegisterPassable):
    """What was looked for in a class, and found."""

    var class_: Word
    var name: Word
    var version: Int
    """Of all namespaces; 0: nothing was looked for yet."""
    var value: Word

    @always_inline
    def __init__(out self, class_: Word, name: Word, version: Int, value: Word):
        self.class_ = class_
        self.name = name
        self.version = version
        self.value = value


comptime _found_count = 2048


struct _FoundTable(PerThread):
    var entries: __type.array[_Found, _found_count]

    @always_inline
    def __init__(out self):
        self.entries = __op.uninitialized[__type.array[_Found, _found_count]]()
        for i in range(_found_count):
            __op.array_element(self.entries, i.value) = _Found(Word(0), Word(0), 0, Word(0))


var _found: _FoundTable = _FoundTable()


@always_inline
def _place_of(class_: Word, name: Word) -> Int:
    return (class_.bits >> 4 ^ name.bits >> 4 ^ name.bits >> 11) & (_found_count - 1)


@no_inline
def find_in_class(class_: Word, name: Word) -> Word:
    """The attribute of a class or those that it extends, without a count; bits 0 if there is none."""
    if not class_.is_(KIND_CLASS):
        return Word(0)
    ref known = __op.array_element(_found.entries, _place_of(class_, name).value)
    if __op.unlikely(known.class_ != class_ or known.name != name or known.version != namespace_changes.count):
        comptime if parallel:
            enter_run_time()
            known = _Found(class_, name, namespace_changes.count, find_after(class_, name, 0))
            leave_run_time()
        else:
            known = _Found(class_, name, namespace_changes.count, find_after(class_, name, 0))
    return known.value


def found_before(class_: Word, name: Word) -> Word:
    """As `find_in_class`; bits 0 as well if this thread has not asked before."""
    if not class_.is_(KIND_CLASS):
        return Word(0)
    ref known = __op.array_element(_found.entries, _place_of(class_, name).value)
    return known.value if known.class_ == class_ and known.name == name and known.version == namespace_changes.count else Word(0)


def find_after(class_: Word, name: Word, from_: Int) -> Word:
    """As `find_in_class`, from a place in the order on."""
    ref order = __op.deref(class_.at[ClassCell]()).order
    for i in range(from_, len(order)):
        var found = __op.deref(order.unsafe_get(i).at[ClassCell]()).attributes.find(name)
        if found.bits != 0:
            return found
    return Word(0)


def subclass_of(class_: Word, other: Word) -> Bool:
    if class_ == other:
        return True
    if not class_.is_(KIND_CLASS):
        return False
    ref order = __op.deref(class_.at[ClassCell]()).order
    for i in range(len(order)):
        if order.unsafe_get(i) == other:
            return True
    return False


@always_inline
def class_of(instance: Word) -> Word:
    return __op.deref(instance.shape()).owner


@always_inline
def has_methods(value: Word) -> Bool:
    """An instance, or a class with a metaclass of its own: what its class says decides."""
    return value.is_(KIND_INSTANCE) or (value.is_(KIND_CLASS) and class_of(value) != type_class())


def new_instance(class_: Word) -> Word:
    """An instance without attributes."""
    ref cell = __op.deref(class_.at[ClassCell]())
    var is_based = __op.deref(cell.shape).flags & IS_BASED != 0
    var room = min(cell.most_slots, most_room - 1) if is_based else cell.most_slots
    var instance = __op.pointer_cast[InstanceCell](allocate_granules(granules_of_instance(room + 1 if is_based else room)))
    ref made = __op.deref(instance)
    made.cell.owners = 1
    made.cell.shape = cell.shape
    made.slots = __op.pointer_cast[Object](__op.offset(instance, Int(1).value))
    made.count = 0
    made.capacity = room
    made.room = room
    if is_based:
        __op.initialize(base_of(word_of(instance)), Object(owning=none()))
    return word_of(instance)


# What a class does otherwise than `object`

comptime HAS_GETATTRIBUTE = 1
comptime HAS_GETATTR = 2
comptime HAS_SETATTR = 4
comptime HAS_DELATTR = 8
comptime HAS_NEW = 16
comptime HAS_DESCRIPTORS = 32
"""Some attribute of the class decides what setting it on an instance does."""
comptime HAS_SLOTS = 64
comptime HAS_INIT = 128
comptime IS_ABSTRACT = 256
"""It has abstract methods."""
comptime HAS_EQUALITY = 512
"""`__eq__` or `__ne__`."""
comptime HAS_TRUTH = 1024
"""`__bool__` or `__len__`."""


@always_inline
def traits_of(class_: Word) -> Int:
    ref cell = __op.deref(class_.at[ClassCell]())
    if cell.world != _world.version:
        var version = _world.version
        cell.traits = _find_traits(class_)
        cell.world = version
    return cell.traits


@no_inline
def _find_traits(class_: Word) -> Int:
    comptime names = ["__getattribute__", "__getattr__", "__setattr__", "__delattr__", "__new__"]
    var traits = 0
    comptime for i in range(5):
        comptime name = names[i]
        if find_in_class(class_, fixed_name(name)).bits != 0:
            traits |= 1 << i
    if find_in_class(class_, fixed_name("__init__")).bits != 0:
        traits |= HAS_INIT
    if find_in_class(class_, fixed_name("__eq__")).bits != 0 or find_in_class(class_, fixed_name("__ne__")).bits != 0:
        traits |= HAS_EQUALITY
    if find_in_class(class_, fixed_name("__bool__")).bits != 0 or find_in_class(class_, fixed_name("__len__")).bits != 0:
        traits |= HAS_TRUTH
    var abstract = __op.deref(class_.at[ClassCell]()).attributes.find(fixed_name("__abstractmethods__"))
    if abstract.is_(KIND_FROZENSET) and set_of(abstract).count > 0:
        traits |= IS_ABSTRACT
    ref order = __op.deref(class_.at[ClassCell]()).order
    var all_have_slots = True
    for i in range(len(order)):
        ref cell = __op.deref(order[i].at[ClassCell]())
        if cell.slots.word.bits == none().bits and cell.builtin < 0:
            all_have_slots = False
        for j in range(len(cell.attributes.values)):
            if is_data_descriptor(cell.attributes.values[j].word):
                traits |= HAS_DESCRIPTORS
    if subclass_of(class_, error_class(BASE_EXCEPTION)):
        traits |= HAS_DESCRIPTORS
    return traits | HAS_SLOTS if all_have_slots else traits


from .attributes import forget_places, is_data_descriptor
from .extended import base_number, base_of
from .layouts import forget_layouts, layouts_end
from .names import fixed_name
from .sets import set_of
from .types import object_class, type_class
from .word import KIND_FROZENSET
from .cells import granules_of_instance, most_room
from .heap import allocate_granules
from .word import PerThread
from .parallel import enter_run_time, leave_run_time
from .word import parallel
