"""Attributes: of instances by shapes and by caches at each place that asks, of everything else by what it is."""

from ..memory.raw import raw_allocate, raw_free
from .cells import ClassCell, InstanceCell, MethodCell, SuperCell, WrappedCell, items_of, string_of
from .classes import (
    HAS_DELATTR,
    HAS_DESCRIPTORS,
    HAS_GETATTR,
    HAS_GETATTRIBUTE,
    HAS_SETATTR,
    HAS_SLOTS,
    class_of,
    find_after,
    find_in_class,
    remove_class_attribute,
    set_class_attribute,
    subclass_of,
    traits_of,
)
from .errors import ATTRIBUTE_ERROR, TYPE_ERROR, Raised, error_class, field_count, is_exception, is_exception_class, new_error
from .word import (
    KIND_CLASS,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_METHOD,
    KIND_BUILTIN,
    KIND_SUPER,
    KIND_TEXT,
    KIND_TYPE_METHOD,
    KIND_WRAPPED,
    Object,
    Shape,
    Word,
    counted,
    give,
    new_small_cell,
    none,
    put,
    release,
    word_of,
)


@fieldwise_init
struct AttributeCache:
    """What a place in the program has last found."""

    var shape: __type.pointer[Shape]
    var index: Int
    """Of the slot, if there is a shape."""
    var function: Word
    """Of a class; kept alive by it as long as `world` has not changed."""
    var world: Int
    var key: Int
    """What else was found is for this: the address of a shape or of a class."""
    var version: Int
    """What namespaces had then; `of_slot`: the slot `index` has it."""


# Places that have found something, to make them forget


struct _Places:
    var caches: List[__type.pointer[AttributeCache]]

    def __init__(out self):
        self.caches = List[__type.pointer[AttributeCache]]()


var _places: __type.pointer[_Places] = __op.null[_Places]()


struct _Forgetting:
    """Where threads run at once: what places remember is good for one version."""

    var version: Int

    @always_inline
    def __init__(out self):
        self.version = 1


var _forgetting: _Forgetting = _Forgetting()


@always_inline
def is_of_now(known: AttributeCache) -> Bool:
    """Whether no class has changed since then."""
    comptime if parallel:
        return known.world == _forgetting.version
    else:
        return True


@always_inline
def fits(value: Word, known: AttributeCache) -> Bool:
    """Whether a place has last found an attribute of values like this one."""
    comptime if parallel:
        return Bool(raw=__op.eq(value.shape(), known.shape)) and is_of_now(known)
    else:
        return Bool(raw=__op.eq(value.shape(), known.shape))


@always_inline
def may_be_remembered(value: Word) -> Bool:
    """Where threads run at once: only places of a thread's own are looked at without the lock."""
    comptime if parallel:
        return not crosses(value)
    else:
        return True


def remember_place(cache: __type.pointer[AttributeCache]):
    """Once for each place: from then on its `world` is not 0."""
    ref known = __op.deref(cache)
    comptime if parallel:
        if known.world != _forgetting.version:
            known.shape = __op.null[Shape]()
            known.key = 0
            known.world = _forgetting.version
        return
    if known.world != 0:
        return
    known.world = 1
    if __op.eq(_places, __op.null[_Places]()):
        _places = raw_allocate[_Places](1)
        __op.initialize(_places, _Places())
    __op.deref(_places).caches.append(cache)


def forget_places():
    """When a class changes, what attributes of instances are may change."""
    comptime if parallel:
        _forgetting.version += 1
        return
    if __op.eq(_places, __op.null[_Places]()):
        return
    ref caches = __op.deref(_places).caches
    for i in range(len(caches)):
        ref known = __op.deref(caches[i])
        known.shape = __op.null[Shape]()
        known.key = 0
        known.world = 0
    caches.clear()


# Reading


@always_inline
def get_attribute(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    """`value.name`."""
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(value, known).value):
            return counted(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)).word)
    return _get_attribute(value, name, cache)


