"""Format specifications, the mini-language of Python's `format`: `[[fill]align][sign][z][#][0][width][,|_][.precision][type]`.

In: a value and the text after the colon of `f"{x:>8.3f}"`. Out: the formatted text.
Errors in a specification end the program here (`format_value`) and raise in `String.format`.
"""
from builtin.failure import abort
from format.fixed import fixed_text, general_text, scientific_text
from format.integer_text import digits_before
from format.write import write_any


struct FormatSpec(ImplicitlyCopyable):
    """A specification taken apart."""

    var fill: String
    var align: UInt8
    """One of `<`, `>`, `^`, `=`, or 0."""
    var sign: UInt8
    """One of `+`, `-`, space."""
    var alternate: Bool
    var width: Int
    var grouping: UInt8
    """`,`, `_` or 0."""
    var precision: Int
    """-1: not given."""
    var type: UInt8
    """The letter at the end, or 0."""

    def __init__(out self, text: StringSlice) raises:
        self.fill = " "
        self.align = 0
        self.sign = 45
        self.alternate = False
        self.width = 0
        self.grouping = 0
        self.precision = -1
        self.type = 0
        var i = 0
        if text._length > 0:
            var first = text[byte=0]._length
            if first < text._length and _is_align(text._byte(first)):
                self.fill = String(text._slice(0, first))
                self.align = text._byte(first)
                i = first + 1
            elif _is_align(text._byte(0)):
                self.align = text._byte(0)
                i = 1
        if i < text._length and (text._byte(i) == 43 or text._byte(i) == 45 or text._byte(i) == 32):
            self.sign = text._byte(i)
            i += 1
        if i < text._length and text._byte(i) == 35:
            self.alternate = True
            i += 1
        if i < text._length and text._byte(i) == 48:
            if self.align == 0:
                self.fill = "0"
                self.align = 61
            i += 1
        while i < text._length and text._byte(i) >= 48 and text._byte(i) <= 57:
            self.width = self.width * 10 + Int(text._byte(i)) - 48
            i += 1
        if i < text._length and (text._byte(i) == 44 or text._byte(i) == 95):
            self.grouping = text._byte(i)
            i += 1
        if i < text._length and text._byte(i) == 46:
            i += 1
            if i == text._length or text._byte(i) < 48 or text._byte(i) > 57:
                raise Error("Format specifier missing precision")
            self.precision = 0
            while i < text._length and text._byte(i) >= 48 and text._byte(i) <= 57:
                self.precision = self.precision * 10 + Int(text._byte(i)) - 48
                i += 1
        if i < text._length:
            self.type = text._byte(i)
            i += 1
        if i != text._length:
            raise Error("Invalid format specifier: ", text.__repr__())


def _is_align(byte: UInt8) -> Bool:
    return byte == 60 or byte == 62 or byte == 94 or byte == 61


def format_value[T: AnyType](value: T, spec: StringSlice) -> String:
    """For f-strings: the value by its specification."""
    try:
        return format_by_spec(value, spec)
    except error:
        abort(error)


def format_by_spec[T: AnyType](value: T, spec: StringSlice) raises -> String:
    """The value by its specification; a type with an own `__format__(self, spec: String) -> String` decides itself."""
    comptime if __op.has_member[T, "__format__"]():
        return value.__format__(String(spec))
    else:
        var parsed = FormatSpec(spec)
        comptime if __op.has_member[T, "_format_number"]():
            return value._format_number(parsed)
        else:
            return format_number_or_text(value, parsed)


def format_number_or_text(value: Int, spec: FormatSpec) raises -> String:
    var size = UInt64(value)
    return format_integer(0 - size if value < 0 else size, value < 0, spec)


def format_number_or_text(value: UInt, spec: FormatSpec) raises -> String:
    return format_integer(UInt64(value), False, spec)


def format_number_or_text(value: Bool, spec: FormatSpec) raises -> String:
    if spec.type == 115:
        return format_text(String(value), spec)
    return format_integer(UInt64(Int(value)), False, spec)


def format_number_or_text[dtype: DType](value: Scalar[dtype], spec: FormatSpec) raises -> String:
    comptime if dtype == DType.bool:
        return format_number_or_text(Bool(value), spec)
    elif dtype.is_floating_point():
        comptime if dtype == DType.float64:
            return format_float(value.cast[DType.float64](), spec)
        else:
            if spec.type == 0 and spec.precision < 0:
                return format_float_text(String(value), spec)
            return format_float(value.cast[DType.float64](), spec)
    elif dtype.is_signed():
        var wide = value.cast[DType.int64]()
        var size = wide.cast[DType.uint64]()
        return format_integer(0 - size if wide < 0 else size, wide < 0, spec)
    else:
        return format_integer(value.cast[DType.uint64](), False, spec)


def format_number_or_text[T: AnyType](value: T, spec: FormatSpec) raises -> String:
    var result = String()
    write_any(result, value)
    return format_text(result, spec)


