"""`sin`, `cos`, `tan` and their relatives for vectors of floats.

Where there is `fma`, `sin` and `cos` of angles that are not huge go from the nearest of 16 (`float32`: 32) points of the circle, whose
sine and cosine are in a table: `sin(a + r) = sin a + cos a sin r + sin a (cos r - 1)` (as in S. Gal and B. Bachelis, "An accurate
elementary mathematical library for the IEEE floating point standard", 1991). The greatest two terms are added in two parts.

Elsewhere and for `tan`: after the reduction in `angle_reduction.mojo`, polynomials on `|r| <= pi / 4`, with the low part of the
angle taken in to first order (as in FreeBSD's msun); `float32` in `float64`, without a low part. Polynomials and tables are from
`generate_coefficients.py`. Half floats are computed as `float32`. Errors, measured: sin and cos below 1 unit in the last place, tan below 2.
"""

from ..builtin.simd_arithmetic import has_fast_fma
from ..memory.unsafe_pointer import UnsafePointer
from ..sys.intrinsics import unlikely
from .angle_reduction import Angle, reduce_angle
from .exact import bits_of, copy_sign, multiply_add, round_magic
from .table import lookup, table_entries
from .trigonometric_table import cosine_circle32, cosine_circle64, sine_circle32, sine_circle64

comptime _sine32 = sine_circle32.unsafe_ptr()
comptime _sine64 = sine_circle64.unsafe_ptr()
comptime _cosine32 = cosine_circle32.unsafe_ptr()
comptime _cosine64 = cosine_circle64.unsafe_ptr()