@always_inline
def get_slot(slots: __type.pointer[Object], at: Int, value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    """`value.name`, where the value's layout has it in a slot (`layouts.mojo`)."""
    var word = __op.deref(__op.offset(slots, at.value)).word
    if __op.likely((word.bits != UNBOUND).value):
        return counted(word)
    return get_attribute_by_name(value, name, cache)


@always_inline
def peek_slot(slots: __type.pointer[Object], at: Int, value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Peeked:
    """As `peek_attribute`."""
    var word = __op.deref(__op.offset(slots, at.value)).word
    if __op.likely((word.bits != UNBOUND).value):
        return Peeked(word, none())
    var found = get_attribute_by_name(value, name, cache)
    return Peeked(found, found)


@always_inline
def set_slot(slots: __type.pointer[Object], at: Int, value: Word, name: Word, new: Word, cache: __type.pointer[AttributeCache]) raises Raised:
    """`value.name = new`, where the value's layout has it in a slot."""
    ref slot = __op.deref(__op.offset(slots, at.value))
    if __op.likely((slot.word.bits != UNBOUND).value):
        put(slot, new)
        return
    set_attribute_by_name(value, name, new, cache)


@no_inline
def get_attribute_by_name(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    return get_attribute(value, name, cache)


@no_inline
def peek_attribute_by_name(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Peeked:
    return peek_attribute(value, name, cache)


@no_inline
def set_attribute_by_name(value: Word, name: Word, new: Word, cache: __type.pointer[AttributeCache]) raises Raised:
    set_attribute(value, name, new, cache)


@fieldwise_init
struct Peeked(TrivialRegisterPassable):
    """A word, and what keeps it alive: itself, with a count, or nothing."""

    var word: Word
    var owner: Word


@always_inline
def peek_attribute(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Peeked:
    """`value.name` where it lies, until anything runs that a program defines."""
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(value, known).value):
            return Peeked(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)).word, none())
    var found = _get_attribute(value, name, cache)
    return Peeked(found, found)


@no_inline
def _get_attribute(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    comptime if parallel:
        if value.is_(KIND_INSTANCE) and may_be_remembered(value):
            # An attribute of an instance of the thread's own needs no lock.
            var index = _slot_of(value.shape(), name)
            ref class_ = __op.deref(class_of(value).at[ClassCell]())
            if index >= 0 and class_.world == _world.version and class_.traits & (HAS_GETATTRIBUTE | HAS_DESCRIPTORS) == 0:
                ref known = __op.deref(cache)
                remember_place(cache)
                known.shape = value.shape()
                known.index = index
                return counted(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, index.value)).word)
        var state = enter_2(value, name)
        try:
            var result = _find_attribute(value, name, cache)
            leave(state, result)
            return result
        except error:
            leave(state, error.value.word)
            raise error^
    else:
        return _find_attribute(value, name, cache)


@always_inline
def _find_attribute(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    if value.is_cell() and __op.deref(cache).key == key_of(value) and __op.deref(cache).version == namespace_changes.count:
        return counted(__op.deref(cache).function)
    if value.is_(KIND_MODULE):
        var index = _slot_of(value.shape(), name)
        if index >= 0 and __op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, index.value)).word.bits != UNBOUND:
            if may_be_remembered(value):
                ref known = __op.deref(cache)
                remember_place(cache)
                known.shape = value.shape()
                known.index = index
        return module_attribute(value, name)
    if value.is_(KIND_INSTANCE):
        var index = _slot_of(value.shape(), name)
        var traits = traits_of(class_of(value))
        if index >= 0 and traits & (HAS_GETATTRIBUTE | HAS_DESCRIPTORS) == 0:
            if may_be_remembered(value):
                ref known = __op.deref(cache)
                remember_place(cache)
                known.shape = value.shape()
                known.index = index
            return counted(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, index.value)).word)
        var held = Object(sharing=value)
        if traits & (HAS_GETATTRIBUTE | HAS_GETATTR) != 0:
            return _get_by_methods(held.word, name, traits)
        if index < 0 and not has_dictionary(value):
            _remember_constant(value, class_of(value), name, cache)
        return attribute(held.word, name)
    if value.is_(KIND_CLASS) and traits_of(class_of(value)) & (HAS_GETATTRIBUTE | HAS_GETATTR) == 0:
        _remember_constant(value, value, name, cache)
    var held = Object(sharing=value)
    return attribute_of(held.word, name)


@always_inline
def key_of(value: Word) -> Int:
    """What tells where attributes of a value are found: a class itself, of others the shape."""
    return value.bits if __op.deref(value.shape()).kind == KIND_CLASS else Int(raw=__op.pointer_to_int(value.shape()))


