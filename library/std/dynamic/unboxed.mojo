"""Floats in registers: while an expression is computed, and in variables of functions, a float is a word `UNBOXED` and its value beside it.

Every function takes its operands as such pairs. What is no float is the word alone. A cell is made only when a value goes where one word must do
(`boxed`); one that an attribute or a list alone has is filled anew.
"""

from .attributes import AttributeCache
from .cells import FloatCell, InstanceCell, float_of
from .errors import ZERO_DIVISION_ERROR, Raised, new_error
from .numbers import add, both_integers, compared, divide, is_true, multiply, negate, subtract
from .word import KIND_FLOAT, UNBOUND, Object, Word, counted, put, shape_of_kind, truth

comptime UNBOXED = 26
"""A word that says: the value is a float, and stands beside it."""


struct Number(ImplicitlyCopyable, TrivialRegisterPassable):
    """A result: the word with a count, and the float if that is `UNBOXED`."""

    var word: Word
    var value: Float64

    @always_inline
    def __init__(out self, word: Word):
        self.word = word
        self.value = 0

    @always_inline
    def __init__(out self, value: Float64):
        self.word = Word(UNBOXED)
        self.value = value


@always_inline
def _is_float_cell(word: Word) -> Bool:
    return word.is_cell() and __op.eq(word.shape(), shape_of_kind(KIND_FLOAT))


@always_inline
def unboxed(word: Word) -> Number:
    """What a word is worth, without a count."""
    if _is_float_cell(word):
        return Number(__op.deref(word.at[FloatCell]()).value)
    return Number(word)


@always_inline
def boxed(word: Word, value: Float64) -> Word:
    """One word for both; the count goes along."""
    if word.bits == UNBOXED:
        return float_of(value)
    return word


@always_inline
def both_unboxed(a: Word, b: Word) -> Bool:
    return a.bits == UNBOXED and b.bits == UNBOXED


@always_inline
def _as_float(word: Word, value: Float64) -> Float64:
    """Of a float or a small integer."""
    return value if word.bits == UNBOXED else Float64(word.integer())


@always_inline
def _float_and_number(a: Word, b: Word) -> Bool:
    """A float and something that is one or a small integer that a float holds exactly."""
    if a.bits == UNBOXED:
        return b.bits == UNBOXED or _is_exact(b)
    return b.bits == UNBOXED and _is_exact(a)


@always_inline
def _is_exact(word: Word) -> Bool:
    return word.is_integer() and abs(word.integer()) <= 1 << 53


