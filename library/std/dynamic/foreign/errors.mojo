"""Exceptions across the border. Classes: built-in ones are those of the same name; others are made anew on the other side, with the bases that they have.

An exception of ours that travels through CPython comes back as itself; one of CPython's keeps CPython's object, which goes back when it is raised there again
and answers for attributes that only it has.
"""

from ...memory.raw import raw_allocate
from ...python.cpython import Object as Address, running_python
from ...python.python_object import PythonObject
from ..attributes import set_new_attribute, set_plain
from ..cells import ClassCell, TracebackCell, items_of, list_of, string_of, text_of
from ..classes import class_of, new_class_of, set_class_attribute
from ..dictionaries import find_key, new_dictionary, set_key
from ..errors import (
    ARGS,
    CAUSE,
    SUPPRESS_CONTEXT,
    TRACEBACK,
    Raised,
    error_class,
    error_class_count,
    error_class_is_builtin,
    field,
    is_exception,
    is_exception_class,
    new_exception,
    set_field,
    take_value,
)
from ..exception_making import init_exception, make_exception, missing_field
from ..exception_text import exception_message
from ..handled import set_context
from ..instance_dictionaries import own_attribute
from ..names import fixed_name, interned, name_of
from ..native_classes import method0, method1
from ..types import type_class
from ..word import KIND_TEXT, KIND_TRACEBACK, KIND_TUPLE, NONE, Object, Word, counted, give, new_cell, none, truth, word_of
from .conversions import object_of, owned, result_of, tuple_of_words, value_of
from .interpreter import address_of_key, foreign, is_null, key_of, same_object
from .proxies import address_in, is_foreign, name_object, name_of_type, proxy_of
from .wrappers import wrapper_of


struct _Known:
    var classes: Word
    """Ours by the address of CPython's."""
    var types: Word
    """The addresses of CPython's by the address of ours."""

    def __init__(out self):
        self.classes = new_dictionary()
        self.types = new_dictionary()


var _known: __type.pointer[_Known] = __op.null[_Known]()


def _all_known() -> ref [MutableAnyOrigin] _Known:
    if __op.eq(_known, __op.null[_Known]()):
        _known = raw_allocate[_Known](1)
        __op.initialize(_known, _Known())
    return __op.deref(_known)


def _pair(class_: Word, type: Address) raises Raised:
    ref known = _all_known()
    set_key(known.classes, key_of(type), class_)
    set_key(known.types, Word(class_.bits | 1), key_of(type))
    running_python().inc_ref(type)


# Classes


def exception_class(type: Address) raises Raised -> Word:
    """Our class for a type of CPython, without a count; it lives for ever."""
    var found = find_key(_all_known().classes, key_of(type))
    if found.bits != 0:
        return found
    var name = name_of_type(type)
    for number in range(error_class_count):
        var class_ = error_class(number)
        if string_of(__op.deref(class_.at[ClassCell]()).name.word) == string_of(name) and _is_builtin(type, name):
            _pair(class_, type)
            return class_
    ref python = running_python()
    var theirs = owned(python.get_attribute(type, "__bases__".data))
    var bases = List[Object]()
    for i in range(python.length(theirs._obj_ptr)):
        var base = foreign().tuple_item(theirs._obj_ptr, i)
        if foreign().is_subtype(base, foreign().base_exception) != 0:
            bases.append(Object(sharing=exception_class(base)))
    var tuple = Object(owning=list_of(bases^, KIND_TUPLE))
    var class_ = new_class_of(name, tuple.word, type_class())
    _pair(class_, type)
    method0(class_, "__str__", _message_of)
    method1(class_, "__getattr__", _attribute_of)
    set_class_attribute(class_, fixed_name("__module__"), Object(owning=result_of(python.get_attribute(type, "__module__".data))))
    return class_


def _is_builtin(type: Address, name: Word) -> Bool:
    ref python = running_python()
    var text = String(string_of(name))
    var theirs = python.get_attribute(foreign().builtins, text._terminated())
    _ = text^
    if is_null(theirs):
        python.err_clear()
        return False
    python.dec_ref(theirs)
    return Bool(raw=__op.eq(theirs, type))


