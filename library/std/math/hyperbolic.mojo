"""`sinh`, `cosh`, `tanh` and their inverses for vectors of floats, through `exp`, `expm1` and `log1p`.

Formulas as in FreeBSD's msun. Where a table is looked up in one instruction, `tanh` of `float32` is a polynomial per interval.
Errors, measured: below 2 units in the last place, sinh below 3.
"""

from .avx512 import has_avx512
from .exact import copy_sign, multiply_add
from .exponential import exp, expm1
from .hyperbolic_table import tanh_pieces32
from .logarithm import log, log1p
from .polynomial import odd_function_in_pieces

comptime _pieces32 = tanh_pieces32.unsafe_ptr()


@always_inline
def sinh[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Hyperbolic sine.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`sinh` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        comptime limit = 709.0 if dtype == DType.float64 else 88.0
        var a = abs(x)
        var t = expm1(a)
        var moderate = Vector(0.5) * (t + t / (t + Vector(1.0)))
        # exp(a) may overflow where half of it does not.
        var root = exp(a * Vector(0.5))
        var result = a.gt(Vector(limit)).select(Vector(0.5) * root * root, moderate)
        return copy_sign(result, x)
    else:
        return sinh(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def cosh[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Hyperbolic cosine.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`cosh` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        comptime limit = 709.0 if dtype == DType.float64 else 88.0
        var a = abs(x)
        var t = exp(a)
        var moderate = multiply_add(Vector(0.5), t, Vector(0.5) / t)
        var root = exp(a * Vector(0.5))
        return a.gt(Vector(limit)).select(Vector(0.5) * root * root, moderate)
    else:
        return cosh(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def tanh[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Hyperbolic tangent.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`tanh` takes floats"
    comptime Vector = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var u = x * x
        var p = multiply_add(u, Vector(7.450149063678114e-06), Vector(-3.2969483364901404e-05))
        p = multiply_add(p, u, Vector(9.397089198789707e-05))
        p = multiply_add(p, u, Vector(-0.00023821612616840008))
        p = multiply_add(p, u, Vector(0.0005898337109238066))
        p = multiply_add(p, u, Vector(-0.0014558059887012733))
        p = multiply_add(p, u, Vector(0.0035921251819375027))
        p = multiply_add(p, u, Vector(-0.008863235337943974))
        p = multiply_add(p, u, Vector(0.02186948852791985))
        p = multiply_add(p, u, Vector(-0.05396825396804663))
        p = multiply_add(p, u, Vector(0.13333333333333072))
        p = multiply_add(p, u, Vector(-0.3333333333333333))
        return _tanh_near_or_far(x, p * u, Vector(0.55))
    elif dtype == DType.float32:
        comptime if has_avx512():
            return odd_function_in_pieces[6](x, _pieces32, Vector(19.0 / 64.0), Vector(64.0 / 19.0))
        else:
            var u = x * x
            var p = multiply_add(u, Vector(0.00213066292139), Vector(-0.00816478085455))
            p = multiply_add(p, u, Vector(0.0216959723457))
            p = multiply_add(p, u, Vector(-0.0539459767162))
            p = multiply_add(p, u, Vector(0.133332004922))
            p = multiply_add(p, u, Vector(-0.333333306833))
            return _tanh_near_or_far(x, p * u, Vector(0.63))
    else:
        return tanh(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _tanh_near_or_far[dtype: DType, width: Int, //](x: SIMD[dtype, width], near: SIMD[dtype, width], limit: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`x + x * near` below a limit, through the exponential function beyond."""
    comptime Vector = SIMD[dtype, width]
    var a = abs(x)
    var far = Vector(1.0) - Vector(2.0) / (exp(a + a) + Vector(1.0))
    return copy_sign(a.lt(limit).select(multiply_add(near, a, a), far), x)


@always_inline
def asinh[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Inverse hyperbolic sine.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`asinh` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        comptime limit = 2.0e8 if dtype == DType.float64 else 1.0e4
        var a = abs(x)
        var square = a * a
        var moderate = log1p(a + square / (Vector(1.0) + Vector(raw=__op.sqrt((square + Vector(1.0)).value))))
        var huge = log(a) + Vector(0.693147180559945309)
        return copy_sign(a.gt(Vector(limit)).select(huge, moderate), x)
    else:
        return asinh(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def acosh[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Inverse hyperbolic cosine; not-a-number below 1.

    Args:
        x: Floats from 1 on.
    """
    comptime assert dtype.is_floating_point(), "`acosh` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        comptime limit = 2.0e8 if dtype == DType.float64 else 1.0e4
        var t = x - Vector(1.0)
        var moderate = log1p(t + Vector(raw=__op.sqrt((t * (t + Vector(2.0))).value)))
        var huge = log(x) + Vector(0.693147180559945309)
        var result = x.gt(Vector(limit)).select(huge, moderate)
        return x.lt(Vector(1.0)).select(Vector(FloatLiteral.nan), result)
    else:
        return acosh(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def atanh[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Inverse hyperbolic tangent; infinite at 1, not-a-number beyond.

    Args:
        x: Floats from -1 to 1.
    """
    comptime assert dtype.is_floating_point(), "`atanh` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        var a = abs(x)
        return copy_sign(Vector(0.5) * log1p((a + a) / (Vector(1.0) - a)), x)
    else:
        return atanh(x.cast[DType.float32]()).cast[dtype]()
