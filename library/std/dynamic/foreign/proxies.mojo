"""Objects of CPython as values: an instance whose class stands for the object's type and whose only slot holds the address.

The class has the special methods that the type has (`methods.mojo`), so that few other places of the run time know of foreign values.
There is one proxy for an object as long as anything refers to it: `is` and `id` are what they are in CPython.
"""

from ...memory.raw import raw_allocate
from ...python.cpython import Object as Address, running_python
from ...python.python_object import PythonObject, text_of as python_text
from ..cells import ClassCell, InstanceCell, string_of
from ..classes import new_class, new_instance
from ..dictionaries import delete_key, find_key, new_dictionary, set_key
from ..errors import Raised
from ..names import fixed_name, name_of
from ..word import IS_FOREIGN, KIND_INSTANCE, Object, Word, counted, none
from .interpreter import address_of_key, foreign, key_of, type_address


struct _Known:
    var proxies: Word
    """By address; without counts."""
    var classes: Word
    """By the address of a type, which lives for ever."""
    var names: Word
    """Texts of CPython by the addresses of names of ours."""

    def __init__(out self):
        self.proxies = new_dictionary()
        self.classes = new_dictionary()
        self.names = new_dictionary()


var _known: __type.pointer[_Known] = __op.null[_Known]()


def _all_known() -> ref [MutableAnyOrigin] _Known:
    if __op.eq(_known, __op.null[_Known]()):
        _known = raw_allocate[_Known](1)
        __op.initialize(_known, _Known())
    return __op.deref(_known)


@always_inline
def is_foreign(value: Word) -> Bool:
    return value.is_(KIND_INSTANCE) and __op.deref(value.shape()).flags & IS_FOREIGN != 0


@always_inline
def address_in(proxy: Word) -> Address:
    """The object, without a count."""
    return address_of_key(__op.deref(__op.deref(proxy.at[InstanceCell]()).slots).word)


def proxy_of(object: Address) raises Raised -> Word:
    """The proxy, with a count."""
    ref known = _all_known()
    var key = key_of(object)
    var found = find_key(known.proxies, key)
    if found.bits != 0:
        return counted(Word(found.bits & ~1))
    var instance = new_instance(_class_of_type(type_address(object)))
    ref cell = __op.deref(instance.at[InstanceCell]())
    __op.initialize(cell.slots, Object(owning=key))
    cell.count = 1
    running_python().inc_ref(object)
    set_key(known.proxies, key, Word(instance.bits | 1))
    return instance


def end_of_proxied(proxy: Word):
    """Nobody refers to the proxy any more."""
    var object = address_in(proxy)
    try:
        delete_key(_all_known().proxies, key_of(object))
    except:
        pass
    running_python().dec_ref(object)


def _class_of_type(type: Address) raises Raised -> Word:
    ref known = _all_known()
    var found = find_key(known.classes, key_of(type))
    if found.bits != 0:
        return found
    var class_ = new_class(_shown_name(type), none())
    ref cell = __op.deref(class_.at[ClassCell]())
    __op.deref(cell.shape).flags |= IS_FOREIGN
    cell.most_slots = 1
    running_python().inc_ref(type)
    set_key(known.classes, key_of(type), class_)
    add_methods(class_, type)
    return class_


def name_of_type(type: Address) -> Word:
    """For ever."""
    try:
        var text = python_text(PythonObject(from_owned=running_python().get_attribute(type, "__name__".data)))
        var name = name_of(text._data_pointer(), text.byte_length())
        _ = text^
        return name
    except:
        return fixed_name("object")


def _shown_name(type: Address) raises Raised -> Word:
    """As CPython's messages name it: types in C with their modules, as long as these are not `builtins`."""
    if foreign().type_flags(type) & UInt(is_heap_type) != 0:
        return name_of_type(type)
    var module = Object(owning=result_of(running_python().get_attribute(type, "__module__".data)))
    if not module.word.is_(KIND_TEXT) or string_of(module.word) == "builtins":
        return name_of_type(type)
    var whole = Object(owning=text_of(String(string_of(module.word), ".", string_of(name_of_type(type)))))
    return interned(whole.word)


def name_object(name: Word) raises Raised -> Address:
    """The text of CPython for a name that lives for ever, which does so too; without a count."""
    ref known = _all_known()
    var found = find_key(known.names, Word(name.bits | 1))
    if found.bits != 0:
        return address_of_key(found)
    var text = String(string_of(name))
    var made = foreign().intern(text._terminated())
    _ = text^
    set_key(known.names, Word(name.bits | 1), key_of(made))
    return made


from ..cells import text_of
from ..names import interned
from ..word import KIND_TEXT
from .conversions import result_of
from .interpreter import is_heap_type
from .methods import add_methods