def _message_of(function: Word, exception: Word) raises Raised -> Word:
    """What CPython said that the exception says."""
    var kept = own_attribute(exception, fixed_name("__message__"))
    return counted(kept) if kept.is_(KIND_TEXT) else text_of(exception_message(exception))


def _attribute_of(function: Word, exception: Word, name: Word) raises Raised -> Word:
    """What only CPython's own exception has."""
    var theirs = own_attribute(exception, fixed_name("__foreign__"))
    if not is_foreign(theirs):
        raise no_attribute(exception, name)
    return result_of(foreign().get_attribute(address_in(theirs), name_object(name)))


def exception_type(class_: Word) raises Raised -> PythonObject:
    """CPython's type for a class of ours."""
    var found = find_key(_all_known().types, Word(class_.bits | 1))
    if found.bits != 0:
        return PythonObject(from_borrowed=address_of_key(found))
    ref python = running_python()
    ref cell = __op.deref(class_.at[ClassCell]())
    var name = String(string_of(cell.name.word))
    if error_class_is_builtin(class_):
        var theirs = python.get_attribute(foreign().builtins, name._terminated())
        if not is_null(theirs):
            _pair(class_, theirs)
            return PythonObject(from_owned=theirs)
        python.err_clear()
    ref ours = items_of(cell.bases.word)
    var base = PythonObject(from_borrowed=foreign().base_exception)
    for i in range(len(ours)):
        if is_exception_class(ours[i].word):
            base = exception_type(ours[i].word)
            break
    var full = String("__main__.", name)
    var made = owned(foreign().new_exception(full._terminated(), base._obj_ptr, __op.null[UInt8]()))
    _ = full^
    _pair(class_, made._obj_ptr)
    return made^


# From CPython


@no_inline
def foreign_error() -> Raised:
    """The exception that CPython has raised; it is no longer raised there."""
    ref python = running_python()
    var type = __op.null[UInt8]()
    var value = __op.null[UInt8]()
    var traceback = __op.null[UInt8]()
    python.err_fetch(__op.address_of(type), __op.address_of(value), __op.address_of(traceback))
    python.err_normalize(__op.address_of(type), __op.address_of(value), __op.address_of(traceback))
    try:
        var kind = owned(type)
        var object = owned(value)
        var exception = Object(owning=exception_value(object._obj_ptr))
        if not is_null(traceback):
            var lines = PythonObject(from_owned=traceback)
            var inner = field(exception.word, TRACEBACK)
            var all = Object(owning=_traceback_of(lines._obj_ptr, inner))
            set_field(exception.word, TRACEBACK, all.word)
            # What is ours now; CPython would show it again when the exception passes a second time.
            _ = python.set_attribute(object._obj_ptr, "__traceback__".data, python.none)
        set_context(exception.word)
        return Raised(exception^)
    except error:
        return error^


def exception_value(object: Address) raises Raised -> Word:
    """The exception of ours for one of CPython's, with a count."""
    ref python = running_python()
    var original = _attribute(object, "__mojo__")
    if original.word.bits != 0 and is_exception(original.word):
        return give(original^)
    var type = PythonObject(from_owned=python.type(object))
    var class_ = exception_class(type._obj_ptr)
    var given = _attribute(object, "args")
    ref args = items_of(given.word)
    var words = List[Word]()
    for i in range(len(args)):
        words.append(args[i].word)
    var exception = Object(owning=_made(class_, words))
    _ = len(words)
    keep(given)
    _copy_attributes(exception.word, object)
    set_new_attribute(exception.word, fixed_name("__foreign__"), Object(owning=proxy_of(object)))
    var said = Object(owning=value_of(owned(python.str(object))._obj_ptr))
    if string_of(said.word) != exception_message(exception.word):
        set_plain(exception.word, fixed_name("__message__"), said.word)
    return give(exception^)


def _made(class_: Word, words: List[Word]) raises Raised -> Word:
    try:
        var exception = Object(owning=make_exception(class_, words.unsafe_ptr().address, len(words)))
        init_exception(exception.word, words.unsafe_ptr().address, len(words), Word(0))
        return give(exception^)
    except:
        var args = List[Object]()
        for i in range(len(words)):
            args.append(Object(sharing=words[i]))
        return new_exception(class_, args^)


