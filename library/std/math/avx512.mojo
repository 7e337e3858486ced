"""AVX-512 instructions on floats that LLVM has no name of its own for; by other means, with the same results, elsewhere.

In: vectors of `float32` or `float64`. Vectors that fill a register are one instruction, longer ones several. In the interpreter, on
other targets and for shorter vectors the same bits come from ordinary operations.
"""

from .exact import bits_of, bits_type, exponent_bias, float_of, mantissa_bits, scale_by_power_of_two


@always_inline
def has_avx512() -> Bool:
    """Whether the target has AVX-512, for vectors of 128 and 256 bits too."""
    return Bool(raw=__op.target_has_feature["avx512f"]()) and Bool(raw=__op.target_has_feature["avx512vl"]())


@always_inline
def scale_by_floor[dtype: DType, width: Int, //](x: SIMD[dtype, width], exponent: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x * 2**floor(exponent)`, rounded once, for `x` near 1 and exponents of moderate size (`vscalefpd`).

    Args:
        x: Numbers near 1.
        exponent: Exponents.
    """
    comptime Vector = SIMD[dtype, width]
    comptime Raw = __type.simd[dtype, width]
    comptime name = "llvm.x86.avx512.mask.scalef." + _suffix[dtype, width]()
    comptime if _bits[dtype, width]() > 512 and has_avx512():
        var numbers = x.split()
        var exponents = exponent.split()
        return rebind[Vector](scale_by_floor(numbers[0], exponents[0]).join(scale_by_floor(numbers[1], exponents[1])))
    elif _is_full[dtype, width]():
        if not Bool(raw=__op.interpreting()):
            var all = _all_lanes[width]()
            comptime if _bits[dtype, width]() == 512:
                return Vector(raw=__op.llvm[name, Raw, side_effects=False](x.value, exponent.value, x.value, all.value, _as_set.value))
            else:
                return Vector(raw=__op.llvm[name, Raw, side_effects=False](x.value, exponent.value, x.value, all.value))
    return scale_by_power_of_two(x, exponent.__floor__())


@always_inline
def distance_to_whole[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x` minus the nearest whole number, the even one of two (`vreduceps`). 0 for infinities.

    Args:
        x: Numbers.
    """
    comptime Vector = SIMD[dtype, width]
    comptime Raw = __type.simd[dtype, width]
    comptime name = "llvm.x86.avx512.mask.reduce." + _suffix[dtype, width]()
    comptime if _bits[dtype, width]() > 512 and _has_reduce():
        var numbers = x.split()
        return rebind[Vector](distance_to_whole(numbers[0]).join(distance_to_whole(numbers[1])))
    elif _is_full[dtype, width]() and _has_reduce():
        if not Bool(raw=__op.interpreting()):
            var all = _all_lanes[width]()
            # No fraction bits are kept; to the nearest, quietly
            comptime form = Int32(8)
            comptime if _bits[dtype, width]() == 512:
                return Vector(raw=__op.llvm[name, Raw, side_effects=False](x.value, form.value, x.value, all.value, _as_set.value))
            else:
                return Vector(raw=__op.llvm[name, Raw, side_effects=False](x.value, form.value, x.value, all.value))
    # Numbers from here on have no fraction
    comptime whole = 4503599627370496.0 if dtype == DType.float64 else 8388608.0
    var distance = x - Vector(raw=__op.roundeven(x.value))
    return abs(x).lt(Vector(whole)).select(distance, x.ne(x).select(x, Vector(0.0)))


@always_inline
def _has_reduce() -> Bool:
    return has_avx512() and Bool(raw=__op.target_has_feature["avx512dq"]())


struct ExponentAndMantissa[dtype: DType, width: Int](ImplicitlyCopyable, TrivialRegisterPassable):
    """Numbers as `2**exponent * mantissa`.

    Parameters:
        dtype: `float32` or `float64`.
        width: Number of lanes.
    """

    var exponent: SIMD[Self.dtype, Self.width]
    """Whole numbers."""
    var mantissa: SIMD[Self.dtype, Self.width]
    """From 1 on, below 2."""

    @always_inline
    def __init__(out self, exponent: SIMD[Self.dtype, Self.width], mantissa: SIMD[Self.dtype, Self.width]):
        """Both parts.

        Args:
            exponent: Whole numbers.
            mantissa: From 1 on, below 2.
        """
        self.exponent = exponent
        self.mantissa = mantissa


@always_inline
def exponent_and_mantissa[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> ExponentAndMantissa[dtype, width]:
    """Takes positive numbers, subnormal ones too, apart (`vgetexppd`, `vgetmantpd`). Zero, infinity and others give anything.

    Args:
        x: Positive numbers.
    """
    comptime Vector = SIMD[dtype, width]
    comptime Raw = __type.simd[dtype, width]
    comptime exponent_name = "llvm.x86.avx512.mask.getexp." + _suffix[dtype, width]()
    comptime mantissa_name = "llvm.x86.avx512.mask.getmant." + _suffix[dtype, width]()
    comptime if _bits[dtype, width]() > 512 and has_avx512():
        var halves = x.split()
        var low = exponent_and_mantissa(halves[0])
        var high = exponent_and_mantissa(halves[1])
        return ExponentAndMantissa[dtype, width](
            rebind[Vector](low.exponent.join(high.exponent)), rebind[Vector](low.mantissa.join(high.mantissa))
        )
    elif _is_full[dtype, width]():
        if not Bool(raw=__op.interpreting()):
            var all = _all_lanes[width]()
            # Mantissas from 1 to 2, without the number's sign
            comptime form = Int32(4)
            comptime if _bits[dtype, width]() == 512:
                return ExponentAndMantissa[dtype, width](
                    Vector(raw=__op.llvm[exponent_name, Raw, side_effects=False](x.value, x.value, all.value, _as_set.value)),
                    Vector(raw=__op.llvm[mantissa_name, Raw, side_effects=False](x.value, form.value, x.value, all.value, _as_set.value)),
                )
            else:
                return ExponentAndMantissa[dtype, width](
                    Vector(raw=__op.llvm[exponent_name, Raw, side_effects=False](x.value, x.value, all.value)),
                    Vector(raw=__op.llvm[mantissa_name, Raw, side_effects=False](x.value, form.value, x.value, all.value)),
                )
    comptime Bits = SIMD[bits_type[dtype](), width]
    comptime shift = mantissa_bits[dtype]()
    comptime least_normal = 2.2250738585072014e-308 if dtype == DType.float64 else 1.1754943508222875e-38
    # 2**54 and 2**25 make subnormal numbers normal. The field of the exponent becomes the low bits of 2**52 or 2**23.
    comptime scale = 18014398509481984.0 if dtype == DType.float64 else 33554432.0
    comptime pattern = 0x4330000000000000 if dtype == DType.float64 else 0x4B000000
    comptime biased = 4503599627370496.0 + 1023.0 if dtype == DType.float64 else 8388608.0 + 127.0
    comptime biased_small = biased + (54.0 if dtype == DType.float64 else 25.0)
    var small = x.lt(Vector(least_normal))
    var bits = bits_of(small.select(x * Vector(scale), x))
    var exponent = float_of[dtype, width]((bits >> Bits(shift)) | Bits(pattern)) - small.select(Vector(biased_small), Vector(biased))
    var mantissa = float_of[dtype, width]((bits & Bits((1 << shift) - 1)) | Bits(exponent_bias[dtype]() << shift))
    return ExponentAndMantissa[dtype, width](exponent, mantissa)


@always_inline
def with_limits_of_logarithm[dtype: DType, width: Int, //](result: SIMD[dtype, width], x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """A result with what a logarithm gives for 0, infinity, negative numbers and not-a-number put in (`vfixupimmpd`).

    Args:
        result: What holds for positive numbers.
        x: The arguments.
    """
    comptime Vector = SIMD[dtype, width]
    comptime Raw = __type.simd[dtype, width]
    comptime name = "llvm.x86.avx512.mask.fixupimm." + _suffix[dtype, width]()
    comptime if _bits[dtype, width]() > 512 and has_avx512():
        var results = result.split()
        var arguments = x.split()
        return rebind[Vector](with_limits_of_logarithm(results[0], arguments[0]).join(with_limits_of_logarithm(results[1], arguments[1])))
    elif _is_full[dtype, width]():
        if not Bool(raw=__op.interpreting()):
            var all = _all_lanes[width]()
            # A digit for each class of arguments, the lowest first. Not-a-number (two): itself (2). Zero: -infinity (4). One: the result (0).
            # -Infinity: not-a-number (3). Infinity: infinity (5). Negative: not-a-number (3). Positive: the result (0).
            comptime classes = SIMD[bits_type[dtype](), width](0x03530422)
            comptime no_flags = Int32(0)
            comptime if _bits[dtype, width]() == 512:
                return Vector(
                    raw=__op.llvm[name, Raw, side_effects=False](
                        result.value, x.value, classes.value, no_flags.value, all.value, _as_set.value
                    )
                )
            else:
                return Vector(raw=__op.llvm[name, Raw, side_effects=False](result.value, x.value, classes.value, no_flags.value, all.value))
    var infinity = Vector(FloatLiteral.infinity)
    # Not-a-number and infinity give themselves.
    var y = x.lt(infinity).select(result, x)
    y = x.eq(Vector(0.0)).select(-infinity, y)
    return x.lt(Vector(0.0)).select(Vector(FloatLiteral.nan), y)


comptime _as_set = Int32(4)
"""Rounding as the processor is set."""


@always_inline
def _bits[dtype: DType, width: Int]() -> Int:
    return width * (64 if dtype == DType.float64 else 32)


@always_inline
def _is_full[dtype: DType, width: Int]() -> Bool:
    """Whether a vector fills a register of a target with AVX-512."""
    comptime bits = _bits[dtype, width]()
    return has_avx512() and (bits == 128 or bits == 256 or bits == 512)


@always_inline
def _suffix[dtype: DType, width: Int]() -> StringLiteral:
    """The end of an instruction's name."""
    comptime bits = _bits[dtype, width]()
    comptime if dtype == DType.float64:
        return "pd.128" if bits == 128 else "pd.256" if bits == 256 else "pd.512"
    else:
        return "ps.128" if bits == 128 else "ps.256" if bits == 256 else "ps.512"


@always_inline
def _all_lanes[width: Int]() -> Scalar[DType.int16 if width == 16 else DType.int8]:
    """The mask of all lanes."""
    return Scalar[DType.int16 if width == 16 else DType.int8](-1)
