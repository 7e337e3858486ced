"""Floats of 8 and 4 bits, one in each byte of memory, computed with as float32: from bits to numbers and back, rounded once to the nearest, halves to even.

What is too large becomes infinity where the format has one, otherwise NaN, and in `float4_e2m1fn`, which has neither, the largest number of its sign.
"""


@fieldwise_init
struct SmallFloat(ImplicitlyCopyable, TrivialRegisterPassable):
    """A format. `largest`, `overflow` and `nan` are bits: the largest finite number, what is larger, and the NaN that is written."""

    var fraction: Int
    """Bits after the point."""
    var bias: Int
    """What the exponent's field is above the exponent."""
    var sign: Int
    """The bit of the sign."""
    var largest: Int
    """Bits of the largest finite number."""
    var overflow: Int
    """Bits of what is larger."""
    var nan: Int
    """Bits of NaN."""
    var is_finite: Bool
    """Neither NaN nor infinities."""


comptime float8_e4m3fn = SmallFloat(3, 7, 0x80, 0x7E, 0x7F, 0x7F, False)
"""ONNX's FLOAT8E4M3FN."""
comptime float8_e4m3fnuz = SmallFloat(3, 8, 0x80, 0x7F, 0x80, 0x80, False)
"""ONNX's FLOAT8E4M3FNUZ."""
comptime float8_e5m2 = SmallFloat(2, 15, 0x80, 0x7B, 0x7C, 0x7E, False)
"""ONNX's FLOAT8E5M2."""
comptime float8_e5m2fnuz = SmallFloat(2, 16, 0x80, 0x7F, 0x80, 0x80, False)
"""ONNX's FLOAT8E5M2FNUZ."""
comptime float8_e8m0fnu = SmallFloat(0, 127, 0x100, 0xFE, 0xFF, 0xFF, False)
"""ONNX's FLOAT8E8M0: powers of two alone, without sign and zero."""
comptime float4_e2m1fn = SmallFloat(1, 1, 8, 7, 7, 8, True)
"""ONNX's FLOAT4E2M1."""


@always_inline
def small_float_value[lanes: Int, //, format: SmallFloat](bits: SIMD[DType.uint8, lanes]) -> SIMD[DType.float32, lanes]:
    """The numbers that bits mean.

    Parameters:
        lanes: Number of lanes.
        format: Of the bits.

    Args:
        bits: A number in each byte.
    """
    comptime Word = SIMD[DType.int32, lanes]
    comptime Float = SIMD[DType.float32, lanes]
    var all = bits.cast[DType.int32]()
    comptime if format.bias == 127:
        # Bits 0 are 2^-127, which float32 has without its leading one only
        var power = all.eq(Word(0)).select(Word(1 << 22), all << Word(23))
        return Float(from_bits=all.eq(Word(format.nan)).select(Word(0x7FC00000), power))
    else:
        var magnitude = all & Word(format.sign - 1)
        # The exponent's field is that of float32 but for the bias; numbers below the least exponent work out, too
        var scaled = Float(from_bits=magnitude << Word(23 - format.fraction)) * Float(2.0 ** (127 - format.bias))
        comptime if format.overflow != format.nan and not format.is_finite:
            scaled = magnitude.eq(Word(format.overflow)).select(Float(from_bits=Word(0x7F800000)), scaled)
        var number = (all & Word(format.sign)).ne(Word(0)).select(-scaled, scaled)
        comptime if format.is_finite:
            return number
        else:
            comptime greatest = format.largest if format.overflow == format.nan else format.overflow
            var is_nan = all.eq(Word(format.nan)) | magnitude.gt(Word(greatest))
            return is_nan.select(Float(from_bits=Word(0x7FC00000)), number)


@always_inline
def small_float_bits[dtype: DType, lanes: Int, //, format: SmallFloat](value: SIMD[dtype, lanes]) -> SIMD[DType.uint8, lanes]:
    """The bits of the nearest number of a format.

    Parameters:
        dtype: Kind of float.
        lanes: Number of lanes.
        format: Of the bits.

    Args:
        value: Numbers.
    """
    comptime if dtype != DType.float32 and dtype != DType.float64:
        return small_float_bits[format](value.cast[DType.float32]())
    else:
        comptime integer = DType.int64 if dtype == DType.float64 else DType.int32
        comptime Word = SIMD[integer, lanes]
        comptime Float = SIMD[dtype, lanes]
        comptime own_fraction = 52 if dtype == DType.float64 else 23
        comptime own_bias = 1023 if dtype == DType.float64 else 127
        comptime fraction_mask = (1 << own_fraction) - 1
        var word = Word(from_bits=value)
        var is_negative = word.lt(Word(0))
        var magnitude_bits = word & Word((1 << (dtype.size_of() * 8 - 1)) - 1)
        comptime infinity = (2 * own_bias + 1) << own_fraction
        var is_nan = magnitude_bits.gt(Word(infinity))
        var field = magnitude_bits >> Word(own_fraction)
        comptime if format.bias == 127:
            var rest = magnitude_bits & Word(fraction_mask)
            comptime half = 1 << (own_fraction - 1)
            var below = field + Word(127 - own_bias)
            var is_above = rest.gt(Word(half)) | (rest.eq(Word(half)) & (below & Word(1)).ne(Word(0)))
            comptime if dtype == DType.float32:
                # Below the least exponent there is no leading one: 2^-127 is `half`
                is_above = field.eq(Word(0)).select(rest.gt(Word(half + half // 2)), is_above)
            var power = below + is_above.cast[integer]()
            power = power.lt(Word(0)).select(Word(0), power)
            var is_none = is_nan | (is_negative & magnitude_bits.ne(Word(0))) | power.gt(Word(format.largest))
            return is_none.select(Word(format.nan), power).cast[DType.uint8]()
        else:
            comptime least = 1 - format.bias
            var exponent = field - Word(own_bias)
            exponent = exponent.lt(Word(least)).select(Word(least), exponent)
            # The magnitude in units of the last place: exact, since it is divided by a power of two
            var factor = Float(from_bits=(Word(format.fraction + own_bias) - exponent) << Word(own_fraction))
            var limited = magnitude_bits.ge(Word(infinity)).select(Float(0), Float(from_bits=magnitude_bits) * factor)
            var units = limited.__round__().cast[integer]()
            comptime one = 1 << format.fraction
            # A carry out of the fraction steps into the exponent's field by itself
            var normal = units - Word(one) + ((exponent + Word(format.bias)) << Word(format.fraction))
            var bits = units.lt(Word(one)).select(units, normal)
            var is_over = bits.gt(Word(format.largest)) | magnitude_bits.eq(Word(infinity))
            bits = is_over.select(Word(format.overflow), bits)
            var signed = is_negative.select(bits | Word(format.sign), bits)
            comptime if format.nan == format.sign and not format.is_finite:
                # No negative zero
                signed = bits.eq(Word(0)).select(Word(0), signed)
            return is_nan.select(Word(format.nan), signed).cast[DType.uint8]()


@always_inline
def small_float[dtype: DType, lanes: Int, //, format: SmallFloat](value: SIMD[dtype, lanes]) -> SIMD[DType.float32, lanes]:
    """The nearest number of a format.

    Parameters:
        dtype: Kind of float.
        lanes: Number of lanes.
        format: To which numbers are rounded.

    Args:
        value: Numbers.
    """
    return small_float_value[format](small_float_bits[format](value))