def _attribute(object: Address, name: StaticString) raises Raised -> Object:
    """Bits 0 if there is none."""
    ref python = running_python()
    var found = foreign().get_attribute(object, name_object(fixed_name(name)))
    if is_null(found):
        python.err_clear()
        return Object(owning=Word(NONE))
    var holder = PythonObject(from_owned=found)
    return Object(owning=value_of(holder._obj_ptr))


def _copy_attributes(exception: Word, object: Address) raises Raised:
    """What the exception has of its own, the name of a missing module, the cause."""
    var given = Object(owning=own_container(owned(running_python().get_attribute(object, "__dict__".data))._obj_ptr, foreign().dict))
    var at = next_entry(given.word, 0)
    while at >= 0:
        var key = entry_at(given.word, at).key
        if key.is_(KIND_TEXT):
            set_plain(exception, interned(key), entry_at(given.word, at).value)
        at = next_entry(given.word, at + 1)
    comptime names = ["name", "path", "obj", "code", "errno", "strerror", "filename", "value"]
    comptime for i in range(8):
        comptime name = names[i]
        if missing_field(exception, fixed_name(name)):
            var value = _attribute(object, name)
            set_plain(exception, fixed_name(name), value.word)
    var cause = _attribute(object, "__cause__")
    if is_exception(cause.word):
        set_field(exception, CAUSE, cause.word)
        set_field(exception, SUPPRESS_CONTEXT, truth(True))


def _traceback_of(lines: Address, inner: Word) raises Raised -> Word:
    """The lines of CPython, then those inside."""
    var after = _attribute_object(lines, "tb_next")
    var next = Object(sharing=inner)
    if __op.ne(after._obj_ptr, running_python().none):
        next = Object(owning=_traceback_of(after._obj_ptr, inner))
    var code = _attribute_object(_attribute_object(lines, "tb_frame")._obj_ptr, "f_code")
    var path = _attribute(code._obj_ptr, "co_filename")
    var name = _attribute(code._obj_ptr, "co_name")
    var line = _attribute(lines, "tb_lineno")
    var cell = new_cell[TracebackCell](KIND_TRACEBACK)
    ref made = __op.deref(cell)
    __op.initialize(__op.address_of(made.next), next^)
    var place = String(string_of(path.word), "\0", string_of(name.word), "\0")
    made.place = string_of(name_of(place._data_pointer(), place.byte_length()))._data_pointer()
    _ = place^
    made.line = line.word.integer()
    return word_of(cell)


def _attribute_object(object: Address, name: StringLiteral) raises Raised -> PythonObject:
    return owned(running_python().get_attribute(object, name.data))


# To CPython


def exception_object(exception: Word) raises Raised -> PythonObject:
    """An exception of ours as one of CPython, which knows what it was."""
    var theirs = own_attribute(exception, fixed_name("__foreign__"))
    if is_foreign(theirs):
        return PythonObject(from_borrowed=address_in(theirs))
    ref python = running_python()
    var type = exception_type(class_of(exception))
    ref args = items_of(field(exception, ARGS))
    var arguments = tuple_of_words(args.unsafe_ptr().address, len(args))
    var made = python.call(type._obj_ptr, arguments._obj_ptr, __op.null[UInt8]())
    if is_null(made):
        python.err_clear()
        var empty = PythonObject(from_owned=python.tuple_new(0))
        made = python.call(foreign().base_exception, empty._obj_ptr, __op.null[UInt8]())
    var object = owned(made)
    var original = wrapper_of(exception)
    if python.set_attribute(object._obj_ptr, "__mojo__".data, original._obj_ptr) < 0:
        python.err_clear()
    return object


def raise_in_python(var error: Raised) -> Address:
    """CPython has this exception in hand; gives null, as functions do that raise."""
    var exception = Object(owning=take_value(error^))
    try:
        var object = exception_object(exception.word)
        var type = PythonObject(from_owned=running_python().type(object._obj_ptr))
        foreign().err_set(type._obj_ptr, object._obj_ptr)
    except failure:
        report_ignored(failure, "an exception on its way to CPython")
    return __op.null[UInt8]()


from ..attributes import no_attribute
from ..dictionaries import entry_at, next_entry
from ..finalizers import report_ignored
from ..functions import keep
from .conversions import own_container
