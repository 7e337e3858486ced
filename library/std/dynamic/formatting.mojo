"""`format(value, spec)`: the mini-language `[[fill]align][sign][z][#][0][width][,|_][.precision][type]` for texts, integers and floats."""

from ..collections.string.utf8 import utf8_count
from ..format.fixed import fixed_text, general_text, scientific_text
from ..format.integer_text import digits_before
from .cells import string_of, text_of
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from .float_text import float_repr, is_negative
from .integers import as_float, as_integer, fits_int, is_below_zero, is_whole, large_in
from .printing import to_text, type_name
from .texts import append_code, code_at, text_length, view
from .word import KIND_FLOAT, KIND_INSTANCE, KIND_INTEGER, KIND_TEXT, Object, Word


struct Specification:
    """A specification taken apart."""

    var fill: Int
    """Code point."""
    var align: Int
    """`<`, `>`, `^`, `=`."""
    var sign: Int
    """`+`, `-`, space, or 0."""
    var coerces_zero: Bool
    var alternate: Bool
    var width: Int
    """-1: not given."""
    var grouping: Int
    """`,`, `_` or 0."""
    var precision: Int
    """-1: not given."""
    var type: Int
    """A code point, or 0."""

    def __init__(out self):
        self.fill = 32
        self.align = 0
        self.sign = 0
        self.coerces_zero = False
        self.alternate = False
        self.width = -1
        self.grouping = 0
        self.precision = -1
        self.type = 0


def _is_align(code: Int) -> Bool:
    return code == 60 or code == 61 or code == 62 or code == 94


def _digits(text: StringSlice, mut at: Int) raises Raised -> Int:
    """A number in decimal; -1 if there is none."""
    var start = at
    var value = 0
    while at < text._length and text._byte(at) >= 48 and text._byte(at) <= 57:
        value = value * 10 + Int(text._byte(at)) - 48
        if value > 0x7FFFFFFFFFFFFFF:
            raise new_error(VALUE_ERROR, "Too many decimal digits in format string")
        at += 1
    return value if at > start else -1


def parse_specification(text: StringSlice, value: Word, mut spec: Specification, align: Int) raises Raised:
    """`align` is what the type of the value does of itself."""
    spec.align = align
    var at = 0
    var size = 1
    var has_fill = False
    var has_align = False
    if text._length > 0:
        var first = code_at(text, 0, size)
        if size < text._length and _is_align(Int(text._byte(size))):
            spec.fill = first
            spec.align = Int(text._byte(size))
            has_fill = True
            has_align = True
            at = size + 1
        elif _is_align(first):
            spec.align = first
            has_align = True
            at = 1
    if at < text._length and (text._byte(at) == 43 or text._byte(at) == 45 or text._byte(at) == 32):
        spec.sign = Int(text._byte(at))
        at += 1
    if at < text._length and text._byte(at) == 122:
        spec.coerces_zero = True
        at += 1
    if at < text._length and text._byte(at) == 35:
        spec.alternate = True
        at += 1
    if not has_fill and at < text._length and text._byte(at) == 48:
        spec.fill = 48
        if not has_align and align == 62:
            spec.align = 61
        at += 1
    spec.width = _digits(text, at)
    if at < text._length and text._byte(at) == 44:
        spec.grouping = 44
        at += 1
    if at < text._length and text._byte(at) == 95:
        if spec.grouping != 0:
            raise new_error(VALUE_ERROR, "Cannot specify both ',' and '_'.")
        spec.grouping = 95
        at += 1
    if at < text._length and text._byte(at) == 44:
        raise new_error(VALUE_ERROR, "Cannot specify both ',' and '_'." if spec.grouping == 95 else "Cannot specify ',' with ','.")
    if at < text._length and text._byte(at) == 46:
        at += 1
        spec.precision = _digits(text, at)
        if spec.precision < 0:
            raise new_error(VALUE_ERROR, "Format specifier missing precision")
    if at < text._length:
        spec.type = code_at(text, at, size)
        at += size
        if at < text._length:
            raise new_error(
                VALUE_ERROR, String("Invalid format specifier '", text, "' for object of type '", type_name(value), "'")
            )
    if spec.grouping != 0:
        var t = 115 if spec.type == 0 and align == 60 else spec.type
        var decimal = t == 0 or t == 100 or (t >= 101 and t <= 103) or (t >= 69 and t <= 71) or t == 37
        var other = t == 98 or t == 111 or t == 120 or t == 88
        if not decimal and not (other and spec.grouping == 95):
            var message = String("Cannot specify '")
            append_code(message, spec.grouping)
            message += "' with '"
            append_code(message, t)
            message += "'."
            raise new_error(VALUE_ERROR, message^)


