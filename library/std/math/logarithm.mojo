"""`log`, `log2`, `log10`, `log1p`, `logb` for vectors of floats.

Method (as in FreeBSD's msun, after K. C. Ng): `x = 2**k m` with `m` between sqrt(1/2) and sqrt(2), `f = m - 1`, `t = f / (2 + f)`; then
`log(m) = f - (f*f/2 - t * (f*f/2 + q))` with `q` a polynomial in `t*t` from `generate_coefficients.py`. For other bases the logarithm is
kept in two parts until it has been multiplied. Errors, measured: below 1 unit in the last place. Half floats are computed as `float32`.
"""

from .exact import bits_of, bits_type, float_of, mantissa_bits, multiply_add


struct _Reduced[dtype: DType, width: Int](ImplicitlyCopyable, TrivialRegisterPassable):
    """A positive number as `2**exponent * (1 + fraction)`."""

    var exponent: SIMD[Self.dtype, Self.width]
    var fraction: SIMD[Self.dtype, Self.width]

    @always_inline
    def __init__(out self, exponent: SIMD[Self.dtype, Self.width], fraction: SIMD[Self.dtype, Self.width]):
        self.exponent = exponent
        self.fraction = fraction


@always_inline
def log[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Natural logarithm; minus infinity of 0, not-a-number of negative numbers.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`log` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        var reduced = _reduce(x)
        var f = reduced.fraction
        var k = reduced.exponent
        var half_square = f * f * SIMD[dtype, width](0.5)
        var correction = _log_tail(f, half_square)
        var high: SIMD[dtype, width]
        var low: SIMD[dtype, width]
        comptime if dtype == DType.float64:
            high = SIMD[dtype, width](6.93147180369123816490e-01)
            low = SIMD[dtype, width](1.90821492927058770002e-10)
        else:
            high = SIMD[dtype, width](0.693359375)
            low = SIMD[dtype, width](-2.12194440054690583e-4)
        var result = multiply_add(k, high, f - (half_square - multiply_add(k, low, correction)))
        return _special(x, result)
    else:
        return log(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def log2[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Binary logarithm; exact for powers of two.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`log2` takes floats"
    comptime if dtype == DType.float64:
        # 1 / ln 2 in two parts
        return _log_scaled(x, 1.4426946640014648, 3.768874985636099e-07, 1.0, 0.0)
    elif dtype == DType.float32:
        return _log_scaled(x, 1.4423828125, 0.00031222838896340733, 1.0, 0.0)
    else:
        return log2(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def log10[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Decimal logarithm.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`log10` takes floats"
    comptime if dtype == DType.float64:
        # 1 / ln 10 and log10(2), in two parts each
        return _log_scaled(x, 0.4342944622039795, 1.9699272335463627e-08, 0.30102999566383914, 1.42050232272661e-13)
    elif dtype == DType.float32:
        return _log_scaled(x, 0.4342041015625, 9.038034075182765e-05, 0.301025390625, 4.605038981195214e-06)
    else:
        return log10(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def log1p[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`log(1 + x)`, precise near zero.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`log1p` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        var one = Vector(1.0)
        var sum = one + x
        # What the sum lost; for huge x nothing that matters.
        var lost = sum.gt(Vector(2.0)).select(one - (sum - x), x - (sum - one))
        var reduced = _reduce(sum)
        var f = reduced.fraction
        var k = reduced.exponent
        var half_square = f * f * Vector(0.5)
        var correction = _log_tail(f, half_square) + lost / sum
        var high: Vector
        var low: Vector
        comptime if dtype == DType.float64:
            high = Vector(6.93147180369123816490e-01)
            low = Vector(1.90821492927058770002e-10)
        else:
            high = Vector(0.693359375)
            low = Vector(-2.12194440054690583e-4)
        var result = multiply_add(k, high, f - (half_square - multiply_add(k, low, correction)))
        # Sign of zero, and numbers whose square vanishes
        result = abs(x).lt(Vector(1.0e-30)).select(x, result)
        return _special(sum, result)
    else:
        return log1p(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def logb[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The exponent: `floor(log2(abs(x)))`.

    Args:
        x: Floats.
    """
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        comptime bits = bits_type[dtype]()
        var magnitude = abs(x)
        var small = magnitude.lt(Vector(_least_normal[dtype]()))
        var scaled = small.select(magnitude * Vector(_subnormal_scale[dtype]()), magnitude)
        var field = bits_of(scaled) >> SIMD[bits, width](mantissa_bits[dtype]())
        var exponent = _exponent_to_float[dtype](field, small)
        exponent = magnitude.eq(Vector(0.0)).select(Vector(FloatLiteral.negative_infinity), exponent)
        return magnitude.lt(Vector(FloatLiteral.infinity)).select(exponent, magnitude)
    else:
        return logb(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _log_scaled[
    dtype: DType, width: Int, //
](x: SIMD[dtype, width], scale_high: SIMD[dtype, width], scale_low: SIMD[dtype, width], unit_high: SIMD[dtype, width], unit_low: SIMD[dtype, width]) -> SIMD[
    dtype, width
]:
    """`log(m) * scale + k * unit`, with all factors in two parts.

    Args:
        x: Floats.
        scale_high: One over the natural logarithm of the base, few bits.
        scale_low: What it lacks.
        unit_high: Logarithm of 2 to the base.
        unit_low: What it lacks.
    """
    comptime Vector = SIMD[dtype, width]
    comptime bits = bits_type[dtype]()
    var reduced = _reduce(x)
    var f = reduced.fraction
    var k = reduced.exponent
    var half_square = f * f * Vector(0.5)
    # The logarithm as `high + low`, with few enough bits in `high` that its product with `scale_high` is exact
    comptime mask = -4294967296 if dtype == DType.float64 else -4096
    var high = float_of[dtype, width](bits_of(f - half_square) & SIMD[bits, width](mask))
    var low = ((f - high) - half_square) + _log_tail(f, half_square)
    var product = high * scale_high
    var rest = (low + high) * scale_low + low * scale_high + k * unit_low
    var base = k * unit_high
    var sum = base + product
    rest = rest + ((base - sum) + product)
    return _special(x, sum + rest)


@always_inline
def _log_tail[dtype: DType, width: Int, //](f: SIMD[dtype, width], half_square: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`log(1 + f) - (f - f*f/2)`."""
    comptime Vector = SIMD[dtype, width]
    var t = f / (f + Vector(2.0))
    var u = t * t
    var q: Vector
    comptime if dtype == DType.float64:
        q = multiply_add(u, Vector(0.14900818579167355), Vector(0.15303030646653193))
        q = multiply_add(q, u, Vector(0.18184022195849195))
        q = multiply_add(q, u, Vector(0.22222189063016753))
        q = multiply_add(q, u, Vector(0.2857142884472109))
        q = multiply_add(q, u, Vector(0.39999999998887864))
        q = multiply_add(q, u, Vector(0.6666666666666832))
    else:
        q = multiply_add(u, Vector(0.299900829515), Vector(0.399725105941))
        q = multiply_add(q, u, Vector(0.666668260608))
    return t * multiply_add(q, u, half_square)


@always_inline
def _reduce[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> _Reduced[dtype, width]:
    """Takes a positive number apart; subnormal ones are scaled up first."""
    comptime Vector = SIMD[dtype, width]
    comptime bits = bits_type[dtype]()
    comptime Bits = SIMD[bits, width]
    comptime shift = mantissa_bits[dtype]()
    # Bits of 1.0 less those of sqrt(1/2), so that the exponent field steps at sqrt(2).
    comptime offset = 0x00095F619980C433 if dtype == DType.float64 else 0x004AFB0D
    comptime one = 0x3FF0000000000000 if dtype == DType.float64 else 0x3F800000
    var small = x.lt(Vector(_least_normal[dtype]()))
    var scaled = small.select(x * Vector(_subnormal_scale[dtype]()), x)
    var pattern = bits_of(scaled)
    var field = (pattern + Bits(offset)) >> Bits(shift)
    var mantissa = float_of[dtype, width](pattern - (field << Bits(shift)) + Bits(one))
    return _Reduced[dtype, width](_exponent_to_float[dtype](field, small), mantissa - Vector(1.0))


@always_inline
def _exponent_to_float[dtype: DType, width: Int](field: SIMD[bits_type[dtype](), width], small: SIMD[DType.bool, width]) -> SIMD[dtype, width]:
    """An exponent field without its bias; `small` says which numbers were scaled up."""
    comptime Vector = SIMD[dtype, width]
    comptime Bits = SIMD[bits_type[dtype](), width]
    # The field becomes the low bits of 2**52 (2**23), which is then taken away together with the bias.
    comptime pattern = 0x4330000000000000 if dtype == DType.float64 else 0x4B000000
    comptime biased = 4503599627370496.0 + 1023.0 if dtype == DType.float64 else 8388608.0 + 127.0
    comptime biased_small = 4503599627370496.0 + 1023.0 + 54.0 if dtype == DType.float64 else 8388608.0 + 127.0 + 25.0
    return float_of[dtype, width](field | Bits(pattern)) - small.select(Vector(biased_small), Vector(biased))


@always_inline
def _least_normal[dtype: DType]() -> Scalar[dtype]:
    """The least positive number with a full mantissa."""
    comptime if dtype == DType.float64:
        return Scalar[dtype](2.2250738585072014e-308)
    else:
        return Scalar[dtype](1.1754943508222875e-38)


@always_inline
def _subnormal_scale[dtype: DType]() -> Scalar[dtype]:
    """2**54, or 2**25: makes subnormal numbers normal."""
    comptime if dtype == DType.float64:
        return Scalar[dtype](18014398509481984.0)
    else:
        return Scalar[dtype](33554432.0)


@always_inline
def _special[dtype: DType, width: Int, //](x: SIMD[dtype, width], result: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Puts in the values at zero, infinity, negative numbers and not-a-number."""
    comptime Vector = SIMD[dtype, width]
    var infinity = Vector(FloatLiteral.infinity)
    # Not-a-number and infinity give themselves.
    var y = x.lt(infinity).select(result, x)
    y = x.eq(Vector(0.0)).select(-infinity, y)
    return x.lt(Vector(0.0)).select(Vector(FloatLiteral.nan), y)
