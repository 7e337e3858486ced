"""Building blocks of the functions here: multiply-add, error-free sums and products, integers packed into floats.

Sources: T. J. Dekker, "A floating-point technique for extending the available precision", 1971; D. E. Knuth, TAOCP 2, 4.2.2 (sum);
the addition of 1.5 * 2**52 that leaves a rounded integer in the low bits is folklore.
A `Pair` of SIMD values is an unevaluated sum: `high + low`, `low` at most half a last place of `high`.
"""

from ..builtin.simd_arithmetic import has_fast_fma


@always_inline
def multiply_add[dtype: DType, width: Int, //](a: SIMD[dtype, width], b: SIMD[dtype, width], c: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`a * b + c`, rounded once where the machine does that quickly, twice elsewhere."""
    comptime if has_fast_fma():
        return a.fma(b, c)
    else:
        return a * b + c


struct Pair[dtype: DType, width: Int](ImplicitlyCopyable, TrivialRegisterPassable):
    """An unevaluated sum of two vectors.

    Parameters:
        dtype: Element type.
        width: Number of lanes.
    """

    var high: SIMD[Self.dtype, Self.width]
    """The sum, rounded."""
    var low: SIMD[Self.dtype, Self.width]
    """What rounding lost."""

    @always_inline
    def __init__(out self, high: SIMD[Self.dtype, Self.width], low: SIMD[Self.dtype, Self.width]):
        """Both parts.

        Args:
            high: The sum, rounded.
            low: What rounding lost.
        """
        self.high = high
        self.low = low


@always_inline
def two_sum[dtype: DType, width: Int, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> Pair[dtype, width]:
    """The exact sum of two numbers."""
    var high = a + b
    var from_b = high - a
    return Pair[dtype, width](high, (a - (high - from_b)) + (b - from_b))


@always_inline
def fast_two_sum[dtype: DType, width: Int, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> Pair[dtype, width]:
    """The exact sum of two numbers, the first not smaller than the second."""
    var high = a + b
    return Pair[dtype, width](high, b - (high - a))


@always_inline
def two_product[dtype: DType, width: Int, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> Pair[dtype, width]:
    """The exact product of two numbers (of moderate size, where there is no `fma`)."""
    var high = a * b
    comptime if has_fast_fma():
        return Pair[dtype, width](high, a.fma(b, -high))
    else:
        var a_parts = split_halves(a)
        var b_parts = split_halves(b)
        var low = ((a_parts.high * b_parts.high - high) + a_parts.high * b_parts.low + a_parts.low * b_parts.high) + a_parts.low * b_parts.low
        return Pair[dtype, width](high, low)


@always_inline
def split_halves[dtype: DType, width: Int, //](a: SIMD[dtype, width]) -> Pair[dtype, width]:
    """A number as the sum of two with half as many bits each."""
    comptime factor = 134217729.0 if dtype == DType.float64 else 4097.0
    var scaled = a * SIMD[dtype, width](factor)
    var high = scaled - (scaled - a)
    return Pair[dtype, width](high, a - high)


@always_inline
def pair_product[dtype: DType, width: Int, //](a: Pair[dtype, width], b: Pair[dtype, width]) -> Pair[dtype, width]:
    """The product of two pairs, to about twice the precision."""
    var product = two_product(a.high, b.high)
    return fast_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high))


@always_inline
def pair_sum[dtype: DType, width: Int, //](a: Pair[dtype, width], b: Pair[dtype, width]) -> Pair[dtype, width]:
    """The sum of two pairs, to about twice the precision."""
    var sum = two_sum(a.high, b.high)
    return fast_two_sum(sum.high, sum.low + (a.low + b.low))


# Integers and powers of two as bits. `Bits` is the integer type as wide as the float type.


@always_inline
def bits_type[dtype: DType]() -> DType:
    """The signed integer type as wide as `float32` or `float64`."""
    return DType.int64 if dtype == DType.float64 else DType.int32


@always_inline
def bits_of[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[bits_type[dtype](), width]:
    """The bits of floats."""
    return SIMD[bits_type[dtype](), width](from_bits=x)


@always_inline
def float_of[dtype: DType, width: Int](bits: SIMD[bits_type[dtype](), width]) -> SIMD[dtype, width]:
    """The floats with these bits."""
    return SIMD[dtype, width](from_bits=bits)


@always_inline
def mantissa_bits[dtype: DType]() -> Int:
    """Stored bits of the mantissa."""
    return 52 if dtype == DType.float64 else 23


@always_inline
def exponent_bias[dtype: DType]() -> Int:
    """Exponent field of 1.0."""
    return 1023 if dtype == DType.float64 else 127


@always_inline
def round_magic[dtype: DType, width: Int]() -> SIMD[dtype, width]:
    """1.5 * 2**52 (2**23): added to a number of moderate size it rounds to an integer, which stands in the low bits."""
    comptime if dtype == DType.float64:
        return SIMD[dtype, width](6755399441055744.0)
    else:
        return SIMD[dtype, width](12582912.0)


@always_inline
def power_of_two[dtype: DType, width: Int, //](exponent: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """2 to an integer given as a float, within the range of normal numbers."""
    comptime bits = bits_type[dtype]()
    # The exponent's bias is added along with the magic number.
    comptime magic = 6755399441055744.0 + 1023.0 if dtype == DType.float64 else 12582912.0 + 127.0
    var field = bits_of(exponent + SIMD[dtype, width](magic))
    return float_of[dtype, width](field << SIMD[bits, width](mantissa_bits[dtype]()))


@always_inline
def scale_by_power_of_two[dtype: DType, width: Int, //](x: SIMD[dtype, width], exponent: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x * 2**exponent` for `x` near 1, right up to infinity and down to subnormal numbers.

    The exponent, an integer given as a float of moderate size, is applied in two halves, so that neither overflows alone.
    """
    comptime magic = round_magic[dtype, width]()
    var half = (exponent * SIMD[dtype, width](0.5) + magic) - magic
    return x * power_of_two(half) * power_of_two(exponent - half)


@always_inline
def copy_sign[dtype: DType, width: Int, //](magnitude: SIMD[dtype, width], sign: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The first with the sign of the second."""
    return SIMD[dtype, width](raw=__op.copysign(magnitude.value, sign.value))