def _remember_constant(value: Word, class_: Word, name: Word, cache: __type.pointer[AttributeCache]):
    """An attribute of a class that is the same for whoever asks there: no function that becomes a method, nothing that describes."""
    var found = constant_in_class(value, class_, name)
    if found.bits == 0 or (parallel and not is_immortal(found)):
        return
    ref known = __op.deref(cache)
    known.key = key_of(value)
    known.version = namespace_changes.count
    known.function = found


def constant_in_class(value: Word, class_: Word, name: Word) -> Word:
    """What `value.name` gives if it is the same for all who ask the class; bits 0 if it is not, or not there."""
    if class_ == value and find_in_class(class_of(value), name).bits != 0:
        return Word(0)
    var found = find_in_class(class_, name)
    if found.bits == 0:
        return found
    if found.is_(KIND_WRAPPED) and __op.deref(found.at[WrappedCell]()).which == 0:
        return __op.deref(found.at[WrappedCell]()).get.word
    var kind = found.kind()
    if kind == KIND_FUNCTION or kind == KIND_NATIVE or kind == KIND_NATIVE_METHOD:
        return found if class_ == value else Word(0)
    if kind == KIND_BUILTIN or kind == KIND_TYPE_METHOD or kind == KIND_WRAPPED:
        return Word(0)
    if kind == KIND_INSTANCE and find_in_class(class_of(found), fixed_name("__get__")).bits != 0:
        return Word(0)
    return found


def attribute_of(value: Word, name: Word) raises Raised -> Word:
    """`value.name`, without a cache."""
    if value.is_cell():
        var traits = traits_of(type_of(value)) if value.is_(KIND_INSTANCE) or value.is_(KIND_CLASS) else 0
        if traits & (HAS_GETATTRIBUTE | HAS_GETATTR) != 0:
            return _get_by_methods(value, name, traits)
    return attribute(value, name)


def _get_by_methods(value: Word, name: Word, traits: Int) raises Raised -> Word:
    """`__getattribute__` of the class, and `__getattr__` for what that does not know."""
    try:
        if traits & HAS_GETATTRIBUTE != 0:
            return call2(find_in_class(class_of(value), fixed_name("__getattribute__")), value, name)
        return attribute(value, name)
    except error:
        if traits & HAS_GETATTR != 0 and subclass_of(class_of(error.value.word), error_class(ATTRIBUTE_ERROR)):
            return call2(find_in_class(class_of(value), fixed_name("__getattr__")), value, name)
        raise error^


@no_inline
def attribute(value: Word, name: Word) raises Raised -> Word:
    """What `object.__getattribute__` and `type.__getattribute__` give."""
    var found = Word(0)
    var class_ = type_of(value)
    if value.is_(KIND_INSTANCE):
        found = find_in_class(class_, name)
        if found.bits != 0 and is_data_descriptor(found):
            return described(found, value, class_)
        var own = own_attribute(value, name)
        if own.bits != 0:
            return counted(own)
    elif value.is_(KIND_CLASS):
        ready(value)
        found = find_in_class(class_, name)
        if found.bits != 0 and is_data_descriptor(found):
            return described(found, value, class_)
        var own = find_in_class(value, name)
        if own.bits != 0:
            return described(own, Word(0), value)
    elif value.is_(KIND_SUPER):
        return _of_super(value, name)
    elif value.is_(KIND_MODULE):
        return module_attribute(value, name)
    if found.bits != 0:
        return described(found, value, class_)
    var special = special_attribute(value, name)
    if special.bits != 0:
        return special
    if value.is_(KIND_INSTANCE) or value.is_(KIND_CLASS):
        raise no_attribute(value, name)
    special = value_attribute(value, name)
    if special.bits != 0:
        return special
    raise no_attribute(value, name)


def _of_super(value: Word, name: Word) raises Raised -> Word:
    ref parent = __op.deref(value.at[SuperCell]())
    ref order = __op.deref(parent.start.word.at[ClassCell]()).order
    var from_ = 0
    while from_ < len(order) and order[from_] != parent.after.word:
        from_ += 1
    var found = find_after(parent.start.word, name, from_ + 1)
    var receiver = parent.receiver.word
    if found.bits == 0:
        found = object_method(parent.start.word, name)
        if found.bits == 0:
            raise new_error(ATTRIBUTE_ERROR, String("'super' object has no attribute '", string_of(name), "'"))
    if receiver == parent.start.word:
        return described(found, Word(0), receiver)
    return described(found, receiver, parent.start.word)


