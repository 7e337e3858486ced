"""Division, remainder, integer powers and decimal rounding of `SIMD`, as Python defines them.

In: vectors of any kind and width. Out: vectors of the same type. Nothing here traps: integer division by zero gives 0, the least
integer divided by -1 wraps.
"""


@always_inline
def has_fast_fma() -> Bool:
    """Whether the target multiplies and adds in one instruction. Elsewhere `fma` is a slow call."""
    return Bool(raw=__op.target_has_feature["fma"]()) or Bool(raw=__op.target_is_arch["aarch64"]()) or Bool(raw=__op.target_is_arch["nvptx64"]())


# Integers


@always_inline
def truncating_divide[dtype: DType, size: Int](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """Quotient rounded toward zero; 0 when dividing by zero.

    Args:
        x: The dividend, integers.
        y: The divisor.
    """
    var zero = SIMD[dtype, size](0)
    var by_zero = y.eq(zero)
    comptime if dtype.is_signed():
        var by_minus_one = y.eq(SIMD[dtype, size](-1))
        var safe = (by_zero | by_minus_one).select(SIMD[dtype, size](1), y)
        var quotient = SIMD[dtype, size](raw=__op.div(x.value, safe.value))
        return by_zero.select(zero, by_minus_one.select(-x, quotient))
    else:
        var safe = by_zero.select(SIMD[dtype, size](1), y)
        return by_zero.select(zero, SIMD[dtype, size](raw=__op.div(x.value, safe.value)))


@always_inline
def floor_divide[dtype: DType, size: Int](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """Quotient rounded down.

    Args:
        x: The dividend.
        y: The divisor.
    """
    comptime if dtype.is_floating_point():
        return _floor_divide_float(x, y)
    elif dtype.is_signed():
        var quotient = truncating_divide(x, y)
        var rest = x - quotient * y
        var zero = SIMD[dtype, size](0)
        var inexact = rest.ne(zero) & (rest ^ y).lt(zero)
        return inexact.select(quotient - SIMD[dtype, size](1), quotient)
    else:
        return truncating_divide(x, y)


@always_inline
def floor_remainder[dtype: DType, size: Int](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """Remainder with the sign of `y`.

    Args:
        x: The dividend.
        y: The divisor.
    """
    comptime if dtype.is_floating_point():
        return _floor_remainder_float(x, y)
    else:
        var zero = SIMD[dtype, size](0)
        var by_zero = y.eq(zero)
        comptime if dtype.is_signed():
            # The remainder by -1 is 0, as that by 1 is, but does not overflow.
            var small = by_zero | y.eq(SIMD[dtype, size](-1))
            var safe = small.select(SIMD[dtype, size](1), y)
            var rest = SIMD[dtype, size](raw=__op.rem(x.value, safe.value))
            var wrong_sign = rest.ne(zero) & (rest ^ y).lt(zero)
            return wrong_sign.select(rest + y, rest)
        else:
            var safe = by_zero.select(SIMD[dtype, size](1), y)
            return SIMD[dtype, size](raw=__op.rem(x.value, safe.value))


@always_inline
def ceil_divide[dtype: DType, size: Int](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """Quotient rounded up.

    Args:
        x: The dividend.
        y: The divisor.
    """
    comptime if dtype.is_floating_point():
        return (x / y).__ceil__()
    else:
        var quotient = floor_divide(x, y)
        var inexact = (quotient * y).ne(x) & y.ne(SIMD[dtype, size](0))
        return inexact.select(quotient + SIMD[dtype, size](1), quotient)


@always_inline
def power_int[dtype: DType, size: Int](base: SIMD[dtype, size], exponent: Int) -> SIMD[dtype, size]:
    """Power by squaring, wrapping. A negative exponent gives the exact value cut toward zero.

    Args:
        base: Integers.
        exponent: Any integer.
    """
    var one = SIMD[dtype, size](1)
    if exponent < 0:
        var zero = SIMD[dtype, size](0)
        var result = base.eq(one).select(one, zero)
        comptime if dtype.is_signed():
            var sign = -one if exponent % 2 != 0 else one
            result = base.eq(-one).select(sign, result)
        return result
    var result = one
    var square = base
    var rest = exponent
    while rest != 0:
        if rest & 1 != 0:
            result = result * square
        square = square * square
        rest = rest >> 1
    return result


# Floats


@always_inline
def truncated_remainder[dtype: DType, size: Int](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """Exact remainder with the sign of `x`, as C's `fmod`.

    Where the quotient has few bits, one fused multiply-add gives the remainder without error: it is a multiple of the last place
    of `y` and less than `y`. A quotient that was rounded up to an integer is put right afterwards.

    Args:
        x: The dividend.
        y: The divisor.
    """
    comptime if has_fast_fma() and (dtype == DType.float32 or dtype == DType.float64):
        comptime Vector = SIMD[dtype, size]
        var quotient = (x / y).__trunc__()
        comptime limit = 2.0**52 if dtype == DType.float64 else 2.0**23
        var easy = abs(quotient).lt(Vector(limit)) & abs(y).lt(Vector(FloatLiteral.infinity))
        if not easy.reduce_and():
            return Vector(raw=__op.rem(x.value, y.value))
        var rest = (-quotient).fma(y, x)
        var toward_x = Vector(raw=__op.copysign(abs(y).value, x.value))
        var zero = Vector(0)
        var overshot = (rest.lt(zero) & x.gt(zero)) | (rest.gt(zero) & x.lt(zero))
        rest = overshot.select(rest + toward_x, rest)
        return Vector(raw=__op.copysign(rest.value, x.value))
    else:
        return SIMD[dtype, size](raw=__op.rem(x.value, y.value))


@always_inline
def _floor_remainder_float[dtype: DType, size: Int](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    var zero = SIMD[dtype, size](0)
    var rest = truncated_remainder(x, y)
    var wrong_sign = (rest.lt(zero) & y.gt(zero)) | (rest.gt(zero) & y.lt(zero))
    rest = wrong_sign.select(rest + y, rest)
    return rest.eq(zero).select(SIMD[dtype, size](raw=__op.copysign(zero.value, y.value)), rest)


@always_inline
def _floor_divide_float[dtype: DType, size: Int](x: SIMD[dtype, size], y: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """As CPython's `float_floor_div`: through the exact remainder, so that `1.0 // 0.1` is 9."""
    comptime Vector = SIMD[dtype, size]
    var zero = Vector(0)
    var rest = truncated_remainder(x, y)
    var quotient = (x - rest) / y
    var wrong_sign = (rest.lt(zero) & y.gt(zero)) | (rest.gt(zero) & y.lt(zero))
    quotient = wrong_sign.select(quotient - Vector(1), quotient)
    var result = quotient.__floor__()
    result = (quotient - result).gt(Vector(0.5)).select(result + Vector(1), result)
    result = quotient.eq(zero).select(Vector(raw=__op.copysign(zero.value, (x / y).value)), result)
    return y.eq(zero).select((x / y).__floor__(), result)


@always_inline
def power_float_int[dtype: DType, size: Int](base: SIMD[dtype, size], exponent: Int) -> SIMD[dtype, size]:
    """Power by squaring.

    Args:
        base: Floats.
        exponent: Any integer.
    """
    var result = SIMD[dtype, size](1)
    var square = base
    var rest = -exponent if exponent < 0 else exponent
    while rest != 0:
        if rest & 1 != 0:
            result = result * square
        rest = rest >> 1
        if rest != 0:
            square = square * square
    return SIMD[dtype, size](1) / result if exponent < 0 else result


def round_decimal[dtype: DType, size: Int](x: SIMD[dtype, size], ndigits: Int) -> SIMD[dtype, size]:
    """Rounds to decimal digits after the point: the float nearest to the correctly rounded decimal, ties to even.

    The product with the power of ten is made exact by its error from `fma`, which decides what looks like a tie.

    Args:
        x: Floats.
        ndigits: Digits after the point, or before it if negative. Exact up to 22 (10 for 32 bits).
    """
    comptime Vector = SIMD[dtype, size]
    var count = -ndigits if ndigits < 0 else ndigits
    var unit = power_float_int(Vector(10), count)
    var one = Vector(1)
    var half = Vector(0.5)
    if ndigits < 0:
        var rounded = (x / unit).roundeven()
        var rest = (-rounded).fma(unit, x)
        var odd = (rounded - (rounded * half).__trunc__() * Vector(2)).ne(Vector(0))
        var limit = unit * half
        rounded = (rest.gt(limit) | (rest.eq(limit) & odd)).select(rounded + one, rounded)
        rounded = (rest.lt(-limit) | (rest.eq(-limit) & odd)).select(rounded - one, rounded)
        return abs(x).lt(Vector(FloatLiteral.infinity)).select(Vector(raw=__op.copysign((rounded * unit).value, x.value)), x)
    var scaled = x * unit
    var error = x.fma(unit, -scaled)
    var rounded = scaled.roundeven()
    var rest = scaled - rounded
    rounded = (rest.eq(half) & error.gt(Vector(0))).select(rounded + one, rounded)
    rounded = (rest.eq(-half) & error.lt(Vector(0))).select(rounded - one, rounded)
    comptime limit = 2.0**52 if dtype == DType.float64 else 2.0**23
    var has_fraction = abs(scaled).lt(Vector(limit))
    return has_fraction.select(Vector(raw=__op.copysign((rounded / unit).value, x.value)), x)
