"""`int(...)` and `float(...)`: from texts, floats and objects."""

from pyruntime.big_integer import BigInteger
from ..collections.string.classes import is_white_space
from .arguments import Arguments
from .cells import float_of, text_of
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .float_text import parse_float
from .integer_text import check_digits, parsed_digits
from .integers import as_float, integer_of, integer_word, is_whole, raised_from
from .names import fixed_name
from .printing import to_repr, type_name
from .text_questions import decimal_value
from .texts import code_at, offset_of, text_length, view
from .word import KIND_FLOAT, KIND_INSTANCE, KIND_TEXT, Object, Word, small


def to_integer(args: Arguments) raises Raised -> Word:
    """`int()`, `int(x)`, `int(text, base)`."""
    args.check_names("int", 0, 2, "", "base")
    if args.count == 0:
        if args.named_count() > 0:
            raise new_error(TYPE_ERROR, "int() missing string argument")
        return small(0)
    var base = args.get(1, "base")
    var value = args[0]
    if base.bits != 0:
        var number = clipped_index(base)
        if not value.is_(KIND_TEXT):
            var bytes = bytes_as_text(value)
            if not bytes.word.is_(KIND_TEXT):
                raise new_error(TYPE_ERROR, "int() can't convert non-string with explicit base")
            return parse_integer(bytes.word, number, value)
        return parse_integer(value, number, value)
    if is_whole(value):
        return index_word(value)
    if value.is_(KIND_FLOAT):
        return whole_of_float(as_float(value))
    if value.is_(KIND_TEXT):
        return parse_integer(value, 10, value)
    if value.is_(KIND_INSTANCE):
        comptime names = ["__int__", "__index__", "__trunc__"]
        comptime for i in range(3):
            comptime name = names[i]
            var method = find_in_class(class_of(value), fixed_name(name))
            if method.bits != 0:
                var result = Object(owning=call1(method, value))
                if not is_whole(result.word):
                    raise new_error(TYPE_ERROR, String(name, " returned non-int (type ", type_name(result.word), ")"))
                return index_word(result.word)
    var bytes = bytes_as_text(value)
    if bytes.word.is_(KIND_TEXT):
        return parse_integer(bytes.word, 10, value)
    raise new_error(
        TYPE_ERROR, String("int() argument must be a string, a bytes-like object or a real number, not '", type_name(value), "'")
    )


def whole_of_float(value: Float64) raises Raised -> Word:
    """Without the fraction."""
    if value != value:
        raise new_error(VALUE_ERROR, "cannot convert float NaN to integer")
    if value - value != 0:
        raise new_error(OVERFLOW_ERROR, "cannot convert float infinity to integer")
    if value >= 4611686018427387904.0 or value < -4611686018427387904.0:
        try:
            return integer_word(BigInteger(truncate=value))
        except error:
            raise raised_from(error)
    return small(Int(value))


def whole_of_instance(value: Word, letter: String, is_decimal: Bool) raises Raised -> Word:
    """For `%d` and `%x`."""
    comptime names = ["__index__", "__int__"]
    comptime for i in range(2):
        comptime name = names[i]
        var method = find_in_class(class_of(value), fixed_name(name))
        if method.bits != 0 and (i == 0 or is_decimal):
            return call1(method, value)
    raise new_error(
        TYPE_ERROR,
        String("%", letter, " format: a real number is required, not " if is_decimal else " format: an integer is required, not ", type_name(value)),
    )


def _digit(code: Int) -> Int:
    """0 to 35; 99 for what is no digit."""
    var lower = code | 32
    if code < 128 and lower >= 97 and lower <= 122:
        return lower - 87
    var value = decimal_value(code)
    return value if value >= 0 else 99