def described(found: Word, receiver: Word, class_: Word) raises Raised -> Word:
    """What an attribute found in a class gives: a function as a method, a descriptor what its `__get__` says, anything else as it is.

    Args:
        found: The attribute.
        receiver: The instance; bits 0 if the class itself was asked.
        class_: The class of the instance, or the one that was asked.
    """
    if found.is_(KIND_FUNCTION) or found.is_(KIND_NATIVE_METHOD) or (found.is_(KIND_BUILTIN) and is_object_method(found)):
        if receiver.bits == 0:
            return counted(found)
        return bound(found, receiver)
    if found.is_(KIND_TYPE_METHOD):
        return described_type_method(found, receiver)
    if found.is_(KIND_WRAPPED):
        ref wrapped = __op.deref(found.at[WrappedCell]())
        if wrapped.which == 0:
            return counted(wrapped.get.word)
        if wrapped.which == 1:
            return described(wrapped.get.word, class_, type_of(class_))
        if receiver.bits == 0:
            return counted(found)
        if wrapped.get.word == none():
            raise new_error(ATTRIBUTE_ERROR, "property of this object has no getter")
        return call1(wrapped.get.word, receiver)
    if found.is_(KIND_INSTANCE):
        var get = find_in_class(class_of(found), fixed_name("__get__"))
        if get.bits != 0:
            return call3(get, found, none() if receiver.bits == 0 else receiver, class_)
    return counted(found)


def is_data_descriptor(value: Word) -> Bool:
    """Whether an attribute of a class comes before the attributes of its instances."""
    if value.is_(KIND_WRAPPED):
        return __op.deref(value.at[WrappedCell]()).which == 2
    if value.is_(KIND_TYPE_METHOD):
        return type_method(value).form == OF_ATTRIBUTE
    if not value.is_(KIND_INSTANCE):
        return False
    return (
        find_in_class(class_of(value), fixed_name("__set__")).bits != 0
        or find_in_class(class_of(value), fixed_name("__delete__")).bits != 0
    )


def bound(found: Word, receiver: Word) -> Word:
    """A function of a class as a method of an instance; anything else as it is."""
    if not (found.is_(KIND_FUNCTION) or found.is_(KIND_BUILTIN) or found.is_(KIND_TYPE_METHOD) or found.is_(KIND_NATIVE_METHOD)):
        return counted(found)
    return bound_to(found, receiver)


def bound_to(callee: Word, receiver: Word) -> Word:
    """A method: anything that is called, with its first argument."""
    var cell = new_small_cell[MethodCell](KIND_METHOD)
    __op.initialize(__op.address_of(__op.deref(cell).function), Object(sharing=callee))
    __op.initialize(__op.address_of(__op.deref(cell).receiver), Object(sharing=receiver))
    return word_of(cell)


def no_attribute(value: Word, name: Word) -> Raised:
    if value.is_(KIND_CLASS):
        ref cell = __op.deref(value.at[ClassCell]())
        return new_error(ATTRIBUTE_ERROR, String("type object '", string_of(cell.name.word), "' has no attribute '", string_of(name), "'"))
    var error = new_error(ATTRIBUTE_ERROR, String("'", type_name(value), "' object has no attribute '", string_of(name), "'"))
    set_new_attribute(error.value.word, fixed_name("name"), Object(sharing=name))
    set_new_attribute(error.value.word, fixed_name("obj"), Object(sharing=value))
    return error^


def _slot_of(shape: __type.pointer[Shape], name: Word) -> Int:
    ref names = __op.deref(shape).names
    for i in range(len(names)):
        if names.unsafe_get(i) == name:
            return i
    return -1


# Setting


@always_inline
def set_attribute(value: Word, name: Word, new: Word, cache: __type.pointer[AttributeCache]) raises Raised:
    """`value.name = new`."""
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(value, known).value):
            put(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)), new)
            return
    _set_attribute(value, name, new, cache)


@always_inline
def set_first_attribute(value: Word, name: Word, new: Word, cache: __type.pointer[AttributeCache]) raises Raised:
    """As `set_attribute`, where the instance most likely has no such attribute yet."""
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely((known.key == Int(raw=__op.pointer_to_int(value.shape())) and _has_room(value) and is_of_now(known)).value):
            _append_slot(value, __op.int_to_pointer[Shape](known.function.bits.value), Object(sharing=new))
            return
    set_attribute(value, name, new, cache)


