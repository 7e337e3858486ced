"""What every object and every class can do without saying so: the methods of `object`, `type` and `BaseException`."""

from .cells import BuiltinCell, ClassCell, MethodCell, WrappedCell, items_of, list_of, string_of, text_of
from .classes import HAS_INIT, HAS_NEW, HAS_SLOTS, IS_ABSTRACT, class_of, find_in_class, new_instance, set_class_attribute, subclass_of, traits_of
from .errors import TYPE_ERROR, Raised, error_class, new_error
from .word import (
    KIND_BOUND,
    KIND_BUILTIN,
    KIND_CODE,
    KIND_CLASS,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_METHOD,
    KIND_TEXT,
    KIND_TUPLE,
    KIND_ALIAS,
    KIND_TYPE_METHOD,
    KIND_WRAPPED,
    NONE,
    NOT_IMPLEMENTED,
    Object,
    Word,
    counted,
    give,
    new_cell,
    none,
    small,
    truth,
    word_of,
)

comptime first_object_method = 200
comptime _names = [
    "__init__",
    "__new__",
    "__getattribute__",
    "__setattr__",
    "__delattr__",
    "__eq__",
    "__ne__",
    "__hash__",
    "__repr__",
    "__str__",
    "__init_subclass__",
    "__format__",
    "__call__",
]
comptime INIT = 200
comptime NEW = 201
comptime GETATTRIBUTE = 202
comptime SETATTR = 203
comptime DELATTR = 204
comptime EQ = 205
comptime NE = 206
comptime HASH = 207
comptime REPR = 208
comptime STR = 209
comptime INIT_SUBCLASS = 210
comptime FORMAT = 211
comptime CALL = 212
comptime TYPE_NEW = 213
comptime TYPE_INIT = 214
comptime PROPERTY_GETTER = 215
comptime PROPERTY_SETTER = 216
comptime PROPERTY_DELETER = 217
comptime MRO = 218
comptime SUBCLASS_CHECK = 219
comptime SUBCLASSES = 231
comptime WITH_TRACEBACK = 220
"""Methods of exceptions follow: `exception_methods.mojo`."""


struct _Methods:
    var words: __type.array[Word, 32]

    @always_inline
    def __init__(out self):
        self.words = __op.uninitialized[__type.array[Word, 32]]()


var _methods: _Methods = _Methods()


def make_object_methods():
    """At the start."""
    for number in range(32):
        var cell = new_cell[BuiltinCell](KIND_BUILTIN)
        __op.deref(cell).number = first_object_method + number
        __op.array_element(_methods.words, number.value) = word_of(cell)


def _method(number: Int) -> Word:
    return __op.array_element(_methods.words, (number - first_object_method).value)


def is_object_method(function: Word) -> Bool:
    """Whether a built-in function becomes a method where a class has it."""
    return __op.deref(function.at[BuiltinCell]()).number >= first_object_method


@no_inline
def object_method(class_: Word, name: Word) -> Word:
    """The method that `object`, or `type` for classes of classes, has under a name, without a count; bits 0 if there is none."""
    var is_type = subclass_of(class_, type_class())
    comptime for i in range(13):
        comptime fixed = _names[i]
        if name == fixed_name(fixed):
            if is_type and i == 1:
                return _method(TYPE_NEW)
            if is_type and i == 0:
                return _method(TYPE_INIT)
            if i == 12 and not is_type:
                return Word(0)
            if i == 10:
                return _wrapped_init_subclass()
            return _method(first_object_method + i)
    return Word(0)


struct _Wrapped:
    var word: Word

    @always_inline
    def __init__(out self):
        self.word = Word(0)


var _init_subclass: _Wrapped = _Wrapped()


def _wrapped_init_subclass() -> Word:
    """A class method."""
    if _init_subclass.word.bits == 0:
        _init_subclass.word = new_wrapped(1, _method(INIT_SUBCLASS), none(), none())
    return _init_subclass.word


