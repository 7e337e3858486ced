"""`text % values`: formatting with conversions as in C."""

from ..collections.string.utf8 import utf8_count
from .arguments import as_index
from .cells import items_of, text_of
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .formatting import Specification, float_digits, integer_digits, padded, sign_of, to_ascii
from .float_text import is_negative
from .integers import as_float, as_integer, is_below_zero, is_whole
from .printing import to_repr, to_text, type_name
from .sequences import get_item
from .texts import append_code, code_at, index_of, text_length, view
from .word import KIND_FLOAT, KIND_INSTANCE, KIND_TEXT, KIND_TUPLE, Object, Word


struct _Values:
    var args: Word
    var is_tuple: Bool
    var next: Int
    var used_mapping: Bool
    var are_bytes: Bool
    """The text stands for bytes (`byte_format.mojo`)."""

    def __init__(out self, args: Word, are_bytes: Bool):
        self.args = plain_of(args, KIND_TUPLE)
        self.is_tuple = self.args.is_(KIND_TUPLE)
        self.next = 0
        self.used_mapping = False
        self.are_bytes = are_bytes

    def take(mut self) raises Raised -> Object:
        if self.is_tuple:
            if self.next < len(items_of(self.args)):
                self.next += 1
                return Object(sharing=items_of(self.args)[self.next - 1].word)
        elif self.next == 0 and not self.used_mapping:
            self.next = 1
            return Object(sharing=self.args)
        raise new_error(TYPE_ERROR, "not enough arguments for format string")

    def all_taken(self) -> Bool:
        if self.is_tuple:
            return self.next >= len(items_of(self.args))
        return self.next > 0 or self.used_mapping or is_mapping(self.args)


def is_mapping(value: Word) -> Bool:
    """Whether elements may be asked for by name, as far as `%` cares."""
    if not value.is_cell() or value.is_(KIND_TUPLE) or value.is_(KIND_TEXT) or value.is_(KIND_FLOAT):
        return False
    if value.is_(KIND_INSTANCE):
        return find_in_class(class_of(value), fixed_name("__getitem__")).bits != 0
    return has_items(value)


def format_percent(value: Word, args: Word, are_bytes: Bool = False) raises Raised -> Word:
    """`value % args`"""
    var text = view(value)
    var values = _Values(args, are_bytes)
    var result = String(capacity=text._length + 16)
    var at = 0
    while at < text._length:
        var start = at
        while at < text._length and text._byte(at) != 37:
            at += 1
        result.write_string(text._slice(start, at))
        if at == text._length:
            break
        at = _conversion(value, text, at + 1, values, result)
    if not values.all_taken():
        raise new_error(TYPE_ERROR, "not all arguments converted during string formatting")
    return text_of(result^)


def _star(mut values: _Values) raises Raised -> Int:
    var taken = values.take()
    if not is_whole(taken.word):
        raise new_error(TYPE_ERROR, "* wants int")
    return as_index(taken.word)


def _digits(text: StringSlice, mut at: Int, too_big: StaticString) raises Raised -> Int:
    var value = 0
    while at < text._length and text._byte(at) >= 48 and text._byte(at) <= 57:
        value = value * 10 + Int(text._byte(at)) - 48
        if value > 0x7FFFFFFFFFFFFFF:
            raise new_error(VALUE_ERROR, String(too_big))
        at += 1
    return value


def _incomplete(text: StringSlice, at: Int) raises Raised:
    if at >= text._length:
        raise new_error(VALUE_ERROR, "incomplete format")


