"""Built-in functions and types that have to do with classes, functions and attributes."""

from .cells import SuperCell, WrappedCell, items_of, string_of
from .classes import class_of, find_in_class, subclass_of
from .errors import ATTRIBUTE_ERROR, TYPE_ERROR, RUNTIME_ERROR, Raised, error_class, new_error
from .word import (
    KIND_ALIAS,
    KIND_BUILTIN,
    KIND_CLASS,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_METHOD,
    KIND_SUPER,
    KIND_TEXT,
    KIND_TUPLE,
    KIND_WRAPPED,
    Object,
    Word,
    counted,
    new_cell,
    none,
    small,
    truth,
    word_of,
)

comptime first_class_builtin = 60
comptime OBJECT = 60
comptime TYPE = 61
comptime STATICMETHOD = 62
comptime CLASSMETHOD = 63
comptime PROPERTY = 64
comptime SUPER = 65
comptime CALLABLE = 66
comptime HASATTR = 67
comptime GETATTR = 68
comptime SETATTR = 69
comptime DELATTR = 70
comptime ISSUBCLASS = 71
comptime ID = 72
comptime NOT_IMPLEMENTED_VALUE = 73
comptime NO_CONSTRUCTOR = 1000
"""Of types that cannot be called."""

comptime Words = __type.pointer[Word]


@always_inline
def _at(words: Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


def has_attributes(value: Word) -> Bool:
    """Whether attributes are values that can be had without a call; methods of other values are called at once."""
    var kind = value.kind()
    if kind == KIND_CLASS:
        # Methods of built-in types, called on the type.
        return True
    return kind == KIND_INSTANCE or kind == KIND_FUNCTION or kind == KIND_METHOD or kind == KIND_SUPER or kind == KIND_WRAPPED or kind == KIND_ALIAS or kind == KIND_MODULE or kind == KIND_NATIVE


def _arguments(what: StaticString, count: Int, least: Int, most: Int) raises Raised:
    if count >= least and count <= most:
        return
    if least == most:
        if least == 1:
            raise new_error(TYPE_ERROR, String(what, "() takes exactly one argument (", count, " given)"))
        raise new_error(TYPE_ERROR, String(what, " expected ", least, " arguments, got ", count))
    if count < least:
        raise new_error(TYPE_ERROR, String(what, " expected at least ", least, " argument", "" if least == 1 else "s", ", got ", count))
    raise new_error(TYPE_ERROR, String(what, " expected at most ", most, " argument", "" if most == 1 else "s", ", got ", count))


def attribute_name(value: Word) raises Raised -> Word:
    var text = plain(value)
    if not text.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("attribute name must be string, not '", type_name(value), "'"))
    return interned(text)


@no_inline
def call_class_builtin(number: Int, words: Words, count: Int, names: Word) raises Raised -> Word:
    if number == PROPERTY:
        return _property(words, count, names)
    if number == TYPE and count != 1:
        if count != 3:
            raise new_error(TYPE_ERROR, "type() takes 1 or 3 arguments")
        return new_type(type_class(), words, count, names)
    if names.bits != 0:
        raise new_error(TYPE_ERROR, "this built-in function takes no keyword arguments")
    if number == OBJECT:
        if count > 0:
            raise new_error(TYPE_ERROR, "object() takes no arguments")
        return new_plain_object()
    if number == TYPE:
        return type_of_foreign(_at(words, 0)) if is_foreign(_at(words, 0)) else counted(type_of(_at(words, 0)))
    if number == STATICMETHOD or number == CLASSMETHOD:
        _arguments("staticmethod" if number == STATICMETHOD else "classmethod", count, 1, 1)
        return new_wrapped(number - STATICMETHOD, _at(words, 0), none(), none())
    if number == SUPER:
        if count == 1:
            raise new_error(TYPE_ERROR, "super() with one argument is not supported yet")
        if count != 2:
            raise new_error(RUNTIME_ERROR, "super(): no arguments")
        return new_super(_at(words, 0), _at(words, 1))
    if number == CALLABLE:
        _arguments("callable", count, 1, 1)
        return truth(is_callable(_at(words, 0)))
    if number == HASATTR:
        _arguments("hasattr", count, 2, 2)
        var found = find_attribute(_at(words, 0), attribute_name(_at(words, 1)))
        if found.bits == 0:
            return truth(False)
        _ = Object(owning=found)
        return truth(True)
    if number == GETATTR:
        _arguments("getattr", count, 2, 3)
        var name = attribute_name(_at(words, 1))
        if count == 2:
            return attribute_of(_at(words, 0), name)
        var found = find_attribute(_at(words, 0), name)
        return counted(_at(words, 2)) if found.bits == 0 else found
    if number == SETATTR:
        _arguments("setattr", count, 3, 3)
        set_attribute_of(_at(words, 0), attribute_name(_at(words, 1)), _at(words, 2))
        return none()
    if number == DELATTR:
        _arguments("delattr", count, 2, 2)
        delete_attribute(_at(words, 0), attribute_name(_at(words, 1)))
        return none()
    if number == ISSUBCLASS:
        _arguments("issubclass", count, 2, 2)
        if is_foreign(_at(words, 0)):
            return truth(is_foreign_subclass(_at(words, 0), _at(words, 1)))
        if not _at(words, 0).is_(KIND_CLASS):
            raise new_error(TYPE_ERROR, "issubclass() arg 1 must be a class")
        return truth(_is_subclass(_at(words, 0), _at(words, 1)))
    if number == ID:
        _arguments("id", count, 1, 1)
        return small(_at(words, 0).bits >> 1)
    raise new_error(TYPE_ERROR, "an unknown built-in function")


