"""`sin`, `cos`, `tan` and their relatives for vectors of floats.

After the reduction in `angle_reduction.mojo`, polynomials from `generate_coefficients.py` on `|r| <= pi / 4`, with the low part of the
angle taken in to first order (as in FreeBSD's msun). `float32` and half floats are computed in `float64`, without a low part.
Errors, measured: sin and cos below 1 unit in the last place, tan below 2.
"""

from .angle_reduction import Angle, reduce_angle
from .exact import copy_sign, multiply_add


@always_inline
def sin[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Sine.

    Args:
        x: Angles in radians.
    """
    comptime assert dtype.is_floating_point(), "`sin` takes floats"
    var angle = reduce_angle(x.cast[DType.float64]())
    var even = (angle.quarter & SIMD[DType.int64, width](1)).eq(SIMD[DType.int64, width](0))
    var result = even.select(_sin_kernel[dtype](angle), _cos_kernel[dtype](angle))
    var negate = (angle.quarter & SIMD[DType.int64, width](2)).ne(SIMD[DType.int64, width](0))
    result = negate.select(-result, result)
    # The sign of zero
    return x.eq(SIMD[dtype, width](0.0)).select(x, result.cast[dtype]())


@always_inline
def cos[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Cosine.

    Args:
        x: Angles in radians.
    """
    comptime assert dtype.is_floating_point(), "`cos` takes floats"
    var angle = reduce_angle(x.cast[DType.float64]())
    var even = (angle.quarter & SIMD[DType.int64, width](1)).eq(SIMD[DType.int64, width](0))
    var result = even.select(_cos_kernel[dtype](angle), _sin_kernel[dtype](angle))
    var negate = ((angle.quarter + SIMD[DType.int64, width](1)) & SIMD[DType.int64, width](2)).ne(SIMD[DType.int64, width](0))
    return negate.select(-result, result).cast[dtype]()


@always_inline
def sincos[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> Tuple[SIMD[dtype, width], SIMD[dtype, width]]:
    """Sine and cosine.

    Args:
        x: Angles in radians.
    """
    return (sin(x), cos(x))


@always_inline
def tan[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Tangent.

    Args:
        x: Angles in radians.
    """
    comptime assert dtype.is_floating_point(), "`tan` takes floats"
    var angle = reduce_angle(x.cast[DType.float64]())
    var even = (angle.quarter & SIMD[DType.int64, width](1)).eq(SIMD[DType.int64, width](0))
    var sine = _sin_kernel[dtype](angle)
    var cosine = _cos_kernel[dtype](angle)
    var result = even.select(sine, -cosine) / even.select(cosine, sine)
    return x.eq(SIMD[dtype, width](0.0)).select(x, result.cast[dtype]())


@always_inline
def _sin_kernel[result: DType, width: Int](angle: Angle[DType.float64, width]) -> SIMD[DType.float64, width]:
    """Sine of a reduced angle, as precise as `result` needs."""
    comptime Vector = SIMD[DType.float64, width]
    var r = angle.high
    var u = r * r
    comptime if result == DType.float64:
        var p = multiply_add(u, Vector(1.5895213252703603e-10), Vector(-2.5050731606765978e-08))
        p = multiply_add(p, u, Vector(2.7557313528092713e-06))
        p = multiply_add(p, u, Vector(-0.0001984126982935286))
        p = multiply_add(p, u, Vector(0.008333333333321868))
        var cube = u * r
        # sin(high + low) = sin(high) + low * cos(high)
        var tail = u * (Vector(0.5) * angle.low - cube * p) - angle.low
        return r - (tail - cube * Vector(-0.1666666666666663))
    else:
        var p = multiply_add(u, Vector(2.7182750260253162e-06), Vector(-0.00019839331060967787))
        p = multiply_add(p, u, Vector(0.008333329374335972))
        p = multiply_add(p, u, Vector(-0.16666666641528882))
        return multiply_add(u * r, p, r)


@always_inline
def _cos_kernel[result: DType, width: Int](angle: Angle[DType.float64, width]) -> SIMD[DType.float64, width]:
    """Cosine of a reduced angle, as precise as `result` needs."""
    comptime Vector = SIMD[DType.float64, width]
    var r = angle.high
    var u = r * r
    comptime if result == DType.float64:
        var p = multiply_add(u, Vector(-1.1358564389686559e-11), Vector(2.0875702982930654e-09))
        p = multiply_add(p, u, Vector(-2.7557314208091546e-07))
        p = multiply_add(p, u, Vector(2.4801587289001764e-05))
        p = multiply_add(p, u, Vector(-0.0013888888888873387))
        p = multiply_add(p, u, Vector(0.041666666666666595))
        var half = u * Vector(0.5)
        var main = Vector(1.0) - half
        return main + (((Vector(1.0) - main) - half) + (u * u * p - r * angle.low))
    else:
        var p = multiply_add(u, Vector(2.439004843349679e-05), Vector(-0.0013886759630161079))
        p = multiply_add(p, u, Vector(0.04166662319690888))
        p = multiply_add(p, u, Vector(-0.4999999972403137))
        return multiply_add(p, u, Vector(1.0))
