"""`complex`: arithmetic, text, `complex(...)`."""

from ..math.exponential import exp
from ..math.floats import copysign
from ..math.inverse_trigonometric import atan2
from ..math.logarithm import log
from ..math.power import hypot, power as float_power
from ..math.trigonometric import cos, sin
from .arguments import Arguments
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, ZERO_DIVISION_ERROR, Raised, new_error
from .word import KIND_COMPLEX, KIND_INSTANCE, KIND_TEXT, Cell, Object, Word, counted, new_cell, small, word_of


struct ComplexCell:
    var cell: Cell
    var real: Float64
    var imaginary: Float64


@fieldwise_init
struct Complex(ImplicitlyCopyable, TrivialRegisterPassable):
    var real: Float64
    var imaginary: Float64


def complex_of(real: Float64, imaginary: Float64) -> Word:
    var cell = new_cell[ComplexCell](KIND_COMPLEX)
    ref made = __op.deref(cell)
    made.real = real
    made.imaginary = imaginary
    return word_of(cell)


def imaginary_of(imaginary: Word) raises Raised -> Word:
    """What `2j` is."""
    return complex_of(0.0, as_float(imaginary))


def complex_value(value: Word) raises Raised -> Complex:
    """Of any number."""
    if value.is_(KIND_COMPLEX):
        ref cell = __op.deref(value.at[ComplexCell]())
        return Complex(cell.real, cell.imaginary)
    return Complex(as_float(value), 0.0)


def _word(value: Complex) -> Word:
    return complex_of(value.real, value.imaginary)


def operate_on_complex(a: Word, b: Word, operation: Int) raises Raised -> Word:
    """By the numbers of `special_methods.mojo`; bits 0 for operations that complex numbers have not."""
    var x = complex_value(a)
    var y = complex_value(b)
    if operation == 0:
        return complex_of(x.real + y.real, x.imaginary + y.imaginary)
    if operation == 1:
        return complex_of(x.real - y.real, x.imaginary - y.imaginary)
    if operation == 2:
        return _word(_product(x, y))
    if operation == 3:
        return _word(_quotient(x, y))
    if operation == 7:
        return _word(_power(x, y))
    return Word(0)


def _product(x: Complex, y: Complex) -> Complex:
    return Complex(x.real * y.real - x.imaginary * y.imaginary, x.real * y.imaginary + x.imaginary * y.real)


def _quotient(x: Complex, y: Complex) raises Raised -> Complex:
    """Scaled by the greater part of the divisor (Smith)."""
    if y.real == 0 and y.imaginary == 0:
        raise new_error(ZERO_DIVISION_ERROR, "complex division by zero")
    if abs(y.real) >= abs(y.imaginary):
        var ratio = y.imaginary / y.real
        var divisor = y.real + y.imaginary * ratio
        return Complex((x.real + x.imaginary * ratio) / divisor, (x.imaginary - x.real * ratio) / divisor)
    var ratio = y.real / y.imaginary
    var divisor = y.real * ratio + y.imaginary
    return Complex((x.real * ratio + x.imaginary) / divisor, (x.imaginary * ratio - x.real) / divisor)


def _power(x: Complex, y: Complex) raises Raised -> Complex:
    if y.imaginary == 0 and y.real == y.real.floor() and abs(y.real) <= 100:
        var count = Int(y.real)
        var result = Complex(1.0, 0.0)
        var square = x
        var rest = abs(count)
        while rest > 0:
            if rest & 1 == 1:
                result = _product(result, square)
            square = _product(square, square)
            rest >>= 1
        if count < 0:
            if result.real == 0 and result.imaginary == 0:
                raise new_error(ZERO_DIVISION_ERROR, "0.0 to a negative or complex power")
            return _quotient(Complex(1.0, 0.0), result)
        return result
    return power_by_angles(x, y)


def power_by_angles(x: Complex, y: Complex) raises Raised -> Complex:
    if x.real == 0 and x.imaginary == 0:
        if y.imaginary != 0 or y.real < 0:
            raise new_error(ZERO_DIVISION_ERROR, "0.0 to a negative or complex power")
        return Complex(0.0, 0.0)
    var size = hypot(x.real, x.imaginary)
    var length = float_power(size, y.real)
    var angle = atan2(x.imaginary, x.real)
    var phase = angle * y.real
    if y.imaginary != 0:
        length *= exp(-angle * y.imaginary)
        phase += y.imaginary * log(size)
    return Complex(length * cos(phase), length * sin(phase))


def complex_absolute(value: Word) raises Raised -> Float64:
    var x = complex_value(value)
    var result = hypot(x.real, x.imaginary)
    if result - result != 0 and x.real - x.real == 0 and x.imaginary - x.imaginary == 0:
        raise new_error(OVERFLOW_ERROR, "absolute value too large")
    return result


def complex_negative(value: Word) raises Raised -> Word:
    var x = complex_value(value)
    return complex_of(-x.real, -x.imaginary)


def complex_conjugate(value: Word) raises Raised -> Word:
    var x = complex_value(value)
    return complex_of(x.real, -x.imaginary)


def equal_complex(a: Word, b: Word) raises Raised -> Bool:
    """Of two numbers, one of them complex."""
    if not is_number(a) or not is_number(b):
        return False
    var x = complex_value(a)
    var y = complex_value(b)
    return x.real == y.real and x.imaginary == y.imaginary


def hash_of_complex(value: Word) raises Raised -> Int:
    var x = complex_value(value)
    var hash = UInt64(hash_of_float(x.real, value)) + UInt64(1000003) * UInt64(hash_of_float(x.imaginary, value))
    return -2 if Int(hash) == -1 else Int(hash)


