"""Operators of whole numbers of any size; what does not overflow 63 bits is done before it comes here (`numbers.mojo`)."""

from pyruntime.big_integer import BigInteger
from pyruntime.big_integer_division import divide_floor
from .errors import VALUE_ERROR, ZERO_DIVISION_ERROR, Raised, new_error
from .integers import as_integer, big, both_short, integer_of, integer_word, is_below_zero, is_short, large_in, raised_from
from .streams import pair_of
from .word import Word, small


def sum_of_wholes(a: Word, b: Word) -> Word:
    if both_short(a, b):
        return integer_of(as_integer(a) + as_integer(b))
    if a.is_cell() and b.is_cell():
        return integer_word(large_in(a) + large_in(b))
    return integer_word(big(a) + big(b))


def difference_of_wholes(a: Word, b: Word) -> Word:
    if both_short(a, b):
        return integer_of(as_integer(a) - as_integer(b))
    if a.is_cell() and b.is_cell():
        return integer_word(large_in(a) - large_in(b))
    return integer_word(big(a) - big(b))


def product_of_wholes(a: Word, b: Word) -> Word:
    if a.is_cell() and b.is_cell():
        return integer_word(large_in(a) * large_in(b))
    return integer_word(big(a) * big(b))


def negated(a: Word) -> Word:
    return integer_of(-as_integer(a)) if is_short(a) else integer_word(-large_in(a))


def inverted(a: Word) -> Word:
    """`~a`"""
    return small(~as_integer(a)) if is_short(a) else integer_word(~large_in(a))


def size_of_whole(a: Word) -> Word:
    """`abs(a)`"""
    return integer_of(abs(as_integer(a))) if is_short(a) else integer_word(abs(large_in(a)))


# Division

comptime _exact = 1 << 53
"""Up to here all whole numbers are floats."""


def is_zero(a: Word) -> Bool:
    return is_short(a) and as_integer(a) == 0


def quotient_of_wholes(a: Word, b: Word) raises Raised -> Float64:
    """`a / b`, rounded once."""
    if is_zero(b):
        raise new_error(ZERO_DIVISION_ERROR, "division by zero")
    if both_short(a, b):
        var x = as_integer(a)
        var y = as_integer(b)
        if abs(x) <= _exact and abs(y) <= _exact:
            return Float64(x) / Float64(y)
    try:
        return big(a) / big(b)
    except error:
        raise raised_from(error)


