"""`bytes % values`: as for texts, but `%s` and `%b` want bytes, and `%r` shows what is not ASCII as escapes."""

from .buffers import bytes_shown, has_buffer
from .bytes import bytes_view, is_bytes, list_of_bytes, new_bytes
from .calls import call1
from .cells import text_of
from .classes import class_of, find_in_class
from .encoding import decode_with, encode_with
from .errors import OVERFLOW_ERROR, TYPE_ERROR, Raised, new_error
from .integers import as_integer, is_whole
from .names import fixed_name
from .percent import format_percent
from .printing import type_name
from .word import KIND_BYTES, KIND_INSTANCE, Object, Word, counted


def format_bytes_percent(value: Word, args: Word) raises Raised -> Word:
    """Each byte is a code point of the same number while the text is made, so that width and precision count bytes."""
    var format = as_latin(value)
    var text = Object(owning=format_percent(format.word, args, are_bytes=True))
    var result = Object(owning=latin_bytes(text.word))
    if value.is_(KIND_BYTES):
        return counted(result.word)
    return new_bytes(list_of_bytes(bytes_view(result.word)), value.kind())


def as_latin(value: Word) raises Raised -> Object:
    """A text with a code point for each byte."""
    var encoding = Object(owning=text_of(String("latin-1")))
    return Object(owning=decode_with(value, encoding.word, Word(0)))


def latin_bytes(text: Word) raises Raised -> Word:
    """The bytes whose text `as_latin` makes."""
    var encoding = Object(owning=text_of(String("latin-1")))
    return encode_with(text, encoding.word, Word(0))


def text_of_bytes_argument(value: Word) raises Raised -> Object:
    """What `%b` and `%s` of bytes show."""
    if is_bytes(value):
        return as_latin(value)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__bytes__"))
        if method.bits != 0:
            var made = Object(owning=call1(method, value))
            if not is_bytes(made.word):
                raise new_error(TYPE_ERROR, String("__bytes__ returned non-bytes (type ", type_name(made.word), ")"))
            return as_latin(made.word)
    if has_buffer(value):
        return as_latin(Object(owning=bytes_shown(value)).word)
    raise new_error(
        TYPE_ERROR, String("%b requires a bytes-like object, or an object that implements __bytes__, not '", type_name(value), "'")
    )


def byte_of_argument(value: Word) raises Raised -> Int:
    """What `%c` of bytes shows."""
    if is_bytes(value) and bytes_view(value)._length == 1:
        return Int(bytes_view(value)._byte(0))
    if is_whole(value):
        if as_integer(value) < 0 or as_integer(value) > 255:
            raise new_error(OVERFLOW_ERROR, "%c arg not in range(256)")
        return as_integer(value)
    raise new_error(TYPE_ERROR, "%c requires an integer in range(256) or a single byte")
