"""Rounding to integers and to multiples, brackets, sums with one rounding."""


@always_inline
def floor[T: Floorable](value: T) -> T:
    """Rounds down to an integer.

    Args:
        value: Anything with `__floor__`.
    """
    return value.__floor__()


@always_inline
def ceil[T: Ceilable](value: T) -> T:
    """Rounds up to an integer.

    Args:
        value: Anything with `__ceil__`.
    """
    return value.__ceil__()


@always_inline
def trunc[T: Truncable](value: T) -> T:
    """Rounds toward zero to an integer.

    Args:
        value: Anything with `__trunc__`.
    """
    return value.__trunc__()


@always_inline
def roundeven[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Rounds to the nearest integer; of two the even one.

    Args:
        x: Numbers.
    """
    return x.roundeven()


@always_inline
def rint[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Rounds to the nearest integer; of two the even one.

    Args:
        x: Numbers.
    """
    return x.roundeven()


@always_inline
def round_half_up[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Rounds to the nearest integer; of two the greater one.

    Args:
        x: Numbers.
    """
    comptime if dtype.is_floating_point():
        var low = x.__floor__()
        return (x - low).ge(SIMD[dtype, width](0.5)).select(low + SIMD[dtype, width](1.0), low)
    else:
        return x


@always_inline
def round_half_down[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Rounds to the nearest integer; of two the lesser one.

    Args:
        x: Numbers.
    """
    comptime if dtype.is_floating_point():
        var low = x.__floor__()
        return (x - low).gt(SIMD[dtype, width](0.5)).select(low + SIMD[dtype, width](1.0), low)
    else:
        return x


@always_inline
def fma(a: Int, b: Int, c: Int) -> Int:
    """`a * b + c`."""
    return a * b + c


@always_inline
def fma[dtype: DType, width: Int, //](a: SIMD[dtype, width], b: SIMD[dtype, width], c: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`a * b + c`, for floats rounded once."""
    return a.fma(b, c)


@always_inline
def clamp(value: Int, lower_bound: Int, upper_bound: Int) -> Int:
    """An integer brought into a range.

    Args:
        value: The integer.
        lower_bound: The least result.
        upper_bound: The greatest result.
    """
    return max(lower_bound, min(upper_bound, value))


@always_inline
def clamp[dtype: DType, width: Int, //](value: SIMD[dtype, width], lower_bound: SIMD[dtype, width], upper_bound: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Each lane brought into a range.

    Args:
        value: The numbers.
        lower_bound: The least results.
        upper_bound: The greatest results.
    """
    return value.clamp(lower_bound, upper_bound)


# Multiples


@always_inline
def ceildiv[T: CeilDivable](numerator: T, denominator: T) -> T:
    """Quotient rounded up.

    Args:
        numerator: What is divided.
        denominator: What it is divided by.
    """
    return numerator.__ceildiv__(denominator)


@always_inline
def ceildiv(numerator: IntLiteral, denominator: IntLiteral) -> IntLiteral:
    """Quotient rounded up.

    Args:
        numerator: What is divided.
        denominator: What it is divided by.
    """
    return numerator.__ceildiv__(denominator)


@always_inline
def div_ceil(numerator: Int, denominator: Int) -> Int:
    """Quotient rounded up (name of `ceildiv` in 2023).

    Args:
        numerator: What is divided.
        denominator: What it is divided by.
    """
    return numerator.__ceildiv__(denominator)


@always_inline
def align_down(value: Int, alignment: Int) -> Int:
    """The greatest multiple that is not greater.

    Args:
        value: Any integer.
        alignment: Greater than 0.
    """
    return value // alignment * alignment


@always_inline
def align_down[dtype: DType, width: Int, //](value: SIMD[dtype, width], alignment: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The greatest multiples that are not greater.

    Args:
        value: Integers.
        alignment: Greater than 0.
    """
    return value // alignment * alignment


@always_inline
def align_up(value: Int, alignment: Int) -> Int:
    """The least multiple that is not less.

    Args:
        value: Any integer.
        alignment: Greater than 0.
    """
    return (value + alignment - 1) // alignment * alignment


@always_inline
def align_up[dtype: DType, width: Int, //](value: SIMD[dtype, width], alignment: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The least multiples that are not less.

    Args:
        value: Integers.
        alignment: Greater than 0.
    """
    return (value + alignment - SIMD[dtype, width](1)) // alignment * alignment


# Lanes


@always_inline
def iota[dtype: DType, width: Int = 1](offset: Scalar[dtype] = 0) -> SIMD[dtype, width]:
    """`offset, offset + 1, ...`

    Args:
        offset: Lane 0.
    """
    comptime if width == 1:
        return SIMD[dtype, width](offset)
    elif dtype.is_floating_point():
        var lanes = SIMD[DType.int32, width](raw=__op.iota[DType.int32, width]())
        return lanes.cast[dtype]() + SIMD[dtype, width](offset)
    else:
        return SIMD[dtype, width](raw=__op.iota[dtype, width]()) + SIMD[dtype, width](offset)


def iota[dtype: DType, //](buffer: UnsafePointer[mut=True, Scalar[dtype], _], length: Int, offset: Int = 0):
    """Fills memory with `offset, offset + 1, ...`

    Args:
        buffer: The memory.
        length: Number of elements.
        offset: The first value.
    """
    for i in range(length):
        buffer[i] = Scalar[dtype](offset + i)