def format_text(text: StringSlice, spec: FormatSpec) raises -> String:
    if spec.type != 0 and spec.type != 115:
        raise Error("Unknown format code '", Codepoint(spec.type), "' for a text")
    if spec.align == 61 and spec.fill != "0":
        raise Error("'=' alignment not allowed in string format specifier")
    var shown = text
    if spec.precision >= 0:
        shown = text[codepoint = Slice(0, spec.precision)]
    return _pad("", shown, spec, 60)


def format_integer(size: UInt64, negative: Bool, spec: FormatSpec) raises -> String:
    var kind = spec.type
    if kind == 101 or kind == 69 or kind == 102 or kind == 70 or kind == 103 or kind == 71 or kind == 37:
        var number = size.cast[DType.float64]()
        return format_float(-number if negative else number, spec)
    if spec.precision >= 0:
        raise Error("Precision not allowed in integer format specifier")
    if kind == 99:
        return _pad("", chr(Int(size)), spec, 60)
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
    elif kind != 0 and kind != 100 and kind != 110:
        raise Error("Unknown format code '", Codepoint(kind), "' for an integer")
    var buffer = __op.stack_allocate[UInt8](Int(64).value)
    var end = __op.offset(buffer, Int(64).value)
    var count = digits_before(end, size, base, kind == 88)
    var digits = String(StaticString(unsafe_data=__op.offset(end, Int(-count).value), length=count))
    var front = String(_sign(negative, spec))
    if spec.alternate:
        front += prefix
    return _numeric(front, digits, "", spec, 3 if base == 10 else 4)


def format_float(value: Float64, spec: FormatSpec) raises -> String:
    var kind = spec.type
    var negative = UInt64(raw=__op.bitcast[__type.u64](value.value)) >> 63 == 1
    var size = -value if negative else value
    var text: String
    if size != size:
        text = "nan"
        negative = False
    elif size == Float64(raw=__op.bitcast[__type.f64](UInt64(0x7FF0000000000000).value)):
        text = "inf"
    elif kind == 102 or kind == 70:
        text = fixed_text(size, spec.precision if spec.precision >= 0 else 6)
    elif kind == 101 or kind == 69:
        text = scientific_text(size, spec.precision if spec.precision >= 0 else 6)
    elif kind == 103 or kind == 71 or kind == 110:
        text = general_text(size, spec.precision if spec.precision >= 0 else 6, spec.alternate)
    elif kind == 37:
        text = fixed_text(size * 100, spec.precision if spec.precision >= 0 else 6) + "%"
    elif kind == 0:
        if spec.precision >= 0:
            text = general_text(size, spec.precision, spec.alternate, force_point=True)
        else:
            text = String(size)
    else:
        raise Error("Unknown format code '", Codepoint(kind), "' for a float")
    if kind == 69 or kind == 70 or kind == 71:
        text = text.upper()
    return _place_float(text, negative, spec)


def format_float_text(text: String, spec: FormatSpec) raises -> String:
    """A float that is text already."""
    var negative = text.startswith("-")
    return _place_float(text[1:] if negative else text, negative, spec)


def _place_float(text: String, negative: Bool, spec: FormatSpec) -> String:
    var end = 0
    while end < text.byte_length() and text.as_string_slice()._byte(end) >= 48 and text.as_string_slice()._byte(end) <= 57:
        end += 1
    var front = String(_sign(negative, spec))
    return _numeric(front, text[:end], text[end:], spec, 3)


def _sign(negative: Bool, spec: FormatSpec) -> StaticString:
    if negative:
        return "-"
    if spec.sign == 43:
        return "+"
    return " " if spec.sign == 32 else ""


def _numeric(front: String, digits: String, rest: String, spec: FormatSpec, group: Int) -> String:
    """Sign and prefix, digits in groups, the rest; padded."""
    if spec.grouping == 0:
        return _pad(front, digits + rest, spec, 62)
    var separator = StaticString(",") if spec.grouping == 44 else StaticString("_")
    var shown = digits
    if spec.align == 61 and spec.fill == "0":
        # zeros that fill up are grouped too
        while front.byte_length() + _grouped_length(shown.byte_length(), group) + rest.byte_length() < spec.width:
            shown = "0" + shown
    var grouped = String()
    var count = shown.byte_length()
    for i in range(count):
        if i > 0 and (count - i) % group == 0:
            grouped += separator
        grouped.append_byte(shown.as_string_slice()._byte(i))
    return _pad(front, grouped + rest, spec, 62)


def _grouped_length(digits: Int, group: Int) -> Int:
    return digits + (digits - 1) // group


def _pad(front: StringSlice, text: StringSlice, spec: FormatSpec, default_align: UInt8) -> String:
    var missing = max(spec.width - front.count_codepoints() - text.count_codepoints(), 0)
    var align = spec.align if spec.align != 0 else default_align
    var before = 0
    var between = 0
    if align == 62:
        before = missing
    elif align == 94:
        before = missing // 2
    elif align == 61:
        between = missing
    var result = String()
    _fill(result, spec.fill, before)
    result.write_string(front)
    _fill(result, spec.fill, between)
    result.write_string(text)
    _fill(result, spec.fill, missing - before - between)
    return result^


def _fill(mut text: String, fill: String, count: Int):
    for _ in range(count):
        text.write_string(fill)
