"""`exp`, `exp2`, `exp10`, `expm1` for vectors of floats.

Method (P. T. P. Tang, "Table-driven implementation of the exponential function", 1989): `x = n ln 2 + r` with `|r| <= ln 2 / 2`, a
polynomial in `r` from `generate_coefficients.py`, and `2**n` put into the exponent. For `exp` of `float64`, `n` is a number of sixteenths,
and powers of two come from a table in two parts. Errors, measured: exp below 1 unit in the last place (`float64`: 0.8), the others
below 1.1, `exp10` below 1.3. Half floats are computed as `float32`.
"""

from ..builtin.simd_arithmetic import has_fast_fma
from .avx512 import scale_by_floor
from .exact import bits_of, copy_sign, float_of, multiply_add, power_of_two, round_magic, scale_by_power_of_two
from .table import lookup

comptime _exp_powers64: List[Float64] = [
    1.0, 1.0442737824274138, 1.0905077326652577, 1.1387886347566916, 1.189207115002721, 1.241857812073484,
    1.2968395546510096, 1.3542555469368927, 1.4142135623730951, 1.4768261459394993, 1.5422108254079407, 1.6104903319492543,
    1.681792830507429, 1.7562521603732995, 1.8340080864093424, 1.9152065613971474, 0.0, 8.551889705537965e-17,
    -3.046782079812471e-17, 8.912812676025408e-17, 3.982015231465646e-17, 4.658027591836937e-17, 2.5382502794888315e-17, 7.70094837980299e-17,
    -9.667293313452913e-17, -3.483994556892796e-17, 7.949834809697621e-17, 2.4707192569797888e-17, 8.199010020581497e-17, 2.960140695448873e-17,
    3.283107224245627e-17, -1.0619946056195963e-16,
]
"""2**(j / 16), and then what these lack."""
comptime _powers = _exp_powers64.unsafe_ptr()