@no_inline
def _set_attribute(value: Word, name: Word, new: Word, cache: __type.pointer[AttributeCache]) raises Raised:
    ref known = __op.deref(cache)
    if not value.is_(KIND_INSTANCE):
        var other = Object(sharing=value)
        return set_attribute_of(other.word, name, new)
    if known.key == key_of(value) and _has_room(value) and is_of_now(known):
        _append_slot(value, __op.int_to_pointer[Shape](known.function.bits.value), Object(sharing=new))
        return
    var traits = traits_of(class_of(value))
    if traits & (HAS_SETATTR | HAS_DESCRIPTORS | HAS_SLOTS) != 0 or has_dictionary(value) or name == fixed_name("__class__") or name == fixed_name("__dict__"):
        var held = Object(sharing=value)
        return set_attribute_of(held.word, name, new)
    var index = _slot_of(value.shape(), name)
    if not may_be_remembered(value):
        if index < 0:
            set_new_attribute(value, name, Object(sharing=new))
            return
        put(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, index.value)), new)
        return
    remember_place(cache)
    if index >= 0:
        known.shape = value.shape()
        known.index = index
        put(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, index.value)), new)
        return
    known.key = key_of(value) if _has_room(value) else 0
    set_new_attribute(value, name, Object(sharing=new))
    known.function = Word(Int(raw=__op.pointer_to_int(value.shape())))


def set_attribute_of(value: Word, name: Word, new: Word) raises Raised:
    """`value.name = new`, without a cache."""
    if value.is_(KIND_INSTANCE) or value.is_(KIND_CLASS):
        var class_ = class_of(value)
        if traits_of(class_) & HAS_SETATTR != 0:
            release(call3(find_in_class(class_, fixed_name("__setattr__")), value, name, new))
            return
    set_plain(value, name, new)


def set_plain(value: Word, name: Word, new: Word) raises Raised:
    """What `object.__setattr__` and `type.__setattr__` do."""
    var class_ = type_of(value)
    var found = find_in_class(class_, name)
    if found.bits != 0 and is_data_descriptor(found):
        if found.is_(KIND_WRAPPED):
            var setter = __op.deref(found.at[WrappedCell]()).set.word
            if setter == none():
                raise _no_setter(value, name, class_, "setter")
            release(call2(setter, value, new))
            return
        var method = find_in_class(class_of(found), fixed_name("__set__"))
        if method.bits == 0:
            raise new_error(ATTRIBUTE_ERROR, "__set__")
        release(call3(method, found, value, new))
        return
    if value.is_(KIND_INSTANCE):
        if name == fixed_name("__class__"):
            return _change_class(value, new)
        if name == fixed_name("__dict__") and traits_of(class_) & HAS_SLOTS == 0:
            return set_instance_dictionary(value, new)
        var index = _slot_of(value.shape(), name)
        if index >= 0:
            if index < field_count and is_exception(value):
                return set_exception_field(value, index, new)
            put(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, index.value)), new)
            return
        if traits_of(class_) & HAS_SLOTS != 0 and not _is_slot(class_, name):
            if found.bits != 0:
                raise new_error(ATTRIBUTE_ERROR, String("'", type_name(value), "' object attribute '", string_of(name), "' is read-only"))
            raise new_error(
                ATTRIBUTE_ERROR,
                String("'", type_name(value), "' object has no attribute '", string_of(name), "' and no __dict__ for setting new attributes"),
            )
        if has_dictionary(value):
            set_key(kept_dictionary(value), name, new)
        else:
            set_new_attribute(value, name, Object(sharing=new))
        return
    if value.is_(KIND_CLASS):
        ref cell = __op.deref(value.at[ClassCell]())
        if cell.builtin >= 0:
            raise new_error(
                TYPE_ERROR, String("cannot set '", string_of(name), "' attribute of immutable type '", string_of(cell.name.word), "'")
            )
        if name == fixed_name("__name__") or name == fixed_name("__qualname__"):
            if not new.is_(KIND_TEXT):
                raise new_error(
                    TYPE_ERROR, String("can only assign string to ", string_of(cell.name.word), ".", string_of(name), ", not '", type_name(new), "'")
                )
            if name == fixed_name("__name__"):
                cell.name = Object(sharing=interned(new))
            else:
                cell.qualified_name = Object(sharing=new)
            return
        set_class_attribute(value, name, Object(sharing=new))
        return
    if value.is_(KIND_FUNCTION):
        return set_function_attribute(value, name, new)
    if value.is_(KIND_MODULE):
        return set_module_attribute(value, name, new)
    if value.is_(KIND_WRAPPED) and name == fixed_name("__doc__"):
        __op.deref(value.at[WrappedCell]()).documentation = Object(sharing=new)
        return
    raise new_error(
        ATTRIBUTE_ERROR, String("'", type_name(value), "' object has no attribute '", string_of(name), "' and no __dict__ for setting new attributes")
    )


