"""`log`, `log2`, `log10`, `log1p`, `logb` for vectors of floats.

Method (as in FreeBSD's msun, after K. C. Ng): `x = 2**k m` with `m` between sqrt(1/2) and sqrt(2), `f = m - 1`, `t = f / (2 + f)`; then
`log(m) = f - (f*f/2 - t * (f*f/2 + q))` with `q` a polynomial in `t*t` from `generate_coefficients.py`. For other bases the logarithm is
kept in two parts until it has been multiplied. Where a table is looked up in one instruction, `log` multiplies `m` by a reciprocal from it
instead of dividing, and adds the reciprocal's logarithm in two parts (P. T. P. Tang, "Table-driven implementation of the logarithm
function in IEEE floating-point arithmetic", 1990). Errors, measured: below 1 unit in the last place. Half floats are computed as `float32`.
"""

from .avx512 import exponent_and_mantissa, has_avx512, with_limits_of_logarithm
from .exact import bits_of, bits_type, float_of, mantissa_bits, multiply_add
from .table import lookup

comptime _log_parts64: List[Float64] = [
    1.0, 0.9140625, 0.865234375, 0.8203125, 0.78125, 0.744140625,
    0.7109375, 0.681640625, 0.65234375, 0.626953125, 0.603515625, 0.58203125,
    0.560546875, 0.54296875, 0.525390625, 0.5, 0.0, 0.08985632912185793,
    0.14475485499428942, 0.19806991376208316, 0.2468600779316148, 0.29552524991277096, 0.3411707574027787, 0.383252702837126,
    0.4271836320629063, 0.4668835019094786, 0.5049833481416499, 0.5412311385341582, 0.5788424092797868, 0.6107035113489019,
    0.6436132454375638, 0.6931471803691238, 0.0, 3.1218748807418837e-15, 8.272973285564614e-14, 1.0634128304268335e-14,
    -8.899851356560444e-14, 3.586053092023274e-14, -1.156568624616423e-14, -4.5358739633308435e-14, -9.895853155747038e-14, 1.3337962884211445e-14,
    1.1241001411909127e-13, -5.4828310811468674e-14, 9.986876370947071e-14, -3.1165899173794433e-14, 1.0485953929506514e-13, 1.9082149292705877e-10,
]
"""For each sixteenth of the numbers from 1 to 2: a reciprocal c of few bits, -log(c) with few bits, and what this lacks."""
comptime _log_parts32: List[Float32] = [
    1.0, 0.953125, 0.9296875, 0.8984375, 0.875, 0.8515625, 0.828125, 0.8125,
    0.7890625, 0.7734375, 0.75, 0.734375, 0.71875, 0.703125, 0.6875, 0.671875,
    0.65625, 0.6484375, 0.6328125, 0.625, 0.609375, 0.6015625, 0.5859375, 0.578125,
    0.5625, 0.5546875, 0.546875, 0.5390625, 0.53125, 0.5234375, 0.515625, 0.5,
    0.0, 0.04800415039, 0.07290649414, 0.1071014404, 0.1335296631, 0.1606750488, 0.1885986328, 0.2076416016,
    0.236907959, 0.2569122314, 0.287689209, 0.3087310791, 0.3302459717, 0.3522186279, 0.3746948242, 0.3976898193,
    0.4212188721, 0.4331970215, 0.4575805664, 0.4700012207, 0.4953155518, 0.5082244873, 0.5345458984, 0.547958374,
    0.5753631592, 0.5893554688, 0.6035308838, 0.6179199219, 0.632522583, 0.6473388672, 0.6623687744, 0.693359375,
    0.0, 5.068795736e-6, 2.766674628e-7, -3.30487332e-6, 1.729538585e-6, 7.332862348e-6, -7.46300495e-6, -2.236784255e-6,
    1.788093983e-6, -1.817660285e-6, -7.136532594e-6, 4.402548051e-6, -4.284809111e-6, 1.965659665e-6, -1.374777339e-6, -6.851669828e-6,
    -5.406994009e-6, -7.365361356e-6, 5.428409284e-7, 2.408542611e-6, 5.885472213e-6, 3.547612458e-7, -3.748054193e-6, 6.79669201e-6,
    9.857238744e-7, -5.081871698e-6, 4.138081196e-6, 3.837447358e-6, -2.426430203e-8, -1.222658849e-6, 6.747479129e-6, -0.0002121944401,
]
"""The same for each thirty-second."""
comptime _parts64 = _log_parts64.unsafe_ptr()
comptime _parts32 = _log_parts32.unsafe_ptr()


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
        comptime if has_avx512():
            var parts = exponent_and_mantissa(x)
            return with_limits_of_logarithm(_log_by_table(parts.exponent, parts.mantissa), x)
        else:
            var reduced = _reduce(x)
            var f = reduced.fraction
            var k = reduced.exponent
            var half_square = f * f * SIMD[dtype, width](0.5)
            var correction = _log_tail(f, half_square)
            comptime high = 6.93147180369123816490e-01 if dtype == DType.float64 else 0.693359375
            comptime low = 1.90821492927058770002e-10 if dtype == DType.float64 else -2.12194440054690583e-4
            var rest = f - (half_square - multiply_add(k, SIMD[dtype, width](low), correction))
            return with_limits_of_logarithm(multiply_add(k, SIMD[dtype, width](high), rest), x)
    else:
        return log(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _log_by_table[dtype: DType, width: Int, //](exponent: SIMD[dtype, width], mantissa: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`log(2**exponent mantissa)` for mantissas from 1 to 2: a reciprocal of few bits from a table brings the mantissa near 1."""
    comptime Vector = SIMD[dtype, width]
    comptime Bits = SIMD[bits_type[dtype](), width]
    # The interval's number, from the top bits of the mantissa, stands in the low bits; what is above is ignored.
    comptime shift = 48 if dtype == DType.float64 else 18
    var interval = bits_of(mantissa) >> Bits(shift)
    comptime if dtype == DType.float64:
        var r = mantissa.fma(lookup(_parts64, interval), Vector(-1.0))
        var base = multiply_add(exponent, Vector(6.93147180369123816490e-01), lookup(_parts64 + 16, interval))
        var q = multiply_add(r, Vector(-0.08771678485377575), Vector(0.11075853868365591))
        q = multiply_add(q, r, Vector(-0.12502069072525626))
        q = multiply_add(q, r, Vector(0.1428581746096154))
        q = multiply_add(q, r, Vector(-0.1666666583644547))
        q = multiply_add(q, r, Vector(0.19999999925256434))
        q = multiply_add(q, r, Vector(-0.24999999999993053))
        q = multiply_add(q, r, Vector(0.33333333333348697))
        q = multiply_add(q, r, Vector(-0.5000000000000001))
        # base is exact, and 0 or greater than r: so is the sum of both in two parts.
        var sum = base + r
        var rest = (base - sum) + r
        rest = rest + multiply_add(exponent, Vector(1.90821492927058770002e-10), lookup(_parts64 + 32, interval))
        return sum + multiply_add(r * r, q, rest)
    else:
        # Not as careful: r has 2**-6 at most wherever base is not 0, and its last place counts little.
        var r = mantissa.fma(lookup(_parts32, interval), Vector(-1.0))
        var base = multiply_add(exponent, Vector(0.693359375), lookup(_parts32 + 32, interval))
        var q = multiply_add(r, Vector(-0.244398259026), Vector(0.333378129842))
        q = multiply_add(q, r, Vector(-0.500001212028))
        var rest = multiply_add(exponent, Vector(-2.12194440054690583e-4), lookup(_parts32 + 64, interval))
        return base + (r + multiply_add(r * r, q, rest))


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
        return with_limits_of_logarithm(result, sum)
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
    return with_limits_of_logarithm(sum + rest, x)


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
