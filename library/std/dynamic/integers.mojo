"""Integers beyond 63 bits: one function for each operation whose result does not fit, or whose operands may be large.

Today each says that such integers are not there yet; what makes them of it is changed here alone.
"""

from .cells import FloatCell
from .errors import OVERFLOW_ERROR, Raised, new_error
from .word import KIND_FLOAT, Word, small

comptime greatest_small = (1 << 62) - 1
comptime least_small = -(1 << 62)


def too_large() -> Raised:
    return new_error(OVERFLOW_ERROR, "integers of more than 63 bits are not there yet")


@always_inline
def integer_of(value: Int) raises Raised -> Word:
    """An integer of 64 bits as a value."""
    if value > greatest_small or value < least_small:
        return _wide_integer(value)
    return small(value)


@no_inline
def _wide_integer(value: Int) raises Raised -> Word:
    raise too_large()


def large_add(a: Int, b: Int) raises Raised -> Word:
    """Of two integers, or truth values, whose result may be too large for 63 bits."""
    var result = __op.add_overflow(a.value, b.value)
    if Bool(__op.tuple_field[1](result)):
        raise too_large()
    return integer_of(Int(raw=__op.tuple_field[0](result)))


def large_subtract(a: Int, b: Int) raises Raised -> Word:
    """Of two integers, or truth values, whose result may be too large for 63 bits."""
    var result = __op.sub_overflow(a.value, b.value)
    if Bool(__op.tuple_field[1](result)):
        raise too_large()
    return integer_of(Int(raw=__op.tuple_field[0](result)))


def large_multiply(a: Int, b: Int) raises Raised -> Word:
    """Of two integers, or truth values, whose result may be too large for 63 bits."""
    var result = __op.mul_overflow(a.value, b.value)
    if Bool(__op.tuple_field[1](result)):
        raise too_large()
    return integer_of(Int(raw=__op.tuple_field[0](result)))


def large_shift_left(a: Int, count: Int) raises Raised -> Word:
    raise too_large()


def large_power(base: Int, exponent: Int) raises Raised -> Word:
    """A power that overflowed."""
    raise too_large()


def large_from_digits(digits: StringSlice, base: Int, negative: Bool) raises Raised -> Word:
    """Digits of a base from 2 to 36, without sign or underscores."""
    raise too_large()


def large_from_float(value: Float64) raises Raised -> Word:
    """The whole part of a finite float of 2**62 or more."""
    raise too_large()


def large_from_bytes(bytes: StringSlice, big_endian: Bool, signed: Bool) raises Raised -> Word:
    raise too_large()


def float_from(value: Word) -> Float64:
    """A number as a float."""
    return as_float(value)


def compare_with_float(a: Int, b: Float64) -> Int:
    """-1, 0 or 1, exactly; `b` is a number."""
    if b >= 4611686018427387904.0:
        return -1
    if b < -4611686018427387904.0:
        return 1
    var whole = Int(b)
    if a != whole:
        return -1 if a < whole else 1
    var rest = b - Float64(whole)
    return -1 if rest > 0 else (1 if rest < 0 else 0)


from .numbers import as_float
