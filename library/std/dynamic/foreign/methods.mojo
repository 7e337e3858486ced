"""What the classes of proxies have: each special method asks CPython to do the same with the object."""

from ...io.output import flush_output
from ...python.cpython import Object as Address, running_python
from ...python.python_object import PythonObject
from ..arguments import Arguments
from ..cells import items_of, text_of
from ..errors import STOP_ITERATION, Raised, error_class
from ..native_classes import method, method0, method1, method2
from ..threads import leave_for_call, return_from_call
from ..word import KIND_DICT, KIND_LIST, KIND_SET, NONE, Object, Word, counted, none, small, truth
from .conversions import check, object_of, owned, result_of, tuple_of_words, value_of
from .errors import foreign_error
from .helpers import SPECIAL_METHODS
from .interpreter import foreign, helper, is_null, operator_count, same_object, type_address
from .proxies import address_in, name_object

comptime _operators = [
    "__add__", "__sub__", "__mul__", "__truediv__", "__floordiv__", "__mod__", "__matmul__", "__lshift__", "__rshift__", "__and__", "__or__", "__xor__",
    "__divmod__",
]
comptime _reflected_operators = [
    "__radd__", "__rsub__", "__rmul__", "__rtruediv__", "__rfloordiv__", "__rmod__", "__rmatmul__", "__rlshift__", "__rrshift__", "__rand__", "__ror__",
    "__rxor__", "__rdivmod__",
]
comptime _in_place_operators = [
    "__iadd__", "__isub__", "__imul__", "__itruediv__", "__ifloordiv__", "__imod__", "__imatmul__", "__ilshift__", "__irshift__", "__iand__", "__ior__",
    "__ixor__",
]
comptime _comparisons = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"]
"""In CPython's order."""
comptime _asked_by_name = [
    "__round__", "__trunc__", "__floor__", "__ceil__", "__reversed__", "__fspath__", "__bytes__", "__complex__", "__await__", "__aiter__", "__anext__",
    "__aenter__", "__aexit__", "__enter__", "__exit__", "__length_hint__",
]


def add_methods(class_: Word, type: Address):
    """To the class of the proxies for objects of a type."""
    comptime for i in range(operator_count):
        method1(class_, _operators[i], _forward[i])
        method1(class_, _reflected_operators[i], _reflected[i])
        comptime if i < len(_in_place_operators):
            method1(class_, _in_place_operators[i], _in_place[i])
    comptime for i in range(6):
        method1(class_, _comparisons[i], _compare[i])
    method(class_, "__pow__", _power)
    method1(class_, "__rpow__", _reflected_power)
    method1(class_, "__ipow__", _in_place_power)
    method0(class_, "__neg__", _negative)
    method0(class_, "__pos__", _positive)
    method0(class_, "__abs__", _absolute)
    method0(class_, "__invert__", _inverted)
    method0(class_, "__repr__", _repr)
    method0(class_, "__str__", _str)
    method1(class_, "__format__", _format)
    method0(class_, "__hash__", _hash)
    method0(class_, "__bool__", _bool)
    method0(class_, "__dir__", _dir)
    method1(class_, "__getattribute__", _get)
    method2(class_, "__setattr__", _set)
    method1(class_, "__delattr__", _delete)
    _add_special_methods(class_, type)


def _add_special_methods(class_: Word, type: Address):
    ref python = running_python()
    var ask = helper("special_methods")
    var arguments = PythonObject(from_owned=python.tuple_new(2))
    python.inc_ref(type)
    _ = python.tuple_set(arguments._obj_ptr, 0, type)
    _ = python.tuple_set(arguments._obj_ptr, 1, PythonObject(SPECIAL_METHODS)._release())
    try:
        var names = Object(owning=result_of(python.call(ask._obj_ptr, arguments._obj_ptr, __op.null[UInt8]())))
        ref list = items_of(names.word)
        for i in range(len(list)):
            _add(class_, string_of(list[i].word))
        keep(names)
    except:
        pass


def _add(class_: Word, name: String):
    if name == "__call__":
        method(class_, "__call__", _call)
    elif name == "__len__":
        method0(class_, "__len__", _length)
    elif name == "__iter__":
        method0(class_, "__iter__", _iterate)
    elif name == "__next__":
        method0(class_, "__next__", _next)
    elif name == "__contains__":
        method1(class_, "__contains__", _contains)
    elif name == "__getitem__":
        method1(class_, "__getitem__", _get_item)
    elif name == "__setitem__":
        method2(class_, "__setitem__", _set_item)
    elif name == "__delitem__":
        method1(class_, "__delitem__", _delete_item)
    elif name == "__int__":
        method0(class_, "__int__", _int)
    elif name == "__float__":
        method0(class_, "__float__", _float)
    elif name == "__index__":
        method0(class_, "__index__", _index)
    elif name == "__instancecheck__":
        method1(class_, "__instancecheck__", _is_instance)
        method1(class_, "__subclasscheck__", _is_subclass)
    else:
        comptime for i in range(len(_asked_by_name)):
            comptime known = _asked_by_name[i]
            if name == known:
                method(class_, known, _by_name[known])