def _unknown(spec: Specification, value: Word) -> Raised:
    var message = String("Unknown format code '")
    if spec.type > 32 and spec.type < 128:
        append_code(message, spec.type)
    else:
        message += "\\x"
        _add_digits(message, UInt64(spec.type), 16, False)
    return new_error(VALUE_ERROR, String(message, "' for object of type '", type_name(value), "'"))


def format_of(value: Word, text: StringSlice) raises Raised -> String:
    """`format(value, text)`."""
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__format__"))
        if method.bits != 0:
            var spec = Object(owning=text_of(String(text)))
            var result = Object(owning=call2(method, value, spec.word))
            if not result.word.is_(KIND_TEXT):
                raise new_error(TYPE_ERROR, String("__format__ must return a str, not ", type_name(result.word)))
            return String(string_of(result.word))
    if text._length == 0:
        return to_text(value)
    if is_whole(value):
        return format_integer(value, text)
    if value.is_(KIND_FLOAT):
        var spec = Specification()
        parse_specification(text, value, spec, 62)
        return format_float(value, spec)
    if value.is_(KIND_TEXT):
        return _format_text(value, text)
    if value.is_(KIND_COMPLEX):
        return format_complex(value, text)
    raise new_error(TYPE_ERROR, String("unsupported format string passed to ", type_name(value), ".__format__"))


def _format_text(value: Word, text: StringSlice) raises Raised -> String:
    var spec = Specification()
    parse_specification(text, value, spec, 60)
    if spec.type != 0 and spec.type != 115:
        raise _unknown(spec, value)
    if spec.sign != 0:
        raise new_error(
            VALUE_ERROR,
            "Space not allowed in string format specifier" if spec.sign == 32 else "Sign not allowed in string format specifier",
        )
    if spec.coerces_zero:
        raise new_error(VALUE_ERROR, "Negative zero coercion (z) not allowed in string format specifier")
    if spec.alternate:
        raise new_error(VALUE_ERROR, "Alternate form (#) not allowed in string format specifier")
    if spec.align == 61:
        raise new_error(VALUE_ERROR, "'=' alignment not allowed in string format specifier")
    var shown = view(value)
    if spec.precision >= 0 and spec.precision < text_length(value):
        shown = shown._slice(0, offset_of(value, spec.precision))
    return padded("", shown, spec)


def format_integer(value: Word, text: StringSlice) raises Raised -> String:
    var spec = Specification()
    parse_specification(text, value, spec, 62)
    var kind = spec.type
    if (kind >= 101 and kind <= 103) or (kind >= 69 and kind <= 71) or kind == 37:
        return format_float(value, spec)
    if kind != 0 and kind != 98 and kind != 99 and kind != 100 and kind != 110 and kind != 111 and kind != 120 and kind != 88:
        raise _unknown(spec, value)
    if spec.precision >= 0:
        raise new_error(VALUE_ERROR, "Precision not allowed in integer format specifier")
    if spec.coerces_zero:
        raise new_error(VALUE_ERROR, "Negative zero coercion (z) not allowed in integer format specifier")
    if kind == 99:
        var number = as_integer(value)
        if not fits_int(value):
            raise new_error(OVERFLOW_ERROR, "Python int too large to convert to C long")
        if spec.sign != 0:
            raise new_error(VALUE_ERROR, "Sign not allowed with integer format specifier 'c'")
        if spec.alternate:
            raise new_error(VALUE_ERROR, "Alternate form (#) not allowed with integer format specifier 'c'")
        if number < 0 or number > 0x10FFFF:
            raise new_error(OVERFLOW_ERROR, "%c arg not in range(0x110000)")
        var one = String()
        append_code(one, number)
        return padded("", one, spec)
    var base = 10
    var prefix: StaticString = ""
    if kind == 120 or kind == 88:
        base = 16
        prefix = "0x" if kind == 120 else "0X"
    elif kind == 111:
        base = 8
        prefix = "0o"
    elif kind == 98:
        base = 2
        prefix = "0b"
    var front = sign_of(is_below_zero(value), spec)
    if spec.alternate:
        front += prefix
    return numeric(front, integer_digits(value, base, kind == 88), "", spec, 3 if base == 10 else 4)


