"""The numeric functions of the prelude: `abs`, `min`, `max`, `pow`, `round`, `divmod`, `any`, `all`.

The rest of mathematics is in the package `math`.
"""

from .number_traits import Absable, DivModable, Powable, Roundable
from .range import _SequentialRange, _StridedRange, _ZeroStartingRange


@always_inline
def abs[T: Absable](value: T) -> T:
    """Distance from zero.

    Args:
        value: Anything with `__abs__`.
    """
    return value.__abs__()


@always_inline
def abs(value: IntLiteral) -> IntLiteral:
    """Distance from zero.

    Args:
        value: A literal.
    """
    return value.__abs__()


@always_inline
def abs(value: FloatLiteral) -> FloatLiteral:
    """Distance from zero.

    Args:
        value: A literal.
    """
    return value.__abs__()


# Least and greatest


@always_inline
def min(x: Int, y: Int) -> Int:
    """The lesser of two."""
    return Int(raw=__op.min(x.value, y.value))


@always_inline
def max(x: Int, y: Int) -> Int:
    """The greater of two."""
    return Int(raw=__op.max(x.value, y.value))


@always_inline
def min(x: IntLiteral, y: IntLiteral) -> IntLiteral:
    """The lesser of two."""
    if x < y:
        return x
    return y


@always_inline
def max(x: IntLiteral, y: IntLiteral) -> IntLiteral:
    """The greater of two."""
    if x > y:
        return x
    return y


@always_inline
def min(x: FloatLiteral, y: FloatLiteral) -> FloatLiteral:
    """The lesser of two."""
    if x < y:
        return x
    return y


@always_inline
def max(x: FloatLiteral, y: FloatLiteral) -> FloatLiteral:
    """The greater of two."""
    if x > y:
        return x
    return y


