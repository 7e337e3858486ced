"""`**`, `pow`, `divmod`, `round`, `~`, `+`, and division of floats with Python's signs."""

from ..format.fixed import ExactDecimal
from ..collections.string.numbers import atof
from ..math.floats import copysign, fmod
from ..math.power import power as float_power
from .arguments import Arguments, as_index
from .cells import float_of, list_of, text_of
from .classes import class_of, find_in_class
from .conversions import whole_of_float
from .errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, ZERO_DIVISION_ERROR, Raised, error_class, new_error, new_exception
from .handled import set_context
from .float_text import is_negative
from .integers import integer_of, large_multiply, large_power
from .numbers import as_float, as_integer, both_whole, dispatch, floor_divide, is_whole, modulo, operate
from .names import fixed_name
from .printing import type_name
from .word import KIND_FLOAT, KIND_INSTANCE, KIND_TUPLE, NONE, Object, Word, give, small


def _is_number(a: Word) -> Bool:
    return is_whole(a) or a.is_(KIND_FLOAT)


def power(a: Word, b: Word) raises Raised -> Word:
    """`a ** b`"""
    if both_whole(a, b):
        var exponent = as_integer(b)
        if exponent >= 0:
            return _integer_power(as_integer(a), exponent)
    if _is_number(a) and _is_number(b):
        return float_of(_float_power(as_float(a), as_float(b)))
    return operate(a, b, "__pow__", "__rpow__", "** or pow()")


def _integer_power(base: Int, exponent: Int) raises Raised -> Word:
    var result = 1
    var square = base
    var rest = exponent
    while True:
        if rest & 1 == 1:
            var product = __op.mul_overflow(result.value, square.value)
            if Bool(__op.tuple_field[1](product)):
                return large_power(base, exponent)
            result = Int(raw=__op.tuple_field[0](product))
        rest >>= 1
        if rest == 0:
            return integer_of(result)
        var product = __op.mul_overflow(square.value, square.value)
        if Bool(__op.tuple_field[1](product)):
            return large_power(base, exponent)
        square = Int(raw=__op.tuple_field[0](product))


def _float_power(base: Float64, exponent: Float64) raises Raised -> Float64:
    if base == 0 and exponent < 0:
        raise new_error(ZERO_DIVISION_ERROR, "0.0 cannot be raised to a negative power")
    if base < 0 and base - base == 0 and exponent - exponent == 0 and exponent != exponent.floor():
        raise new_error(VALUE_ERROR, "complex numbers are not there yet")
    var result = float_power(base, exponent)
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
        if _is_number(a) and _is_number(b) and _is_number(c):
            raise new_error(TYPE_ERROR, "pow() 3rd argument not allowed unless all arguments are integers")
        raise new_error(
            TYPE_ERROR,
            String("unsupported operand type(s) for ** or pow(): '", type_name(a), "', '", type_name(b), "', '", type_name(c), "'"),
        )
    var modulus = as_integer(c)
    if modulus == 0:
        raise new_error(VALUE_ERROR, "pow() 3rd argument cannot be 0")
    var size = abs(modulus)
    var base = as_integer(a) % size
    var exponent = as_integer(b)
    if exponent < 0:
        base = _inverse(base, size)
        exponent = -exponent
    var result = 1 % size
    while exponent > 0:
        if exponent & 1 == 1:
            result = _product(result, base, size)
        base = _product(base, base, size)
        exponent >>= 1
    if modulus < 0 and result > 0:
        result += modulus
    return integer_of(result)


def _product(a: Int, b: Int, modulus: Int) -> Int:
    """`a * b % modulus`; all of them fit into 63 bits, the product into 126."""
    if a < 0x7FFFFFFF and b < 0x7FFFFFFF:
        return a * b % modulus
    comptime wide = DType.uint128
    var product = UInt64(a).cast[wide]() * UInt64(b).cast[wide]()
    return Int((product % UInt64(modulus).cast[wide]()).cast[DType.uint64]())


def _inverse(value: Int, modulus: Int) raises Raised -> Int:
    var a = value
    var b = modulus
    var x = 1
    var y = 0
    while b != 0:
        var quotient = a // b
        var rest = a - quotient * b
        a = b
        b = rest
        var next = x - quotient * y
        x = y
        y = next
    if a != 1:
        raise new_error(VALUE_ERROR, "base is not invertible for the given modulus")
    return x % modulus


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
    if not (_is_number(a) and _is_number(b)):
        return operate(a, b, "__divmod__", "__rdivmod__", "divmod()")
    if both_whole(a, b):
        if as_integer(b) == 0:
            raise new_error(ZERO_DIVISION_ERROR, "integer division or modulo by zero")
    elif as_float(b) == 0:
        raise new_error(ZERO_DIVISION_ERROR, "float divmod()")
    var items = List[Object](capacity=2)
    items.append(Object(owning=floor_divide(a, b)))
    items.append(Object(owning=modulo(a, b)))
    return list_of(items^, KIND_TUPLE)


# Signs


def invert(a: Word) raises Raised -> Word:
    """`~a`"""
    if is_whole(a):
        return small(~as_integer(a))
    return _unary(a, "__invert__", "~")


def positive(a: Word) raises Raised -> Word:
    """`+a`"""
    if is_whole(a):
        return small(as_integer(a))
    if a.is_(KIND_FLOAT):
        return float_of(as_float(a))
    return _unary(a, "__pos__", "+")


def negative_of(a: Word) raises Raised -> Word:
    """`-a` of what is no number."""
    return _unary(a, "__neg__", "-")


def _unary(a: Word, name: StaticString, sign: StaticString) raises Raised -> Word:
    if a.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(a), fixed_name(name))
        if method.bits != 0:
            return call1(method, a)
    raise new_error(TYPE_ERROR, String("bad operand type for unary ", sign, ": '", type_name(a), "'"))


def absolute(a: Word) raises Raised -> Word:
    """`abs(a)`"""
    if is_whole(a):
        return integer_of(abs(as_integer(a)))
    if a.is_(KIND_FLOAT):
        return float_of(abs(as_float(a)))
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
        return float_of(round_float(number, as_index(given)))
    if is_whole(value):
        var number = as_integer(value)
        if whole or as_index(given) >= 0:
            return small(number)
        return _round_integer(number, -as_index(given))
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__round__"))
        if method.bits != 0:
            return call1(method, value) if given.bits == 0 else call2(method, value, given)
    raise new_error(TYPE_ERROR, String("type ", type_name(value), " doesn't define __round__ method"))


def _round_integer(number: Int, places: Int) raises Raised -> Word:
    if places > 19:
        return small(0)
    var unit = 1
    for i in range(places):
        if i == 18:
            return small(0)
        unit *= 10
    var rest = number % unit
    var down = number - rest
    if rest > unit - rest or (rest == unit - rest and (down // unit) & 1 == 1):
        return integer_of(down + unit)
    return integer_of(down)


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
