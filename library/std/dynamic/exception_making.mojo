"""What exceptions are made of: arguments, and the fields that some classes take from them."""

from .attributes import set_plain
from .cells import items_of, list_of, string_of
from .classes import class_of, subclass_of
from .errors import (
    ARGS,
    ATTRIBUTE_ERROR,
    BASE_EXCEPTION_GROUP,
    CAUSE,
    CONTEXT,
    FIRST_OS_ERROR,
    IMPORT_ERROR,
    NAME_ERROR,
    OS_ERROR,
    STOP_ITERATION,
    SUPPRESS_CONTEXT,
    SYNTAX_ERROR,
    SYSTEM_EXIT,
    TRACEBACK,
    TYPE_ERROR,
    UNICODE_DECODE_ERROR,
    UNICODE_ENCODE_ERROR,
    UNICODE_TRANSLATE_ERROR,
    Raised,
    error_class,
    field,
    is_exception,
    new_error,
    new_exception,
    set_field,
)
from .exception_groups import check_group, group_class
from .names import fixed_name
from .word import KIND_LIST, KIND_TEXT, KIND_TUPLE, KIND_TRACEBACK, NONE, Object, Word, give, none, truth

comptime Words = __type.pointer[Word]


@always_inline
def _at(words: Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


def make_exception(class_: Word, words: Words, count: Int) raises Raised -> Word:
    """What `BaseException.__new__` and those of its kind give."""
    var actual = class_
    if subclass_of(class_, error_class(BASE_EXCEPTION_GROUP)):
        check_group(class_, words, count)
        actual = group_class(class_, _at(words, 1))
    elif class_ == error_class(OS_ERROR) and count >= 2 and count <= 5:
        actual = os_error_class(_at(words, 0))
    var exception = Object(owning=new_exception(actual, _list(words, count)))
    if subclass_of(class_, error_class(OS_ERROR)):
        _fill_os_error(exception.word, words, count)
    elif subclass_of(class_, error_class(BASE_EXCEPTION_GROUP)):
        _set(exception.word, "message", _at(words, 0))
        var members = Object(owning=tuple_of(_at(words, 1)))
        _set(exception.word, "exceptions", members.word)
    return give(exception^)


def _list(words: Words, count: Int) -> List[Object]:
    var args = List[Object]()
    for i in range(count):
        args.append(Object(sharing=_at(words, i)))
    return args^


def _set(exception: Word, name: StaticString, value: Word) raises Raised:
    set_plain(exception, fixed_name(name), value)


def init_exception(exception: Word, words: Words, count: Int, names: Word) raises Raised:
    """What `BaseException.__init__` and those of its kind do."""
    var class_ = class_of(exception)
    if subclass_of(class_, error_class(OS_ERROR)):
        return
    var args = Object(owning=list_of(_list(words, count), KIND_TUPLE))
    set_field(exception, ARGS, args.word)
    var first = _at(words, 0) if count > 0 else none()
    if subclass_of(class_, error_class(STOP_ITERATION)):
        _set(exception, "value", first)
    elif subclass_of(class_, error_class(SYSTEM_EXIT)):
        _set(exception, "code", args.word if count > 1 else first)
    elif subclass_of(class_, error_class(IMPORT_ERROR)):
        _set(exception, "msg", first if count == 1 else none())
        _set(exception, "name", _named("name", words, count, names))
        _set(exception, "path", _named("path", words, count, names))
        return _check_names(exception, names, "name", "path")
    elif subclass_of(class_, error_class(NAME_ERROR)):
        _set(exception, "name", _named("name", words, count, names))
        return _check_names(exception, names, "name", "name")
    elif subclass_of(class_, error_class(ATTRIBUTE_ERROR)):
        _set(exception, "name", _named("name", words, count, names))
        _set(exception, "obj", _named("obj", words, count, names))
        return _check_names(exception, names, "name", "obj")
    elif subclass_of(class_, error_class(SYNTAX_ERROR)):
        _fill_syntax_error(exception, words, count)
    elif subclass_of(class_, error_class(UNICODE_ENCODE_ERROR)) or subclass_of(class_, error_class(UNICODE_DECODE_ERROR)):
        _fill(exception, ["encoding", "object", "start", "end", "reason"], words, count)
    elif subclass_of(class_, error_class(UNICODE_TRANSLATE_ERROR)):
        _fill(exception, ["object", "start", "end", "reason"], words, count)
    if names.bits != 0 and len(items_of(names)) > 0:
        raise new_error(TYPE_ERROR, String(type_name(exception), "() takes no keyword arguments"))


def _named(name: StaticString, words: Words, count: Int, names: Word) -> Word:
    var found = Arguments(words, count, names).named(name)
    return none() if found.bits == 0 else found


def _check_names(exception: Word, names: Word, one: StaticString, other: StaticString) raises Raised:
    if names.bits == 0:
        return
    ref list = items_of(names)
    for i in range(len(list)):
        if list[i].word != fixed_name(one) and list[i].word != fixed_name(other):
            raise new_error(
                TYPE_ERROR, String(type_name(exception), "() got an unexpected keyword argument '", string_of(list[i].word), "'")
            )


def _fill(exception: Word, names: List[StaticString], words: Words, count: Int) raises Raised:
    if count != len(names):
        raise new_error(TYPE_ERROR, String("function takes exactly ", len(names), " arguments (", count, " given)"))
    for i in range(count):
        var value = _at(words, i)
        var is_text = names[i] == "encoding" or names[i] == "reason"
        if is_text and not value.is_(KIND_TEXT):
            raise new_error(TYPE_ERROR, String("argument ", i + 1, " must be str, not ", type_name(value)))
        _set(exception, names[i], value)


def _fill_syntax_error(exception: Word, words: Words, count: Int) raises Raised:
    _set(exception, "msg", _at(words, 0) if count > 0 else none())
    var names: List[StaticString] = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"]
    var has_place = count == 2 and (_at(words, 1).is_(KIND_TUPLE) or _at(words, 1).is_(KIND_LIST))
    var given = len(items_of(_at(words, 1))) if has_place else 0
    for i in range(len(names)):
        _set(exception, names[i], items_of(_at(words, 1))[i].word if i < given else none())
    _set(exception, "print_file_and_line", none())


def missing_field(exception: Word, name: Word) -> Bool:
    """Whether an exception whose `__init__` was not called has this field nevertheless: as `None`."""
    var class_ = class_of(exception)
    if name == fixed_name("value"):
        return subclass_of(class_, error_class(STOP_ITERATION))
    if name == fixed_name("code"):
        return subclass_of(class_, error_class(SYSTEM_EXIT))
    if name == fixed_name("name"):
        return (
            subclass_of(class_, error_class(NAME_ERROR))
            or subclass_of(class_, error_class(ATTRIBUTE_ERROR))
            or subclass_of(class_, error_class(IMPORT_ERROR))
        )
    if name == fixed_name("obj"):
        return subclass_of(class_, error_class(ATTRIBUTE_ERROR))
    if name == fixed_name("path") or name == fixed_name("msg"):
        return subclass_of(class_, error_class(IMPORT_ERROR))
    if name == fixed_name("errno") or name == fixed_name("strerror") or name == fixed_name("filename") or name == fixed_name("filename2"):
        return subclass_of(class_, error_class(OS_ERROR))
    return False


def set_exception_field(exception: Word, index: Int, value: Word) raises Raised:
    """`exception.__cause__ = value` and the like."""
    if index == ARGS:
        var tuple = Object(owning=tuple_of(value))
        set_field(exception, ARGS, tuple.word)
        return
    if index == CAUSE or index == CONTEXT:
        if value.bits != NONE and not is_exception(value):
            var what = "cause" if index == CAUSE else "context"
            raise new_error(TYPE_ERROR, String("exception ", what, " must be None or derive from BaseException"))
        if index == CAUSE:
            set_field(exception, SUPPRESS_CONTEXT, truth(True))
    elif index == TRACEBACK:
        if value.bits != NONE and not value.is_(KIND_TRACEBACK):
            raise new_error(TYPE_ERROR, "__traceback__ must be a traceback or None")
    elif value != truth(True) and value != truth(False):
        raise new_error(TYPE_ERROR, "attribute value type must be bool")
    set_field(exception, index, value)


def add_note(exception: Word, note: Word) raises Raised:
    if not note.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("note must be a str, not '", type_name(note), "'"))
    var notes = find_attribute(exception, fixed_name("__notes__"))
    if notes.bits == 0:
        notes = list_of(List[Object]())
        set_plain(exception, fixed_name("__notes__"), notes)
    var owned = Object(owning=notes)
    if not owned.word.is_(KIND_LIST):
        raise new_error(TYPE_ERROR, "Cannot add note: __notes__ is not a list")
    append(owned.word, note)


