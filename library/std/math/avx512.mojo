"""AVX-512 instructions on floats that have no counterpart in LLVM's own: with the same results by other means elsewhere.

In: vectors of `float32` or `float64`. Each function picks the instruction by the vector's length; in the interpreter, on other targets
and for other lengths it computes the same bits from ordinary operations.
"""

from .exact import bits_of, bits_type, exponent_bias, float_of, mantissa_bits, scale_by_power_of_two


@always_inline
def has_avx512() -> Bool:
    """Whether the target has AVX-512, for vectors of 128 and 256 bits too."""
    return Bool(raw=__op.target_has_feature["avx512f"]()) and Bool(raw=__op.target_has_feature["avx512vl"]())


@always_inline
def fits_avx512[dtype: DType, width: Int]() -> Bool:
    """Whether a vector fills a register of 128, 256 or 512 bits on a target with AVX-512."""
    comptime bits = width * (64 if dtype == DType.float64 else 32)
    return has_avx512() and (bits == 128 or bits == 256 or bits == 512)


@always_inline
def scale_by_floor[dtype: DType, width: Int, //](x: SIMD[dtype, width], exponent: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x * 2**floor(exponent)`, rounded once, for `x` near 1 and exponents of moderate size (`vscalefpd`).

    Args:
        x: Numbers near 1.
        exponent: Exponents.
    """
    comptime Vector = __type.simd[dtype, width]
    comptime if fits_avx512[dtype, width]():
        if not Bool(raw=__op.interpreting()):
            comptime if dtype == DType.float64:
                comptime if width == 8:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.scalef.pd.512", Vector, side_effects=False](x.value, exponent.value, x.value, Int8(-1).value, Int32(4).value))
                elif width == 4:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.scalef.pd.256", Vector, side_effects=False](x.value, exponent.value, x.value, Int8(-1).value))
                else:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.scalef.pd.128", Vector, side_effects=False](x.value, exponent.value, x.value, Int8(-1).value))
            else:
                comptime if width == 16:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.scalef.ps.512", Vector, side_effects=False](x.value, exponent.value, x.value, Int16(-1).value, Int32(4).value))
                elif width == 8:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.scalef.ps.256", Vector, side_effects=False](x.value, exponent.value, x.value, Int8(-1).value))
                else:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.scalef.ps.128", Vector, side_effects=False](x.value, exponent.value, x.value, Int8(-1).value))
    return scale_by_power_of_two(x, exponent.__floor__())


@always_inline
def exponent_and_mantissa[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> Tuple[SIMD[dtype, width], SIMD[dtype, width]]:
    """Takes positive numbers, subnormal ones too, apart: `k` and `m` with `x = 2**k m` and `1 <= m < 2`. Anything for others.

    Args:
        x: Positive numbers.
    """
    comptime if fits_avx512[dtype, width]():
        if not Bool(raw=__op.interpreting()):
            return (_exponent(x), _mantissa(x))
    comptime Vector = SIMD[dtype, width]
    comptime Bits = SIMD[bits_type[dtype](), width]
    comptime shift = mantissa_bits[dtype]()
    comptime least_normal = 2.2250738585072014e-308 if dtype == DType.float64 else 1.1754943508222875e-38
    # 2**54 and 2**25 make subnormal numbers normal. The field of the exponent becomes the low bits of 2**52 or 2**23.
    comptime scale = 18014398509481984.0 if dtype == DType.float64 else 33554432.0
    comptime pattern = 0x4330000000000000 if dtype == DType.float64 else 0x4B000000
    comptime biased = 4503599627370496.0 + 1023.0 if dtype == DType.float64 else 8388608.0 + 127.0
    comptime biased_small = biased + (54.0 if dtype == DType.float64 else 25.0)
    comptime one = exponent_bias[dtype]() << shift
    var small = x.lt(Vector(least_normal))
    var bits = bits_of(small.select(x * Vector(scale), x))
    var exponent = float_of[dtype, width]((bits >> Bits(shift)) | Bits(pattern)) - small.select(Vector(biased_small), Vector(biased))
    var mantissa = float_of[dtype, width]((bits & Bits((1 << shift) - 1)) | Bits(one))
    return (exponent, mantissa)


@always_inline
def _exponent[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`vgetexppd`."""
    comptime Vector = __type.simd[dtype, width]
    comptime if dtype == DType.float64:
        comptime if width == 8:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getexp.pd.512", Vector, side_effects=False](x.value, x.value, Int8(-1).value, Int32(4).value))
        elif width == 4:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getexp.pd.256", Vector, side_effects=False](x.value, x.value, Int8(-1).value))
        else:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getexp.pd.128", Vector, side_effects=False](x.value, x.value, Int8(-1).value))
    else:
        comptime if width == 16:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getexp.ps.512", Vector, side_effects=False](x.value, x.value, Int16(-1).value, Int32(4).value))
        elif width == 8:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getexp.ps.256", Vector, side_effects=False](x.value, x.value, Int8(-1).value))
        else:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getexp.ps.128", Vector, side_effects=False](x.value, x.value, Int8(-1).value))


@always_inline
def _mantissa[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`vgetmantpd` between 1 and 2, without the sign."""
    comptime Vector = __type.simd[dtype, width]
    comptime if dtype == DType.float64:
        comptime if width == 8:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getmant.pd.512", Vector, side_effects=False](x.value, Int32(4).value, x.value, Int8(-1).value, Int32(4).value))
        elif width == 4:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getmant.pd.256", Vector, side_effects=False](x.value, Int32(4).value, x.value, Int8(-1).value))
        else:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getmant.pd.128", Vector, side_effects=False](x.value, Int32(4).value, x.value, Int8(-1).value))
    else:
        comptime if width == 16:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getmant.ps.512", Vector, side_effects=False](x.value, Int32(4).value, x.value, Int16(-1).value, Int32(4).value))
        elif width == 8:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getmant.ps.256", Vector, side_effects=False](x.value, Int32(4).value, x.value, Int8(-1).value))
        else:
            return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.getmant.ps.128", Vector, side_effects=False](x.value, Int32(4).value, x.value, Int8(-1).value))


@always_inline
def with_limits_of_logarithm[dtype: DType, width: Int, //](result: SIMD[dtype, width], x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """A result with what a logarithm gives for 0, infinity, negative numbers and not-a-number put in (`vfixupimmpd`).

    Args:
        result: What holds for positive numbers.
        x: The arguments.
    """
    comptime if fits_avx512[dtype, width]():
        if not Bool(raw=__op.interpreting()):
            comptime Vector = __type.simd[dtype, width]
            # A digit for each class of arguments, the lowest first. Not-a-number (two): itself (2). Zero: -infinity (4). One: no change (0).
            # -Infinity: not-a-number (3). Infinity: infinity (5). Negative: not-a-number (3). Positive: no change (0).
            comptime classes = SIMD[bits_type[dtype](), width](0x03530422)
            comptime if dtype == DType.float64:
                comptime if width == 8:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.fixupimm.pd.512", Vector, side_effects=False](result.value, x.value, classes.value, Int32(0).value, Int8(-1).value, Int32(4).value))
                elif width == 4:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.fixupimm.pd.256", Vector, side_effects=False](result.value, x.value, classes.value, Int32(0).value, Int8(-1).value))
                else:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.fixupimm.pd.128", Vector, side_effects=False](result.value, x.value, classes.value, Int32(0).value, Int8(-1).value))
            else:
                comptime if width == 16:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.fixupimm.ps.512", Vector, side_effects=False](result.value, x.value, classes.value, Int32(0).value, Int16(-1).value, Int32(4).value))
                elif width == 8:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.fixupimm.ps.256", Vector, side_effects=False](result.value, x.value, classes.value, Int32(0).value, Int8(-1).value))
                else:
                    return SIMD[dtype, width](raw=__op.llvm["llvm.x86.avx512.mask.fixupimm.ps.128", Vector, side_effects=False](result.value, x.value, classes.value, Int32(0).value, Int8(-1).value))
    comptime Numbers = SIMD[dtype, width]
    var infinity = Numbers(FloatLiteral.infinity)
    # Not-a-number and infinity give themselves.
    var y = x.lt(infinity).select(result, x)
    y = x.eq(Numbers(0.0)).select(-infinity, y)
    return x.lt(Numbers(0.0)).select(Numbers(FloatLiteral.nan), y)