@no_inline
def special_attribute(value: Word, name: Word) raises Raised -> Word:
    """What values have by what they are, with a count; bits 0 if nothing."""
    if name == fixed_name("__class__"):
        return counted(type_of(value))
    if value.is_(KIND_FUNCTION):
        var found = function_attribute(value, name)
        if found.bits != 0:
            return found
        if name == fixed_name("__get__"):
            return method_getter(value)
        if name == fixed_name("__call__"):
            return counted(value)
    if value.is_(KIND_METHOD):
        ref method = __op.deref(value.at[MethodCell]())
        if name == fixed_name("__self__"):
            return counted(method.receiver.word)
        if name == fixed_name("__func__"):
            return counted(method.function.word)
        return attribute_of(method.function.word, name)
    if value.is_(KIND_WRAPPED):
        return _of_wrapped(value, name)
    if value.is_(KIND_TYPE_METHOD):
        return type_method_attribute(value, name)
    if value.is_(KIND_ALIAS):
        return alias_attribute(value, name)
    if value.is_(KIND_CLASS):
        ref cell = __op.deref(value.at[ClassCell]())
        if name == fixed_name("__name__"):
            return counted(cell.name.word)
        if name == fixed_name("__qualname__"):
            return counted(cell.qualified_name.word)
        if name == fixed_name("__dict__"):
            return new_proxy(value)
        if name == fixed_name("__annotations__") and cell.builtin < 0:
            var made = Object(owning=new_dictionary())
            set_class_attribute(value, name, made)
            return give(made^)
        if name == fixed_name("__bases__"):
            return counted(cell.bases.word)
        if name == fixed_name("__base__"):
            ref bases = items_of(cell.bases.word)
            return none() if len(bases) == 0 else counted(bases[0].word)
        if name == fixed_name("__module__"):
            return counted(fixed_name("builtins" if cell.builtin >= 0 else "__main__"))
        if name == fixed_name("__doc__"):
            return none()
        if name == fixed_name("__mro__"):
            var items = List[Object]()
            for i in range(len(cell.order)):
                items.append(Object(sharing=cell.order[i]))
            return list_of(items^, KIND_TUPLE)
        if name == fixed_name("__subclasses__"):
            return bound(_method(SUBCLASSES), value)
        if name == fixed_name("mro"):
            return bound(_method(MRO), value)
        if name == fixed_name("__init__") or name == fixed_name("__new__"):
            return counted(object_method(value, name))
        if name == fixed_name("__init_subclass__"):
            return bound(_method(INIT_SUBCLASS), value)
        var method = object_method(value, name)
        if name != fixed_name("__call__") and method.bits != 0:
            return counted(method)
        method = object_method(type_of(value), name)
        return Word(0) if method.bits == 0 else bound(method, value)
    if value.is_(KIND_INSTANCE):
        if subclass_of(class_of(value), error_class(0)):
            var number = exception_method(value, name)
            if number > 0:
                return bound(_method(number), value)
            if missing_field(value, name):
                return none()
        if name == fixed_name("__dict__") and traits_of(class_of(value)) & HAS_SLOTS == 0:
            return instance_dictionary(value)
        if name == fixed_name("__doc__"):
            return none()
        if name == fixed_name("__module__"):
            return counted(fixed_name("__main__"))
        var method = object_method(class_of(value), name)
        if method.bits != 0:
            return described(method, value, class_of(value))
    if value.is_(KIND_CODE):
        return code_attribute(value, name)
    if value.is_(KIND_BUILTIN) and (name == fixed_name("__name__") or name == fixed_name("__qualname__")):
        return text_of(String(builtin_name(__op.deref(value.at[BuiltinCell]()).number)))
    if value.is_(KIND_BOUND):
        return bound_attribute(value, name)
    if name == fixed_name("__doc__"):
        return none()
    if value.is_(KIND_BUILTIN) and name == fixed_name("__module__"):
        return counted(fixed_name("builtins"))
    return Word(0)


def builtin_name(number: Int) -> StaticString:
    comptime for i in range(13):
        comptime fixed = _names[i]
        if number == first_object_method + i:
            return fixed
    return builtin_function_name(number)


