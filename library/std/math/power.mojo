"""Powers and roots: `pow` with float exponents, `sqrt`, `rsqrt`, `cbrt`, `hypot`.

`power` computes `exp(y log x)` with the logarithm in two parts, which gives it ten bits more than a result needs (as in SLEEF by
N. Shibata). `float32` and half floats are computed in `float64`. Errors, measured: pow, cbrt and hypot below 1 unit in the last place, rsqrt below 2.
"""

from .exact import (
    Pair,
    bits_of,
    bits_type,
    copy_sign,
    fast_two_sum,
    float_of,
    multiply_add,
    pair_product,
    pair_sum,
    round_magic,
    scale_by_power_of_two,
    two_product,
    two_sum,
)
from .exponential import _exp_kernel, _round, exp_of_sum
from .logarithm import _reduce, log


@always_inline
def power[dtype: DType, width: Int](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x` to the power of `y`, with all the special cases of C's `pow`.

    Args:
        x: The bases.
        y: The exponents.
    """
    comptime if dtype == DType.float64:
        return rebind[SIMD[dtype, width]](_power64(rebind[SIMD[DType.float64, width]](x), rebind[SIMD[DType.float64, width]](y)))
    else:
        return _power_narrow(x.cast[DType.float64](), y.cast[DType.float64]()).cast[dtype]()


@always_inline
def _power64[width: Int](x: SIMD[DType.float64, width], y: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
    comptime Vector = SIMD[DType.float64, width]
    var logarithm = _log_pair(abs(x))
    # y log x. Beyond 1e200 the result is 0, 1 or infinite whatever the exponent; products stay finite.
    var exponent = y.clamp(Vector(-1.0e200), Vector(1.0e200))
    var product = two_product(logarithm.high, exponent)
    var low = multiply_add(logarithm.low, exponent, product.low)
    var bounded = product.high.lt(Vector(-800.0)).select(Vector(-800.0), product.high)
    bounded = bounded.gt(Vector(800.0)).select(Vector(800.0), bounded)
    low = bounded.eq(product.high).select(low, Vector(0.0))
    var n = _round(bounded * Vector(1.4426950408889634074))
    var r = multiply_add(n, Vector(-6.93147180369123816490e-01), bounded)
    var tail = multiply_add(n, Vector(-1.90821492927058770002e-10), low)
    var result = scale_by_power_of_two(exp_of_sum(r, tail), n)
    return _power_special(x, y, result)


@always_inline
def _power_narrow[width: Int](x: SIMD[DType.float64, width], y: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
    """For results of at most `float32` precision."""
    comptime Vector = SIMD[DType.float64, width]
    var product = log(abs(x)) * y
    var bounded = product.lt(Vector(-700.0)).select(Vector(-700.0), product)
    bounded = bounded.gt(Vector(700.0)).select(Vector(700.0), bounded)
    var n = _round(bounded * Vector(1.4426950408889634074))
    var r = multiply_add(n, Vector(-6.93147180369123816490e-01), bounded)
    r = multiply_add(n, Vector(-1.90821492927058770002e-10), r)
    return _power_special(x, y, scale_by_power_of_two(_exp_kernel(r) + Vector(1.0), n))


@always_inline
def _power_special[width: Int](x: SIMD[DType.float64, width], y: SIMD[DType.float64, width], magnitude: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
    """Signs, zeros, infinities and not-a-numbers of a power whose magnitude is known elsewhere."""
    comptime Vector = SIMD[DType.float64, width]
    comptime zero = Vector(0.0)
    comptime one = Vector(1.0)
    comptime infinity = Vector(FloatLiteral.infinity)
    var a = abs(x)
    var y_integral = y.__trunc__().eq(y)
    var half = y * Vector(0.5)
    var y_odd = y_integral & half.__trunc__().ne(half)
    var negative = copy_sign(one, x).lt(zero)
    # Magnitude where the base is 0 or infinite, or the exponent infinite
    var growing = (a.gt(one) & y.gt(zero)) | (a.lt(one) & y.lt(zero))
    var extreme = a.eq(zero) | a.eq(infinity) | abs(y).eq(infinity)
    var result = extreme.select(growing.select(infinity, zero), magnitude)
    result = (a.eq(one) & abs(y).eq(infinity)).select(one, result)
    # Sign
    result = (negative & y_odd).select(-result, result)
    var undefined = x.lt(zero) & ~y_integral & a.lt(infinity)
    result = undefined.select(Vector(FloatLiteral.nan), result)
    result = (x.ne(x) | y.ne(y)).select(x + y, result)
    return (y.eq(zero) | x.eq(one)).select(one, result)


@always_inline
def _log_pair[width: Int](x: SIMD[DType.float64, width]) -> Pair[DType.float64, width]:
    """Natural logarithm of a positive number in two parts, with about 64 good bits.

    `log(m) = 2 t + t**3 (2/3 + t**2 q)`, `t = (m - 1) / (m + 1)`; all but `q` in two parts.
    """
    comptime Vector = SIMD[DType.float64, width]
    var reduced = _reduce(x)
    var f = reduced.fraction
    var divisor = f + Vector(2.0)
    var divisor_low = f - (divisor - Vector(2.0))
    var quotient = f / divisor
    var back = two_product(quotient, divisor)
    var remainder = ((f - back.high) - back.low) - quotient * divisor_low
    var t = fast_two_sum(quotient, remainder / divisor)
    var square = pair_product(t, t)
    var u = square.high
    var q = multiply_add(u, Vector(0.11710072383920284), Vector(0.1171170273028031))
    q = multiply_add(q, u, Vector(0.13334306045046507))
    q = multiply_add(q, u, Vector(0.1538461509911174))
    q = multiply_add(q, u, Vector(0.18181817912725345))
    q = multiply_add(q, u, Vector(0.22222222226370997))
    q = multiply_add(q, u, Vector(0.28571428571403523))
    q = multiply_add(q, u, Vector(0.4000000000000005))
    # 2/3 in two parts
    var inner = two_product(u, q)
    var sum = fast_two_sum(Vector(0.6666666666666666), inner.high)
    var series = Pair[DType.float64, width](sum.high, sum.low + (inner.low + Vector(3.700743415417188e-17) + square.low * Vector(0.4)))
    var cube = pair_product(t, square)
    var tail = pair_product(cube, series)
    var result = pair_sum(Pair[DType.float64, width](t.high * Vector(2.0), t.low * Vector(2.0)), tail)
    # k ln 2, the first part with few enough bits for an exact product
    var k = reduced.exponent
    var scaled = two_sum(k * Vector(6.93147180369123816490e-01), result.high)
    return fast_two_sum(scaled.high, scaled.low + multiply_add(k, Vector(1.90821492927058770002e-10), result.low))


# Roots


@always_inline
def sqrt[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Square root, correctly rounded; of integers rounded down.

    Args:
        x: Numbers.
    """
    comptime if dtype.is_floating_point():
        return SIMD[dtype, width](raw=__op.sqrt(x.value))
    else:
        var result = SIMD[dtype, width]()
        comptime for lane in range(width):
            result[lane] = Scalar[dtype](sqrt(Int(x[lane])))
        return result


def sqrt(x: Int) -> Int:
    """The greatest integer whose square is not greater than `x`; 0 of negative numbers.

    Args:
        x: Any integer.
    """
    if x <= 0:
        return 0
    var root = Int(sqrt(Float64(x)))
    # The float may be off by one when `x` has more than 53 bits; wrapping products stay comparable as unsigned.
    while UInt64(root) * UInt64(root) > UInt64(x):
        root = root - 1
    while UInt64(root + 1) * UInt64(root + 1) <= UInt64(x):
        root = root + 1
    return root


@always_inline
def rsqrt[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """One over the square root.

    Args:
        x: Floats.
    """
    return SIMD[dtype, width](1.0) / SIMD[dtype, width](raw=__op.sqrt(x.value))


@always_inline
def isqrt[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """One over the square root (name of `rsqrt` until 2026).

    Args:
        x: Floats.
    """
    return rsqrt(x)


@always_inline
def recip[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """One over `x`.

    Args:
        x: Floats.
    """
    return SIMD[dtype, width](1.0) / x


@always_inline
def cbrt[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Cube root: a start from the exponent, a polynomial, one step of Newton with an exact cube.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`cbrt` takes floats"
    comptime if dtype == DType.float64:
        comptime Vector = SIMD[dtype, width]
        var a = abs(x)
        var reduced = _reduce(a)
        # a = 2**(3 third) m with m between sqrt(1/2) and 4 sqrt(2)
        var third = (reduced.exponent * Vector(0.333333333333333333)).__floor__()
        var left = reduced.exponent - third * Vector(3.0)
        var m = (reduced.fraction + Vector(1.0)) * left.eq(Vector(2.0)).select(Vector(4.0), left.eq(Vector(1.0)).select(Vector(2.0), Vector(1.0)))
        var factor = left.eq(Vector(2.0)).select(
            Vector(1.5874010519681994), left.eq(Vector(1.0)).select(Vector(1.2599210498948732), Vector(1.0))
        )
        # Cube root of the mantissa by its series around 1, good to five bits
        var f = reduced.fraction
        var y = multiply_add(multiply_add(f, Vector(0.0617), Vector(-0.1111)), f, Vector(0.3333)) * f + Vector(1.0)
        y = y * factor
        # Halley: cubic convergence
        for _ in range(2):
            var cube = y * y * y
            y = y * (cube + m + m) / (cube + cube + m)
        # Newton with the residual in two parts
        var square = two_product(y, y)
        var cube = two_product(square.high, y)
        var residual = ((m - cube.high) - cube.low) - square.low * y
        y = y + residual / (Vector(3.0) * square.high)
        var result = scale_by_power_of_two(y, third)
        var usual = a.gt(Vector(0.0)) & a.lt(Vector(FloatLiteral.infinity))
        return usual.select(copy_sign(result, x), x)
    else:
        return cbrt(x.cast[DType.float64]()).cast[dtype]()


@always_inline
def hypot[dtype: DType, width: Int, //](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`sqrt(x*x + y*y)` without overflow on the way (C. F. Borges, "An improved algorithm for hypot(a,b)", 2019).

    Args:
        x: One side.
        y: The other side.
    """
    comptime assert dtype.is_floating_point(), "`hypot` takes floats"
    comptime if dtype == DType.float64:
        comptime Vector = SIMD[dtype, width]
        var a = abs(x).max(abs(y))
        var b = abs(x).min(abs(y))
        var factor = a.gt(Vector(1.0e150)).select(
            Vector(2.409919865102884e-181), a.lt(Vector(1.0e-145)).select(Vector(4.149515568880993e180), Vector(1.0))
        )
        var inverse = a.gt(Vector(1.0e150)).select(
            Vector(4.149515568880993e180), a.lt(Vector(1.0e-145)).select(Vector(2.409919865102884e-181), Vector(1.0))
        )
        a = a * factor
        b = b * factor
        var aa = two_product(a, a)
        var bb = two_product(b, b)
        var sum = two_sum(aa.high, bb.high)
        var root = Vector(raw=__op.sqrt(sum.high.value))
        var back = two_product(root, root)
        var residual = ((sum.high - back.high) - back.low) + (sum.low + (aa.low + bb.low))
        var corrected = root + residual / (root + root)
        var result = root.gt(Vector(0.0)).select(corrected, root) * inverse
        var infinity = Vector(FloatLiteral.infinity)
        var infinite = abs(x).eq(infinity) | abs(y).eq(infinity)
        result = (x.ne(x) | y.ne(y)).select(x + y, result)
        return infinite.select(infinity, result)
    else:
        var wide_x = x.cast[DType.float64]()
        var wide_y = y.cast[DType.float64]()
        var result = sqrt(wide_x * wide_x + wide_y * wide_y).cast[dtype]()
        comptime infinity = SIMD[dtype, width](FloatLiteral.infinity)
        return (abs(x).eq(infinity) | abs(y).eq(infinity)).select(infinity, result)