# Text


def complex_repr(value: Word) raises Raised -> String:
    var x = complex_value(value)
    if x.real == 0 and not is_negative(x.real):
        return String(_part(x.imaginary), "j")
    var sign = "" if is_negative(x.imaginary) and x.imaginary == x.imaginary else "+"
    return String("(", _part(x.real), sign, _part(x.imaginary), "j)")


def _part(value: Float64) -> String:
    """Without `.0`."""
    var text = float_repr(value)
    return String(text.as_string_slice()._slice(0, text.byte_length() - 2)) if text.endswith(".0") else text^


def format_complex(value: Word, text: StringSlice) raises Raised -> String:
    """Both parts by the specification, the whole padded."""
    var spec = Specification()
    parse_specification(text, value, spec, 62)
    if spec.fill == 48 or spec.align == 61:
        raise new_error(VALUE_ERROR, "Zero padding is not allowed in complex format specifier" if spec.fill == 48 else "'=' alignment flag is not allowed in complex format specifier")
    var x = complex_value(value)
    var width = spec.width
    spec.width = -1
    var is_plain = spec.type == 0
    var real = Object(owning=float_of(x.real))
    var imaginary = Object(owning=float_of(x.imaginary))
    var has_real = not is_plain or x.real != 0 or is_negative(x.real)
    var result = String("(" if is_plain and has_real else "")
    if has_real:
        result += _formatted(real.word, spec)
        spec.sign = 43
    result += _formatted(imaginary.word, spec)
    result += "j)" if is_plain and has_real else "j"
    spec.width = width
    return padded("", result, spec)


def _formatted(part: Word, spec: Specification) raises Raised -> String:
    if spec.type == 0 and spec.precision < 0:
        var text = _part(as_float(part))
        return String("" if text.startswith("-") or spec.sign != 43 else "+", text)
    return format_float(part, spec)


# Making


def to_complex(args: Arguments) raises Raised -> Word:
    """`complex(...)`"""
    args.check_names("complex", 0, 2, "real", "imag")
    var real = args.get(0, "real")
    var imaginary = args.get(1, "imag")
    if real.is_(KIND_TEXT):
        if imaginary.bits != 0:
            raise new_error(TYPE_ERROR, "complex() can't take second arg if first is a string")
        return _parsed(view(real))
    if imaginary.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "complex() second arg can't be a string")
    if real.bits == 0:
        real = small(0)
    if imaginary.bits == 0 and plain(real).is_(KIND_COMPLEX):
        return counted(plain(real))
    var x = _from(real, True)
    if imaginary.bits == 0:
        return _word(x)
    var y = _from(imaginary, False)
    if plain(imaginary).is_(KIND_COMPLEX):
        x.real -= y.imaginary
    return complex_of(x.real, x.imaginary + y.real if plain(real).is_(KIND_COMPLEX) else y.real)


def _from(value: Word, is_first: Bool) raises Raised -> Complex:
    if is_number(plain(value)):
        return complex_value(plain(value))
    if value.is_(KIND_INSTANCE):
        comptime names = ["__complex__", "__float__", "__index__"]
        comptime for i in range(3):
            comptime name = names[i]
            var method = find_in_class(class_of(value), fixed_name(name))
            if method.bits != 0:
                var result = Object(owning=call1(method, value))
                comptime if i == 0:
                    if not plain(result.word).is_(KIND_COMPLEX):
                        raise new_error(
                            TYPE_ERROR, String(type_name(value), ".__complex__() returned non-complex (type ", type_name(result.word), ")")
                        )
                if not is_number(result.word):
                    raise new_error(TYPE_ERROR, String(name, "() returned non-number (type ", type_name(result.word), ")"))
                return complex_value(result.word)
    raise new_error(
        TYPE_ERROR,
        String("complex() first argument must be a string or a number, not '", type_name(value), "'")
        if is_first else String("complex() second arg must be a number, not '", type_name(value), "'"),
    )


def _parsed(given: StringSlice) raises Raised -> Word:
    var text = given.strip()
    if text._length > 1 and text._byte(0) == 40 and text._byte(text._length - 1) == 41:
        text = text._slice(1, text._length - 1).strip()
    var end = text._length
    if end > 0 and (text._byte(end - 1) | 32) == 106:
        var split = end - 2
        while split > 0 and not (_is_sign(text, split) and (text._byte(split - 1) | 32) != 101):
            split -= 1
        split = max(split, 0)
        var imaginary = text._slice(split, end - 1)
        var real = Float64(0)
        var size = Float64(1)
        var has_sign = imaginary._length == 1 and _is_sign(imaginary, 0)
        var is_right = imaginary._length == 0 or has_sign or parse_float(imaginary, size)
        if has_sign and imaginary._byte(0) == 45:
            size = -1
        if is_right and (split == 0 or parse_float(text._slice(0, split), real)):
            return complex_of(real, size)
    else:
        var real = Float64(0)
        if parse_float(text, real):
            return complex_of(real, 0.0)
    raise new_error(VALUE_ERROR, "complex() arg is a malformed string")


def _is_sign(text: StringSlice, at: Int) -> Bool:
    return text._byte(at) == 43 or text._byte(at) == 45


from .calls import call1
from .cells import float_of
from .classes import class_of, find_in_class
from .extended import plain
from .float_text import float_repr, is_negative, parse_float
from .formatting import Specification, format_float, padded, parse_specification
from .hashing import hash_of_float
from .names import fixed_name
from .printing import type_name
from .special_methods import is_number
from .texts import view
from .integers import as_float