def _of_wrapped(value: Word, name: Word) raises Raised -> Word:
    ref wrapped = __op.deref(value.at[WrappedCell]())
    if wrapped.which == 2:
        if name == fixed_name("getter"):
            return bound(_method(PROPERTY_GETTER), value)
        if name == fixed_name("setter"):
            return bound(_method(PROPERTY_SETTER), value)
        if name == fixed_name("deleter"):
            return bound(_method(PROPERTY_DELETER), value)
        if name == fixed_name("fget"):
            return counted(wrapped.get.word)
        if name == fixed_name("fset"):
            return counted(wrapped.set.word)
        if name == fixed_name("fdel"):
            return counted(wrapped.delete.word)
        if name == fixed_name("__doc__"):
            if wrapped.documentation.word.bits != NONE or wrapped.get.word.bits == NONE:
                return counted(wrapped.documentation.word)
            return attribute_of(wrapped.get.word, name)
        if name == fixed_name("__name__"):
            return attribute_of(wrapped.get.word, name)
        return Word(0)
    if name == fixed_name("__func__") or name == fixed_name("__wrapped__"):
        return counted(wrapped.get.word)
    return attribute_of(wrapped.get.word, name)


# Calls

comptime Words = __type.pointer[Word]


@always_inline
def _at(words: Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


def call_class(class_: Word, words: Words, count: Int, names: Word) raises Raised -> Word:
    """`class_(...)`: what its class says, by default a new instance."""
    var metaclass = class_of(class_)
    if metaclass != type_class():
        var call = find_in_class(metaclass, fixed_name("__call__"))
        if call.bits != 0:
            return call_with_first(call, class_, words, count, names)
    return make_instance(class_, words, count, names)


def make_instance(class_: Word, words: Words, count: Int, names: Word) raises Raised -> Word:
    """What `type.__call__` does."""
    ref cell = __op.deref(class_.at[ClassCell]())
    if cell.builtin >= 0:
        if cell.builtin == NO_CONSTRUCTOR:
            if string_of(cell.name.word) == "mappingproxy":
                return make_proxy(words, count, names)
            raise new_error(TYPE_ERROR, String("cannot create '", string_of(cell.name.word), "' instances"))
        return call_builtin_by_number(cell.builtin, words, count, names)
    if is_plain_class(class_) and cell.initializer.bits != 0:
        var made = Object(owning=new_instance(class_))
        check_initialized(call_with_first(cell.initializer, made.word, words, count, names))
        return give(made^)
    var traits = traits_of(class_)
    var instance = Object(owning=Word(UNBOUND))
    if traits & HAS_NEW != 0:
        var maker = Object(owning=described(find_in_class(class_, fixed_name("__new__")), Word(0), class_))
        instance = Object(owning=call_with_first(maker.word, class_, words, count, names))
        if not subclass_of(type_of(instance.word), class_):
            return give(instance^)
    elif subclass_of(class_, type_class()):
        instance = Object(owning=new_type(class_, words, count, names))
    else:
        instance = Object(owning=_plain_instance(class_, words, count, names))
        if subclass_of(class_, error_class(0)):
            if traits & HAS_INIT == 0:
                init_exception(instance.word, words, count, names)
        elif traits & HAS_INIT == 0 and (count > 0 or names.bits != 0) and cell.base < 0:
            raise new_error(TYPE_ERROR, String(string_of(cell.name.word), "() takes no arguments"))
    if traits & HAS_INIT != 0:
        var initializer = find_in_class(class_of(instance.word), fixed_name("__init__"))
        var result = Word(0)
        if initializer.is_(KIND_FUNCTION):
            result = call_with_first(initializer, instance.word, words, count, names)
        else:
            var method = Object(owning=described(initializer, instance.word, class_))
            result = call_general(method.word, words, count, names)
        if result != none():
            var owned = Object(owning=result)
            raise new_error(TYPE_ERROR, String("__init__() should return None, not '", type_name(owned.word), "'"))
    return give(instance^)


def _plain_instance(class_: Word, words: Words, count: Int, names: Word) raises Raised -> Word:
    """What `object.__new__`, `BaseException.__new__` and those of built-in types make."""
    if traits_of(class_) & IS_ABSTRACT != 0:
        raise abstract_error(class_)
    if subclass_of(class_, error_class(0)):
        return make_exception(class_, words, count)
    var instance = Object(owning=new_instance(class_))
    if __op.deref(class_.at[ClassCell]()).base >= 0:
        make_base(class_, instance.word, words, count, names)
    return give(instance^)


def new_type(metaclass: Word, words: Words, count: Int, names: Word) raises Raised -> Word:
    """`type.__new__(metaclass, name, bases, namespace, **keywords)`."""
    if count != 3:
        raise new_error(TYPE_ERROR, "type() takes 1 or 3 arguments")
    if not _at(words, 0).is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("type.__new__() argument 1 must be str, not ", type_name(_at(words, 0))))
    if not _at(words, 1).is_(KIND_TUPLE):
        raise new_error(TYPE_ERROR, String("type.__new__() argument 2 must be tuple, not ", type_name(_at(words, 1))))
    if not plain(_at(words, 2)).is_(KIND_DICT):
        raise new_error(TYPE_ERROR, String("type.__new__() argument 3 must be dict, not ", type_name(_at(words, 2))))
    return build_class(metaclass, _at(words, 0), _at(words, 1), _at(words, 2), __op.offset(words, Int(3).value), names)


