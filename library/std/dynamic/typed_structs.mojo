"""Structs of the typed part of a program as classes of untyped code: an instance keeps a value of the struct as its native state.

What is here is called by text that the compiler puts behind the typed part (`src/python/typed-structs.ts`).
"""

from .arguments import Arguments
from .boundary import Place
from .attributes import set_new_attribute
from .classes import new_instance, set_class_attribute
from .errors import TYPE_ERROR, Raised, new_error
from .names import fixed_name, name_of
from .native_classes import State, holds, native_class, new_state, state_of, state_word
from .natives import NativeCode1, NativeCode2, direct_function, module_of
from .object_methods import new_wrapped
from .cells import Entry
from .printing import type_name
from .word import KIND_CLASS, Object, Word, none, word_of


struct Boxed[T: AnyType]:
    """A value of a struct as a native state."""

    var state: State
    var value: Self.T


struct StructClass(ImplicitlyCopyable, TrivialRegisterPassable):
    """The class of a struct, once it has been made."""

    var class_: Word
    var tag: Int

    @always_inline
    def __init__(out self, tag: Int):
        self.class_ = Word(0)
        self.tag = tag


def class_of_struct(name: StaticString, module: StaticString) -> Word:
    """A class without methods; it lives for ever."""
    return native_class(module_of("types"), module, name)


def end_of_struct[T: AnyType](word: Word):
    __op.destroy(__op.address_of(__op.deref(word.at[Boxed[T]]()).value))


def boxed[T: Movable](class_: StructClass, var value: T) -> Word:
    """An instance of the struct's own class."""
    return boxed_in(class_.class_, class_.tag, value^)


def boxed_in[T: Movable](class_: Word, tag: Int, var value: T) -> Word:
    """An instance of a class that is the struct's or extends it."""
    var state = new_state[Boxed[T]](tag, end_of_struct[T])
    __op.initialize(__op.address_of(__op.deref(state).value), value^)
    var made = new_instance(class_)
    set_new_attribute(made, fixed_name("<state>"), Object(owning=word_of(state)))
    return made


def check_class(args: Arguments) raises Raised:
    """The first argument of `__new__`."""
    if args.count == 0 or not args[0].is_(KIND_CLASS):
        raise new_error(TYPE_ERROR, "__new__(X): X is not a type object")


def value_of[T: AnyType](class_: StructClass, word: Word, place: Place, name: StaticString) raises Raised -> ref [MutableAnyOrigin] T:
    """The value in an instance, as long as this lives.

    Raises:
        `TypeError` if it is no instance of the struct's class.
    """
    if not holds(word, class_.tag):
        raise new_error(
            TYPE_ERROR, String(place.function, "() argument '", place.argument, "' must be ", name, ", not ", type_name(word))
        )
    return __op.deref(state_word(word).at[Boxed[T]]()).value


def given(args: Arguments, index: Int, name: StaticString, function: StaticString) raises Raised -> Word:
    """An argument by position or by name; the first is the receiver."""
    var word = args.get(index, name)
    if word.bits == 0:
        raise new_error(TYPE_ERROR, String(function, "() missing required argument: '", name, "' (pos ", index, ")"))
    return word


def check_count(args: Arguments, most: Int, function: StaticString) raises Raised:
    """Not more arguments than there are names, the receiver among them."""
    if args.count + args.named_count() > most:
        raise new_error(
            TYPE_ERROR, String(function, "() takes ", most - 1, " arguments but ", args.count + args.named_count() - 1, " were given")
        )


def wrong_count(args: Arguments, struct_name: StaticString, counts: StaticString) -> Raised:
    """No constructor takes as many arguments."""
    return new_error(
        TYPE_ERROR,
        String(
            struct_name, "() takes ", counts, " argument", "" if counts == "1" else "s", ", ", args.count + args.named_count() - 1, " given"
        ),
    )


def field(class_: Word, name: StaticString, getter: NativeCode1, setter: NativeCode2):
    """An attribute that is a field of the struct."""
    var get = getter
    var set = setter
    var reads = Object(owning=direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(get))), 1))
    var writes = Object(owning=direct_function(name, __op.load(__op.pointer_cast[Entry](__op.address_of(set))), 2))
    set_class_attribute(class_, name_of(name._data, name._length), Object(owning=new_wrapped(2, reads.word, writes.word, none())))


