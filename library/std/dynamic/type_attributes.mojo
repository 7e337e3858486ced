"""What values of built-in types have besides methods: parts of numbers, of ranges and slices."""

from .cells import RangeCell, float_of, string_of
from .complex_numbers import complex_value
from .errors import Raised
from .names import fixed_name
from .number_methods import number_attribute
from .slices import slice_of
from .memory_views import view_attribute
from .word import KIND_COMPLEX, KIND_FLOAT, KIND_MEMORYVIEW, KIND_RANGE, KIND_SLICE, KIND_WIDE_RANGE, Word, counted, small


def plain_attribute(value: Word, name: Word) raises Raised -> Word:
    """With a count; bits 0 if there is none."""
    if is_whole(value) or value.is_(KIND_FLOAT):
        return number_attribute(value, string_of(name))
    if value.is_(KIND_COMPLEX):
        var number = complex_value(value)
        return float_of(number.real if name == fixed_name("real") else number.imaginary)
    if value.is_(KIND_MEMORYVIEW):
        return view_attribute(value, name)
    if value.is_(KIND_SLICE):
        ref slice = slice_of(value)
        if name == fixed_name("start"):
            return counted(slice.start.word)
        return counted(slice.stop.word if name == fixed_name("stop") else slice.step.word)
    if value.is_(KIND_RANGE):
        ref range_ = __op.deref(value.at[RangeCell]())
        if name == fixed_name("start"):
            return small(range_.start)
        return small(range_.stop if name == fixed_name("stop") else range_.step)
    if value.is_(KIND_WIDE_RANGE):
        ref wide = wide_range_of(value)
        if name == fixed_name("start"):
            return integer_word(wide.start)
        return integer_word(wide.stop if name == fixed_name("stop") else wide.step)
    return Word(0)
from .integers import integer_word, is_whole
from .wide_ranges import wide_range_of
