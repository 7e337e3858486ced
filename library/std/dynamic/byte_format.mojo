"""`bytes % values`: as for texts, but `%s` and `%b` want bytes."""

from .cells import items_of, list_of, text_of
from .bytes import bytes_view, is_bytes, new_bytes
from .encoding import decode_with, encode_with
from .errors import TYPE_ERROR, Raised, new_error
from .names import name_of
from .percent import format_percent
from .printing import type_name
from .word import KIND_BYTES, KIND_TUPLE, Object, Word


def format_bytes_percent(value: Word, args: Word) raises Raised -> Word:
    """Each byte is a code point of the same number while the text is made, so that width and precision count bytes."""
    var latin: StaticString = "latin-1"
    var encoding = Object(owning=text_of(String(latin)))
    var format = Object(owning=decode_with(value, encoding.word, Word(0)))
    var shown = Object(sharing=args)
    if args.is_(KIND_TUPLE):
        var items = List[Object](capacity=len(items_of(args)))
        for i in range(len(items_of(args))):
            items.append(_as_text(items_of(args)[i].word, encoding.word))
        shown = Object(owning=list_of(items^, KIND_TUPLE))
    elif is_bytes(args):
        shown = _as_text(args, encoding.word)
    var text = Object(owning=format_percent(format.word, shown.word))
    var result = Object(owning=encode_with(text.word, encoding.word, Word(0)))
    if value.is_(KIND_BYTES):
        return counted(result.word)
    return new_bytes(list_of_bytes(bytes_view(result.word)), value.kind())


def _as_text(value: Word, encoding: Word) raises Raised -> Object:
    if is_bytes(value):
        return Object(owning=decode_with(value, encoding, Word(0)))
    if value.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "%b requires a bytes-like object, or an object that implements __bytes__, not 'str'")
    return Object(sharing=value)


from .bytes import list_of_bytes
from .word import KIND_TEXT, counted