def _check_arguments(number: Int, count: Int, least: Int) raises Raised:
    if count < least:
        raise new_error(TYPE_ERROR, String("expected ", least - 1, " argument", "" if least == 2 else "s", ", got ", max(0, count - 1)))


@no_inline
def call_object_method(number: Int, words: Words, count: Int, names: Word) raises Raised -> Word:
    if count == 0:
        raise new_error(TYPE_ERROR, String("unbound method object.", builtin_name(number), "() needs an argument"))
    var first = _at(words, 0)
    if number == NEW:
        if not first.is_(KIND_CLASS):
            raise new_error(TYPE_ERROR, String("object.__new__(X): X is not a type object (", type_name(first), ")"))
        if __op.deref(first.at[ClassCell]()).builtin >= 0 and first != object_class():
            return call_builtin_by_number(__op.deref(first.at[ClassCell]()).builtin, __op.offset(words, Int(1).value), count - 1, names)
        if count > 1 and __op.deref(first.at[ClassCell]()).base < 0 and not subclass_of(first, error_class(0)):
            if traits_of(first) & HAS_NEW != 0:
                raise new_error(TYPE_ERROR, "object.__new__() takes exactly one argument (the type to instantiate)")
            if traits_of(first) & HAS_INIT == 0:
                raise new_error(TYPE_ERROR, String(string_of(__op.deref(first.at[ClassCell]()).name.word), "() takes no arguments"))
        return _plain_instance(first, __op.offset(words, Int(1).value), count - 1, names)
    if number == INIT:
        if subclass_of(type_of(first), error_class(0)):
            init_exception(first, __op.offset(words, Int(1).value), count - 1, names)
        elif count > 1 and __op.deref(type_of(first).at[ClassCell]()).base < 0 and (traits_of(type_of(first)) & HAS_NEW == 0 or traits_of(type_of(first)) & HAS_INIT != 0):
            raise new_error(
                TYPE_ERROR,
                "object.__init__() takes exactly one argument (the instance to initialize)" if traits_of(type_of(first)) & HAS_INIT
                != 0 else String(type_name(first), "() takes no arguments"),
            )
        return none()
    if number == TYPE_NEW:
        return new_type(first, __op.offset(words, Int(1).value), count - 1, names)
    if number == TYPE_INIT:
        return none()
    if number == CALL:
        return make_instance(first, __op.offset(words, Int(1).value), count - 1, names)
    if number == INIT_SUBCLASS:
        if names.bits != 0:
            raise new_error(
                TYPE_ERROR, String(string_of(__op.deref(first.at[ClassCell]()).name.word), ".__init_subclass__() takes no keyword arguments")
            )
        return none()
    if number == MRO:
        var order = Object(owning=attribute_of(first, fixed_name("__mro__")))
        var items = List[Object]()
        for i in range(len(items_of(order.word))):
            items.append(items_of(order.word)[i])
        return list_of(items^)
    if number == SUBCLASSES:
        ref children = __op.deref(first.at[ClassCell]()).children
        var items = List[Object]()
        for i in range(len(children)):
            items.append(Object(sharing=children[i]))
        return list_of(items^)
    if number == GETATTRIBUTE:
        _check_arguments(number, count, 2)
        return attribute(first, attribute_name(_at(words, 1)))
    if number == SETATTR:
        _check_arguments(number, count, 3)
        set_plain(first, attribute_name(_at(words, 1)), _at(words, 2))
        return none()
    if number == DELATTR:
        _check_arguments(number, count, 2)
        delete_plain(first, attribute_name(_at(words, 1)))
        return none()
    if number == EQ:
        _check_arguments(number, count, 2)
        return truth(True) if first == _at(words, 1) else Word(NOT_IMPLEMENTED)
    if number == NE:
        _check_arguments(number, count, 2)
        return truth(not equal(first, _at(words, 1)))
    if number == HASH:
        return small(first.bits >> 4)
    if number == REPR:
        if first.is_(KIND_INSTANCE) or first.is_(KIND_CLASS):
            return text_of(plain_repr(first))
        return text_of(String("<", type_name(first), " object at 0x", hex_of(first.bits), ">"))
    if number == STR:
        if subclass_of(type_of(first), error_class(0)):
            return text_of(exception_message(first))
        return text_of(to_repr(first))
    if number == FORMAT:
        return text_of(to_text(first))
    if number >= WITH_TRACEBACK:
        return call_exception_method(number, first, words, count)
    ref wrapped = __op.deref(first.at[WrappedCell]())
    _check_arguments(number, count, 2)
    var get = _at(words, 1) if number == PROPERTY_GETTER else wrapped.get.word
    var set = _at(words, 1) if number == PROPERTY_SETTER else wrapped.set.word
    var delete = _at(words, 1) if number == PROPERTY_DELETER else wrapped.delete.word
    var made = new_wrapped(2, get, set, delete)
    __op.deref(made.at[WrappedCell]()).documentation = Object(sharing=wrapped.documentation.word)
    return made