def integer_digits(value: Word, base: Int, upper: Bool) raises Raised -> String:
    """The size of an integer in a base, without sign."""
    if value.is_(KIND_INTEGER):
        var size = abs(large_in(value))
        var text = decimal_text(size) if base == 10 else size.text(base)
        return text.upper() if upper else text^
    var number = as_integer(value)
    var result = String()
    _add_digits(result, 0 - UInt64(number) if number < 0 else UInt64(number), base, upper)
    return result^


def _add_digits(mut result: String, size: UInt64, base: Int, upper: Bool):
    var buffer = __op.stack_allocate[UInt8](Int(64).value)
    var end = __op.offset(buffer, Int(64).value)
    var count = digits_before(end, size, base, upper)
    result.write_string(StaticString(unsafe_data=__op.offset(end, Int(-count).value), length=count))


def format_float(value: Word, spec: Specification) raises Raised -> String:
    """A float, or an integer that is shown as one."""
    var kind = spec.type
    if kind != 0 and kind != 37 and kind != 110 and not (kind >= 101 and kind <= 103) and not (kind >= 69 and kind <= 71):
        raise _unknown(spec, value)
    var number = as_float(value)
    var negative = is_negative(number) and number == number
    var text = float_digits(-number if is_negative(number) else number, spec)
    if negative and spec.coerces_zero:
        var is_zero = True
        for i in range(text.byte_length()):
            var byte = text.as_string_slice()._byte(i)
            if byte == 101 or byte == 69 or byte == 37:
                break
            if byte != 48 and byte != 46:
                is_zero = False
        negative = not is_zero
    var end = 0
    while end < text.byte_length() and text.as_string_slice()._byte(end) >= 48 and text.as_string_slice()._byte(end) <= 57:
        end += 1
    var slice = text.as_string_slice()
    return numeric(sign_of(negative, spec), slice._slice(0, end), slice._slice(end, slice._length), spec, 3)


def float_digits(size: Float64, spec: Specification) raises Raised -> String:
    """A float that is not negative by type and precision."""
    var kind = spec.type
    var precision = spec.precision if spec.precision >= 0 else 6
    if precision > 0x7FFFFFFF:
        raise new_error(VALUE_ERROR, "precision too big")
    var upper = kind >= 69 and kind <= 71
    var text: String
    if size != size:
        return "NAN" if upper else ("nan%" if kind == 37 else "nan")
    if size - size != 0:
        return "INF" if upper else ("inf%" if kind == 37 else "inf")
    if kind == 102 or kind == 70:
        text = fixed_text(size, precision)
    elif kind == 101 or kind == 69:
        text = scientific_text(size, precision)
    elif kind == 103 or kind == 71 or kind == 110:
        text = general_text(size, precision, spec.alternate)
    elif kind == 37:
        text = _finite_fixed(size * 100, precision)
    elif spec.precision >= 0:
        text = general_text(size, precision, spec.alternate, force_point=True)
    else:
        text = float_repr(size)
    if upper:
        text = text.upper()
    if spec.alternate:
        text = _with_point(text)
    if kind == 37:
        text += "%"
    return text^


def _finite_fixed(size: Float64, precision: Int) -> String:
    if size - size != 0:
        return "inf"
    return fixed_text(size, precision)


