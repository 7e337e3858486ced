"""Operations on elements as models define them, where the language's own differ: NaNs, division by zero, signs of remainders."""

from kernels.vector_memory import multiply_add
from math import iota
from math.avx512 import has_avx512
from sys import is_defined


@always_inline
def maximum[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """The greater of two; NaN if one of them is."""
    comptime if dtype.is_floating_point():
        return a.ne(a).select(a, a.gt(b).select(a, b))
    else:
        return a.gt(b).select(a, b)


@always_inline
def minimum[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """The lesser of two; NaN if one of them is."""
    comptime if dtype.is_floating_point():
        return a.ne(a).select(a, a.lt(b).select(a, b))
    else:
        return a.lt(b).select(a, b)


@always_inline
def both[lanes: Int, //](a: SIMD[DType.bool, lanes], b: SIMD[DType.bool, lanes]) -> SIMD[DType.bool, lanes]:
    """Whether both are true."""
    return a & b


@always_inline
def either[lanes: Int, //](a: SIMD[DType.bool, lanes], b: SIMD[DType.bool, lanes]) -> SIMD[DType.bool, lanes]:
    """Whether one is true."""
    return a | b


@always_inline
def truncated_quotient[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """Towards zero; by zero 0."""
    var is_zero = b.eq(0)
    var divisor = is_zero.select(SIMD[dtype, lanes](1), b)
    var floored = a // divisor
    comptime if dtype.is_unsigned():
        return is_zero.select(SIMD[dtype, lanes](0), floored)
    else:
        var rest = a - floored * divisor
        var is_off = rest.ne(0) & (a.lt(0).ne(divisor.lt(0)))
        return is_zero.select(SIMD[dtype, lanes](0), is_off.select(floored + 1, floored))


@always_inline
def truncated_quotient(a: Int, b: Int) -> Int:
    """Towards zero; by zero 0."""
    if b == 0:
        return 0
    return a // b if (a < 0) == (b < 0) else -(-a // b)


@always_inline
def floored_quotient[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """Rounded down; of integers by zero 0."""
    comptime if dtype.is_floating_point():
        return a // b
    else:
        var is_zero = b.eq(0)
        return is_zero.select(SIMD[dtype, lanes](0), a // is_zero.select(SIMD[dtype, lanes](1), b))


@always_inline
def modulo[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """What a division that rounds down leaves: it has the sign of `b`; of integers by zero 0."""
    comptime if dtype.is_floating_point():
        return a % b
    else:
        var is_zero = b.eq(0)
        return is_zero.select(SIMD[dtype, lanes](0), a % is_zero.select(SIMD[dtype, lanes](1), b))


@always_inline
def remainder[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """What a division towards zero leaves: it has the sign of `a`; of integers by zero 0."""
    comptime if dtype.is_floating_point():
        var rest = abs(a) % abs(b)
        return a.lt(0).select(-rest, rest)
    else:
        return b.eq(0).select(SIMD[dtype, lanes](0), a - truncated_quotient(a, b) * b)


@always_inline
def divided_by[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], divisor: Scalar[dtype]) -> SIMD[dtype, lanes]:
    """a / divisor, for a divisor that many are divided by: multiplied by its reciprocal, and what that leaves, too, so that the result is rounded
    once but for rare cases (P. Markstein, "IA-64 and Elementary Functions", 2000, chapter 8).

    Args:
        a: The dividends.
        divisor: The divisor, the same for many.
    """
    comptime if dtype == DType.float32 and lanes > 1 and has_avx512():
        comptime Vector = SIMD[dtype, lanes]
        var reciprocal = 1 / divisor
        var quotient = a * reciprocal
        var rest = multiply_add(-quotient, Vector(divisor), a)
        var result = multiply_add(rest, Vector(reciprocal), quotient)
        # Infinities on the way, which may have been none in the end
        if result.ne(result).reduce_or():
            return a / divisor
        return result
    else:
        return a / divisor


@always_inline
def reciprocal_from_one[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """1 / a for numbers from 1 on: an estimate of 14 bits and a round of Newton's method, which the units for division have no part in. The error
    is below 1 unit in the last place; reciprocals of numbers above 2**126 are 2**-126.

    Args:
        a: Numbers from 1 on, infinity, or not-a-number.
    """
    comptime if dtype == DType.float32 and lanes > 16 and has_avx512():
        var halves = a.split()
        return rebind[SIMD[dtype, lanes]](reciprocal_from_one(halves[0]).join(reciprocal_from_one(halves[1])))
    elif dtype == DType.float32 and lanes == 16 and has_avx512():
        comptime Vector = SIMD[dtype, lanes]
        comptime limit = Vector(85070591730234615865843651857942052864.0)
        var divisor = a.gt(limit).select(limit, a)
        var estimate = Vector(
            raw=__op.llvm["llvm.x86.avx512.rcp14.ps.512", __type.simd[dtype, lanes], side_effects=False](
                divisor.value, divisor.value, Int16(-1).value
            )
        )
        return multiply_add(multiply_add(-divisor, estimate, Vector(1)), estimate, estimate)
    else:
        return 1 / a


@always_inline
def power[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """a to the power of b."""
    return a**b


@always_inline
def sign[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """1, 0 or -1; NaN of NaN."""
    comptime if dtype.is_unsigned():
        return a.eq(0).select(SIMD[dtype, lanes](0), SIMD[dtype, lanes](1))
    else:
        return a.gt(0).select(SIMD[dtype, lanes](1), a.lt(0).select(SIMD[dtype, lanes](-1), a))


@always_inline
def shift_left[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """Zeros come in from the right; by the type's bits or more 0."""
    comptime bits = dtype.size_of() * 8
    return b.lt(Scalar[dtype](bits)).select(a << (b & Scalar[dtype](bits - 1)), SIMD[dtype, lanes](0))


@always_inline
def shift_right[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes], b: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """By the type's bits or more 0."""
    comptime bits = dtype.size_of() * 8
    return b.lt(Scalar[dtype](bits)).select(a >> (b & Scalar[dtype](bits - 1)), SIMD[dtype, lanes](0))


@always_inline
def round_half_even[dtype: DType, lanes: Int, //](a: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """To the nearest whole number, halves to even ones."""
    return a.__round__()


@always_inline
def small_integer[dtype: DType, lanes: Int, //, bits: Int](a: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """What fewer bits keep of a number: it wraps around."""
    comptime unused = SIMD[dtype, lanes](dtype.size_of() * 8 - bits)
    return (a << unused) >> unused


@always_inline
def saturated[dtype: DType, lanes: Int, //, bits: Int](a: SIMD[dtype, lanes]) -> SIMD[dtype, lanes]:
    """The nearest number that fewer bits can hold."""
    comptime if dtype.is_unsigned():
        return minimum(a, SIMD[dtype, lanes]((1 << bits) - 1))
    else:
        return maximum(minimum(a, SIMD[dtype, lanes]((1 << (bits - 1)) - 1)), SIMD[dtype, lanes](-(1 << (bits - 1))))


@always_inline
def places[lanes: Int](first: Int) -> SIMD[DType.int64, lanes]:
    """Numbers from `first` on."""
    return iota[DType.int64, lanes](Int64(first))
