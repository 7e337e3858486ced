"""Classes of a program that extend classes of CPython: CPython makes them, so that they are types there as any other.

The body runs here. Its functions go as callables that become methods, its properties and static methods as CPython's own.
"""

from ...python.cpython import running_python
from ...python.python_object import PythonObject
from ..cells import ClassCell, WrappedCell, items_of, string_of
from ..dictionaries import entry_at, next_entry
from ..errors import Raised
from ..names import fixed_name, interned
from ..word import KIND_CLASS, KIND_TEXT, KIND_WRAPPED, UNBOUND, Object, Word
from .conversions import check, object_of, owned, result_of
from .interpreter import foreign, helper
from .proxies import address_in, is_foreign, name_object


def extends_foreign(bases: Word) -> Bool:
    """Whether one of the bases, in a list or a tuple, is a class of CPython."""
    ref list = items_of(bases)
    for i in range(len(list)):
        if is_foreign(list[i].word):
            return True
    return False


def make_foreign_class(name: Word, bases: Word, namespace: Word, keyword_names: Word, keyword_values: Word, metaclass: Word) raises Raised -> Word:
    """The value of a `class` statement of which a base is CPython's."""
    ref python = running_python()
    var own_bases = Object(owning=tuple_of(bases))
    var arguments = PythonObject(from_owned=python.tuple_new(5))
    _ = python.tuple_set(arguments._obj_ptr, 0, object_of(name)._release())
    _ = python.tuple_set(arguments._obj_ptr, 1, object_of(own_bases.word)._release())
    _ = python.tuple_set(arguments._obj_ptr, 2, _namespace(namespace)._release())
    _ = python.tuple_set(arguments._obj_ptr, 3, _keywords(keyword_names, keyword_values)._release())
    _ = python.tuple_set(arguments._obj_ptr, 4, _metaclass(metaclass)._release())
    var make = helper("new_class")
    return result_of(python.call(make._obj_ptr, arguments._obj_ptr, __op.null[UInt8]()))


def _metaclass(metaclass: Word) raises Raised -> PythonObject:
    """`None` for the one of the bases; one of ours by its name."""
    if metaclass.bits == UNBOUND:
        return PythonObject()
    if not metaclass.is_(KIND_CLASS):
        return object_of(metaclass)
    return object_of(__op.deref(metaclass.at[ClassCell]()).name.word)


def _keywords(names: Word, values: Word) raises Raised -> PythonObject:
    ref python = running_python()
    var result = PythonObject(from_owned=python.dict_new())
    for i in range(len(items_of(names))):
        var value = object_of(items_of(values)[i].word)
        check(python.dict_set(result._obj_ptr, name_object(interned(items_of(names)[i].word)), value._obj_ptr))
    return result^


def _namespace(namespace: Word) raises Raised -> PythonObject:
    ref python = running_python()
    var result = PythonObject(from_owned=python.dict_new())
    var entries = plain(namespace)
    var at = next_entry(entries, 0)
    while at >= 0:
        var key = entry_at(entries, at).key
        if key.is_(KIND_TEXT):
            var value = member_object(entry_at(entries, at).value)
            check(python.dict_set(result._obj_ptr, name_object(interned(key)), value._obj_ptr))
        at = next_entry(entries, at + 1)
    return result^


def member_object(value: Word) raises Raised -> PythonObject:
    """What stands for an attribute of a class."""
    if not value.is_(KIND_WRAPPED):
        return object_of(value)
    ref wrapped = __op.deref(value.at[WrappedCell]())
    ref python = running_python()
    comptime names = ["staticmethod", "classmethod", "property"]
    var count = 3 if wrapped.which == 2 else 1
    var arguments = PythonObject(from_owned=python.tuple_new(count))
    _ = python.tuple_set(arguments._obj_ptr, 0, object_of(wrapped.get.word)._release())
    if count == 3:
        _ = python.tuple_set(arguments._obj_ptr, 1, object_of(wrapped.set.word)._release())
        _ = python.tuple_set(arguments._obj_ptr, 2, object_of(wrapped.delete.word)._release())
    var result = PythonObject()
    comptime for i in range(3):
        comptime name = names[i]
        if wrapped.which == i:
            var type = owned(foreign().get_attribute(foreign().builtins, name_object(fixed_name(name))))
            result = owned(python.call(type._obj_ptr, arguments._obj_ptr, __op.null[UInt8]()))
    return result^


def foreign_super(class_: Word, receiver: Word) raises Raised -> Word:
    """`super(class_, receiver)` of a class of CPython."""
    ref python = running_python()
    var arguments = PythonObject(from_owned=python.tuple_new(2))
    _ = python.tuple_set(arguments._obj_ptr, 0, object_of(class_)._release())
    _ = python.tuple_set(arguments._obj_ptr, 1, object_of(receiver)._release())
    var type = owned(foreign().get_attribute(foreign().builtins, name_object(fixed_name("super"))))
    return result_of(python.call(type._obj_ptr, arguments._obj_ptr, __op.null[UInt8]()))


def type_of_foreign(value: Word) raises Raised -> Word:
    """`type(value)`, with a count."""
    return result_of(running_python().type(address_in(value)))


from ..elements import tuple_of
from ..extended import plain
