"""Methods of `bytes` and `bytearray`."""

from .arguments import Arguments
from .errors import TYPE_ERROR, Raised, new_error
from .method_names import *
from .word import Word


def byte_method(value: Word, number: Int, args: Arguments) raises Raised -> Word:
    """Bits 0 if bytes have no such method."""
    if number == METHOD_DECODE:
        return decode_bytes(value, args)
    return Word(0)


def bytes_from_hex(args: Arguments, kind: Int) raises Raised -> Word:
    raise new_error(TYPE_ERROR, "fromhex is not supported yet")


def format_bytes_percent(value: Word, args: Word) raises Raised -> Word:
    raise new_error(TYPE_ERROR, "formatting of bytes is not supported yet")


from .encoding import decode_bytes
