"""Floats as sign, exponent and mantissa; tests for infinity and not-a-number; neighbours and remainders."""

from ..builtin.simd_arithmetic import truncated_remainder
from ..utils.static_tuple import StaticTuple
from .exact import bits_of, bits_type, copy_sign, float_of, power_of_two
from .logarithm import logb


@always_inline
def isnan[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are not a number.

    Args:
        x: Numbers.
    """
    comptime if dtype.is_floating_point():
        return x.ne(x)
    else:
        return SIMD[DType.bool, width](False)


@always_inline
def isinf[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are infinite.

    Args:
        x: Numbers.
    """
    comptime if dtype.is_floating_point():
        return abs(x).eq(SIMD[dtype, width](FloatLiteral.infinity))
    else:
        return SIMD[DType.bool, width](False)


@always_inline
def isfinite[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are neither infinite nor not-a-number.

    Args:
        x: Numbers.
    """
    comptime if dtype.is_floating_point():
        return abs(x).lt(SIMD[dtype, width](FloatLiteral.infinity))
    else:
        return SIMD[DType.bool, width](True)


@always_inline
def signbit[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes have a minus sign, zeros and not-a-numbers included.

    Args:
        x: Numbers.
    """
    comptime if dtype.is_floating_point():
        return copy_sign(SIMD[dtype, width](1.0), x).lt(SIMD[dtype, width](0.0))
    else:
        return x.lt(SIMD[dtype, width](0))


@always_inline
def isclose[
    dtype: DType, width: Int, //, *, symmetrical: Bool = True
](a: SIMD[dtype, width], b: SIMD[dtype, width], *, atol: Float64 = 1e-8, rtol: Float64 = 1e-5, equal_nan: Bool = False) -> SIMD[DType.bool, width]:
    """Which lanes are equal within a tolerance.

    Parameters:
        symmetrical: The relative tolerance refers to the greater one (Python), else to `b` (NumPy).

    Args:
        a: Numbers.
        b: Numbers.
        atol: Absolute tolerance.
        rtol: Relative tolerance.
        equal_nan: Whether two not-a-numbers are close.
    """
    comptime Mask = SIMD[DType.bool, width]
    comptime if dtype.is_floating_point():
        comptime Vector = SIMD[dtype, width]
        var equal = a.eq(b)
        var both_finite = isfinite(a) & isfinite(b)
        var reference = abs(b)
        comptime if symmetrical:
            reference = abs(a).max(abs(b))
        var relative = Vector(rtol.cast[dtype]()) * reference
        var absolute = Vector(atol.cast[dtype]())
        var tolerance = absolute + relative
        comptime if symmetrical:
            tolerance = absolute.max(relative)
        var close = abs(a - b).le(tolerance) & both_finite
        var result = equal | close
        if equal_nan:
            result = result | (isnan(a) & isnan(b))
        return result
    else:
        return a.eq(b)


@always_inline
def copysign[dtype: DType, width: Int, //](magnitude: SIMD[dtype, width], sign: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The first with the sign of the second.

    Args:
        magnitude: Floats.
        sign: Floats.
    """
    comptime if dtype.is_floating_point():
        return copy_sign(magnitude, sign)
    else:
        return sign.lt(SIMD[dtype, width](0)).select(-abs(magnitude), abs(magnitude))


@always_inline
def modf[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> Tuple[SIMD[dtype, width], SIMD[dtype, width]]:
    """The integer part, and the rest with the same sign.

    Args:
        x: Floats.
    """
    var whole = x.__trunc__()
    var rest = isinf(x).select(SIMD[dtype, width](0), x - whole)
    return (whole, copy_sign(rest, x))


@always_inline
def frexp[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> StaticTuple[SIMD[dtype, width], 2]:
    """A mantissa between 1/2 and 1 and the exponent of 2 that goes with it; `(x, 0)` of zero, infinity, not-a-number.

    Args:
        x: Floats.
    """
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        var usual = isfinite(x) & x.ne(Vector(0.0))
        var exponent = usual.select(logb(x) + Vector(1.0), Vector(0.0))
        # Two steps: 2**-1074 is not within reach of one.
        var half = (exponent * Vector(0.5)).__floor__()
        var mantissa = x * power_of_two(-half) * power_of_two(half - exponent)
        return StaticTuple[Vector, 2](usual.select(mantissa, x), exponent)
    else:
        var wide = frexp(x.cast[DType.float32]())
        return StaticTuple[SIMD[dtype, width], 2](wide[0].cast[dtype](), wide[1].cast[dtype]())


@always_inline
def ldexp[dtype: DType, width: Int, //](x: SIMD[dtype, width], exponent: SIMD[DType.int32, width]) -> SIMD[dtype, width]:
    """`x * 2**exponent`.

    Args:
        x: Floats.
        exponent: Integers.
    """
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        # Three steps reach from the least to the greatest number. Downwards each leaves room for a whole mantissa above the subnormal
        # numbers, so that only the last one rounds.
        comptime limit = 2100.0 if dtype == DType.float64 else 300.0
        comptime up = 1000.0 if dtype == DType.float64 else 120.0
        comptime down = -969.0 if dtype == DType.float64 else -102.0
        var rest = exponent.cast[dtype]().clamp(Vector(-limit), Vector(limit))
        var result = x
        comptime for _ in range(3):
            var step = rest.clamp(Vector(down), Vector(up))
            result = result * power_of_two(step)
            rest = rest - step
        return result
    else:
        return ldexp(x.cast[DType.float32](), exponent).cast[dtype]()


@always_inline
def ldexp[dtype: DType, //](x: Scalar[dtype], exponent: Int) -> Scalar[dtype]:
    """`x * 2**exponent`.

    Args:
        x: A float.
        exponent: Any integer.
    """
    return ldexp(x, Scalar[DType.int32](max(-100000, min(100000, exponent))))


@always_inline
def scalb[dtype: DType, width: Int, //](x: SIMD[dtype, width], exponent: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x * 2**exponent`, the exponent an integer given as a float.

    Args:
        x: Floats.
        exponent: Integers as floats.
    """
    return ldexp(x, exponent.cast[DType.int32]())


def nextafter[dtype: DType, width: Int, //](x: SIMD[dtype, width], toward: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The neighbours of `x` in the direction of `toward`.

    Args:
        x: Floats.
        toward: Floats.
    """
    comptime assert dtype == DType.float64 or dtype == DType.float32, "`nextafter` takes `float32` or `float64`"
    comptime Vector = SIMD[dtype, width]
    comptime Bits = SIMD[bits_type[dtype](), width]
    var bits = bits_of(x)
    # Away from zero the pattern grows by one.
    var away = x.gt(Vector(0.0)).select(toward.gt(x), toward.lt(x))
    var stepped = away.select(bits + Bits(1), bits - Bits(1))
    var from_zero = copy_sign(float_of[dtype, width](Bits(1)), toward)
    var result = x.eq(Vector(0.0)).select(from_zero, float_of[dtype, width](stepped))
    result = x.eq(toward).select(toward, result)
    return (x.ne(x) | toward.ne(toward)).select(x + toward, result)


def ulp[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """One unit in the last place of `x`.

    Args:
        x: Floats.
    """
    var a = abs(x)
    var infinity = SIMD[dtype, width](FloatLiteral.infinity)
    var above = nextafter(a, infinity)
    var greatest = a.eq(SIMD[dtype, width].MAX_FINITE)
    var distance = greatest.select(a - nextafter(a, SIMD[dtype, width](0.0)), above - a)
    return a.lt(infinity).select(distance, a)


@always_inline
def remainder[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """IEEE remainder: what is left after the nearest integral multiple of `y`, of two the even one.

    Args:
        x: The dividend.
        y: The divisor.
    """
    comptime Vector = SIMD[dtype, width]
    # Modulo 2y first, which keeps the parity of the quotient; the comparisons are those of fdlibm without their overflow.
    var b = abs(y)
    var a = abs(x)
    var twice = b + b
    var infinity = Vector(FloatLiteral.infinity)
    var rest = twice.lt(infinity).select(truncated_remainder(a, twice), a)
    var over = rest.gt(b - rest)
    rest = over.select(rest - b, rest)
    over = over & rest.ge(b - rest)
    rest = over.select(rest - b, rest)
    var result = signbit(x).select(-rest, rest)
    result = (b.eq(infinity) & a.lt(infinity)).select(x, result)
    var undefined = a.eq(infinity) | b.eq(Vector(0.0)) | x.ne(x) | y.ne(y)
    return undefined.select(Vector(FloatLiteral.nan), result)


@always_inline
def fmod[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Exact remainder with the sign of `x`.

    Args:
        x: The dividend.
        y: The divisor.
    """
    return truncated_remainder(x, y)