# Arithmetic and comparison


def _forward[which: Int](function: Word, self: Word, other: Word) raises Raised -> Word:
    var right = object_of(other)
    return result_of(__op.array_element(foreign().operators, which.value)(address_in(self), right._obj_ptr))


def _reflected[which: Int](function: Word, self: Word, other: Word) raises Raised -> Word:
    var left = object_of(other)
    return result_of(__op.array_element(foreign().operators, which.value)(left._obj_ptr, address_in(self)))


def _in_place[which: Int](function: Word, self: Word, other: Word) raises Raised -> Word:
    var right = object_of(other)
    return result_of(__op.array_element(foreign().in_place, which.value)(address_in(self), right._obj_ptr))


def _compare[which: Int](function: Word, self: Word, other: Word) raises Raised -> Word:
    var right = object_of(other)
    return result_of(running_python().rich_compare(address_in(self), right._obj_ptr, Int32(which)))


def _power(args: Arguments) raises Raised -> Word:
    args.check_count("pow", 2, 3)
    ref python = running_python()
    var exponent = object_of(args[1])
    var modulus = object_of(args[2] if args.count == 3 else none())
    return result_of(python.power(address_in(args[0]), exponent._obj_ptr, modulus._obj_ptr))


def _reflected_power(function: Word, self: Word, other: Word) raises Raised -> Word:
    ref python = running_python()
    var base = object_of(other)
    return result_of(python.power(base._obj_ptr, address_in(self), python.none))


def _in_place_power(function: Word, self: Word, other: Word) raises Raised -> Word:
    ref python = running_python()
    var exponent = object_of(other)
    return result_of(python.in_place_power(address_in(self), exponent._obj_ptr, python.none))


def _negative(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().negative(address_in(self)))


def _positive(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().positive(address_in(self)))


def _absolute(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().absolute(address_in(self)))


def _inverted(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().invert(address_in(self)))


# Texts, numbers, truth


def _repr(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().repr(address_in(self)))


def _str(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().str(address_in(self)))


def _format(function: Word, self: Word, specification: Word) raises Raised -> Word:
    var how = object_of(specification)
    return result_of(foreign().format(address_in(self), how._obj_ptr))


def _hash(function: Word, self: Word) raises Raised -> Word:
    if foreign().is_subtype(type_address(address_in(self)), foreign().text) != 0:
        # As the text that it is to dictionaries of ours.
        var text = Object(owning=result_of(running_python().str(address_in(self))))
        return integer_of(hash_of(text.word))
    var hash = running_python().hash(address_in(self))
    if hash == -1:
        raise foreign_error()
    return integer_of(hash)


def _bool(function: Word, self: Word) raises Raised -> Word:
    var code = running_python().is_true(address_in(self))
    check(code)
    return truth(code == 1)


def _int(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().number_long(address_in(self)))


def _float(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().number_float(address_in(self)))


def _index(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().number_index(address_in(self)))


# Attributes


def _dir(function: Word, self: Word) raises Raised -> Word:
    return result_of(foreign().directory(address_in(self)))


def _get(function: Word, self: Word, name: Word) raises Raised -> Word:
    return result_of(foreign().get_attribute(address_in(self), name_object(name)))


def _set(function: Word, self: Word, name: Word, value: Word) raises Raised -> Word:
    var new = object_of(value)
    check(foreign().set_attribute(address_in(self), name_object(name), new._obj_ptr))
    return none()


def _delete(function: Word, self: Word, name: Word) raises Raised -> Word:
    check(foreign().set_attribute(address_in(self), name_object(name), __op.null[UInt8]()))
    return none()


# Elements


def _length(function: Word, self: Word) raises Raised -> Word:
    var result = running_python().length(address_in(self))
    if result < 0:
        raise foreign_error()
    return integer_of(result)


def _iterate(function: Word, self: Word) raises Raised -> Word:
    return result_of(running_python().get_iter(address_in(self)))


def _next(function: Word, self: Word) raises Raised -> Word:
    var result = running_python().iter_next(address_in(self))
    if is_null(result):
        if is_null(running_python().err_occurred()):
            raise Raised(Object(owning=call0(error_class(STOP_ITERATION))))
        raise foreign_error()
    return result_of(result)


def _contains(function: Word, self: Word, item: Word) raises Raised -> Word:
    var wanted = object_of(item)
    var code = running_python().contains(address_in(self), wanted._obj_ptr)
    check(code)
    return truth(code == 1)


