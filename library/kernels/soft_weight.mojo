"""`exp_or_zero`: exponentials for weights of scores."""

from math import exp


@always_inline
def exp_or_zero[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """e to the power of `x`; 0 where that is below the normal numbers, which many processors compute a hundred times more slowly. Scores that are masked are
    minus infinity.

    Parameters:
        dtype: Kind of element, a float.
        width: Number of lanes.

    Args:
        x: The exponents; NaN gives NaN.
    """
    comptime if dtype == DType.float32 or dtype == DType.float64:
        comptime least = SIMD[dtype, width](-87.0) if dtype == DType.float32 else SIMD[dtype, width](-708.0)
        var is_small = x.lt(least)
        return is_small.select(SIMD[dtype, width](0), exp(is_small.select(least, x)))
    else:
        return exp(x)
