"""`**`, `pow`, `divmod`, `round`, `~`, `+`, and division of floats with Python's signs."""

from ..format.fixed import ExactDecimal
from ..collections.string.numbers import atof
from ..math.floats import copysign, fmod
from .arguments import Arguments
from .cells import float_of, text_of
from .classes import class_of, find_in_class
from .conversions import whole_of_float
from .errors import OVERFLOW_ERROR, TYPE_ERROR, ZERO_DIVISION_ERROR, Raised, error_class, new_error, new_exception
from .handled import set_context
from .integer_operators import divmod_of_wholes, inverted, modular_power, negated, power_of_wholes, rounded_whole, size_of_whole
from .integers import as_float, both_whole, is_below_zero, is_number, is_whole
from .numbers import operate
from .names import fixed_name
from .printing import type_name
from .complex_numbers import Complex, complex_absolute, complex_negative, complex_of, power_by_angles
from .word import KIND_COMPLEX, counted
from .slices import clipped_index, index_word
from .streams import pair_of
from .word import KIND_FLOAT, KIND_INSTANCE, NONE, Object, Word, small


def power(a: Word, b: Word) raises Raised -> Word:
    """`a ** b`"""
    if both_whole(a, b) and not is_below_zero(b):
        return power_of_wholes(a, b)
    if is_number(a) and is_number(b):
        var base = as_float(a)
        var exponent = as_float(b)
        if base < 0 and base - base == 0 and exponent - exponent == 0 and exponent != exponent.floor():
            var result = power_by_angles(Complex(base, 0.0), Complex(exponent, 0.0))
            return complex_of(result.real, result.imaginary)
        return float_of(_float_power(base, exponent))
    return operate(a, b, "__pow__", "__rpow__", "** or pow()")


def _float_power(base: Float64, exponent: Float64) raises Raised -> Float64:
    if base == 0 and exponent < 0 and exponent - exponent == 0:
        raise new_error(ZERO_DIVISION_ERROR, "0.0 cannot be raised to a negative power")
    # As CPython, to the last bit
    var result = Float64(raw=__op.external["pow", __type.f64](base.value, exponent.value))
    if result - result != 0 and base - base == 0 and exponent - exponent == 0:
        raise numeric_overflow()
    return result


def numeric_overflow() raises Raised -> Raised:
    """What C's functions say of a result that is too large."""
    var args = List[Object]()
    args.append(Object(owning=small(34)))
    args.append(Object(owning=text_of("Numerical result out of range")))
    var exception = Object(owning=new_exception(error_class(OVERFLOW_ERROR), args^))
    set_context(exception.word)
    return Raised(exception^)


def power_modulo(a: Word, b: Word, c: Word) raises Raised -> Word:
    """`pow(a, b, c)`"""
    if c.bits == NONE:
        return power(a, b)
    if not both_whole(a, b) or not is_whole(c):
        if a.is_(KIND_INSTANCE):
            var method = find_in_class(class_of(a), fixed_name("__pow__"))
            if method.bits != 0:
                return call3(method, a, b, c)
        if is_number(a) and is_number(b) and is_number(c):
            raise new_error(TYPE_ERROR, "pow() 3rd argument not allowed unless all arguments are integers")
        raise new_error(
            TYPE_ERROR,
            String("unsupported operand type(s) for ** or pow(): '", type_name(a), "', '", type_name(b), "', '", type_name(c), "'"),
        )
    return modular_power(a, b, c)


# Division


def float_modulo(a: Float64, b: Float64) -> Float64:
    """With the sign of `b`."""
    var rest = fmod(a, b)
    if rest == 0:
        return copysign(Float64(0), b)
    return rest + b if (b < 0) != (rest < 0) else rest


def float_floor_divide(a: Float64, b: Float64) -> Float64:
    var rest = fmod(a, b)
    var quotient = (a - rest) / b
    if rest != 0 and (b < 0) != (rest < 0):
        quotient -= 1
    if quotient == 0:
        return copysign(Float64(0), a / b)
    var whole = quotient.floor()
    return whole + 1 if quotient - whole > 0.5 else whole