def _no_setter(value: Word, name: Word, class_: Word, what: StaticString) -> Raised:
    return new_error(ATTRIBUTE_ERROR, String("property '", string_of(name), "' of '", type_name(value), "' object has no ", what))


def _is_slot(class_: Word, name: Word) -> Bool:
    ref order = __op.deref(class_.at[ClassCell]()).order
    for i in range(len(order)):
        var slots = __op.deref(order[i].at[ClassCell]()).slots.word
        if slots == none():
            continue
        ref names = items_of(slots)
        for j in range(len(names)):
            if names[j].word == name:
                return True
    return False


def _change_class(value: Word, class_: Word) raises Raised:
    """The attributes stay, in a shape of the other class."""
    if not class_.is_(KIND_CLASS):
        raise new_error(TYPE_ERROR, String("__class__ must be set to a class, not '", type_name(class_), "' object"))
    ref instance = __op.deref(value.at[InstanceCell]())
    ref new = __op.deref(class_.at[ClassCell]())
    ref old = __op.deref(class_of(value).at[ClassCell]())
    if new.builtin >= 0 or new.base != old.base or subclass_of(class_, type_class()) or is_exception(value) != is_exception_class(class_):
        raise new_error(
            TYPE_ERROR,
            String("__class__ assignment: '", string_of(new.name.word), "' object layout differs from '", string_of(old.name.word), "'"),
        )
    var is_loose = __op.deref(instance.cell.shape).is_loose
    var is_special = traits_of(class_) & (HAS_GETATTRIBUTE | HAS_SETATTR | HAS_DESCRIPTORS) != 0
    if not is_loose and (is_special or instance.capacity > instance.room):
        loosen(value)
        is_loose = True
    if has_dictionary(value):
        instance.cell.shape = still_shared(dictionary_shape(class_), instance.cell.shape)
        return
    var start = loose_shape(class_) if is_loose else new.shape
    instance.cell.shape = still_shared(_with_names_of(start, instance.cell.shape), instance.cell.shape)


def _with_names_of(start: __type.pointer[Shape], other: __type.pointer[Shape]) -> __type.pointer[Shape]:
    var shape = start
    ref names = __op.deref(other).names
    for i in range(len(__op.deref(shape).names), len(names)):
        shape = _with_name(shape, names[i])
    return shape


def set_new_attribute(value: Word, name: Word, var new: Object):
    """An attribute that the instance has not had."""
    if not _has_room(value):
        _grow(value)
    _append_slot(value, _with_name(value.shape(), name), new^)


@always_inline
def _has_room(value: Word) -> Bool:
    ref instance = __op.deref(value.at[InstanceCell]())
    return instance.count != instance.capacity


@always_inline
def _append_slot(value: Word, shape: __type.pointer[Shape], var new: Object):
    ref instance = __op.deref(value.at[InstanceCell]())
    __op.initialize(__op.offset(instance.slots, instance.count.value), new^)
    instance.count += 1
    instance.cell.shape = shape


@no_inline
def _grow(value: Word):
    ref instance = __op.deref(value.at[InstanceCell]())
    ref class_ = __op.deref(class_of(value).at[ClassCell]())
    if class_.keeps_slots and not __op.deref(value.shape()).is_loose:
        loosen(value)
        instance.cell.shape = still_shared(_with_names_of(loose_shape(class_of(value)), value.shape()), value.shape())
    var capacity = max(4, instance.capacity * 2)
    var slots = raw_allocate[Object](capacity)
    for i in range(instance.count):
        __op.initialize(__op.offset(slots, i.value), __op.take(__op.offset(instance.slots, i.value)))
    if instance.capacity > instance.room:
        raw_free(instance.slots)
    instance.slots = slots
    instance.capacity = capacity
    class_.most_slots = max(class_.most_slots, min(capacity, most_room))