@always_inline
def exp[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """e to the power of `x`.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`exp` takes floats"
    comptime Vector = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        # x = (n + j / 16) ln 2 + r: the sum with 1.5 * 2**48 leaves the number j of a power of two in the low bits.
        comptime magic = Vector(422212465065984.0)
        var vanishes = x.lt(Vector(-746.0))
        var y = _at_most(x, 710.0)
        var shifted = multiply_add(y, Vector(1.4426950408889634074), magic)
        var n = shifted - magic
        # 21 trailing zeros in the first part: its product with n is exact.
        var r = multiply_add(n, Vector(-6.93147180369123816490e-01), y)
        r = multiply_add(n, Vector(-1.90821492927058770002e-10), r)
        var q = multiply_add(r, Vector(0.001388913001341979), Vector(0.008333472200644215))
        q = multiply_add(q, r, Vector(0.0416666666595899))
        q = multiply_add(q, r, Vector(0.1666666666440887))
        q = multiply_add(q, r, Vector(0.5000000000000006))
        var p = multiply_add(r * r, q, r)
        var high = lookup(_powers, bits_of(shifted))
        var low = lookup(_powers + 16, bits_of(shifted))
        return _scaled_unless(vanishes, high + multiply_add(high, p, low), n)
    elif dtype == DType.float32:
        comptime magic = round_magic[dtype, width]()
        var vanishes = x.lt(Vector(-104.0))
        var y = _at_most(x, 89.0)
        var n = multiply_add(y, Vector(1.4426950408889634074), magic) - magic
        var r = multiply_add(n, Vector(-0.693359375), y)
        r = multiply_add(n, Vector(2.12194440054690583e-4), r)
        var q = multiply_add(r, Vector(0.0013950701728746395), Vector(0.008368953879330223))
        q = multiply_add(q, r, Vector(0.041666202438474645))
        q = multiply_add(q, r, Vector(0.1666651830350195))
        q = multiply_add(q, r, Vector(0.500000009630693))
        comptime if has_fast_fma():
            q = multiply_add(q, r, Vector(1.0))
            return _scaled_unless(vanishes, multiply_add(q, r, Vector(1.0)), n)
        else:
            return _scaled_unless(vanishes, multiply_add(q * r, r, r) + Vector(1.0), n)
    else:
        return exp(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def exp2[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """2 to the power of `x`.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`exp2` takes floats"
    comptime if dtype == DType.float64:
        var y = _clamp(x, -1080.0, 1025.0)
        var n = _round(y)
        var r = y - n
        var p = multiply_add(r, SIMD[dtype, width](2.574309229597026e-11), SIMD[dtype, width](4.456894610852375e-10))
        p = multiply_add(p, r, SIMD[dtype, width](7.054887294709443e-09))
        p = multiply_add(p, r, SIMD[dtype, width](1.0178049815146849e-07))
        p = multiply_add(p, r, SIMD[dtype, width](1.3215486835717719e-06))
        p = multiply_add(p, r, SIMD[dtype, width](1.525273385940337e-05))
        p = multiply_add(p, r, SIMD[dtype, width](0.00015403530393337712))
        p = multiply_add(p, r, SIMD[dtype, width](0.0013333558146387333))
        p = multiply_add(p, r, SIMD[dtype, width](0.009618129107628498))
        p = multiply_add(p, r, SIMD[dtype, width](0.05550410866482171))
        p = multiply_add(p, r, SIMD[dtype, width](0.24022650695910072))
        p = multiply_add(p, r, SIMD[dtype, width](0.6931471805599453))
        return scale_by_power_of_two(multiply_add(p, r, SIMD[dtype, width](1.0)), n)
    elif dtype == DType.float32:
        var y = _clamp(x, -152.0, 129.0)
        var n = _round(y)
        var r = y - n
        var p = multiply_add(r, SIMD[dtype, width](1.53161769916e-5), SIMD[dtype, width](0.000154683913412))
        p = multiply_add(p, r, SIMD[dtype, width](0.00133334256903))
        p = multiply_add(p, r, SIMD[dtype, width](0.00961803316084))
        p = multiply_add(p, r, SIMD[dtype, width](0.0555041096843))
        p = multiply_add(p, r, SIMD[dtype, width](0.240226510993))
        p = multiply_add(p, r, SIMD[dtype, width](0.69314718054))
        return scale_by_power_of_two(multiply_add(p, r, SIMD[dtype, width](1.0)), n)
    else:
        return exp2(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def exp10[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """10 to the power of `x`.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`exp10` takes floats"
    comptime if dtype == DType.float64:
        var y = _clamp(x, -325.0, 309.0)
        var n = _round(y * SIMD[dtype, width](3.32192809488736234787))
        # log10(2) in two parts, the first with 21 trailing zeros
        var r = multiply_add(n, SIMD[dtype, width](-0.3010299955494702), y)
        r = multiply_add(n, SIMD[dtype, width](-1.1451100898021838e-10), r)
        return scale_by_power_of_two(_exp_kernel(r * SIMD[dtype, width](2.30258509299404568402)) + SIMD[dtype, width](1.0), n)
    else:
        return exp2(x.cast[DType.float64]() * SIMD[DType.float64, width](3.32192809488736234787)).cast[dtype]()


@always_inline
def expm1[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`exp(x) - 1`, precise near zero.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`expm1` takes floats"
    comptime if dtype == DType.float64:
        var y = _clamp(x, -40.0, 710.0)
        var n = _round(y * SIMD[dtype, width](1.4426950408889634074))
        var r = multiply_add(n, SIMD[dtype, width](-6.93147180369123816490e-01), y)
        return _expm1_scale(r, n * SIMD[dtype, width](-1.90821492927058770002e-10), n, x)
    elif dtype == DType.float32:
        var y = _clamp(x, -20.0, 89.0)
        var n = _round(y * SIMD[dtype, width](1.4426950408889634074))
        var r = multiply_add(n, SIMD[dtype, width](-0.693359375), y)
        return _expm1_scale(r, n * SIMD[dtype, width](2.12194440054690583e-4), n, x)
    else:
        return expm1(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _expm1_scale[
    dtype: DType, width: Int, //
](high: SIMD[dtype, width], low: SIMD[dtype, width], n: SIMD[dtype, width], x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`2**n * exp(high + low) - 1`, with one power of two taken out so that `2**n` itself may overflow."""
    var r = high + low
    var lost = (high - r) + low
    # exp(r) - 1 in two parts, the second of which is small: r, and the rest of the series
    var tail = _exp_series(r) * r * r
    tail = tail + multiply_add(lost, r + tail, lost)
    var scale = power_of_two(n - SIMD[dtype, width](1.0))
    var main = multiply_add(scale, r, scale - SIMD[dtype, width](0.5))
    var result = multiply_add(scale, tail, main) * SIMD[dtype, width](2.0)
    # Keeps the sign of zero.
    return x.eq(SIMD[dtype, width](0.0)).select(x, result)


@always_inline
def exp_of_sum[dtype: DType, width: Int, //](high: SIMD[dtype, width], low: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`exp(high + low)` for sums up to 0.35 in magnitude, with little more than the error of one rounding.

    `1 + r` is added without error; what is left is small.

    Args:
        high: The greater part.
        low: The smaller part.
    """
    var one = SIMD[dtype, width](1.0)
    var r = high + low
    var lost = (high - r) + low
    var tail = _exp_series(r) * r * r
    tail = tail + multiply_add(lost, r + tail, lost)
    var sum = one + r
    return sum + ((r - (sum - one)) + tail)


@always_inline
def _exp_kernel[dtype: DType, width: Int, //](r: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`exp(r) - 1` for `|r| <= 0.35`."""
    return multiply_add(_exp_series(r) * r, r, r)


@always_inline
def _exp_series[dtype: DType, width: Int, //](r: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`(exp(r) - 1 - r) / r**2` for `|r| <= 0.35`."""
    var p: SIMD[dtype, width]
    comptime if dtype == DType.float64:
        p = multiply_add(r, SIMD[dtype, width](2.0926710210444077e-09), SIMD[dtype, width](2.5113375096633176e-08))
        p = multiply_add(p, r, SIMD[dtype, width](2.7557235234149635e-07))
        p = multiply_add(p, r, SIMD[dtype, width](2.7557231030459712e-06))
        p = multiply_add(p, r, SIMD[dtype, width](2.4801587369230902e-05))
        p = multiply_add(p, r, SIMD[dtype, width](0.00019841269900200016))
        p = multiply_add(p, r, SIMD[dtype, width](0.0013888888888863083))
        p = multiply_add(p, r, SIMD[dtype, width](0.008333333333315509))
        p = multiply_add(p, r, SIMD[dtype, width](0.041666666666666706))
        p = multiply_add(p, r, SIMD[dtype, width](0.16666666666666685))
    else:
        p = multiply_add(r, SIMD[dtype, width](0.000199147065285), SIMD[dtype, width](0.00139363317241))
        p = multiply_add(p, r, SIMD[dtype, width](0.00833327272218))
        p = multiply_add(p, r, SIMD[dtype, width](0.0416664511441))
        p = multiply_add(p, r, SIMD[dtype, width](0.166666668143))
    return multiply_add(p, r, SIMD[dtype, width](0.5))


@always_inline
def _round[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The nearest integer, for numbers of moderate size."""
    comptime magic = round_magic[dtype, width]()
    return (x + magic) - magic


@always_inline
def _scaled_unless[
    dtype: DType, width: Int, //
](vanishes: SIMD[DType.bool, width], x: SIMD[dtype, width], exponent: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x * 2**floor(exponent)`, or 0: scaling down to 0 would cost as much as to a subnormal number, 150 cycles, and masked softmax has many."""
    comptime zero = SIMD[dtype, width](0)
    return vanishes.select(zero, scale_by_floor(x, vanishes.select(zero, exponent)))


@always_inline
def _at_most[dtype: DType, width: Int, //](x: SIMD[dtype, width], high: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x`, but not above a number; not-a-number stays."""
    return x.gt(high).select(high, x)


@always_inline
def _clamp[dtype: DType, width: Int, //](x: SIMD[dtype, width], low: SIMD[dtype, width], high: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x` brought into a range; not-a-number stays."""
    var y = x.lt(low).select(low, x)
    return y.gt(high).select(high, y)
