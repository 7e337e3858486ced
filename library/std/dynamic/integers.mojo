"""Whole numbers as values: those of 63 bits are words of their own, all others cells with a `BigInteger`.

A number that fits 63 bits is never in a cell, so that equality of small ones is equality of words.
Not here: what operators do with them (`integer_operators.mojo`), texts (`integer_text.mojo`).
"""

from pyruntime.big_integer import BigInteger
from .cells import FloatCell
from .errors import MEMORY_ERROR, OVERFLOW_ERROR, VALUE_ERROR, ZERO_DIVISION_ERROR, Raised, new_error
from .word import FALSE, KIND_FLOAT, KIND_INTEGER, TRUE, Cell, Word, new_cell, small, word_of

comptime greatest_small = (1 << 62) - 1
comptime least_small = -(1 << 62)


struct IntegerCell:
    var cell: Cell
    var value: BigInteger


# Kinds of values


@always_inline
def is_short(a: Word) -> Bool:
    """An integer of 63 bits, or a truth value, which counts as one."""
    return a.is_integer() or a.bits == TRUE or a.bits == FALSE


@always_inline
def is_whole(a: Word) -> Bool:
    """An integer of any size, or a truth value."""
    return is_short(a) or a.is_(KIND_INTEGER)


@always_inline
def both_short(a: Word, b: Word) -> Bool:
    return is_short(a) and is_short(b)


@always_inline
def both_whole(a: Word, b: Word) -> Bool:
    return is_whole(a) and is_whole(b)


@always_inline
def is_number(a: Word) -> Bool:
    return a.is_(KIND_FLOAT) or is_whole(a)


# Making


@always_inline
def integer_of(value: Int) -> Word:
    """An integer of 64 bits as a value."""
    if value > greatest_small or value < least_small:
        return _new_cell(BigInteger(value))
    return small(value)


def integer_word(var value: BigInteger) -> Word:
    """An integer of any size as a value."""
    var overflows = False
    var number = value.to_int(overflows)
    if overflows or number > greatest_small or number < least_small:
        return _new_cell(value^)
    return small(number)


@no_inline
def _new_cell(var value: BigInteger) -> Word:
    var cell = new_cell[IntegerCell](KIND_INTEGER)
    __op.initialize(__op.address_of(__op.deref(cell).value), value^)
    return word_of(cell)


def end_of_integer(word: Word):
    __op.destroy(__op.address_of(__op.deref(word.at[IntegerCell]()).value))


def integer_literal(hexadecimal: __type.pointer[UInt8], length: Int) -> Word:
    """A constant that is too large for 63 bits."""
    try:
        return integer_word(BigInteger(StaticString(unsafe_data=hexadecimal, length=length), 16))
    except:
        return small(0)


# Reading


@always_inline
def large_in(word: Word) -> ref [MutableAnyOrigin] BigInteger:
    """What a cell holds."""
    return __op.deref(word.at[IntegerCell]()).value


@always_inline
def big(a: Word) -> BigInteger:
    """The value of a whole number."""
    if a.is_(KIND_INTEGER):
        return large_in(a)
    return BigInteger(as_integer(a))


@always_inline
def as_integer(a: Word) -> Int:
    """The value of a whole number; of a large one the nearest `Int`."""
    if a.is_integer():
        return a.integer()
    return nearest_int(large_in(a)) if a.is_cell() else Int(a.bits == TRUE)


def nearest_int(value: BigInteger) -> Int:
    var overflows = False
    var number = value.to_int(overflows)
    if overflows:
        return Int.MIN if value.is_negative() else Int.MAX
    return number


def fits_int(a: Word) -> Bool:
    """Whether `as_integer` gives the value itself."""
    return is_short(a) or large_in(a).fits_int()


def is_below_zero(a: Word) -> Bool:
    """Whether a whole number is negative."""
    return large_in(a).is_negative() if a.is_cell() else as_integer(a) < 0


def as_float(a: Word) raises Raised -> Float64:
    """A number as the nearest float."""
    if a.is_(KIND_FLOAT):
        return __op.deref(a.at[FloatCell]()).value
    if a.is_cell():
        return _float_of_large(a)
    return Float64(as_integer(a))


@no_inline
def _float_of_large(a: Word) raises Raised -> Float64:
    try:
        return large_in(a).to_float()
    except error:
        raise raised_from(error)


def raised_from(error: Error) -> Raised:
    """The exception that an error of `BigInteger` names before its message."""
    comptime names = ["ZeroDivisionError", "OverflowError", "ValueError"]
    comptime numbers = [ZERO_DIVISION_ERROR, OVERFLOW_ERROR, VALUE_ERROR]
    var text = String(error)
    comptime for i in range(3):
        comptime name = names[i]
        comptime number = numbers[i]
        var prefix = String(name, ": ")
        if text.startswith(prefix):
            return new_error(number, String(text.as_string_slice()._slice(prefix.byte_length(), text.byte_length())))
    return new_error(MEMORY_ERROR, "")


# Comparison


def compare_wholes(a: Word, b: Word) -> Int:
    """-1, 0 or 1."""
    if both_short(a, b):
        var x = as_integer(a)
        var y = as_integer(b)
        return Int(x > y) - Int(x < y)
    if is_short(a):
        return -1 if not large_in(b).is_negative() else 1
    if is_short(b):
        return 1 if not large_in(a).is_negative() else -1
    return large_in(a).compare(large_in(b))


def compare_with_float(a: Word, b: Float64) -> Int:
    """-1, 0 or 1, exactly; `b` is a number."""
    if not is_short(a):
        return large_in(a).compare(b)
    if b >= 4611686018427387904.0:
        return -1
    if b < -4611686018427387904.0:
        return 1
    var whole = Int(b)
    if as_integer(a) != whole:
        return -1 if as_integer(a) < whole else 1
    var rest = b - Float64(whole)
    return -1 if rest > 0 else (1 if rest < 0 else 0)