def _get_item(function: Word, self: Word, key: Word) raises Raised -> Word:
    var index = object_of(key, True)
    return result_of(running_python().get_item(address_in(self), index._obj_ptr))


def _set_item(function: Word, self: Word, key: Word, value: Word) raises Raised -> Word:
    var index = object_of(key, True)
    var new = object_of(value)
    check(running_python().set_item(address_in(self), index._obj_ptr, new._obj_ptr))
    return none()


def _delete_item(function: Word, self: Word, key: Word) raises Raised -> Word:
    var index = object_of(key, True)
    check(running_python().delete_item(address_in(self), index._obj_ptr))
    return none()


# Calls


def _call(args: Arguments) raises Raised -> Word:
    """The first argument is what is called."""
    return call_object(address_in(args[0]), Arguments(__op.offset(args.words, Int(1).value), args.count - 1, args.names))


def call_object(callee: Address, args: Arguments) raises Raised -> Word:
    """A call of an object of CPython with values."""
    ref python = running_python()
    flush_output()
    var named = args.named_count()
    var copies = _has_containers(args, args.count + named) and takes_copies(callee)
    var positional = PythonObject(from_owned=python.tuple_new(args.count))
    for i in range(args.count):
        _ = python.tuple_set(positional._obj_ptr, i, object_of(args[i], copies)._release())
    # Other threads may run meanwhile, and handle exceptions.
    var place = handling_place()
    if named == 0:
        var me = leave_for_call()
        var result = python.call(callee, positional._obj_ptr, __op.null[UInt8]())
        return_from_call(me)
        return_to(place)
        return result_of(result)
    var keywords = PythonObject(from_owned=python.dict_new())
    for i in range(named):
        var name = items_of(args.names)[i].word
        var value = object_of(args[args.count + i], copies or string_of(name) == "dtype")
        check(python.dict_set(keywords._obj_ptr, name_object(interned(name)), value._obj_ptr))
    var me = leave_for_call()
    var result = python.call(callee, positional._obj_ptr, keywords._obj_ptr)
    return_from_call(me)
    return_to(place)
    return result_of(result)


def _has_containers(args: Arguments, count: Int) -> Bool:
    for i in range(count):
        var kind = args[i].kind()
        if kind == KIND_LIST or kind == KIND_DICT or kind == KIND_SET or kind == KIND_TUPLE:
            return True
    return False


def takes_copies(callee: Address) raises Raised -> Bool:
    """Whether what is called is written in C, where lists and dictionaries must be CPython's own.

    Code in Python gets wrappers, so that it sees later changes and its own are seen; so do methods of containers, which keep what they are given.
    """
    ref python = running_python()
    var arguments = PythonObject(from_owned=python.tuple_new(1))
    python.inc_ref(callee)
    _ = python.tuple_set(arguments._obj_ptr, 0, callee)
    var ask = helper("takes_copies")
    var answer = owned(python.call(ask._obj_ptr, arguments._obj_ptr, __op.null[UInt8]()))
    return same_object(answer._obj_ptr, foreign().true)


def _by_name[name: StaticString](args: Arguments) raises Raised -> Word:
    """Any other special method: as an attribute that is called."""
    var method = owned(foreign().get_attribute(address_in(args[0]), name_object(fixed_name(name))))
    return call_object(method._obj_ptr, Arguments(__op.offset(args.words, Int(1).value), args.count - 1, args.names))


# Types


def _is_instance(function: Word, self: Word, value: Word) raises Raised -> Word:
    return truth(is_foreign_instance(value, self))


def is_foreign_instance(value: Word, type: Word) raises Raised -> Bool:
    """What CPython's `isinstance` says, where one of the two is CPython's."""
    if type.is_(KIND_CLASS) and __op.deref(type.at[ClassCell]()).builtin < 0 and not is_exception_class(type):
        return False
    var object = object_of(value)
    var class_ = object_of(type)
    var code = foreign().is_instance(object._obj_ptr, class_._obj_ptr)
    check(code)
    return code == 1


def _is_subclass(function: Word, self: Word, class_: Word) raises Raised -> Word:
    return truth(is_foreign_subclass(class_, self))


def is_foreign_subclass(type: Word, other: Word) raises Raised -> Bool:
    """What CPython's `issubclass` says, where one of the two is CPython's."""
    var object = object_of(type)
    var class_ = object_of(other)
    var code = foreign().is_subclass(object._obj_ptr, class_._obj_ptr)
    check(code)
    return code == 1


from ..calls import call0
from ..cells import ClassCell, string_of
from ..errors import is_exception_class
from ..functions import keep
from ..handled import handling_place, return_to
from ..hashing import hash_of
from ..integers import integer_of
from ..names import fixed_name, interned
from ..word import KIND_CLASS, KIND_TUPLE
