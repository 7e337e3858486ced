"""Operators that no class has a method for: of instances that hold a built-in value, and `|` of types."""

from .errors import Raised
from .extended import plain
from .generic_aliases import union_of
from .special_methods import computed, operation_of
from .word import Word


def operate_on_types(a: Word, b: Word, sign: StaticString) raises Raised -> Word:
    """Bits 0 if the operands are neither."""
    if sign == "|":
        var made = union_of(a, b)
        if made.bits != 0:
            return made
    var first = plain(a)
    var second = plain(b)
    if first == a and second == b:
        return Word(0)
    var operation = operation_of(sign)
    return Word(0) if operation < 0 else computed(operation, first, second)