@always_inline
def min[dtype: DType, size: Int, //](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """The lesser of each pair of lanes; of a number and a not-a-number, the number."""
    return x.min(y)


@always_inline
def max[dtype: DType, size: Int, //](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """The greater of each pair of lanes; of a number and a not-a-number, the number."""
    return x.max(y)


@always_inline
def min[T: Comparable & ImplicitlyCopyable](x: T, y: T, *rest: T) -> T:
    """The least; of equal ones the first."""
    var result = x
    if y < result:
        result = y
    for i in range(len(rest)):
        if rest[i] < result:
            result = rest[i]
    return result


@always_inline
def max[T: Comparable & ImplicitlyCopyable](x: T, y: T, *rest: T) -> T:
    """The greatest; of equal ones the first."""
    var result = x
    if y > result:
        result = y
    for i in range(len(rest)):
        if rest[i] > result:
            result = rest[i]
    return result


def min[T: Comparable & Copyable](values: List[T]) -> T:
    """The least element; of equal ones the first. Ends the program if there is none.

    Args:
        values: A list.
    """
    var best = 0
    for i in range(1, len(values)):
        if values[i] < values[best]:
            best = i
    return values[best].copy()


def max[T: Comparable & Copyable](values: List[T]) -> T:
    """The greatest element; of equal ones the first. Ends the program if there is none.

    Args:
        values: A list.
    """
    var best = 0
    for i in range(1, len(values)):
        if values[i] > values[best]:
            best = i
    return values[best].copy()


# Sums


def sum[T: Copyable & Defaultable](values: List[T]) -> T:
    """The sum of all elements, in order.

    Args:
        values: A list of numbers.
    """
    var total = T()
    for i in range(len(values)):
        total = total + values[i]
    return total


def sum[T: Copyable & Defaultable](values: Span[T, _]) -> T:
    """The sum of all elements, in order.

    Args:
        values: A row of numbers.
    """
    var total = T()
    for i in range(len(values)):
        total = total + values[i]
    return total


@always_inline
def sum(values: _ZeroStartingRange) -> Int:
    """The sum of all integers.

    Args:
        values: A range.
    """
    return sum(_StridedRange(values.current, values.end, 1))


@always_inline
def sum(values: _SequentialRange) -> Int:
    """The sum of all integers.

    Args:
        values: A range.
    """
    return sum(_StridedRange(values.start, values.end, 1))


@always_inline
def sum(values: _StridedRange) -> Int:
    """The sum of all integers.

    Args:
        values: A range.
    """
    var total: Int = 0
    for value in values:
        total = total + value
    return total


# Power, rounding, division


@always_inline
def pow[T: Powable](base: T, exponent: T) -> T:
    """`base ** exponent`.

    Args:
        base: Anything with `__pow__`.
        exponent: Of the same type.
    """
    return base**exponent


@always_inline
def pow(base: Int, exponent: Int, modulus: Int) -> Int:
    """`base ** exponent % modulus` without a big intermediate.

    Args:
        base: Any integer.
        exponent: At least 0.
        modulus: Greater than 0.
    """
    return base.__pow__(exponent, modulus)


@always_inline
def pow[dtype: DType, size: Int, //](base: SIMD[dtype, size], exponent: Int) -> SIMD[dtype, size]:
    """`base ** exponent` lane by lane.

    Args:
        base: A vector.
        exponent: The same for all lanes.
    """
    return base**exponent


@always_inline
def round[T: Roundable](value: T) -> T:
    """The nearest integer; of two the even one.

    Args:
        value: Anything with `__round__`.
    """
    return value.__round__()


@always_inline
def round[T: Roundable](value: T, ndigits: Int) -> T:
    """Rounds to decimal digits after the point.

    Args:
        value: Anything with `__round__`.
        ndigits: May be negative.
    """
    return value.__round__(ndigits)


@always_inline
def round(value: FloatLiteral) -> FloatLiteral:
    """The nearest integer; of two the even one.

    Args:
        value: A literal.
    """
    return value.__round__()


@always_inline
def round(value: FloatLiteral, ndigits: IntLiteral) -> FloatLiteral:
    """Rounds to decimal digits after the point.

    Args:
        value: A literal.
        ndigits: May be negative.
    """
    return value.__round__(ndigits)


@always_inline
def divmod(numerator: Int, denominator: Int) -> Tuple[Int, Int]:
    """Quotient rounded down, and remainder.

    Args:
        numerator: What is divided.
        denominator: What it is divided by; 0 gives zeros.
    """
    return numerator.__divmod__(denominator)


@always_inline
def divmod[dtype: DType, size: Int, //](numerator: SIMD[dtype, size], denominator: SIMD[dtype, size]) -> Tuple[SIMD[dtype, size], SIMD[dtype, size]]:
    """Quotient rounded down, and remainder.

    Args:
        numerator: What is divided.
        denominator: What it is divided by.
    """
    return numerator.__divmod__(denominator)


@always_inline
def divmod[T: DivModable](numerator: T, denominator: T) -> Tuple[T, T]:
    """Quotient rounded down, and remainder.

    Args:
        numerator: What is divided.
        denominator: What it is divided by.
    """
    return numerator.__divmod__(denominator)


# Truth of many


@always_inline
def any[dtype: DType, size: Int, //](value: SIMD[dtype, size]) -> Bool:
    """Whether a lane is not zero.

    Args:
        value: A vector.
    """
    return value.cast[DType.bool]().reduce_or()


@always_inline
def all[dtype: DType, size: Int, //](value: SIMD[dtype, size]) -> Bool:
    """Whether no lane is zero.

    Args:
        value: A vector.
    """
    return value.cast[DType.bool]().reduce_and()


def any[T: Iterable](values: T) -> Bool:
    """Whether an element is true.

    Args:
        values: Anything to iterate over, with elements that have a truth value.
    """
    for value in values:
        if value:
            return True
    return False


def all[T: Iterable](values: T) -> Bool:
    """Whether all elements are true.

    Args:
        values: Anything to iterate over, with elements that have a truth value.
    """
    for value in values:
        if not value:
            return False
    return True