def _conversion(value: Word, text: StringSlice, start: Int, mut values: _Values, mut result: String) raises Raised -> Int:
    """A conversion after its `%`; where the text goes on."""
    var at = start
    var spec = Specification()
    spec.align = 62
    var left = False
    var zeros = False
    var named = Object(owning=Word(14))
    var has_name = False
    _incomplete(text, at)
    if text._byte(at) == 40:
        if not is_mapping(values.args):
            raise new_error(TYPE_ERROR, "format requires a mapping")
        at += 1
        var first = at
        var open = 1
        while at < text._length:
            if text._byte(at) == 40:
                open += 1
            elif text._byte(at) == 41:
                open -= 1
                if open == 0:
                    break
            at += 1
        if at == text._length:
            raise new_error(VALUE_ERROR, "incomplete format key")
        var key = Object(owning=text_of(String(text._slice(first, at))))
        if values.are_bytes:
            key = Object(owning=latin_bytes(key.word))
        named = Object(owning=get_item(values.args, key.word))
        has_name = True
        values.used_mapping = True
        at += 1
    while at < text._length:
        var byte = text._byte(at)
        if byte == 45:
            left = True
        elif byte == 43:
            spec.sign = 43
        elif byte == 32:
            if spec.sign == 0:
                spec.sign = 32
        elif byte == 35:
            spec.alternate = True
        elif byte == 48:
            zeros = True
        else:
            break
        at += 1
    _incomplete(text, at)
    if text._byte(at) == 42:
        spec.width = _star(values)
        if spec.width < 0:
            left = True
            spec.width = -spec.width
        at += 1
    else:
        spec.width = _digits(text, at, "width too big")
    _incomplete(text, at)
    if text._byte(at) == 46:
        at += 1
        _incomplete(text, at)
        if text._byte(at) == 42:
            spec.precision = max(_star(values), 0)
            at += 1
        else:
            spec.precision = _digits(text, at, "precision too big")
        _incomplete(text, at)
    if text._byte(at) == 104 or text._byte(at) == 108 or text._byte(at) == 76:
        at += 1
        _incomplete(text, at)
    var size = 1
    var kind = code_at(text, at, size)
    spec.type = kind
    at += size
    if kind == 37:
        result.append_byte(37)
        return at
    if left:
        spec.align = 60
    var argument = named if has_name else values.take()
    var word = argument.word
    if values.are_bytes and (kind == 115 or kind == 98):
        var bytes = text_of_bytes_argument(word)
        _add_text(result, String(view(bytes.word)), spec)
        return at
    if kind == 115 or kind == 114 or kind == 97:
        var shown = to_text(word) if kind == 115 else (to_repr(word) if kind == 114 and not values.are_bytes else to_ascii(word))
        _add_text(result, shown, spec)
        return at
    if kind == 99:
        var one = String()
        if values.are_bytes:
            append_code(one, byte_of_argument(word))
        elif word.is_(KIND_TEXT) and text_length(word) == 1:
            one.write_string(view(word))
        elif is_whole(word):
            if as_integer(word) < 0 or as_integer(word) > 0x10FFFF:
                raise new_error(OVERFLOW_ERROR, "%c arg not in range(0x110000)")
            append_code(one, as_integer(word))
        else:
            raise new_error(TYPE_ERROR, "%c requires int or char")
        spec.precision = -1
        _add_text(result, one, spec)
        return at
    if zeros and not left:
        spec.align = 61
        spec.fill = 48
    if kind == 100 or kind == 105 or kind == 117 or kind == 120 or kind == 88 or kind == 111:
        _add_integer(result, word, kind, spec)
        return at
    if (kind >= 101 and kind <= 103) or (kind >= 69 and kind <= 71):
        if not is_whole(word) and not word.is_(KIND_FLOAT):
            argument = Object(owning=as_real(word))
        var number = as_float(argument.word)
        if number - number != 0 and spec.fill == 48:
            spec.fill = 32 if False else 48
        var digits = float_digits(-number if is_negative(number) else number, spec)
        result.write_string(padded(sign_of(is_negative(number) and number == number, spec), digits, spec))
        return at
    var message = String("unsupported format character '")
    append_code(message, kind)
    raise new_error(VALUE_ERROR, String(message, "' (", hex(kind), ") at index ", index_of(value, at - size)))


def _add_text(mut result: String, shown: String, spec: Specification):
    var slice = shown.as_string_slice()
    var count = utf8_count(slice._data, slice._length)
    if spec.precision >= 0 and spec.precision < count:
        var end = 0
        var size = 1
        for _ in range(spec.precision):
            _ = code_at(slice, end, size)
            end += size
        slice = slice._slice(0, end)
    result.write_string(padded("", slice, spec))


def _add_integer(mut result: String, argument: Word, kind: Int, spec: Specification) raises Raised:
    var letter = String()
    append_code(letter, kind)
    var number = Object(sharing=argument)
    if not is_whole(argument):
        var is_decimal = kind == 100 or kind == 105 or kind == 117
        if argument.is_(KIND_FLOAT) and is_decimal:
            number = Object(owning=whole_of_float(as_float(argument)))
        elif argument.is_(KIND_INSTANCE):
            number = Object(owning=whole_of_instance(argument, letter, is_decimal))
        elif is_decimal:
            raise new_error(TYPE_ERROR, String("%", letter, " format: a real number is required, not ", type_name(argument)))
        else:
            raise new_error(TYPE_ERROR, String("%", letter, " format: an integer is required, not ", type_name(argument)))
    var base = 10
    var prefix: StaticString = ""
    if kind == 120 or kind == 88:
        base = 16
        prefix = "0x" if kind == 120 else "0X"
    elif kind == 111:
        base = 8
        prefix = "0o"
    var front = sign_of(is_below_zero(number.word), spec)
    if spec.alternate:
        front += prefix
    var digits = integer_digits(number.word, base, kind == 88)
    if digits.byte_length() < spec.precision:
        digits = String("0") * (spec.precision - digits.byte_length()) + digits
    result.write_string(padded(front, digits, spec))


from .classes import class_of, find_in_class
from .conversions import as_real, whole_of_float, whole_of_instance
from .names import fixed_name
from .sequences import has_items
from .byte_format import byte_of_argument, latin_bytes, text_of_bytes_argument
from .extended import plain_of
