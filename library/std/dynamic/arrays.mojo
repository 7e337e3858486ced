"""What `array.array` holds: numbers of one format in the memory of a `bytearray`, so that a `memoryview` shows them without a copy.

The class itself is in `native/array.mojo`; this is what the run time knows of it, for speed and as a buffer.
"""

from ..memory.raw import raw_move
from .bytes import bytes_in, new_bytes
from .cells import float_of
from .classes import class_of
from .conversions import as_real
from .errors import BUFFER_ERROR, INDEX_ERROR, OVERFLOW_ERROR, TYPE_ERROR, Raised, new_error
from .integers import as_float, integer_of
from .native_classes import State, holds, state_word
from .number_storage import (
    FITS,
    LETTER_DOUBLE,
    TOO_LARGE,
    bits_of_float,
    bits_of_whole,
    is_float_letter,
    is_signed_letter,
    load_bits,
    number_of_bits,
    order_in_range,
    store_bits,
)
from .slices import fitting_index, has_index, index_word
from .texts import character, code_of, text_length
from .word import KIND_BYTEARRAY, KIND_INSTANCE, KIND_TEXT, Object, Word, small

comptime array_tag = 30
comptime LETTER_WIDE = 117
"""`u`: characters of four bytes."""
comptime LETTER_CODE = 119
"""`w`: the same."""


struct ArrayState:
    var state: State
    var storage: Object
    """A `bytearray`; who else has it shows the array's memory."""
    var letter: Int
    var size: Int
    """Of an element in bytes."""

    @always_inline
    def count(self) -> Int:
        return len(bytes_in(self.storage.word)) // self.size

    @always_inline
    def at(self, index: Int) -> __type.pointer[UInt8]:
        return __op.offset(bytes_in(self.storage.word).unsafe_ptr().address, (index * self.size).value)


struct _Class:
    var word: Word

    @always_inline
    def __init__(out self):
        self.word = Word(0)


var _class: _Class = _Class()


@always_inline
def array_class() -> Word:
    """Bits 0 as long as nobody has imported the module."""
    return _class.word


def set_array_class(class_: Word):
    _class.word = class_


@always_inline
def is_plain_array(value: Word) -> Bool:
    """Whether it is an array whose class does nothing otherwise."""
    return value.is_(KIND_INSTANCE) and class_of(value) == _class.word


@always_inline
def is_array(value: Word) -> Bool:
    return holds(value, array_tag)


@always_inline
def array_in(value: Word) -> ref [MutableAnyOrigin] ArrayState:
    return __op.deref(state_word(value).at[ArrayState]())


@always_inline
def is_character_letter(letter: Int) -> Bool:
    return letter == LETTER_WIDE or letter == LETTER_CODE


@always_inline
def array_element(value: Word, index: Int) -> Word:
    """An element that is there, with a count."""
    ref array = array_in(value)
    if array.letter == LETTER_DOUBLE:
        return float_of(__op.load(__op.pointer_cast[Float64](array.at(index))))
    if array.size == 1 and not is_signed_letter(array.letter):
        return small(Int(__op.load(array.at(index))))
    return _element(array, index)


@no_inline
def _element(array: ArrayState, index: Int) -> Word:
    var bits = load_bits(array.at(index), array.size)
    if is_character_letter(array.letter):
        return character(Int(bits))
    return number_of_bits(bits, array.letter, array.size)


@always_inline
def array_place(value: Word, index: Word, message: StaticString) raises Raised -> Int:
    """The place of an element that must be there."""
    if not index.is_integer() and not has_index(index):
        raise new_error(TYPE_ERROR, "array indices must be integers")
    var at = index.integer() if index.is_integer() else fitting_index(index, INDEX_ERROR)
    var count = array_in(value).count()
    if at < 0:
        at += count
    if at < 0 or at >= count:
        raise new_error(INDEX_ERROR, message)
    return at


def element_bits(array: ArrayState, value: Word) raises Raised -> UInt64:
    """What memory holds for a value; the errors are those of arrays."""
    if is_float_letter(array.letter):
        var real = Object(owning=as_real(value))
        var overflows = False
        return bits_of_float(as_float(real.word), array.letter, overflows)
    if is_character_letter(array.letter):
        if not value.is_(KIND_TEXT) or text_length(value) != 1:
            raise new_error(TYPE_ERROR, "array item must be unicode character")
        return UInt64(code_of(value))
    var whole = Object(owning=index_word(value))
    var order = order_in_range(whole.word, is_signed_letter(array.letter), array.size)
    if order != FITS:
        raise _out_of_range(array.letter, whole.word, order == TOO_LARGE)
    return bits_of_whole(whole.word)


def _out_of_range(letter: Int, value: Word, is_too_large: Bool) -> Raised:
    var end = "greater than maximum" if is_too_large else "less than minimum"
    var kind: StaticString = "unsigned int"
    if letter == 81 or letter == 113:
        var is_negative = letter == 81 and not is_too_large
        return new_error(OVERFLOW_ERROR, "can't convert negative int to unsigned" if is_negative else "int too big to convert")
    if (letter == 73 or letter == 76) and not is_too_large:
        return new_error(OVERFLOW_ERROR, "can't convert negative value to unsigned int")
    if letter == 76 or (letter == 73 and not fits_letter_long(value)):
        return new_error(OVERFLOW_ERROR, "Python int too large to convert to C unsigned long")
    if letter == 108 or (letter != 73 and not fits_int(value)):
        return new_error(OVERFLOW_ERROR, "Python int too large to convert to C long")
    if letter == 98:
        kind = "signed char"
    elif letter == 66:
        kind = "unsigned byte integer"
    elif letter == 104:
        kind = "signed short integer"
    elif letter == 72:
        kind = "unsigned short"
    elif letter == 105:
        kind = "signed integer"
    return new_error(OVERFLOW_ERROR, String(kind, " is ", end))


def fits_letter_long(value: Word) -> Bool:
    return order_in_range(value, False, 8) == FITS


@always_inline
def set_array_element(value: Word, index: Int, new: Word) raises Raised:
    ref array = array_in(value)
    var bits = element_bits(array, new)
    # Making a number of a value may have changed the array.
    if index >= array.count():
        raise new_error(INDEX_ERROR, "array assignment index out of range")
    store_bits(array.at(index), array.size, bits)


def check_resizable(array: ArrayState) raises Raised:
    """Nobody may look at the memory while it moves."""
    if __op.deref(array.storage.word.at[Cell]()).owners > 1:
        raise new_error(BUFFER_ERROR, "cannot resize an array that is exporting buffers")


def open_gap(mut array: ArrayState, index: Int, count: Int) raises Raised:
    """Room for elements before one."""
    check_resizable(array)
    var old = array.count()
    ref bytes = bytes_in(array.storage.word)
    var needed = (old + count) * array.size
    if needed > bytes.capacity:
        bytes.reserve(max(needed, bytes.capacity * 2))
    bytes.resize(unsafe_uninit_length=needed)
    raw_move(array.at(index + count), array.at(index), (old - index) * array.size)


def close_gap(mut array: ArrayState, index: Int, count: Int) raises Raised:
    """Takes elements away."""
    check_resizable(array)
    var old = array.count()
    raw_move(array.at(index), array.at(index + count), (old - index - count) * array.size)
    bytes_in(array.storage.word).resize(unsafe_uninit_length=(old - count) * array.size)


from .integers import fits_int
from .printing import type_name
from .word import Cell
