"""Counting, moving and finding bits: of `Int`, and lane by lane of integer vectors."""


@always_inline
def count_leading_zeros(value: Int) -> Int:
    """Zeros above the highest set bit; the width for 0.

    Args:
        value: An integer.
    """
    return Int(raw=__op.clz(value.value))


@always_inline
def count_leading_zeros[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Zeros above the highest set bit; the width for 0.

    Args:
        value: Integers.
    """
    comptime assert dtype.is_integral(), "`count_leading_zeros` takes integers"
    return SIMD[dtype, width](raw=__op.clz(value.value))


@always_inline
def count_trailing_zeros(value: Int) -> Int:
    """Zeros below the lowest set bit; the width for 0.

    Args:
        value: An integer.
    """
    return Int(raw=__op.ctz(value.value))


@always_inline
def count_trailing_zeros[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Zeros below the lowest set bit; the width for 0.

    Args:
        value: Integers.
    """
    comptime assert dtype.is_integral(), "`count_trailing_zeros` takes integers"
    return SIMD[dtype, width](raw=__op.ctz(value.value))


@always_inline
def pop_count(value: Int) -> Int:
    """Number of set bits.

    Args:
        value: An integer.
    """
    return Int(raw=__op.popcount(value.value))


@always_inline
def pop_count[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Number of set bits.

    Args:
        value: Integers.
    """
    comptime assert dtype.is_integral(), "`pop_count` takes integers"
    return SIMD[dtype, width](raw=__op.popcount(value.value))


@always_inline
def bit_reverse(value: Int) -> Int:
    """The bits from the other end.

    Args:
        value: An integer.
    """
    return Int(raw=__op.bitreverse(value.value))


@always_inline
def bit_reverse[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The bits from the other end.

    Args:
        value: Integers.
    """
    comptime assert dtype.is_integral(), "`bit_reverse` takes integers"
    return SIMD[dtype, width](raw=__op.bitreverse(value.value))


@always_inline
def byte_swap(value: Int) -> Int:
    """The bytes from the other end.

    Args:
        value: An integer.
    """
    return Int(raw=__op.byteswap(value.value))


@always_inline
def byte_swap[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The bytes from the other end.

    Args:
        value: Integers.
    """
    comptime assert dtype.is_integral(), "`byte_swap` takes integers"
    comptime if dtype.size_of() == 1:
        return value
    else:
        return SIMD[dtype, width](raw=__op.byteswap(value.value))


@always_inline
def bit_not(value: Int) -> Int:
    """Each bit turned.

    Args:
        value: An integer.
    """
    return Int(raw=__op.not_(value.value))


@always_inline
def bit_not[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Each bit turned.

    Args:
        value: Integers.
    """
    comptime assert dtype.is_integral(), "`bit_not` takes integers"
    return SIMD[dtype, width](raw=__op.not_(value.value))


@always_inline
def bit_width(value: Int) -> Int:
    """Bits needed for a number, without sign: 0 for 0 and -1.

    Args:
        value: An integer.
    """
    return 64 - count_leading_zeros(~value if value < 0 else value)


@always_inline
def bit_width[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Bits needed for a number, without sign: 0 for 0 and -1.

    Args:
        value: Integers.
    """
    var magnitude = value
    comptime if dtype.is_signed():
        magnitude = value.lt(SIMD[dtype, width](0)).select(~value, value)
    return SIMD[dtype, width](dtype.size_of() * 8) - count_leading_zeros(magnitude)


@always_inline
def log2_floor(value: Int) -> Int:
    """The greatest power of two that fits, as exponent; 0 for 0.

    Args:
        value: An integer, taken as unsigned.
    """
    return 63 - count_leading_zeros(value | 1)


@always_inline
def log2_floor[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The greatest power of two that fits, as exponent; 0 for 0.

    Args:
        value: Integers, taken as unsigned.
    """
    return SIMD[dtype, width](dtype.size_of() * 8 - 1) - count_leading_zeros(value | SIMD[dtype, width](1))


@always_inline
def log2_ceil(value: Int) -> Int:
    """The least power of two that is not less, as exponent; 0 for 0 and 1.

    Args:
        value: An integer.
    """
    return 0 if value <= 1 else 64 - count_leading_zeros(value - 1)


@always_inline
def log2_ceil[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The least power of two that is not less, as exponent; 0 for 0 and 1.

    Args:
        value: Integers.
    """
    var one = SIMD[dtype, width](1)
    var bits = SIMD[dtype, width](dtype.size_of() * 8) - count_leading_zeros(value - one)
    return value.le(one).select(SIMD[dtype, width](0), bits)


@always_inline
def is_power_of_two(value: Int) -> Bool:
    """Whether a number is positive and has one bit set.

    Args:
        value: An integer.
    """
    return value.is_power_of_two()


@always_inline
def is_power_of_two[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Which lanes are positive and have one bit set.

    Args:
        value: Integers.
    """
    return value.is_power_of_two()


@always_inline
def next_power_of_two(value: Int) -> Int:
    """The least power of two that is not less; 1 for numbers below 1.

    Args:
        value: An integer.
    """
    return 1 if value <= 1 else 1 << (64 - count_leading_zeros(value - 1))


@always_inline
def next_power_of_two[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The least power of two that is not less; 1 for numbers below 1.

    Args:
        value: Integers.
    """
    var one = SIMD[dtype, width](1)
    var shift = SIMD[dtype, width](dtype.size_of() * 8) - count_leading_zeros(value - one)
    return value.le(one).select(one, one << shift)


@always_inline
def prev_power_of_two(value: Int) -> Int:
    """The greatest power of two that is not greater; 0 for numbers below 1.

    Args:
        value: An integer.
    """
    return 0 if value <= 0 else 1 << (63 - count_leading_zeros(value))


@always_inline
def prev_power_of_two[dtype: DType, width: Int, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The greatest power of two that is not greater; 0 for numbers below 1.

    Args:
        value: Integers.
    """
    var one = SIMD[dtype, width](1)
    var shift = SIMD[dtype, width](dtype.size_of() * 8 - 1) - count_leading_zeros(value)
    return value.lt(one).select(SIMD[dtype, width](0), one << shift)


@always_inline
def rotate_bits_left[shift: Int](value: Int) -> Int:
    """Bits moved up, those at the top coming in at the bottom.

    Parameters:
        shift: -64 to 64.

    Args:
        value: An integer.
    """
    return Int(rotate_bits_left[shift](UInt64(value)))


@always_inline
def rotate_bits_left[shift: Int, dtype: DType, width: Int](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Bits moved up, those at the top coming in at the bottom.

    Parameters:
        shift: Any integer up to the width in magnitude.

    Args:
        value: Unsigned integers.
    """
    comptime assert dtype.is_unsigned(), "only unsigned integers can be rotated"
    comptime bits = dtype.size_of() * 8
    comptime count = shift % bits
    comptime if count == 0:
        return value
    else:
        return (value << SIMD[dtype, width](count)) | (value >> SIMD[dtype, width](bits - count))


@always_inline
def rotate_bits_right[shift: Int](value: Int) -> Int:
    """Bits moved down, those at the bottom coming in at the top.

    Parameters:
        shift: -64 to 64.

    Args:
        value: An integer.
    """
    return Int(rotate_bits_left[-shift](UInt64(value)))


@always_inline
def rotate_bits_right[shift: Int, dtype: DType, width: Int](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Bits moved down, those at the bottom coming in at the top.

    Parameters:
        shift: Any integer up to the width in magnitude.

    Args:
        value: Unsigned integers.
    """
    return rotate_bits_left[-shift](value)


# Names of 2023 and early 2024

comptime ctlz = count_leading_zeros
"""Name until 2024."""
comptime cttz = count_trailing_zeros
"""Name until 2024."""
comptime ctpop = pop_count
"""Name until 2024."""
comptime bitreverse = bit_reverse
"""Name until 2024."""
comptime bswap = byte_swap
"""Name until 2024."""
comptime bit_ceil = next_power_of_two
"""Name until 2025."""
comptime bit_floor = prev_power_of_two
"""Name until 2025."""
