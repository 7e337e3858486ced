"""`str.maketrans`: tables for `translate`."""

from .arguments import Arguments
from .errors import TYPE_ERROR, Raised, new_error
from .word import Word


def make_translation(args: Arguments) raises Raised -> Word:
    args.check_count("maketrans", 1, 3)
    raise new_error(TYPE_ERROR, "str.maketrans is not supported yet")
