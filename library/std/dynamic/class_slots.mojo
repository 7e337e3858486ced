"""`__slots__`: the only names that instances of a class may have."""

from .cells import ClassCell, list_of, string_of
from .errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .names import fixed_name, interned, name_of
from .word import KIND_TEXT, Object, Word


def set_slots(class_: Word) raises Raised:
    """What `__slots__` in the body says, if it is there."""
    ref cell = __op.deref(class_.at[ClassCell]())
    var given = cell.attributes.find(fixed_name("__slots__"))
    if given.bits == 0:
        return
    var names = List[Object]()
    var has_dictionary = False
    if given.is_(KIND_TEXT):
        names.append(Object(sharing=interned(given)))
    else:
        var iterator = Object(owning=iterate(given))
        while True:
            var item = next_of(iterator.word)
            if is_end(item):
                break
            var name = Object(owning=item)
            if not name.word.is_(KIND_TEXT):
                raise new_error(TYPE_ERROR, String("__slots__ items must be strings, not '", type_name(name.word), "'"))
            if string_of(name.word) == "__dict__":
                has_dictionary = True
            elif string_of(name.word) != "__weakref__":
                _add_once(names, interned(name.word))
    if len(names) > 0 and (cell.base == INT or cell.base == TUPLE or cell.base == BYTES):
        raise new_error(
            TYPE_ERROR,
            String("nonempty __slots__ not supported for subtype of '", string_of(__op.deref(type_by_number(cell.base).at[ClassCell]()).name.word), "'"),
        )
    var members = List[Object](capacity=len(names))
    for i in range(len(names)):
        var name = _mangled(cell, names[i].word)
        if not _is_identifier(name):
            raise new_error(TYPE_ERROR, "__slots__ must be identifiers")
        if cell.attributes.find(name).bits != 0:
            raise new_error(VALUE_ERROR, String("'", string_of(name), "' in __slots__ conflicts with class variable"))
        cell.attributes.set(name, Object(owning=new_member(class_, name)))
        members.append(Object(sharing=name))
    if not has_dictionary:
        cell.slots = Object(owning=list_of(members^))


def _add_once(mut names: List[Object], name: Word):
    """Naming a slot twice is naming it."""
    for i in range(len(names)):
        if names[i].word == name:
            return
    names.append(Object(sharing=name))


def _mangled(cell: ClassCell, name: Word) -> Word:
    """Private names have that of the class in front."""
    ref text = string_of(name)
    if not text.startswith("__") or text.endswith("__"):
        return name
    ref own = string_of(cell.name.word)
    var start = 0
    while start < own.byte_length() and own.as_string_slice()._byte(start) == 95:
        start += 1
    var mangled = String("_", own.as_string_slice()._slice(start, own.byte_length()), text)
    var slice = mangled.as_string_slice()
    return name_of(slice._data, slice._length)


def _is_identifier(name: Word) -> Bool:
    var text = string_of(name).as_string_slice()
    if text._length == 0 or (text._byte(0) >= 48 and text._byte(0) <= 57):
        return False
    for i in range(text._length):
        var byte = Int(text._byte(i))
        var lower = byte | 32
        if not (byte >= 128 or byte == 95 or (byte >= 48 and byte <= 57) or (lower >= 97 and lower <= 122)):
            return False
    return True


from .builtins import INT, TUPLE
from .printing import type_name
from .sequences import is_end, iterate, next_of
from .type_methods import new_member
from .types import type_by_number
from .value_builtins import BYTES
