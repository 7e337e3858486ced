"""Tuples whose elements have names, as `sys.version_info` is one, and plain instances with attributes, as `sys.implementation`."""

from .cells import items_of, list_of, text_of
from .classes import class_of, new_class, new_class_of, new_instance, set_class_attribute
from .errors import Raised
from .extended import plain, set_base
from .names import fixed_name, name_of
from .native_classes import method0
from .native._collections_records import field_getter
from .object_methods import new_wrapped
from .printing import to_repr
from .builtins import TUPLE
from .type_methods import ready_all
from .types import type_by_number, type_class
from .word import KIND_TUPLE, Object, Word, none, small


def new_record(module: StaticString, name: StaticString, fields: List[StaticString], var values: List[Object]) raises Raised -> Word:
    """A tuple, of a class of its own; values without names come last."""
    var bases = List[Object]()
    bases.append(Object(sharing=type_by_number(TUPLE)))
    var tuple = Object(owning=list_of(bases^, KIND_TUPLE))
    ready_all(type_by_number(TUPLE))
    var class_ = new_class_of(name_of(name._data, name._length), tuple.word, type_class())
    set_class_attribute(class_, fixed_name("__module__"), Object(sharing=name_of(module._data, module._length)))
    for i in range(len(fields)):
        var getter = Object(owning=field_getter(i))
        set_class_attribute(class_, name_of(fields[i]._data, fields[i]._length), Object(owning=new_wrapped(2, getter.word, none(), none())))
    var names = List[Object]()
    for i in range(len(fields)):
        names.append(Object(sharing=name_of(fields[i]._data, fields[i]._length)))
    set_class_attribute(class_, fixed_name("n_fields"), Object(owning=small(len(values))))
    set_class_attribute(class_, fixed_name("n_sequence_fields"), Object(owning=small(len(values))))
    set_class_attribute(class_, fixed_name("__match_args__"), Object(owning=list_of(names^, KIND_TUPLE)))
    method0(class_, "__repr__", _repr)
    var made = new_instance(class_)
    set_base(made, Object(owning=list_of(values^, KIND_TUPLE)))
    return made


def _repr(function: Word, self: Word) raises Raised -> Word:
    var class_ = class_of(self)
    ref names = items_of(find_in_class(class_, fixed_name("__match_args__")))
    ref values = items_of(plain(self))
    var text = String(string_of(find_in_class(class_, fixed_name("__module__"))), ".", type_name(self), "(")
    for i in range(len(names)):
        if i > 0:
            text += ", "
        text += String(string_of(names[i].word), "=", to_repr(values[i].word))
    text += ")"
    return text_of(text^)


def new_plain_namespace() -> Word:
    """An instance that shows its attributes."""
    var class_ = new_class(fixed_name("SimpleNamespace"), none())
    set_class_attribute(class_, fixed_name("__module__"), Object(sharing=fixed_name("types")))
    method0(class_, "__repr__", _namespace_repr)
    return new_instance(class_)


def _namespace_repr(function: Word, self: Word) raises Raised -> Word:
    ref names = __op.deref(self.shape()).names
    var text = String("namespace(")
    for i in range(len(names)):
        if i > 0:
            text += ", "
        var value = Object(owning=attribute_of(self, names[i]))
        text += String(string_of(names[i]), "=", to_repr(value.word))
    text += ")"
    return text_of(text^)


from .attributes import attribute_of
from .cells import string_of
from .classes import find_in_class
from .printing import type_name