def find_attribute(value: Word, name: Word) raises Raised -> Word:
    """With a count; bits 0 if there is none."""
    try:
        return attribute_of(value, name)
    except error:
        if subclass_of(class_of(error.value.word), error_class(ATTRIBUTE_ERROR)):
            return Word(0)
        raise error^


def is_callable(value: Word) -> Bool:
    var kind = value.kind()
    if kind == KIND_INSTANCE:
        return find_in_class(class_of(value), fixed_name("__call__")).bits != 0
    if kind == KIND_WRAPPED:
        return type_of(value) == type_by_number(STATICMETHOD)
    return (
        kind == KIND_FUNCTION
        or kind == KIND_METHOD
        or kind == KIND_CLASS
        or kind == KIND_BUILTIN
        or kind == KIND_BOUND
        or kind == KIND_TYPE_METHOD
        or kind == KIND_ALIAS
        or kind == KIND_NATIVE
    )


def is_instance(value: Word, class_: Word) raises Raised -> Bool:
    """What `isinstance` says."""
    if class_.is_(KIND_CLASS):
        if subclass_of(type_of(value), class_):
            return True
        if class_of(class_) != type_class():
            var check = find_in_class(class_of(class_), fixed_name("__instancecheck__"))
            if check.bits != 0:
                return is_true(Object(owning=call2(check, class_, value)).word)
        return is_foreign(value) and is_foreign_instance(value, class_)
    if is_foreign(class_):
        return is_foreign_instance(value, class_)
    if is_union(class_):
        ref types = items_of(alias_of(class_).args.word)
        for i in range(len(types)):
            if is_instance(value, types[i].word):
                return True
        return False
    if class_.is_(KIND_ALIAS):
        raise new_error(TYPE_ERROR, "isinstance() argument 2 cannot be a parameterized generic")
    if class_.is_(KIND_TUPLE):
        ref classes = items_of(class_)
        for i in range(len(classes)):
            if is_instance(value, classes[i].word):
                return True
        return False
    raise new_error(TYPE_ERROR, "isinstance() arg 2 must be a type, a tuple of types, or a union")


def _is_subclass(class_: Word, other: Word) raises Raised -> Bool:
    if other.is_(KIND_CLASS):
        if class_of(other) != type_class():
            var check = find_in_class(class_of(other), fixed_name("__subclasscheck__"))
            if check.bits != 0:
                return is_true(Object(owning=call2(check, other, class_)).word)
        return subclass_of(class_, other)
    if is_foreign(other):
        return is_foreign_subclass(class_, other)
    if is_union(other):
        ref types = items_of(alias_of(other).args.word)
        for i in range(len(types)):
            if _is_subclass(class_, types[i].word):
                return True
        return False
    if other.is_(KIND_TUPLE):
        ref classes = items_of(other)
        for i in range(len(classes)):
            if _is_subclass(class_, classes[i].word):
                return True
        return False
    raise new_error(TYPE_ERROR, "issubclass() arg 2 must be a class, a tuple of classes, or a union")


def _property(words: Words, count: Int, names: Word) raises Raised -> Word:
    var parts = [none(), none(), none(), none()]
    if count > 4:
        raise new_error(TYPE_ERROR, String("property expected at most 4 arguments, got ", count))
    for i in range(count):
        parts[i] = _at(words, i)
    if names.bits != 0:
        ref given = items_of(names)
        for i in range(len(given)):
            var name = given[i].word
            var at = -1
            if name == fixed_name("fget"):
                at = 0
            elif name == fixed_name("fset"):
                at = 1
            elif name == fixed_name("fdel"):
                at = 2
            elif name == fixed_name("doc"):
                at = 3
            if at < 0:
                raise new_error(TYPE_ERROR, String("property() got an unexpected keyword argument '", string_of(name), "'"))
            parts[at] = _at(words, count + i)
    var made = new_wrapped(2, parts[0], parts[1], parts[2])
    __op.deref(made.at[WrappedCell]()).documentation = Object(sharing=parts[3])
    return made


def new_super(class_: Word, receiver: Word) raises Raised -> Word:
    """`super(class_, receiver)`."""
    if is_foreign(class_):
        return foreign_super(class_, receiver)
    if not class_.is_(KIND_CLASS):
        raise new_error(TYPE_ERROR, String("super() argument 1 must be a type, not ", type_name(class_)))
    var start = type_of(receiver)
    if receiver.is_(KIND_CLASS) and subclass_of(receiver, class_):
        start = receiver
    elif not subclass_of(start, class_):
        raise new_error(TYPE_ERROR, "super(type, obj): obj must be an instance or subtype of type")
    var cell = new_cell[SuperCell](KIND_SUPER)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.after), Object(sharing=class_))
    __op.initialize(__op.address_of(made.receiver), Object(sharing=receiver))
    __op.initialize(__op.address_of(made.start), Object(sharing=start))
    return word_of(cell)


from .foreign.methods import is_foreign_instance, is_foreign_subclass
from .foreign.proxies import is_foreign
from .foreign.subclasses import foreign_super, type_of_foreign
from .attributes import attribute_of, delete_attribute, set_attribute_of
from .calls import call2
from .class_building import new_plain_object
from .extended import plain
from .generic_aliases import alias_of, is_union
from .names import interned
from .numbers import is_true
from .names import fixed_name
from .object_methods import new_type, new_wrapped
from .printing import type_name
from .word import KIND_BOUND, KIND_TYPE_METHOD
from .types import type_by_number, type_class, type_of
from .word import KIND_MODULE, KIND_NATIVE