def _with_point(text: StringSlice) -> String:
    """A point after the digits, if there is none."""
    var end = 0
    while end < text._length and text._byte(end) >= 48 and text._byte(end) <= 57:
        end += 1
    if end < text._length and text._byte(end) == 46:
        return String(text)
    return String(text._slice(0, end), ".", text._slice(end, text._length))


def sign_of(negative: Bool, spec: Specification) -> String:
    if negative:
        return "-"
    if spec.sign == 43:
        return "+"
    return " " if spec.sign == 32 else ""


def numeric(front: StringSlice, digits: StringSlice, rest: StringSlice, spec: Specification, group: Int) -> String:
    """Sign and prefix, digits in groups, the rest; padded."""
    if spec.grouping == 0 or digits._length == 0:
        return padded(front, String(digits, rest), spec)
    var count = digits._length
    if spec.align == 61 and spec.fill == 48:
        # zeros that fill up are grouped too
        var room = spec.width - front._length - rest._length
        while count + (count - 1) // group < room:
            count += 1
    var grouped = String(capacity=count * 4 // 3 + rest._length)
    for i in range(count):
        if i > 0 and (count - i) % group == 0:
            grouped.append_byte(UInt8(spec.grouping))
        var at = i - (count - digits._length)
        grouped.append_byte(48 if at < 0 else digits._byte(at))
    grouped.write_string(rest)
    return padded(front, grouped, spec)


def padded(front: StringSlice, text: StringSlice, spec: Specification) -> String:
    var missing = max(spec.width - front._length - utf8_count(text._data, text._length), 0)
    var before = 0
    var between = 0
    if spec.align == 62:
        before = missing
    elif spec.align == 94:
        before = missing // 2
    elif spec.align == 61:
        between = missing
    var result = String(capacity=front._length + text._length + missing)
    for _ in range(before):
        append_code(result, spec.fill)
    result.write_string(front)
    for _ in range(between):
        append_code(result, spec.fill)
    result.write_string(text)
    for _ in range(missing - before - between):
        append_code(result, spec.fill)
    return result^


# F-strings


def new_text() -> Word:
    """An empty text of its own, for the parts of an f-string."""
    return text_of(String())


def append_part(text: Word, part: Word):
    grow(text, part)


def append_value(text: Word, value: Word, conversion: Int, spec: Word) raises Raised:
    """Appends a value, converted (0 for not, else `s`, `r` or `a`) and formatted."""
    var converted = Object(sharing=value)
    if conversion != 0:
        converted = Object(owning=convert(value, conversion))
    if converted.word.is_(KIND_TEXT) and view(spec)._length == 0:
        grow(text, converted.word)
        return
    var shown = Object(owning=text_of(format_of(converted.word, view(spec))))
    grow(text, shown.word)


def convert(value: Word, conversion: Int) raises Raised -> Word:
    """`!s`, `!r`, `!a`."""
    if conversion == 115:
        return text_of(to_text(value))
    if conversion == 97:
        return text_of(to_ascii(value))
    return text_of(to_repr(value))


def to_ascii(value: Word) raises Raised -> String:
    """`ascii(value)`: as `repr`, but what is not ASCII is escaped."""
    var text = to_repr(value)
    var slice = text.as_string_slice()
    var result = String(capacity=slice._length)
    var offset = 0
    var size = 1
    while offset < slice._length:
        var code = code_at(slice, offset, size)
        offset += size
        if code < 128:
            result.append_byte(UInt8(code))
        else:
            append_escape(result, code)
    return result^


def append_escape(mut result: String, code: Int):
    r"""`\xe9`, `\u20ac`, `\U0001f600`."""
    var width = 2 if code < 0x100 else (4 if code < 0x10000 else 8)
    result.write_string("\\x" if width == 2 else ("\\u" if width == 4 else "\\U"))
    for i in range(width):
        var digit = code >> (4 * (width - 1 - i)) & 15
        result.append_byte(UInt8(digit + 48 if digit < 10 else digit + 87))


from .calls import call2
from .classes import class_of, find_in_class
from .integer_text import decimal_text
from .names import fixed_name
from .printing import to_repr
from .texts import grow, offset_of
from .complex_numbers import format_complex
from .word import KIND_COMPLEX