def _with_name(shape: __type.pointer[Shape], name: Word) -> __type.pointer[Shape]:
    """The shape with one name more."""
    ref from_ = __op.deref(shape)
    var count = len(from_.names)
    for i in range(len(from_.next)):
        if __op.deref(from_.next[i]).names[count] == name:
            return from_.next[i]
    var made = raw_allocate[Shape](1)
    var flags = from_.flags
    comptime if parallel:
        if name == fixed_name("<state>"):
            flags |= IS_CROSSING
    __op.initialize(made, Shape(KIND_INSTANCE, from_.owner, flags))
    __op.deref(made).is_loose = from_.is_loose
    for i in range(count):
        __op.deref(made).names.append(from_.names[i])
    __op.deref(made).names.append(name)
    from_.next.append(made)
    return made


# Deleting


def delete_attribute(value: Word, name: Word) raises Raised:
    """`del value.name`."""
    if value.is_(KIND_INSTANCE):
        if traits_of(class_of(value)) & HAS_DELATTR != 0:
            release(call2(find_in_class(class_of(value), fixed_name("__delattr__")), value, name))
            return
    delete_plain(value, name)


def delete_plain(value: Word, name: Word) raises Raised:
    """What `object.__delattr__` and `type.__delattr__` do."""
    var found = find_in_class(type_of(value), name)
    if found.bits != 0 and is_data_descriptor(found):
        if found.is_(KIND_WRAPPED):
            var deleter = __op.deref(found.at[WrappedCell]()).delete.word
            if deleter == none():
                raise _no_setter(value, name, class_of(value), "deleter")
            release(call1(deleter, value))
            return
        var method = find_in_class(class_of(found), fixed_name("__delete__"))
        if method.bits == 0:
            raise new_error(ATTRIBUTE_ERROR, "__delete__")
        release(call2(method, found, value))
        return
    if value.is_(KIND_INSTANCE):
        if has_dictionary(value):
            if not delete_from_dictionary(value, name):
                raise no_attribute(value, name)
            return
        var index = _slot_of(value.shape(), name)
        if index < 0:
            raise no_attribute(value, name)
        ref instance = __op.deref(value.at[InstanceCell]())
        var shape = loose_shape(class_of(value))
        ref names = __op.deref(instance.cell.shape).names
        var fixed = len(__op.deref(shape).names)
        if index < fixed:
            raise new_error(TYPE_ERROR, String(string_of(name), " may not be deleted"))
        loosen(value)
        for i in range(fixed, len(names)):
            if i != index:
                shape = _with_name(shape, names[i])
        var old = __op.take(__op.offset(instance.slots, index.value))
        for i in range(index + 1, instance.count):
            __op.initialize(__op.offset(instance.slots, (i - 1).value), __op.take(__op.offset(instance.slots, i.value)))
        instance.count -= 1
        instance.cell.shape = still_shared(shape, instance.cell.shape)
        _ = old^
        return
    if value.is_(KIND_CLASS):
        if not remove_class_attribute(value, name):
            raise no_attribute(value, name)
        return
    if value.is_(KIND_MODULE):
        return delete_module_attribute(value, name)
    if value.is_(KIND_FUNCTION) and remove_function_attribute(value, name):
        return
    raise no_attribute(value, name)


from .exception_making import set_exception_field
from .layouts import loose_shape, loosen
from .calls import call1, call2, call3
from .dictionaries import set_key
from .instance_dictionaries import delete_from_dictionary, dictionary_shape, has_dictionary, kept_dictionary, own_attribute, set_instance_dictionary
from .function_attributes import remove_function_attribute, set_function_attribute
from .names import fixed_name, interned
from .object_methods import is_object_method, object_method, special_attribute
from .printing import type_name
from .type_methods import OF_ATTRIBUTE, described_type_method, ready, type_method, value_attribute
from .types import type_class, type_of
from .namespaces import namespace_changes
from .types import type_class
from .word import KIND_NATIVE
from .modules import delete_module_attribute, module_attribute, set_module_attribute
from .word import KIND_MODULE, UNBOUND
from .cells import most_room
from .word import KIND_NATIVE_METHOD
from .parallel import crosses
from .publishing import is_immortal, still_shared
from .word import IS_CROSSING, parallel
from .classes import _world
from .parallel import enter_2, leave
