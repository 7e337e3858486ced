"""Classes that are written in Mojo: classes like any other, whose instances keep native state in their first slot.

The state is a cell of its own that begins with a `State`, so that a class in Python can extend the native one: `__new__` of the native class puts
the state there before anything else. A state that gives elements (`next`) makes the instance an iterator without a call of `__next__`.
"""

from ..memory.raw import raw_allocate
from .arguments import Arguments
from .attributes import set_new_attribute
from .cells import ClassCell, Entry, InstanceCell, text_of
from .classes import new_class, new_instance, set_class_attribute
from .errors import STOP_ITERATION, TYPE_ERROR, Raised, error_class, new_error
from .names import fixed_name, name_of
from .natives import NativeCode, NativeCode1, NativeCode2, NativeCode3, NativeCode4, define_value, direct_function, native_method
from .object_methods import new_wrapped
from .printing import type_name
from .word import KIND_CLASS, KIND_INSTANCE, KIND_STATE, UNBOUND, Cell, Object, Word, counted, give, none, shape_of_kind, word_of


struct State:
    """What the native state of an instance begins with."""

    var cell: Cell
    var tag: Int
    """Of the class whose state it is."""
    var end: Entry
    """A `def(Word)` that ends what the state owns."""
    var next: Entry
    """A `def(Word) raises Raised -> Word` from the state to the next element, or unbound; null: the instance is no iterator."""


comptime EndCode = def(Word) thin -> None
comptime NextCode = def(Word) raises Raised thin -> Word


# Making classes


def native_class(module: Word, module_name: StaticString, name: StaticString, base: Word = Word(0)) -> Word:
    """A class without methods, which is an attribute of the module; it lives for ever."""
    var class_ = new_class(name_of(name._data, name._length), base if base.bits != 0 else none())
    var in_module = name_of(module_name._data, module_name._length)
    set_class_attribute(class_, fixed_name("__module__"), Object(sharing=in_module))
    ref cell = __op.deref(class_.at[ClassCell]())
    cell.most_slots = max(cell.most_slots, 1)
    define_value(module, name, counted(class_))
    return class_


def constructor(class_: Word, code: NativeCode):
    """`__new__`: its first argument is the class."""
    set_class_attribute(class_, fixed_name("__new__"), Object(owning=native_method("__new__", code, False)))


def method(class_: Word, name: StaticString, code: NativeCode):
    """A method that looks at its arguments itself; the first is the instance."""
    _set(class_, name, native_method(name, code, True))


def method0(class_: Word, name: StaticString, code: NativeCode1):
    """A method without arguments but the instance, which is called directly."""
    var held = code
    _set(class_, name, direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(held))), 1))


def method1(class_: Word, name: StaticString, code: NativeCode2):
    var held = code
    _set(class_, name, direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(held))), 2))


def method2(class_: Word, name: StaticString, code: NativeCode3):
    var held = code
    _set(class_, name, direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(held))), 3))


def method3(class_: Word, name: StaticString, code: NativeCode4):
    var held = code
    _set(class_, name, direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(held))), 4))


def class_method(class_: Word, name: StaticString, code: NativeCode):
    """A method whose first argument is the class."""
    var function = Object(owning=native_method(name, code, True))
    _set(class_, name, new_wrapped(1, function.word, none(), none()))


def property_of(class_: Word, name: StaticString, code: NativeCode1):
    """An attribute that is computed, to read only."""
    var held = code
    var getter = Object(owning=direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(held))), 1))
    _set(class_, name, new_wrapped(2, getter.word, none(), none()))


def _set(class_: Word, name: StaticString, value: Word):
    set_class_attribute(class_, name_of(name._data, name._length), Object(owning=value))


def as_iterator(class_: Word):
    """Gives a class whose states have `next` the methods of an iterator."""
    method0(class_, "__iter__", _itself)
    method0(class_, "__next__", _next)


