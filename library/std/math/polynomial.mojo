"""Evaluation of polynomials: of one, and of one per interval with coefficients from a table."""

from ..memory.unsafe_pointer import UnsafePointer
from .exact import bits_of, copy_sign, multiply_add, round_magic
from .table import lookup, table_entries


@always_inline
def polynomial_evaluate[dtype: DType, width: Int, //, coefficients: List[Scalar[dtype]]](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """A polynomial by Horner's rule, with fused multiply-adds.

    Parameters:
        coefficients: Lowest degree first.

    Args:
        x: Where.
    """
    comptime count = len(coefficients)
    comptime assert count > 0, "a polynomial has at least one coefficient"
    comptime last = coefficients[count - 1]
    var result = SIMD[dtype, width](last)
    comptime for i in range(count - 1):
        comptime coefficient = coefficients[count - 2 - i]
        result = multiply_add(result, x, SIMD[dtype, width](coefficient))
    return result


@always_inline
def polynomial_evaluate[dtype: DType, width: Int, //, *coefficients: Float64](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """A polynomial by Horner's rule, with fused multiply-adds.

    Parameters:
        coefficients: Lowest degree first.

    Args:
        x: Where.
    """
    comptime count = len(coefficients)
    comptime last = coefficients[count - 1].cast[dtype]()
    var result = SIMD[dtype, width](last)
    comptime for i in range(count - 1):
        comptime coefficient = coefficients[count - 2 - i].cast[dtype]()
        result = multiply_add(result, x, SIMD[dtype, width](coefficient))
    return result


@always_inline
def odd_function_in_pieces[
    dtype: DType, width: Int, //, degree: Int
](x: SIMD[dtype, width], coefficients: UnsafePointer[Scalar[dtype], _], step: SIMD[dtype, width], inverse_step: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """An odd function by polynomials around 0, `step`, `2 * step`, ..., as many as a table has entries; constant beyond the last.

    Parameters:
        degree: Degree of the polynomials.

    Args:
        x: Where.
        coefficients: All constant terms, then all linear ones less 1, and so on (`pieces` in `generate_coefficients.py`).
        step: A number of few bits, so that its multiples are exact.
        inverse_step: One over it.
    """
    comptime Vector = SIMD[dtype, width]
    comptime entries = table_entries[dtype]()
    comptime magic = round_magic[dtype, width]()
    var limit = step * Vector(Float64(entries) - 0.51)
    var magnitude = abs(x)
    magnitude = magnitude.gt(limit).select(limit, magnitude)
    # The interval's number stands in the low bits.
    var shifted = multiply_add(magnitude, inverse_step, magic)
    var interval = bits_of(shifted)
    var r = multiply_add(shifted - magic, -step, magnitude)
    var result = lookup(coefficients + degree * entries, interval)
    comptime for i in range(degree - 1):
        result = multiply_add(result, r, lookup(coefficients + (degree - 1 - i) * entries, interval))
    return copy_sign(multiply_add(result, r, r) + lookup(coefficients, interval), x)