def parse_integer(text: Word, base: Int, shown: Word) raises Raised -> Word:
    """`int(text, base)`; `shown` is what the error quotes."""
    if base != 0 and (base < 2 or base > 36):
        raise new_error(VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0")
    var slice = view(text).strip()
    var at = 0
    var negative = False
    var size = 1
    if at < slice._length and (slice._byte(at) == 43 or slice._byte(at) == 45):
        negative = slice._byte(at) == 45
        at += 1
    var real_base = base
    var prefixed = False
    if at + 1 < slice._length and slice._byte(at) == 48:
        var lower = Int(slice._byte(at + 1)) | 32
        var of_prefix = 16 if lower == 120 else (8 if lower == 111 else (2 if lower == 98 else 0))
        if of_prefix != 0 and (base == 0 or base == of_prefix):
            real_base = of_prefix
            prefixed = True
            at += 2
    if real_base == 0:
        real_base = 10
    var digits = String(capacity=slice._length)
    var after_digit = prefixed
    while at < slice._length:
        var code = code_at(slice, at, size)
        at += size
        if code == 95 and after_digit:
            after_digit = False
            continue
        var digit = _digit(code)
        if digit >= real_base:
            raise _invalid(shown, base)
        digits.append_byte(UInt8(digit + 48 if digit < 10 else digit + 87))
        after_digit = True
    if digits.byte_length() == 0 or not after_digit:
        raise _invalid(shown, base)
    var plain = digits.as_string_slice()
    check_digits(plain._length, real_base)
    var value = 0
    var fits = True
    for i in range(plain._length):
        value = value * real_base + _digit(Int(plain._byte(i)))
        if value > 1 << 62:
            # So that no product of the next turn overflows.
            fits = False
            break
        if value > (1 << 62) // real_base and i < plain._length - 1:
            fits = False
            break
    if base == 0 and not prefixed and plain._length > 1 and plain._byte(0) == 48 and (value != 0 or not fits):
        raise _invalid(shown, base)
    if not fits:
        return parsed_digits(plain, real_base, negative)
    return integer_of(-value if negative else value)


comptime most_shown = 200
"""Characters of a text that is no number, in the error that says so."""


def _invalid(shown: Word, base: Int) -> Raised:
    try:
        var text = Object(owning=text_of(to_repr(shown)))
        var slice = view(text.word)
        if text_length(text.word) > most_shown:
            slice = slice._slice(0, offset_of(text.word, most_shown))
        return new_error(VALUE_ERROR, String("invalid literal for int() with base ", base, ": ", slice))
    except error:
        return error^


def to_float(args: Arguments) raises Raised -> Word:
    """`float()`, `float(x)`."""
    if args.named_count() > 0:
        raise new_error(TYPE_ERROR, "float() takes no keyword arguments")
    args.check_count("float", 0, 1)
    if args.count == 0:
        return float_of(0.0)
    var value = args[0]
    var text = Object(sharing=value)
    if not value.is_(KIND_TEXT):
        text = bytes_as_text(value)
    if text.word.is_(KIND_TEXT):
        var number = 0.0
        if not parse_float(view(text.word), number):
            raise new_error(VALUE_ERROR, String("could not convert string to float: ", to_repr(value)))
        return float_of(number)
    if is_whole(value) or value.is_(KIND_FLOAT):
        return float_of(as_float(value))
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__float__"))
        var index = find_in_class(class_of(value), fixed_name("__index__"))
        if method.bits != 0 or index.bits != 0:
            return as_real(value)
    raise new_error(TYPE_ERROR, String("float() argument must be a string or a real number, not '", type_name(value), "'"))


def as_real(value: Word) raises Raised -> Word:
    """An argument that must be a float or become one."""
    if value.is_(KIND_FLOAT) or is_whole(value):
        return float_of(as_float(value))
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__float__"))
        if method.bits != 0:
            var result = Object(owning=call1(method, value))
            if not result.word.is_(KIND_FLOAT):
                raise new_error(
                    TYPE_ERROR, String(type_name(value), ".__float__ returned non-float (type ", type_name(result.word), ")")
                )
            return float_of(as_float(result.word))
        method = find_in_class(class_of(value), fixed_name("__index__"))
        if method.bits != 0:
            return float_of(as_float(Object(owning=call1(method, value)).word))
    raise new_error(TYPE_ERROR, String("must be real number, not ", type_name(value)))


from .bytes import bytes_as_text
from .calls import call1
from .classes import class_of, find_in_class
from .slices import clipped_index, index_word
