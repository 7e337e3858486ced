"""Evaluation of polynomials."""

from .exact import multiply_add


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
