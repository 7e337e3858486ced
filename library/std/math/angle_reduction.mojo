"""Brings an angle into `|r| <= pi / 4` and says which quarter of the circle it came from.

Up to a million the multiple of pi / 2 is subtracted in parts (W. J. Cody and W. Waite, "Software manual for the elementary functions",
1980), with what is lost carried along; beyond, lane by lane, with the digits of 2 / pi that matter (M. Payne and R. Hanek, "Radian
reduction for trigonometric functions", 1983).
"""

from ..builtin.simd_arithmetic import has_fast_fma
from ..utils.static_tuple import StaticTuple
from .exact import bits_of, round_magic, two_product, two_sum


struct Angle[dtype: DType, width: Int](ImplicitlyCopyable, TrivialRegisterPassable):
    """An angle as `quarter * pi / 2 + high + low`.

    Parameters:
        dtype: `float64`.
        width: Number of lanes.
    """

    var high: SIMD[Self.dtype, Self.width]
    """The rest."""
    var low: SIMD[Self.dtype, Self.width]
    """What the rest lacks."""
    var quarter: SIMD[DType.int64, Self.width]
    """Number of quarters; only the low two bits are meant."""

    @always_inline
    def __init__(out self, high: SIMD[Self.dtype, Self.width], low: SIMD[Self.dtype, Self.width], quarter: SIMD[DType.int64, Self.width]):
        """All three.

        Args:
            high: The rest.
            low: What the rest lacks.
            quarter: Number of quarters.
        """
        self.high = high
        self.low = low
        self.quarter = quarter


@always_inline
def reduce_angle[width: Int, //](x: SIMD[DType.float64, width]) -> Angle[DType.float64, width]:
    """Reduces angles of any size.

    Args:
        x: Angles in radians.
    """
    comptime Vector = SIMD[DType.float64, width]
    var result = _reduce_moderate(x)
    var large = abs(x).gt(Vector(1.0e6))
    if large.reduce_or():
        for lane in range(width):
            if Bool(large[lane]):
                var exact = _reduce_large(x[lane])
                result.high[lane] = exact.high
                result.low[lane] = exact.low
                result.quarter[lane] = exact.quarter
    return result


@always_inline
def _reduce_moderate[width: Int, //](x: SIMD[DType.float64, width]) -> Angle[DType.float64, width]:
    """For angles up to a million."""
    comptime Vector = SIMD[DType.float64, width]
    comptime magic = round_magic[DType.float64, width]()
    var shifted = x * Vector(0.63661977236758134308) + magic
    var n = shifted - magic
    var quarter = bits_of(shifted)
    comptime if has_fast_fma():
        # The first difference is exact: both terms are multiples of 2**-53 and the result is below 1.
        var first = n.fma(Vector(-1.5707963267948966), x)
        var product = two_product(n, Vector(6.123233995736766e-17))
        var rest = two_sum(first, -product.high)
        var low = rest.low - product.low
        low = n.fma(Vector(1.4973849048591833e-33), low)
        var high = rest.high + low
        return Angle[DType.float64, width](high, (rest.high - high) + low, quarter)
    else:
        # Parts of 33 bits: products with n, below 2**20, are exact.
        var first = x - n * Vector(1.5707963267341256)
        var second = two_sum(first, -(n * Vector(6.077100506303966e-11)))
        var third = two_sum(second.high, -(n * Vector(2.0222662487111665e-21)))
        var low = (second.low + third.low) - n * Vector(8.4784276603689e-32)
        var high = third.high + low
        return Angle[DType.float64, width](high, (third.high - high) + low, quarter)


@no_inline
def _reduce_large(x: Float64) -> Angle[DType.float64, 1]:
    """For one angle of any size: the mantissa times those 192 bits of 2 / pi that neither make whole circles nor vanish.

    Args:
        x: An angle above 2**-10; infinity and not-a-number give not-a-number.
    """
    if not Bool(abs(x) < Float64(FloatLiteral.infinity)):
        return Angle[DType.float64, 1](Float64(FloatLiteral.nan), Float64(0.0), Int64(0))
    # 64 zeros, then the bits of 2 / pi after the point
    comptime digits = StaticTuple[UInt64, 21](
        0,
        0xA2F9836E4E441529,
        0xFC2757D1F534DDC0,
        0xDB6295993C439041,
        0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0,
        0x06492EEA09D1921C,
        0xFE1DEB1CB129A73E,
        0xE88235F52EBB4484,
        0xE99C7026B45F7E41,
        0x3991D639835339F4,
        0x9C845F8BBDF9283B,
        0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F,
        0x6D367ECF27CB09B7,
        0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B,
        0x3D0739F78A5292EA,
        0x6BFB5FB11F8D5D08,
        0x56033046FC7B6BAB,
        0xF0CFBC209AF4361D,
    )
    var bits = UInt64(from_bits=x)
    var mantissa = (bits & 0x000FFFFFFFFFFFFF) | 0x0010000000000000
    # x = mantissa * 2**exponent. Digits of weight above 2**(2 - exponent) make multiples of four quarters: skip them.
    var exponent = Int((bits >> 52) & 0x7FF) - 1075
    var skip = exponent - 2 + 64
    var table = digits
    var word = skip >> 6
    var shift = UInt64(skip & 63)
    var first = _shifted(table[word], table[word + 1], shift)
    var second = _shifted(table[word + 1], table[word + 2], shift)
    var third = _shifted(table[word + 2], table[word + 3], shift)
    # The low 192 bits of the product: two bits of quarters, then the fraction of a quarter
    var low = UInt128(mantissa) * UInt128(third)
    var middle = UInt128(mantissa) * UInt128(second) + (low >> 64)
    var high = mantissa * first + UInt64(middle >> 64)
    var quarter = Int64(high >> 62)
    var top = _shifted(high, UInt64(middle), 2)
    var next = _shifted(UInt64(middle), UInt64(low), 2)
    # The nearest quarter: a fraction of one half or more becomes negative.
    var negative = Bool((top >> 63) != 0)
    if negative:
        quarter = quarter + 1
        top = ~top
        next = ~next
    var zeros = UInt64(raw=__op.clz(top.value))
    if Bool(zeros == 64):
        top = next
        next = UInt64(0)
    else:
        top = _shifted(top, next, zeros)
        next = next << zeros
    # 53 bits, then 64 more
    var scale = Float64(from_bits=(UInt64(1023 - 53) - zeros) << 52)
    var fraction = (top >> 11).cast[DType.float64]() * scale
    var fraction_rest = (((top & 0x7FF) << 53) | (next >> 11)).cast[DType.float64]() * scale * Float64(5.421010862427522e-20)
    # Times pi / 2
    var product = two_product(fraction, Float64(1.5707963267948966))
    var rest = product.low + fraction * Float64(6.123233995736766e-17) + fraction_rest * Float64(1.5707963267948966)
    var result_high = product.high + rest
    var result_low = (product.high - result_high) + rest
    if negative:
        result_high = -result_high
        result_low = -result_low
    if Bool(x < 0.0):
        return Angle[DType.float64, 1](-result_high, -result_low, -quarter)
    return Angle[DType.float64, 1](result_high, result_low, quarter)


@always_inline
def _shifted(upper: UInt64, lower: UInt64, shift: UInt64) -> UInt64:
    """The upper 64 bits of 128 bits moved up by 0 to 63."""
    return upper if Bool(shift == 0) else (upper << shift) | (lower >> (UInt64(64) - shift))
