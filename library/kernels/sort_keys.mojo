"""Numbers as unsigned integers of the same order: `key_of`, `number_of`. Sorting works on these alone.

Order: by value; minus zero before zero; NaNs, whatever their sign, after everything else. Source of the trick for floats: M. Herf, "Radix tricks", 2001.
"""

from builtin.dtype import _unsigned_integral_type_of


def key_type_of(dtype: DType) -> DType:
    """The unsigned integers with as many bits.

    Args:
        dtype: Kind of number.
    """
    var size = dtype.size_of()
    if size == 1:
        return DType.uint8
    if size == 2:
        return DType.uint16
    return DType.uint32 if size == 4 else DType.uint64


@always_inline
def key_of[dtype: DType, width: Int, //, are_zeros_equal: Bool = False](numbers: SIMD[dtype, width]) -> SIMD[key_type_of(dtype), width]:
    """Keys that compare as the numbers do.

    Parameters:
        dtype: Kind of number: integers or floats of 8 to 64 bits.
        width: Number of lanes.
        are_zeros_equal: Whether minus zero has the key of zero.

    Args:
        numbers: The numbers.
    """
    comptime Key = SIMD[key_type_of(dtype), width]
    comptime bits = 8 * dtype.size_of()
    comptime top = Key(1) << Key(bits - 1)
    comptime if dtype.is_floating_point():
        var plain = numbers
        comptime if are_zeros_equal:
            plain = numbers.eq(SIMD[dtype, width](0)).select(SIMD[dtype, width](0), numbers)
        var pattern = Key(from_bits=plain)
        # Negative: all bits turned over; others: the sign alone
        var is_negative = (pattern & top).ne(Key(0))
        var key = is_negative.select(~pattern, pattern | top)
        return numbers.ne(numbers).select(Key.MAX, key)
    elif dtype.is_signed():
        return Key(from_bits=numbers) ^ top
    else:
        return Key(from_bits=numbers)


@always_inline
def number_of[width: Int, //, dtype: DType](keys: SIMD[key_type_of(dtype), width]) -> SIMD[dtype, width]:
    """The numbers that have these keys; NaNs are all alike.

    Parameters:
        width: Number of lanes.
        dtype: Kind of number.

    Args:
        keys: The keys.
    """
    comptime Key = SIMD[key_type_of(dtype), width]
    comptime bits = 8 * dtype.size_of()
    comptime top = Key(1) << Key(bits - 1)
    comptime if dtype.is_floating_point():
        var was_positive = (keys & top).ne(Key(0))
        return SIMD[dtype, width](from_bits=was_positive.select(keys ^ top, ~keys))
    elif dtype.is_signed():
        return SIMD[dtype, width](from_bits=keys ^ top)
    else:
        return SIMD[dtype, width](from_bits=keys)
