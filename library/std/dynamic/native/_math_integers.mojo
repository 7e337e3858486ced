"""Functions of `math` on integers of any size."""

from ..arguments import Arguments, as_index
from ..cells import FloatCell
from ..conversions import as_real
from ..errors import OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..natives import define, define1
from ..integers import as_integer, is_whole
from ..numbers import add, floor_divide, less, modulo, multiply, shift_left, shift_right, subtract
from ..powers import absolute
from ..printing import type_name
from ..word import KIND_FLOAT, KIND_INSTANCE, Object, Word, counted, give, small


def define_integers(module: Word):
    define1(module, "factorial", _factorial)
    define1(module, "isqrt", _isqrt)
    define(module, "comb", _comb)
    define(module, "perm", _perm)
    define(module, "gcd", _gcd)
    define(module, "lcm", _lcm)


def whole(value: Word) raises Raised -> Object:
    """An argument that must be an integer."""
    if value.is_integer() or value.is_cell() and is_whole(value):
        return Object(sharing=value)
    if is_whole(value):
        return Object(owning=small(as_integer(value)))
    if value.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(value), fixed_name("__index__"))
        if method.bits != 0:
            return Object(owning=call1(method, value))
    raise new_error(TYPE_ERROR, String("'", type_name(value), "' object cannot be interpreted as an integer"))


def _factorial(function: Word, value: Word) raises Raised -> Word:
    var count = whole(value)
    if less(count.word, small(0)):
        raise new_error(VALUE_ERROR, "factorial() not defined for negative values")
    if not count.word.is_integer() or count.word.integer() > 0x7FFFFFFF:
        raise new_error(OVERFLOW_ERROR, "factorial() argument should not exceed 9223372036854775807")
    return _product(2, count.word.integer())


def _product(first: Int, last: Int) raises Raised -> Word:
    """Of all integers from the first to the last; halves of like size are multiplied."""
    if last - first < 8:
        var result = Object(owning=small(1))
        for factor in range(first, last + 1):
            result = Object(owning=multiply(result.word, small(factor)))
        return give(result^)
    var middle = (first + last) // 2
    var low = Object(owning=_product(first, middle))
    var high = Object(owning=_product(middle + 1, last))
    return multiply(low.word, high.word)


def _isqrt(function: Word, value: Word) raises Raised -> Word:
    var n = whole(value)
    if less(n.word, small(0)):
        raise new_error(VALUE_ERROR, "isqrt() argument must be nonnegative")
    if n.word.is_integer() and n.word.integer() < (1 << 52):
        return small(Int(Float64(raw=__op.external["sqrt", __type.f64](Float64(n.word.integer()).value))))
    # Newton's steps from above.
    var bits = 0
    var rest = n
    while rest.word != small(0):
        rest = Object(owning=shift_right(rest.word, small(1)))
        bits += 1
    var root = Object(owning=shift_left(small(1), small((bits + 1) // 2)))
    while True:
        var quotient = Object(owning=floor_divide(n.word, root.word))
        var sum = Object(owning=add(root.word, quotient.word))
        var next = Object(owning=shift_right(sum.word, small(1)))
        if not less(next.word, root.word):
            return give(root^)
        root = next


def _checked(value: Word, what: StaticString) raises Raised -> Object:
    var count = whole(value)
    if less(count.word, small(0)):
        raise new_error(VALUE_ERROR, String(what, " must be a non-negative integer"))
    return count


def _comb(args: Arguments) raises Raised -> Word:
    args.check_count("comb", 2, 2)
    var n = _checked(args[0], "n")
    var k = _checked(args[1], "k")
    var other = Object(owning=subtract(n.word, k.word))
    if less(other.word, small(0)):
        return small(0)
    if less(other.word, k.word):
        k = other
    if not k.word.is_integer():
        raise new_error(OVERFLOW_ERROR, "min(n - k, k) must not exceed 9223372036854775807")
    var result = Object(owning=small(1))
    for i in range(k.word.integer()):
        var factor = Object(owning=subtract(n.word, small(i)))
        var product = Object(owning=multiply(result.word, factor.word))
        result = Object(owning=floor_divide(product.word, small(i + 1)))
    return give(result^)


def _perm(args: Arguments) raises Raised -> Word:
    args.check_count("perm", 1, 2)
    if args.count == 1 or args[1].bits == NONE:
        return _factorial(args[0], args[0])
    var n = _checked(args[0], "n")
    var k = _checked(args[1], "k")
    if less(n.word, k.word):
        return small(0)
    if not k.word.is_integer():
        raise new_error(OVERFLOW_ERROR, "k must not exceed 9223372036854775807")
    var result = Object(owning=small(1))
    for i in range(k.word.integer()):
        var factor = Object(owning=subtract(n.word, small(i)))
        result = Object(owning=multiply(result.word, factor.word))
    return give(result^)


def _common(a: Word, b: Word) raises Raised -> Word:
    """Their greatest common divisor."""
    var x = Object(owning=absolute(a))
    var y = Object(owning=absolute(b))
    while y.word != small(0):
        if x.word.is_integer() and y.word.is_integer():
            return small(_common_small(x.word.integer(), y.word.integer()))
        var rest = Object(owning=modulo(x.word, y.word))
        x = y
        y = rest
    return give(x^)


def _common_small(a: Int, b: Int) -> Int:
    var x = a
    var y = b
    while y != 0:
        var rest = x % y
        x = y
        y = rest
    return x


def _gcd(args: Arguments) raises Raised -> Word:
    var result = Object(owning=small(0))
    for i in range(args.count):
        var value = whole(args[i])
        result = Object(owning=_common(result.word, value.word))
    return give(result^)


def _lcm(args: Arguments) raises Raised -> Word:
    var result = Object(owning=small(1))
    for i in range(args.count):
        var value = whole(args[i])
        var divisor = Object(owning=_common(result.word, value.word))
        if divisor.word == small(0):
            return small(0)
        var quotient = Object(owning=floor_divide(result.word, divisor.word))
        var product = Object(owning=multiply(quotient.word, value.word))
        result = Object(owning=absolute(product.word))
    return give(result^)


from ..calls import call1
from ..classes import class_of, find_in_class
from ..names import fixed_name
from ..word import NONE