@always_inline
def sin[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Sine.

    Args:
        x: Angles in radians.
    """
    comptime assert dtype.is_floating_point(), "`sin` takes floats"
    comptime if dtype == DType.float64:
        comptime if has_fast_fma():
            return _from_circle[_sin_by_quarters[dtype, width]](x, _sine64)
        else:
            return _sin_by_quarters(x)
    elif dtype == DType.float32:
        comptime if has_fast_fma():
            return _from_circle[_sin_by_quarters[dtype, width]](x, _sine32)
        else:
            return _sin_by_quarters(x)
    else:
        return sin(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def cos[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Cosine.

    Args:
        x: Angles in radians.
    """
    comptime assert dtype.is_floating_point(), "`cos` takes floats"
    comptime if dtype == DType.float64:
        comptime if has_fast_fma():
            return _from_circle[_cos_by_quarters[dtype, width]](x, _cosine64)
        else:
            return _cos_by_quarters(x)
    elif dtype == DType.float32:
        comptime if has_fast_fma():
            return _from_circle[_cos_by_quarters[dtype, width]](x, _cosine32)
        else:
            return _cos_by_quarters(x)
    else:
        return cos(x.cast[DType.float32]()).cast[dtype]()


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
def _from_circle[
    dtype: DType, width: Int, //, otherwise: def(SIMD[dtype, width]) thin -> SIMD[dtype, width]
](x: SIMD[dtype, width], table: UnsafePointer[Scalar[dtype], _]) -> SIMD[dtype, width]:
    """Sine or cosine from the nearest point of a table.

    Parameters:
        otherwise: The same function, for angles that this reduction does not do.

    Args:
        x: Angles in radians.
        table: As in `trigonometric_table.mojo`.
    """
    comptime Vector = SIMD[dtype, width]
    comptime entries = table_entries[dtype]()
    comptime magic = round_magic[dtype, width]()
    # The number of the point stands in the low bits. x = n pi / 8 + first + rest, or pi / 16 in place of pi / 8. The first difference
    # is exact: both terms are multiples of 2**-54 (2**-26), and it is below 1 / 4 (1 / 8). What the second part of pi / 8 gives has
    # one rounding, which is enough unless almost everything cancels. What the value in the table lacks comes along with it.
    comptime inverse_step = 2.5464790894703255 if dtype == DType.float64 else 5.092958179
    comptime step_high = 0.39269908169872414 if dtype == DType.float64 else 0.1963495314
    comptime step_low = 1.5308084989341915e-17 if dtype == DType.float64 else 9.437237444e-9
    var shifted = multiply_add(x, Vector(inverse_step), magic)
    var n = shifted - magic
    var point = bits_of(shifted)
    var value = lookup(table, point)
    var derivative = lookup(table + entries, point)
    var first = n.fma(Vector(-step_high), x)
    var rest = n.fma(Vector(-step_low), lookup(table + 2 * entries, point))
    var r = n.fma(Vector(-step_low), first)
    var u = r * r
    var usual: SIMD[DType.bool, width]
    var sine: Vector
    var cosine: Vector
    comptime if dtype == DType.float64:
        # r is not below 2**-26.6 x: neither a zero's neighbour nor an angle beyond 2**24.
        usual = _is_finite_and_not_negative(n.fma(rest, u))
        sine = multiply_add(u, Vector(2.7533741887942e-06), Vector(-0.0001984126219011417))
        sine = multiply_add(sine, u, Vector(0.008333333332354744))
        sine = multiply_add(sine, u, Vector(-0.16666666666666277))
        cosine = multiply_add(u, Vector(-2.753355388659319e-07), Vector(2.4801577234780755e-05))
        cosine = multiply_add(cosine, u, Vector(-0.0013888888886953083))
        cosine = multiply_add(cosine, u, Vector(0.04166666666666504))
        cosine = multiply_add(cosine, u, Vector(-0.5))
    else:
        # r is not below 2**-20 x: that rules out angles beyond 120000 too.
        usual = _is_finite_and_not_negative(multiply_add(rest * rest, Vector(-324.0), u))
        sine = multiply_add(u, Vector(0.00832981407895), Vector(-0.166666652798))
        cosine = multiply_add(u, Vector(0.0416420333283), Vector(-0.499999902928))
    # What is small is subtracted: then the sign of a zero comes out right.
    var sum = multiply_add(derivative, r, value)
    var linear = sum - value
    var small = multiply_add(-derivative, first, linear)
    small = multiply_add(-derivative, rest, small)
    small = multiply_add(-u, multiply_add(linear, sine, value * cosine), small)
    var result = sum - small
    if unlikely(not usual.reduce_and()):
        return usual.select(result, otherwise(x))
    return result


@always_inline
def _is_finite_and_not_negative[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """In one comparison, of the bits: negative numbers, infinity and not-a-number come after all others."""
    comptime bits = DType.uint64 if dtype == DType.float64 else DType.uint32
    comptime infinity = 0x7FF0000000000000 if dtype == DType.float64 else 0x7F800000
    return SIMD[bits, width](from_bits=x).lt(SIMD[bits, width](infinity))


@no_inline
def _sin_by_quarters[dtype: DType, width: Int](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Sine of angles of any size."""
    var angle = reduce_angle(x.cast[DType.float64]())
    var even = (angle.quarter & SIMD[DType.int64, width](1)).eq(SIMD[DType.int64, width](0))
    var result = even.select(_sin_kernel[dtype](angle), _cos_kernel[dtype](angle))
    var negate = (angle.quarter & SIMD[DType.int64, width](2)).ne(SIMD[DType.int64, width](0))
    result = negate.select(-result, result)
    # The sign of zero
    return x.eq(SIMD[dtype, width](0.0)).select(x, result.cast[dtype]())


@no_inline
def _cos_by_quarters[dtype: DType, width: Int](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Cosine of angles of any size."""
    var angle = reduce_angle(x.cast[DType.float64]())
    var even = (angle.quarter & SIMD[DType.int64, width](1)).eq(SIMD[DType.int64, width](0))
    var result = even.select(_cos_kernel[dtype](angle), _sin_kernel[dtype](angle))
    var negate = ((angle.quarter + SIMD[DType.int64, width](1)) & SIMD[DType.int64, width](2)).ne(SIMD[DType.int64, width](0))
    return negate.select(-result, result).cast[dtype]()


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