def _itself(function: Word, self: Word) raises Raised -> Word:
    return counted(self)


def _next(function: Word, self: Word) raises Raised -> Word:
    var item = next_of_state(self)
    if item.bits == UNBOUND:
        raise Raised(Object(owning=call0(error_class(STOP_ITERATION))))
    return item


@always_inline
def rest_of(args: Arguments) -> Arguments:
    """The arguments behind the instance or class."""
    return Arguments(__op.offset(args.words, Int(1).value), args.count - 1, args.names)


# States


def new_state[T: AnyType](tag: Int, end: EndCode) -> __type.pointer[T]:
    """Memory for a state, which begins with a `State`; the rest is not made yet."""
    var made = raw_allocate[T](1)
    ref header = __op.deref(__op.pointer_cast[State](made))
    header.cell.owners = 1
    header.cell.shape = shape_of_kind(KIND_STATE)
    header.tag = tag
    var held = end
    header.end = __op.load(__op.pointer_cast[Entry](__op.address_of(held)))
    header.next = __op.null[UInt8]()
    return made


def new_iterator_state[T: AnyType](tag: Int, end: EndCode, next: NextCode) -> __type.pointer[T]:
    """As `new_state`, of an iterator."""
    var made = new_state[T](tag, end)
    var held = next
    __op.deref(__op.pointer_cast[State](made)).next = __op.load(__op.pointer_cast[Entry](__op.address_of(held)))
    return made


def instance_with[T: AnyType](class_: Word, state: __type.pointer[T]) raises Raised -> Word:
    """What `__new__` gives: an instance of a class that extends the native one, with its state."""
    if not class_.is_(KIND_CLASS):
        raise new_error(TYPE_ERROR, "__new__(X): X is not a type object")
    var made = new_instance(class_)
    set_new_attribute(made, fixed_name("<state>"), Object(owning=word_of(state)))
    return made


@always_inline
def has_state(value: Word) -> Bool:
    """Whether it is an instance with native state."""
    if not value.is_(KIND_INSTANCE):
        return False
    ref instance = __op.deref(value.at[InstanceCell]())
    return instance.count > 0 and __op.deref(instance.slots).word.is_(KIND_STATE)


@always_inline
def state_word(instance: Word) -> Word:
    """The state of an instance that has one, without a count."""
    return __op.deref(__op.deref(instance.at[InstanceCell]()).slots).word


@always_inline
def holds(value: Word, tag: Int) -> Bool:
    """Whether it is an instance with the state of a class."""
    return has_state(value) and __op.deref(state_word(value).at[State]()).tag == tag


@always_inline
def state_of[T: AnyType](value: Word, tag: Int) raises Raised -> ref [MutableAnyOrigin] T:
    """The state of the instance that a method is called with."""
    if __op.unlikely(Bool(not holds(value, tag)).value):
        raise _wrong_receiver(value)
    return __op.deref(state_word(value).at[T]())


@no_inline
def _wrong_receiver(value: Word) -> Raised:
    return new_error(TYPE_ERROR, String("descriptor doesn't apply to a '", type_name(value), "' object"))


@always_inline
def gives_elements(value: Word) -> Bool:
    """Whether it is an instance with a native `next`."""
    return has_state(value) and __op.ne(__op.deref(state_word(value).at[State]()).next, __op.null[UInt8]())


@always_inline
def next_of_state(iterator: Word) raises Raised -> Word:
    """The next element of what `gives_elements`; unbound at the end."""
    var state = Object(sharing=state_word(iterator))
    return __op.load(__op.pointer_cast[NextCode](__op.address_of(__op.deref(state.word.at[State]()).next)))(state.word)


def end_of_state(word: Word):
    """Ends what it owns; the memory is freed behind it."""
    __op.load(__op.pointer_cast[EndCode](__op.address_of(__op.deref(word.at[State]()).end)))(word)


from .calls import call0