def divmod_of(a: Word, b: Word) raises Raised -> Word:
    """`divmod(a, b)`"""
    if not (is_number(a) and is_number(b)):
        return operate(a, b, "__divmod__", "__rdivmod__", "divmod()")
    if both_whole(a, b):
        return divmod_of_wholes(a, b)
    var dividend = as_float(a)
    var divisor = as_float(b)
    if divisor == 0:
        raise new_error(ZERO_DIVISION_ERROR, "float divmod()")
    return pair_of(float_of(float_floor_divide(dividend, divisor)), float_of(float_modulo(dividend, divisor)))


# Signs


def invert(a: Word) raises Raised -> Word:
    """`~a`"""
    if is_whole(a):
        return inverted(a)
    return _unary(a, "__invert__", "~")


def positive(a: Word) raises Raised -> Word:
    """`+a`"""
    if is_whole(a):
        return index_word(a)
    if a.is_(KIND_FLOAT):
        return float_of(as_float(a))
    return _unary(a, "__pos__", "+")


def negative_of(a: Word) raises Raised -> Word:
    """`-a` of what is no number."""
    return _unary(a, "__neg__", "-")


def _unary(a: Word, name: StaticString, sign: StaticString) raises Raised -> Word:
    if a.is_(KIND_COMPLEX) and sign != "~":
        return complex_negative(a) if sign == "-" else counted(a)
    if a.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(a), fixed_name(name))
        if method.bits != 0:
            return call1(method, a)
    raise new_error(TYPE_ERROR, String("bad operand type for unary ", sign, ": '", type_name(a), "'"))


def absolute(a: Word) raises Raised -> Word:
    """`abs(a)`"""
    if is_whole(a):
        return size_of_whole(a)
    if a.is_(KIND_FLOAT):
        return float_of(abs(as_float(a)))
    if a.is_(KIND_COMPLEX):
        return float_of(complex_absolute(a))
    if a.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(a), fixed_name("__abs__"))
        if method.bits != 0:
            return call1(method, a)
    raise new_error(TYPE_ERROR, String("bad operand type for abs(): '", type_name(a), "'"))


# Rounding


def round_of(args: Arguments) raises Raised -> Word:
    """`round(number, ndigits=None)`, half to even."""
    args.check_names("round", 1, 2, "number", "ndigits")
    var value = args.get(0, "number")
    var given = args.get(1, "ndigits")
    var whole = given.bits == 0 or given.bits == NONE
    if value.is_(KIND_FLOAT):
        var number = as_float(value)
        if whole:
            var floor = number.floor()
            if number - number == 0:
                var rest = number - floor
                if rest > 0.5 or (rest == 0.5 and fmod(floor, Float64(2)) != 0):
                    floor += 1
            return whole_of_float(floor)
        return float_of(round_float(number, clipped_index(given)))
    if is_whole(value):
        if whole:
            return index_word(value)
        var digits = Object(owning=index_word(given))
        if not is_below_zero(digits.word):
            return index_word(value)
        return rounded_whole(value, Object(owning=negated(digits.word)).word)
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__round__"))
        if method.bits != 0:
            return call1(method, value) if given.bits == 0 else call2(method, value, given)
    raise new_error(TYPE_ERROR, String("type ", type_name(value), " doesn't define __round__ method"))


def round_float(number: Float64, digits: Int) raises Raised -> Float64:
    """To a number of decimal digits after the point, from the exact value."""
    if number - number != 0 or number == 0 or digits > 323:
        return number
    if digits < -308:
        return number * 0
    var exact = ExactDecimal(abs(number))
    exact.round_to(exact.point() + digits)
    var size = 0.0
    if exact.digits.byte_length() > 0:
        try:
            size = atof(String(exact.digits, "e", exact.exponent))
        except:
            size = 0.0
    if size - size != 0:
        raise new_error(OVERFLOW_ERROR, "rounded value too large to represent")
    return copysign(size, number)


from .calls import call1, call2, call3
