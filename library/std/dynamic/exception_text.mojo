"""What exceptions say of themselves."""

from .cells import items_of, string_of
from .class_builtins import find_attribute
from .classes import class_of, subclass_of
from .errors import (
    ARGS,
    BASE_EXCEPTION_GROUP,
    IMPORT_ERROR,
    KEY_ERROR,
    OS_ERROR,
    SYNTAX_ERROR,
    UNICODE_DECODE_ERROR,
    UNICODE_ENCODE_ERROR,
    UNICODE_TRANSLATE_ERROR,
    Raised,
    error_class,
    field,
)
from .names import fixed_name
from .word import KIND_TEXT, KIND_TUPLE, NONE, Object, Word, none


def exception_message(exception: Word) raises Raised -> String:
    """`str(exception)`."""
    var class_ = class_of(exception)
    if subclass_of(class_, error_class(OS_ERROR)):
        return _os_message(exception)
    if subclass_of(class_, error_class(BASE_EXCEPTION_GROUP)):
        return _group_message(exception)
    if subclass_of(class_, error_class(SYNTAX_ERROR)):
        return _syntax_message(exception)
    if subclass_of(class_, error_class(IMPORT_ERROR)):
        var message = _field(exception, "msg")
        if message.word.is_(KIND_TEXT):
            return String(string_of(message.word))
    var is_decoding = subclass_of(class_, error_class(UNICODE_DECODE_ERROR))
    if is_decoding or subclass_of(class_, error_class(UNICODE_ENCODE_ERROR)) or subclass_of(class_, error_class(UNICODE_TRANSLATE_ERROR)):
        if _field(exception, "object").word.bits != NONE:
            return _unicode_message(exception, is_decoding)
    return _plain_message(exception)


def _plain_message(exception: Word) raises Raised -> String:
    var args = Object(sharing=field(exception, ARGS))
    ref items = items_of(args.word)
    if len(items) == 0:
        return ""
    if len(items) == 1:
        if subclass_of(class_of(exception), error_class(KEY_ERROR)):
            return to_repr(items[0].word)
        return to_text(items[0].word)
    return to_repr(args.word)


def _field(exception: Word, name: StaticString) raises Raised -> Object:
    """A field, or `None`."""
    var found = find_attribute(exception, fixed_name(name))
    return Object(owning=none() if found.bits == 0 else found)


def _os_message(exception: Word) raises Raised -> String:
    var code = _field(exception, "errno")
    var reason = _field(exception, "strerror")
    var name = _field(exception, "filename")
    if name.word.bits != NONE:
        var other = _field(exception, "filename2")
        var text = String("[Errno ", to_text(code.word), "] ", to_text(reason.word), ": ", to_repr(name.word))
        if other.word.bits != NONE:
            text += String(" -> ", to_repr(other.word))
        return text^
    if is_true(code.word) and is_true(reason.word):
        return String("[Errno ", to_text(code.word), "] ", to_text(reason.word))
    return _plain_message(exception)


def _group_message(exception: Word) raises Raised -> String:
    var members = _field(exception, "exceptions")
    var count = len(items_of(members.word)) if members.word.is_(KIND_TUPLE) else 0
    return String(to_text(_field(exception, "message").word), " (", count, " sub-exception", "" if count == 1 else "s", ")")


def _syntax_message(exception: Word) raises Raised -> String:
    var message = to_text(_field(exception, "msg").word)
    var name = _field(exception, "filename")
    var line = _field(exception, "lineno")
    if name.word.is_(KIND_TEXT):
        var path = String(string_of(name.word))
        var file = String(path[path.rfind("/") + 1 :])
        if line.word.is_integer():
            return String(message, " (", file, ", line ", line.word.integer(), ")")
        return String(message, " (", file, ")")
    if line.word.is_integer():
        return String(message, " (line ", line.word.integer(), ")")
    return message^


def _unicode_message(exception: Word, is_decoding: Bool) raises Raised -> String:
    var encoding = _field(exception, "encoding")
    var object = _field(exception, "object")
    var start = index_value(_field(exception, "start").word)
    var end = index_value(_field(exception, "end").word)
    var reason = to_text(_field(exception, "reason").word)
    var text = String("can't translate") if encoding.word.bits == NONE else String("'", to_text(encoding.word), "' codec can't ")
    if encoding.word.bits != NONE:
        text += "decode" if is_decoding else "encode"
    var one = is_decoding and start >= 0 and start < length(object.word) and end == start + 1
    one = one or (not is_decoding and start >= 0 and start < length(object.word) and end == start + 1)
    text += (" byte" if one else " bytes") if is_decoding else (" character" if one else " characters")
    if not one:
        return String(text, " in position ", start, "-", end - 1, ": ", reason)
    var item = Object(owning=get_item(object.word, small(start)))
    var code = item.word.integer() if is_decoding else item_code(item.word)
    return String(text, " 0x" if is_decoding else " ", _escape(code, is_decoding), " in position ", start, ": ", reason)


def _escape(code: Int, is_byte: Bool) -> String:
    """`0a`, or `'\\x0a'` and the like."""
    var digits = 2 if code < 256 else 4 if code < 65536 else 8
    var text = String() if is_byte else String("'\\x") if digits == 2 else String("'\\u") if digits == 4 else String("'\\U")
    comptime hex = "0123456789abcdef"
    var shift = (digits - 1) * 4
    while shift >= 0:
        var digit = (code >> shift) & 15
        text += hex[digit : digit + 1]
        shift -= 4
    if not is_byte:
        text += "'"
    return text^


def item_code(character: Word) raises Raised -> Int:
    var words = __op.uninitialized[__type.array[Word, 1]]()
    __op.array_element(words, Int(0).value) = character
    return call_builtin(ORD, __op.pointer_cast[Word](__op.address_of(words)), 1).integer()


def exception_line(exception: Word) -> String:
    """`ValueError: what it says`."""
    var name = type_name(exception)
    try:
        var message = to_text(exception)
        if message.byte_length() == 0:
            return name^
        return String(name, ": ", message)
    except:
        return String(name, ": <exception str() failed>")


from .builtins import ORD, call_builtin
from .numbers import is_true
from .printing import to_repr, to_text, type_name
from .sequences import get_item, length
from .slices import index_value
from .word import small