# Errors of the system


def os_error_class(code: Word) -> Word:
    """The class for an `errno`."""
    if not code.is_integer():
        return error_class(OS_ERROR)
    comptime codes = [11, 115, 114, 10, 32, 108, 103, 111, 104, 17, 2, 4, 21, 20, 13, 1, 3, 110]
    comptime offsets = [0, 0, 0, 1, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 13, 14]
    comptime for i in range(18):
        comptime known = codes[i]
        comptime offset = offsets[i]
        if code.integer() == known:
            return error_class(FIRST_OS_ERROR + offset)
    return error_class(OS_ERROR)


def _fill_os_error(exception: Word, words: Words, count: Int) raises Raised:
    var is_whole = count >= 2 and count <= 5
    _set(exception, "errno", _at(words, 0) if is_whole else none())
    _set(exception, "strerror", _at(words, 1) if is_whole else none())
    _set(exception, "filename", _at(words, 2) if is_whole and count > 2 else none())
    _set(exception, "filename2", _at(words, 4) if is_whole and count > 4 else none())
    if is_whole and count > 2 and _at(words, 2).bits != NONE:
        var args = Object(owning=list_of(_list(words, 2), KIND_TUPLE))
        set_field(exception, ARGS, args.word)


from .arguments import Arguments
from .class_builtins import find_attribute
from .elements import tuple_of
from .printing import type_name
from .sequences import append