def floor_quotient_of_wholes(a: Word, b: Word) raises Raised -> Word:
    """`a // b`"""
    if is_zero(b):
        raise new_error(ZERO_DIVISION_ERROR, "integer division or modulo by zero")
    if both_short(a, b):
        return integer_of(as_integer(a) // as_integer(b))
    try:
        return integer_word(big(a) // big(b))
    except error:
        raise raised_from(error)


def remainder_of_wholes(a: Word, b: Word) raises Raised -> Word:
    """`a % b`"""
    if is_zero(b):
        raise new_error(ZERO_DIVISION_ERROR, "integer modulo by zero")
    if both_short(a, b):
        return small(as_integer(a) % as_integer(b))
    try:
        return integer_word(big(a) % big(b))
    except error:
        raise raised_from(error)


def divmod_of_wholes(a: Word, b: Word) raises Raised -> Word:
    """A tuple."""
    var quotient = BigInteger()
    var remainder = BigInteger()
    try:
        divide_floor(big(a), big(b), quotient, remainder)
    except error:
        raise raised_from(error)
    return pair_of(integer_word(quotient), integer_word(remainder))


# Bits


def bits_of_wholes(a: Word, b: Word, which: Int) -> Word:
    """0: `&`, 1: `|`, 2: `^`."""
    if both_short(a, b):
        var x = as_integer(a)
        var y = as_integer(b)
        return small(x & y if which == 0 else (x | y if which == 1 else x ^ y))
    if a.is_cell() and b.is_cell():
        return integer_word(_bits(large_in(a), large_in(b), which))
    return integer_word(_bits(big(a), big(b), which))


@always_inline
def _bits(a: BigInteger, b: BigInteger, which: Int) -> BigInteger:
    return a & b if which == 0 else (a | b if which == 1 else a ^ b)


def shifted_left(a: Word, b: Word) raises Raised -> Word:
    """`a << b`"""
    if is_below_zero(b):
        raise new_error(VALUE_ERROR, "negative shift count")
    if both_short(a, b):
        var value = as_integer(a)
        var count = as_integer(b)
        if value == 0:
            return small(0)
        if count < 62 and (value << count) >> count == value:
            return integer_of(value << count)
    try:
        return integer_word(big(a) << big(b))
    except error:
        raise raised_from(error)


def shifted_right(a: Word, b: Word) raises Raised -> Word:
    """`a >> b`"""
    if is_below_zero(b):
        raise new_error(VALUE_ERROR, "negative shift count")
    var count = as_integer(b)
    if is_short(a):
        return small(as_integer(a) >> min(count, 63))
    return integer_word(large_in(a) >> count)


# Powers


def power_of_wholes(a: Word, b: Word) raises Raised -> Word:
    """`a ** b` for `b >= 0`."""
    if both_short(a, b):
        var found = _short_power(as_integer(a), as_integer(b))
        if found.bits != 0:
            return found
    try:
        return integer_word(big(a) ** big(b))
    except error:
        raise raised_from(error)


def _short_power(base: Int, exponent: Int) -> Word:
    """Bits 0 if it does not fit."""
    var result = 1
    var square = base
    var rest = exponent
    while True:
        if rest & 1 == 1:
            var product = __op.mul_overflow(result.value, square.value)
            if Bool(__op.tuple_field[1](product)):
                return Word(0)
            result = Int(raw=__op.tuple_field[0](product))
        rest >>= 1
        if rest == 0:
            return integer_of(result)
        var product = __op.mul_overflow(square.value, square.value)
        if Bool(__op.tuple_field[1](product)):
            return Word(0)
        square = Int(raw=__op.tuple_field[0](product))


def modular_power(a: Word, b: Word, modulus: Word) raises Raised -> Word:
    """`pow(a, b, modulus)`"""
    if is_zero(modulus):
        raise new_error(VALUE_ERROR, "pow() 3rd argument cannot be 0")
    if both_short(a, b) and is_short(modulus) and not is_below_zero(b):
        return integer_of(_short_modular_power(as_integer(a), as_integer(b), as_integer(modulus)))
    try:
        return integer_word(big(a).pow(big(b), big(modulus)))
    except error:
        raise raised_from(error)


def _short_modular_power(a: Int, b: Int, modulus: Int) -> Int:
    var size = abs(modulus)
    var base = a % size
    var exponent = b
    var result = 1 % size
    while exponent > 0:
        if exponent & 1 == 1:
            result = _product(result, base, size)
        base = _product(base, base, size)
        exponent >>= 1
    return result + modulus if modulus < 0 and result > 0 else result


def _product(a: Int, b: Int, modulus: Int) -> Int:
    """`a * b % modulus`; all of them fit into 63 bits, the product into 126."""
    if a < 0x7FFFFFFF and b < 0x7FFFFFFF:
        return a * b % modulus
    comptime wide = DType.uint128
    var product = UInt64(a).cast[wide]() * UInt64(b).cast[wide]()
    return Int((product % UInt64(modulus).cast[wide]()).cast[DType.uint64]())


# Rounding


def rounded_whole(number: Word, places: Word) raises Raised -> Word:
    """`round(number, -places)`, half to even, for `places > 0`."""
    var size = big(number)
    if as_integer(places) > size.bit_length():
        return small(0)
    var unit: BigInteger
    try:
        unit = BigInteger(10) ** big(places)
    except error:
        raise raised_from(error)
    var quotient = BigInteger()
    var rest = BigInteger()
    try:
        divide_floor(size, unit, quotient, rest)
    except error:
        raise raised_from(error)
    var twice = rest + rest
    var order = twice.compare(unit)
    if order > 0 or (order == 0 and quotient.digits()[0] & 1 == 1):
        quotient = quotient + BigInteger(1)
    return integer_word(quotient * unit)
