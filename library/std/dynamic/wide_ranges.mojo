"""Ranges in whole numbers of any size. What `KIND_RANGE` holds stays below 2**61, so that its steps never overflow; all others are here."""

from pyruntime.big_integer import BigInteger
from .cells import RangeCell
from .errors import INDEX_ERROR, VALUE_ERROR, Raised, new_error
from .integers import big, integer_word, raised_from
from .slices import index_word, slice_of
from .word import KIND_FLOAT, KIND_RANGE, KIND_SLICE, KIND_WIDE_RANGE, NONE, UNBOUND, Cell, Object, Word, new_cell, word_of

comptime _bits = 61


struct WideRangeCell:
    var cell: Cell
    var start: BigInteger
    var stop: BigInteger
    var step: BigInteger
    var count: BigInteger


@always_inline
def wide_range_of(word: Word) -> ref [MutableAnyOrigin] WideRangeCell:
    return __op.deref(word.at[WideRangeCell]())


def end_of_wide_range(word: Word):
    ref range_ = wide_range_of(word)
    __op.destroy(__op.address_of(range_.start))
    __op.destroy(__op.address_of(range_.stop))
    __op.destroy(__op.address_of(range_.step))
    __op.destroy(__op.address_of(range_.count))


def range_between(start: BigInteger, stop: BigInteger, step: BigInteger) raises Raised -> Word:
    """A range; the step is not 0."""
    if start.bit_length() < _bits and stop.bit_length() < _bits and step.bit_length() < _bits:
        var plain = new_cell[RangeCell](KIND_RANGE)
        ref range_ = __op.deref(plain)
        var overflows = False
        range_.start = start.to_int(overflows)
        range_.stop = stop.to_int(overflows)
        range_.step = step.to_int(overflows)
        return word_of(plain)
    var cell = new_cell[WideRangeCell](KIND_WIDE_RANGE)
    ref range_ = __op.deref(cell)
    __op.initialize(__op.address_of(range_.start), start)
    __op.initialize(__op.address_of(range_.stop), stop)
    __op.initialize(__op.address_of(range_.step), step)
    __op.initialize(__op.address_of(range_.count), _count(start, stop, step))
    return word_of(cell)


def _count(start: BigInteger, stop: BigInteger, step: BigInteger) raises Raised -> BigInteger:
    var distance = -(stop - start) if step.is_negative() else stop - start
    if distance.sign() <= 0:
        return BigInteger()
    return _quotient(distance - BigInteger(1), abs(step)) + BigInteger(1)


def _quotient(a: BigInteger, b: BigInteger) raises Raised -> BigInteger:
    try:
        return a // b
    except error:
        raise raised_from(error)


# Elements


def wide_element(range_word: Word, index: Word) raises Raised -> Word:
    """`range[index]`, an element or a range."""
    ref range_ = wide_range_of(range_word)
    if index.is_(KIND_SLICE):
        return _slice(range_word, index)
    var at = big(Object(owning=index_word(index)).word)
    if at.is_negative():
        at = at + range_.count
    if at.is_negative() or at >= range_.count:
        raise new_error(INDEX_ERROR, "range object index out of range")
    return integer_word(range_.start + at * range_.step)


def next_in_wide_range(range_word: Word, mut index: Int) -> Word:
    """Bits 0 at the end."""
    ref range_ = wide_range_of(range_word)
    var at = BigInteger(index)
    if at >= range_.count:
        return Word(0)
    index += 1
    return integer_word(range_.start + at * range_.step)


def reversed_range(range_word: Word) raises Raised -> Word:
    ref range_ = wide_range_of(range_word)
    var last = range_.start + (range_.count - BigInteger(1)) * range_.step
    return range_between(last, range_.start - range_.step, -range_.step)


def sliced_range(range_word: Word, start: Int, stop: Int, step: Int) raises Raised -> Word:
    """A slice of a range that is not wide; its numbers may not fit."""
    ref range_ = __op.deref(range_word.at[RangeCell]())
    var by = BigInteger(range_.step)
    var first = BigInteger(range_.start)
    return range_between(first + by * BigInteger(start), first + by * BigInteger(stop), by * BigInteger(step))


def _slice(range_word: Word, slice_word: Word) raises Raised -> Word:
    ref range_ = wide_range_of(range_word)
    ref slice = slice_of(slice_word)
    var step = BigInteger(1)
    if slice.step.word.bits != NONE:
        step = big(Object(owning=index_word(slice.step.word)).word)
        if step.sign() == 0:
            raise new_error(VALUE_ERROR, "slice step cannot be zero")
    var least = BigInteger(-1 if step.is_negative() else 0)
    var most = range_.count + least
    var start = _bound(slice.start.word, most if step.is_negative() else least, range_.count, least, most)
    var stop = _bound(slice.stop.word, least if step.is_negative() else most, range_.count, least, most)
    return range_between(range_.start + start * range_.step, range_.start + stop * range_.step, range_.step * step)


def _bound(
    value: Word, otherwise: BigInteger, count: BigInteger, least: BigInteger, most: BigInteger
) raises Raised -> BigInteger:
    if value.bits == NONE:
        return otherwise
    var at = big(Object(owning=index_word(value)).word)
    if at.is_negative():
        at = at + count
    return least if at < least else (most if at > most else at)


# Search and comparison


def wide_index(value: Word, range_word: Word) raises Raised -> Word:
    """Where a number is; unbound: nowhere."""
    ref range_ = wide_range_of(range_word)
    var number = BigInteger()
    if value.is_(KIND_FLOAT):
        var float = as_float(value)
        if float - float != 0 or float != float.floor():
            return Word(UNBOUND)
        try:
            number = BigInteger(truncate=float)
        except error:
            raise raised_from(error)
    else:
        number = big(value)
    var distance = number - range_.start
    var at = _quotient(distance, range_.step)
    if at.is_negative() or at >= range_.count or at * range_.step != distance:
        return Word(UNBOUND)
    return integer_word(at)


def range_parts(range_word: Word) raises Raised -> Tuple[BigInteger, BigInteger, BigInteger]:
    """Number of elements, first element and step of any range."""
    if range_word.is_(KIND_WIDE_RANGE):
        ref range_ = wide_range_of(range_word)
        return (range_.count, range_.start, range_.step)
    ref range_ = __op.deref(range_word.at[RangeCell]())
    return (BigInteger(length(range_word)), BigInteger(range_.start), BigInteger(range_.step))


def equal_ranges(a: Word, b: Word) raises Raised -> Bool:
    var count, start, step = range_parts(a)
    var other_count, other_start, other_step = range_parts(b)
    if count != other_count:
        return False
    return count.sign() == 0 or (start == other_start and (count == BigInteger(1) or step == other_step))


def wide_range_repr(range_word: Word) raises Raised -> String:
    ref range_ = wide_range_of(range_word)
    var text = String("range(", decimal_text(range_.start), ", ", decimal_text(range_.stop))
    if range_.step != BigInteger(1):
        text += String(", ", decimal_text(range_.step))
    return text + ")"


from .integer_text import decimal_text
from .integers import as_float
from .sequences import length
