"""Built-in functions that programs call most, with the number of arguments that they mostly get; everything else: `builtins.mojo`."""

from .cells import items_of
from .class_builtins import is_instance
from .classes import class_of
from .errors import Raised
from .numbers import greater, less
from .sequences import length
from .word import KIND_LIST, Object, Word, counted, shape_of_kind, small, truth


@always_inline
def length_value(value: Word) raises Raised -> Word:
    """`len(value)`."""
    if value.is_cell() and __op.eq(value.shape(), shape_of_kind(KIND_LIST)):
        return small(len(items_of(value)))
    return _length_value(value)


@no_inline
def _length_value(value: Word) raises Raised -> Word:
    var held = Object(sharing=value)
    return integer_of(length(held.word))


@always_inline
def instance_value(value: Word, class_: Word) raises Raised -> Word:
    """`isinstance(value, class_)`."""
    return truth(is_of(value, class_))


@always_inline
def is_of(value: Word, class_: Word) raises Raised -> Bool:
    """Whether `isinstance(value, class_)`."""
    if value.is_cell() and class_of(value) == class_:
        return True
    return is_instance(value, class_)


@no_inline
def lesser_value(a: Word, b: Word) raises Raised -> Word:
    """`min(a, b)`"""
    return counted(b if less(b, a) else a)


@no_inline
def greater_value(a: Word, b: Word) raises Raised -> Word:
    """`max(a, b)`"""
    return counted(b if greater(b, a) else a)

from .integers import integer_of
