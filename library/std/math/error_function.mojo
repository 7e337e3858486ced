"""`erf` and `erfc` for vectors of floats.

`erf` is a polynomial per interval, with coefficients from a table. `erfc` is a polynomial in x*x near zero; beyond,
`erfc(x) = exp(-x*x) g(x)` with `g` smooth, approximated by a polynomial in `t = (x - c) / (x + c)` on the whole half-line (the mapping of
M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of (1+2x)exp(x^2)erfc(x) in 0 <= x < inf", 1981); the square is kept in two
parts. Polynomials from `generate_coefficients.py`. Errors, measured: erf below 2 units in the last place, erfc below 8.
"""

from .error_function_table import erf_pieces32, erf_pieces64
from .exact import multiply_add, two_product
from .exponential import exp
from .polynomial import odd_function_in_pieces

comptime _pieces32 = erf_pieces32.unsafe_ptr()
comptime _pieces64 = erf_pieces64.unsafe_ptr()


@always_inline
def erf[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Error function: the share of a normal distribution within `x * sqrt(2)` standard deviations.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`erf` takes floats"
    comptime Vector = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        return odd_function_in_pieces[12](x, _pieces64, Vector(399.0 / 1024.0), Vector(1024.0 / 399.0))
    elif dtype == DType.float32:
        return odd_function_in_pieces[5](x, _pieces32, Vector(267.0 / 2048.0), Vector(2048.0 / 267.0))
    else:
        return erf(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def erfc[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`1 - erf(x)`, precise for large `x`.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`erfc` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        var a = abs(x)
        var tail = _erfc_far(a)
        var far = x.lt(Vector(0.0)).select(Vector(2.0) - tail, tail)
        return a.lt(Vector(0.5)).select(Vector(1.0) - _erf_near(x), far)
    else:
        return erfc(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _erf_near[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """For `|x| <= 1`."""
    comptime Vector = SIMD[dtype, width]
    var u = x * x
    var p: Vector
    comptime if dtype == DType.float64:
        p = multiply_add(u, Vector(5.96067977320502e-11), Vector(-1.1374951053410355e-09))
        p = multiply_add(p, u, Vector(1.4660327087945165e-08))
        p = multiply_add(p, u, Vector(-1.6350395905395144e-07))
        p = multiply_add(p, u, Vector(1.6461008439485176e-06))
        p = multiply_add(p, u, Vector(-1.4925595769162215e-05))
        p = multiply_add(p, u, Vector(0.0001205533113279798))
        p = multiply_add(p, u, Vector(-0.0008548326981420099))
        p = multiply_add(p, u, Vector(0.00522397762482831))
        p = multiply_add(p, u, Vector(-0.026866170645077857))
        p = multiply_add(p, u, Vector(0.11283791670954885))
        p = multiply_add(p, u, Vector(-0.3761263890318375))
        # 2 / sqrt(pi) - 1
        p = multiply_add(p, u, Vector(0.1283791670955126))
    else:
        p = multiply_add(u, Vector(7.88909551048e-5), Vector(-0.000802083429868))
        p = multiply_add(p, u, Vector(0.00518953459339))
        p = multiply_add(p, u, Vector(-0.0268544442372))
        p = multiply_add(p, u, Vector(0.112836001691))
        p = multiply_add(p, u, Vector(-0.376126271355))
        p = multiply_add(p, u, Vector(0.12837916591))
    return multiply_add(p, x, x)


@always_inline
def _erfc_far[dtype: DType, width: Int, //](a: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """For `a >= 0.5`."""
    comptime Vector = SIMD[dtype, width]
    comptime limit = 28.0 if dtype == DType.float64 else 10.5
    comptime center = 3.0 if dtype == DType.float64 else 2.0
    var x = a.gt(Vector(limit)).select(Vector(limit), a)
    var t = (x - Vector(center)) / (x + Vector(center))
    var p: Vector
    comptime if dtype == DType.float64:
        p = multiply_add(t, Vector(1.136222845186064e-09), Vector(-6.451126751767902e-10))
        p = multiply_add(p, t, Vector(-8.790549298792433e-09))
        p = multiply_add(p, t, Vector(3.033331536529338e-10))
        p = multiply_add(p, t, Vector(4.700320788425318e-08))
        p = multiply_add(p, t, Vector(2.9154375327729532e-08))
        p = multiply_add(p, t, Vector(-2.347937068039342e-07))
        p = multiply_add(p, t, Vector(-2.943107457733478e-07))
        p = multiply_add(p, t, Vector(1.252569025507065e-06))
        p = multiply_add(p, t, Vector(2.120139026979931e-06))
        p = multiply_add(p, t, Vector(-7.978153794076413e-06))
        p = multiply_add(p, t, Vector(-1.286052464385434e-05))
        p = multiply_add(p, t, Vector(6.40565599566268e-05))
        p = multiply_add(p, t, Vector(4.5255301983252626e-05))
        p = multiply_add(p, t, Vector(-0.0005970619491557815))
        p = multiply_add(p, t, Vector(0.0007077464386680634))
        p = multiply_add(p, t, Vector(0.004269136332889223))
        p = multiply_add(p, t, Vector(-0.02439249931866207))
        p = multiply_add(p, t, Vector(0.07166583719797623))
        p = multiply_add(p, t, Vector(-0.15011593650077737))
        p = multiply_add(p, t, Vector(0.2456038017123309))
        p = multiply_add(p, t, Vector(-0.3262335600430372))
        p = multiply_add(p, t, Vector(0.17900115118138996))
    else:
        p = multiply_add(t, Vector(0.00014391318332), Vector(6.4824899282e-5))
        p = multiply_add(p, t, Vector(-0.000969836888364))
        p = multiply_add(p, t, Vector(-0.000854280406367))
        p = multiply_add(p, t, Vector(0.00699543980908))
        p = multiply_add(p, t, Vector(0.00373392456583))
        p = multiply_add(p, t, Vector(-0.0789784558628))
        p = multiply_add(p, t, Vector(0.241658141422))
        p = multiply_add(p, t, Vector(-0.427185849129))
        p = multiply_add(p, t, Vector(0.255395676737))
    # exp(-(high + low)) = exp(-high) (1 - low)
    var square = two_product(x, x)
    var bell = exp(-square.high)
    return multiply_add(bell * p, -square.low, bell * p)
