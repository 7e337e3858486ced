"""Operators that no class has a method for: of instances that hold a built-in value, and `|` of types."""

from .complex_numbers import operate_on_complex
from .errors import Raised
from .extended import plain
from .generic_aliases import union_of
from .instance_dictionaries import dictionary_behind
from .in_place import in_place
from .numbers import operate
from .powers import power
from .set_methods import operate_on_sets
from .special_methods import computed, is_number, operation_of
from .word import KIND_COMPLEX, KIND_PROXY, Object, Word


def operate_on_types(a: Word, b: Word, sign: StaticString) raises Raised -> Word:
    """Bits 0 if the operands are neither."""
    if sign == "|":
        var made = union_of(a, b)
        if made.bits != 0:
            return made
    var first = plain(a)
    var second = plain(b)
    if (first.is_(KIND_COMPLEX) or second.is_(KIND_COMPLEX)) and is_number(first) and is_number(second):
        return operate_on_complex(first, second, operation_of(sign))
    if first.is_(KIND_PROXY) or second.is_(KIND_PROXY):
        return _operate_behind(first, second, sign)
    if first == a and second == b:
        return Word(0)
    var operation = operation_of(sign)
    return Word(0) if operation < 0 else computed(operation, first, second)


def matrix_multiply(a: Word, b: Word) raises Raised -> Word:
    """`a @ b`"""
    return operate(a, b, "__matmul__", "__rmatmul__", "@")


def matrix_multiply_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a @= b`"""
    var result = in_place(a, b, "__imatmul__")
    return operate(a, b, "__matmul__", "__rmatmul__", "@=") if result.bits == 0 else result


def power_in_place(a: Word, b: Word) raises Raised -> Word:
    """`a **= b`"""
    var result = in_place(a, b, "__ipow__")
    return power(a, b) if result.bits == 0 else result


def _operate_behind(a: Word, b: Word, sign: StaticString) raises Raised -> Word:
    """Of proxies as of what they show."""
    var first = dictionary_behind(a) if a.is_(KIND_PROXY) else Object(sharing=a)
    var second = dictionary_behind(b) if b.is_(KIND_PROXY) else Object(sharing=b)
    return operate_on_sets(first.word, second.word, sign)