def new_wrapped(which: Int, get: Word, set: Word, delete: Word) -> Word:
    """A `staticmethod` (0), a `classmethod` (1) or a `property` (2)."""
    var cell = new_cell[WrappedCell](KIND_WRAPPED)
    ref wrapped = __op.deref(cell)
    wrapped.which = which
    __op.initialize(__op.address_of(wrapped.get), Object(sharing=get))
    __op.initialize(__op.address_of(wrapped.set), Object(sharing=set))
    __op.initialize(__op.address_of(wrapped.delete), Object(sharing=delete))
    __op.initialize(__op.address_of(wrapped.documentation), Object(owning=none()))
    return word_of(cell)


from .abstract_classes import abstract_error
from .attributes import attribute, attribute_of, bound, delete_plain, described, set_plain
from .calls import call_builtin_by_number, call_general, call_with_first, check_initialized, is_plain_class
from .class_builtins import NO_CONSTRUCTOR, attribute_name
from .class_building import build_class
from .extended import make_base, plain
from .word import KIND_DICT
from .container_methods import bound_attribute
from .dictionaries import new_dictionary
from .function_attributes import builtin_function_name, code_attribute, function_attribute
from .instance_dictionaries import instance_dictionary, make_proxy, new_proxy
from .generic_aliases import alias_attribute
from .names import fixed_name
from .numbers import equal
from .printing import hex_of, plain_repr, to_repr, to_text, type_name
from .type_methods import type_method_attribute
from .exception_making import init_exception, make_exception, missing_field
from .exception_methods import call_exception_method, exception_method
from .types import object_class, type_class, type_of
from .word import UNBOUND
from .exception_text import exception_message
from .natives import method_getter