@always_inline
def add_numbers(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if __op.likely(both_unboxed(a, b).value):
        return Number(x + y)
    return _add_numbers(a, x, b, y)


@no_inline
def _add_numbers(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if _float_and_number(a, b):
        return Number(_as_float(a, x) + _as_float(b, y))
    if both_integers(a, b):
        return Number(add(a, b))
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return Number(add(left.word, right.word))


@always_inline
def subtract_numbers(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if __op.likely(both_unboxed(a, b).value):
        return Number(x - y)
    return _subtract_numbers(a, x, b, y)


@no_inline
def _subtract_numbers(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if _float_and_number(a, b):
        return Number(_as_float(a, x) - _as_float(b, y))
    if both_integers(a, b):
        return Number(subtract(a, b))
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return Number(subtract(left.word, right.word))


@always_inline
def multiply_numbers(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if __op.likely(both_unboxed(a, b).value):
        return Number(x * y)
    return _multiply_numbers(a, x, b, y)


@no_inline
def _multiply_numbers(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if _float_and_number(a, b):
        return Number(_as_float(a, x) * _as_float(b, y))
    if both_integers(a, b):
        return Number(multiply(a, b))
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return Number(multiply(left.word, right.word))


@always_inline
def divide_numbers(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if __op.likely(__op.and_(both_unboxed(a, b).value, (y != 0).value)):
        return Number(x / y)
    return _divide_numbers(a, x, b, y)


@no_inline
def _divide_numbers(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if _float_and_number(a, b):
        var divisor = _as_float(b, y)
        if divisor == 0:
            raise new_error(ZERO_DIVISION_ERROR, "float division by zero")
        return Number(_as_float(a, x) / divisor)
    if both_integers(a, b) and b.integer() != 0 and _is_exact(a) and _is_exact(b):
        return Number(Float64(a.integer()) / Float64(b.integer()))
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return Number(divide(left.word, right.word))


@always_inline
def add_numbers_in_place(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if __op.likely(both_unboxed(a, b).value):
        return Number(x + y)
    return _add_numbers_in_place(a, x, b, y)


@no_inline
def _add_numbers_in_place(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if _float_and_number(a, b) or both_integers(a, b):
        return _add_numbers(a, x, b, y)
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return Number(add_in_place(left.word, right.word))


@always_inline
def subtract_numbers_in_place(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if __op.likely(both_unboxed(a, b).value):
        return Number(x - y)
    return _subtract_numbers_in_place(a, x, b, y)


@no_inline
def _subtract_numbers_in_place(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if _float_and_number(a, b) or both_integers(a, b):
        return _subtract_numbers(a, x, b, y)
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return Number(subtract_in_place(left.word, right.word))


@always_inline
def multiply_numbers_in_place(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if __op.likely(both_unboxed(a, b).value):
        return Number(x * y)
    return _multiply_numbers_in_place(a, x, b, y)


@no_inline
def _multiply_numbers_in_place(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if _float_and_number(a, b) or both_integers(a, b):
        return _multiply_numbers(a, x, b, y)
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return Number(multiply_in_place(left.word, right.word))


@always_inline
def divide_numbers_in_place(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if __op.likely(__op.and_(both_unboxed(a, b).value, (y != 0).value)):
        return Number(x / y)
    return _divide_numbers_in_place(a, x, b, y)


@no_inline
def _divide_numbers_in_place(a: Word, x: Float64, b: Word, y: Float64) raises Raised -> Number:
    if _float_and_number(a, b) or both_integers(a, b):
        return _divide_numbers(a, x, b, y)
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return Number(divide_in_place(left.word, right.word))


@always_inline
def negate_number(a: Word, x: Float64) raises Raised -> Number:
    if __op.likely((a.bits == UNBOXED).value):
        return Number(-x)
    return Number(negate(a))


def _held(word: Word, value: Float64) -> Word:
    """A word with a count of its own."""
    return float_of(value) if word.bits == UNBOXED else counted(word)


@always_inline
def compare_numbers(a: Word, x: Float64, b: Word, y: Float64, which: Int) raises Raised -> Bool:
    """`<`, `<=`, `>`, `>=`, `==` or `!=` (0 to 5)."""
    if __op.likely(both_unboxed(a, b).value):
        return ordered_floats(x, y, which)
    return _compare_numbers(a, x, b, y, which)


@always_inline
def compared_numbers(a: Word, x: Float64, b: Word, y: Float64, which: Int) raises Raised -> Word:
    """As `compare_numbers`, as a value with a count: what a method gives, which need be no truth value."""
    if __op.likely(both_unboxed(a, b).value):
        return truth(ordered_floats(x, y, which))
    return _compared_numbers(a, x, b, y, which)


@always_inline
def ordered_floats(x: Float64, y: Float64, which: Int) -> Bool:
    if which == 0:
        return x < y
    if which == 1:
        return x <= y
    if which == 2:
        return x > y
    if which == 3:
        return x >= y
    return x == y if which == 4 else x != y


@no_inline
def _compare_numbers(a: Word, x: Float64, b: Word, y: Float64, which: Int) raises Raised -> Bool:
    var result = Object(owning=_compared_numbers(a, x, b, y, which))
    return is_true(result.word)


@no_inline
def _compared_numbers(a: Word, x: Float64, b: Word, y: Float64, which: Int) raises Raised -> Word:
    var left = Object(owning=_held(a, x))
    var right = Object(owning=_held(b, y))
    return compared(left.word, right.word, which)


@always_inline
def _shared(word: Word) -> Number:
    """What a word that something else owns is worth, with a count."""
    if word.is_cell():
        if __op.eq(word.shape(), shape_of_kind(KIND_FLOAT)):
            return Number(__op.deref(word.at[FloatCell]()).value)
        return Number(counted(word))
    return Number(word)


@no_inline
def _owned(var value: Object) -> Number:
    return _shared(value.word)


@always_inline
def get_number_attribute(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Number:
    """`value.name`."""
    if value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(value, known).value):
            return _shared(__op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value)).word)
    return _get_number_attribute(value, name, cache)


@always_inline
def get_number_slot(slots: __type.pointer[Object], at: Int, value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Number:
    """`value.name`, where the value's layout has it in a slot."""
    var word = __op.deref(__op.offset(slots, at.value)).word
    if __op.likely((word.bits != UNBOUND).value):
        return _shared(word)
    return _get_number_attribute(value, name, cache)


@always_inline
def set_number_slot(
    slots: __type.pointer[Object], at: Int, value: Word, name: Word, word: Word, number: Float64, cache: __type.pointer[AttributeCache]
) raises Raised:
    """`value.name = number`, likewise."""
    ref slot = __op.deref(__op.offset(slots, at.value))
    if word.is_integer() and slot.word.bits != UNBOUND:
        put(slot, word)
        return
    if word.bits == UNBOXED:
        if _is_float_cell(slot.word):
            ref cell = __op.deref(slot.word.at[FloatCell]())
            if cell.cell.owners == 1:
                cell.value = number
                return
    _set_number_attribute(value, name, word, number, cache)


@no_inline
def _get_number_attribute(value: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Number:
    return _owned(Object(owning=get_attribute(value, name, cache)))


@always_inline
def get_number_item(value: Word, at: Word) raises Raised -> Number:
    """`value[at]`."""
    if at.is_integer() and at.bits >= 0 and value.is_(KIND_LIST):
        ref items = items_of(value)
        if at.integer() < len(items):
            return _shared(items.unsafe_get(at.integer()).word)
    return _get_number_item(value, at)


@no_inline
def _get_number_item(value: Word, at: Word) raises Raised -> Number:
    return _owned(Object(owning=get_item(value, at)))


@always_inline
def set_number_attribute(value: Word, name: Word, word: Word, number: Float64, cache: __type.pointer[AttributeCache]) raises Raised:
    """`value.name = number`: into the cell that is there, if nobody else has it."""
    if word.bits == UNBOXED and value.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(value, known).value):
            ref slot = __op.deref(__op.offset(__op.deref(value.at[InstanceCell]()).slots, known.index.value))
            if _is_float_cell(slot.word):
                ref cell = __op.deref(slot.word.at[FloatCell]())
                if cell.cell.owners == 1:
                    cell.value = number
                    return
    _set_number_attribute(value, name, word, number, cache)


@no_inline
def _set_number_attribute(value: Word, name: Word, word: Word, number: Float64, cache: __type.pointer[AttributeCache]) raises Raised:
    var held = Object(owning=_held(word, number))
    set_attribute(value, name, held.word, cache)


@always_inline
def set_number_item(value: Word, at: Word, word: Word, number: Float64) raises Raised:
    """`value[at] = number`: into the cell that is there, if nobody else has it."""
    if word.bits == UNBOXED and at.is_integer() and at.bits >= 0 and value.is_(KIND_LIST):
        ref items = items_of(value)
        if at.integer() < len(items):
            var old = items.unsafe_get(at.integer()).word
            if _is_float_cell(old):
                ref cell = __op.deref(old.at[FloatCell]())
                if cell.cell.owners == 1:
                    cell.value = number
                    return
    _set_number_item(value, at, word, number)


@no_inline
def _set_number_item(value: Word, at: Word, word: Word, number: Float64) raises Raised:
    var held = Object(owning=_held(word, number))
    set_item(value, at, held.word)


from .attributes import get_attribute, set_attribute
from .cells import items_of
from .in_place import add_in_place, divide_in_place, multiply_in_place, subtract_in_place
from .sequences import get_item, set_item
from .word import KIND_LIST


@always_inline
def is_unboxed(word: Word) -> Bool:
    return word.bits == UNBOXED


@always_inline
def boxed_word(word: Word, value: Float64) -> Word:
    """One word for both, with a count of its own."""
    if word.bits == UNBOXED:
        return float_of(value)
    return counted(word)


@always_inline
def variable_number(word: Word, value: Float64) -> Number:
    """What a variable holds, with a count."""
    if word.bits == UNBOXED:
        return Number(value)
    if _is_float_cell(word):
        return Number(__op.deref(word.at[FloatCell]()).value)
    return Number(counted(word))
from .attributes import fits
