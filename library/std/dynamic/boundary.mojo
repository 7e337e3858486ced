"""Where untyped code calls typed functions: values become machine values, and come back.

A refusal is a `TypeError` or an `OverflowError` that names the function, the argument and what it must be. Lists are copied, both ways.
"""

from .cells import FloatCell, float_of, items_of, list_of, string_of, text_of
from .errors import EXCEPTION, OVERFLOW_ERROR, TYPE_ERROR, Raised, new_error
from .extended import plain
from pyruntime.big_integer import BigInteger
from .integers import as_float, as_integer, fits_int, integer_of, integer_word, is_whole
from .printing import type_name
from .word import FALSE, KIND_FLOAT, KIND_LIST, KIND_TEXT, KIND_TUPLE, TRUE, Object, Word, counted, truth


struct Place(ImplicitlyCopyable, TrivialRegisterPassable):
    """Which argument of which function."""

    var function: StringSlice[MutableAnyOrigin]
    var argument: StringSlice[MutableAnyOrigin]

    @always_inline
    def __init__(out self, function: StaticString, argument: StaticString):
        self.function = StringSlice[MutableAnyOrigin](unsafe_data=function._data, length=function._length)
        self.argument = StringSlice[MutableAnyOrigin](unsafe_data=argument._data, length=argument._length)

    def __init__(out self, *, texts: Tuple[Word, Word]):
        self.function = string_of(texts[0]).as_string_slice()
        self.argument = string_of(texts[1]).as_string_slice()


@no_inline
def _refused(word: Word, place: Place, type: StaticString) -> Raised:
    return new_error(
        TYPE_ERROR, String(place.function, "() argument '", place.argument, "' must be ", type, ", not ", type_name(word))
    )


@no_inline
def _too_large(place: Place, type: StaticString) -> Raised:
    return new_error(OVERFLOW_ERROR, String(place.function, "() argument '", place.argument, "': the int does not fit ", type))


# To the machine


@always_inline
def machine_int(word: Word, place: Place) raises Raised -> Int:
    if word.is_integer():
        return word.integer()
    return _other_int(word, place, "Int")


@no_inline
def _other_int(word: Word, place: Place, type: StaticString) raises Raised -> Int:
    var value = plain(word)
    if not is_whole(value):
        raise _refused(word, place, type)
    if not fits_int(value):
        raise _too_large(place, type)
    return as_integer(value)


@always_inline
def machine_float(word: Word, place: Place) raises Raised -> Float64:
    if word.is_(KIND_FLOAT):
        return __op.deref(word.at[FloatCell]()).value
    return _other_float(word, place)


@no_inline
def _other_float(word: Word, place: Place) raises Raised -> Float64:
    var value = plain(word)
    if value.is_(KIND_FLOAT):
        return __op.deref(value.at[FloatCell]()).value
    if not is_whole(value):
        raise _refused(word, place, "Float64")
    return as_float(value)


def machine_bool(word: Word, place: Place) raises Raised -> Bool:
    if word.bits != TRUE and word.bits != FALSE:
        raise _refused(word, place, "Bool")
    return word.bits == TRUE


def machine_text(word: Word, place: Place) raises Raised -> String:
    var value = plain(word)
    if not value.is_(KIND_TEXT):
        raise _refused(word, place, "String")
    return String(string_of(value))


def machine_scalar[dtype: DType](word: Word, place: Place) raises Raised -> Scalar[dtype]:
    comptime if dtype.is_floating_point():
        return Scalar[dtype](machine_float(word, place))
    else:
        var value = machine_int(word, place)
        var result = Scalar[dtype](value)
        if Int(result) != value or (value < 0 and dtype.is_unsigned()):
            raise new_error(
                OVERFLOW_ERROR,
                String(
                    place.function, "() argument '", place.argument, "': the int does not fit ", "UInt" if dtype.is_unsigned() else "Int",
                    8 * Int(raw=__op.size_of[Scalar[dtype]]()),
                ),
            )
        return result


def machine_list[
    T: Copyable & Movable, convert: def(Word, Place) raises Raised thin -> T
](word: Word, place: Place) raises Raised -> List[T]:
    """A copy of a list or a tuple, each element converted."""
    var value = plain(word)
    if not (value.is_(KIND_LIST) or value.is_(KIND_TUPLE)):
        raise _refused(word, place, "a list")
    ref items = items_of(value)
    var result = List[T](capacity=len(items))
    for i in range(len(items)):
        try:
            result.append(convert(items.unsafe_get(i).word, place))
        except error:
            raise _in_element(error.value.word, i)
    return result^


@no_inline
def _in_element(error: Word, index: Int) -> Raised:
    var message = String("element ", index, ": ")
    try:
        message += to_text(error)
    except:
        pass
    return new_error(TYPE_ERROR, message^)


def machine_word(word: Word, type: Int, function: Word, argument: Word) raises Raised -> Word:
    """An argument of an untyped function that has a machine type: the value that this type gives it.

    Args:
        word: The value.
        type: Its number in `machineTypes` of `src/python/typed-values.ts`.
        function: Its name.
        argument: Its name.
    """
    var place = Place(texts=(function, argument))
    if type == 0:
        return int_word(machine_int(word, place))
    if type == 1:
        return float_word(machine_float(word, place))
    if type == 2:
        return bool_word(machine_bool(word, place))
    if type == 3:
        return text_word(machine_text(word, place))
    comptime for i in range(len(_sized)):
        comptime dtype = _sized[i]
        if type == 4 + i:
            return scalar_word[dtype](machine_scalar[dtype](word, place))
    return counted(word)


comptime _sized = [
    DType.int8, DType.int16, DType.int32, DType.int64, DType.uint8, DType.uint16, DType.uint32, DType.uint64, DType.float16, DType.float32,
]


# From the machine


@always_inline
def int_word(value: Int) -> Word:
    return integer_of(value)


@always_inline
def float_word(value: Float64) -> Word:
    return float_of(value)


@always_inline
def bool_word(value: Bool) -> Word:
    return truth(value)


def text_word(value: String) -> Word:
    return text_of(String(value))


def scalar_word[dtype: DType](value: Scalar[dtype]) -> Word:
    comptime if dtype.is_floating_point():
        return float_of(Float64(value))
    else:
        comptime if dtype == DType.uint64:
            return integer_word(BigInteger(UInt64(value)))
        else:
            return integer_of(Int(value))


def list_word[T: Copyable & Movable, convert: def(T) thin -> Word](value: List[T]) -> Word:
    var items = List[Object](capacity=len(value))
    for i in range(len(value)):
        items.append(Object(owning=convert(value[i])))
    return list_of(items^)


def error_from(error: Error) -> Raised:
    """What a typed function raises is an `Exception` for untyped code."""
    return new_error(EXCEPTION, String(error))


def no_words(function: StaticString, type: StaticString) -> Raised:
    """A typed function is called that takes or gives what untyped code has no values of."""
    return new_error(
        TYPE_ERROR,
        String(function, "() takes or gives ", type, ", which untyped code has no values of: call it from a typed function"),
    )


from .printing import to_text
