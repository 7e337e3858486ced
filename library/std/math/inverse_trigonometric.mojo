"""`asin`, `acos`, `atan`, `atan2` for vectors of floats.

`atan`: the argument is brought below tan(pi / 8) by one division, then a polynomial. `asin`: a polynomial up to 1/2, beyond that
`pi/2 - 2 asin(sqrt((1 - x) / 2))` with the square root in two parts (as in FreeBSD's msun). Polynomials from
`generate_coefficients.py`. Errors, measured: below 1 unit in the last place, atan of `float32` and atan2 below 2 units in the last place.
"""

from .exact import bits_of, bits_type, copy_sign, float_of, multiply_add


@always_inline
def atan[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Arc tangent, between -pi/2 and pi/2.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`atan` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return copy_sign(_atan_quotient(abs(x), SIMD[dtype, width](1.0)), x)
    else:
        return atan(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def atan2[dtype: DType, width: Int, //](y: SIMD[dtype, width], x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Angle of the point (x, y), between -pi and pi.

    Args:
        y: Second coordinate.
        x: First coordinate.
    """
    comptime assert dtype.is_floating_point(), "`atan2` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        comptime infinity = Vector(FloatLiteral.infinity)
        var a = abs(y)
        var b = abs(x)
        # Two infinities or two zeros stand for equal numbers and for 0 / 1.
        var both_infinite = a.eq(infinity) & b.eq(infinity)
        var both_zero = a.eq(Vector(0.0)) & b.eq(Vector(0.0))
        a = both_infinite.select(Vector(1.0), a)
        b = both_infinite.select(Vector(1.0), both_zero.select(Vector(1.0), b))
        var angle = _atan_quotient(a, b)
        # To the left of the axis, which a negative zero is too: pi - angle, with pi in two parts
        var left = copy_sign(Vector(1.0), x).lt(Vector(0.0))
        comptime pi_low = 1.2246467991473532e-16 if dtype == DType.float64 else -8.742277657347586e-08
        var mirrored = Vector(3.141592653589793238) - (angle - Vector(pi_low))
        angle = left.select(mirrored, angle)
        # Straight up, where the two parts of pi cannot be told apart.
        angle = (a.eq(infinity) & b.lt(infinity)).select(Vector(1.5707963267948966), angle)
        return (x.ne(x) | y.ne(y)).select(x + y, copy_sign(angle, y))
    else:
        return atan2(y.cast[DType.float32](), x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _atan_quotient[dtype: DType, width: Int, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Arc tangent of `a / b`, neither negative, not both zero or infinite."""
    comptime Vector = SIMD[dtype, width]
    # The sum of two numbers may overflow, a difference of tiny ones vanish: scale by powers of two.
    comptime large = 1.0e300 if dtype == DType.float64 else 1.0e30
    comptime tiny = 1.0e-290 if dtype == DType.float64 else 1.0e-28
    comptime down = 0.0000152587890625
    comptime up = 1.8014398509481984e16
    var greatest = a.max(b)
    var factor = greatest.gt(Vector(large)).select(Vector(down), greatest.lt(Vector(tiny)).select(Vector(up), Vector(1.0)))
    var p = a * factor
    var q = b * factor
    var steep = p.gt(q * Vector(2.414213562373095))
    var middle = p.gt(q * Vector(0.41421356237309503)) & ~steep
    # atan(p/q) = pi/4 + atan((p - q) / (p + q)) = pi/2 - atan(q / p)
    var numerator = steep.select(-q, middle.select(p - q, p))
    var denominator = steep.select(p, middle.select(p + q, q))
    var t = numerator / denominator
    var u = t * t
    var s: Vector
    comptime if dtype == DType.float64:
        s = multiply_add(u, Vector(0.015071574343508363), Vector(-0.033352619761449))
        s = multiply_add(s, u, Vector(0.0449830920211543))
        s = multiply_add(s, u, Vector(-0.05217113971557261))
        s = multiply_add(s, u, Vector(0.058768210797776))
        s = multiply_add(s, u, Vector(-0.06666206235747713))
        s = multiply_add(s, u, Vector(0.0769228136759203))
        s = multiply_add(s, u, Vector(-0.09090908082966091))
        s = multiply_add(s, u, Vector(0.11111111086471227))
        s = multiply_add(s, u, Vector(-0.14285714285360643))
        s = multiply_add(s, u, Vector(0.1999999999999745))
        s = multiply_add(s, u, Vector(-0.33333333333333326))
        var high = steep.select(Vector(1.5707963267948966), middle.select(Vector(0.7853981633974483), Vector(0.0)))
        var low = steep.select(Vector(6.123233995736766e-17), middle.select(Vector(3.061616997868383e-17), Vector(0.0)))
        return high + (t + multiply_add(u * t, s, low))
    else:
        s = multiply_add(u, Vector(-0.0606064637598), Vector(0.105874167872))
        s = multiply_add(s, u, Vector(-0.14242750031))
        s = multiply_add(s, u, Vector(0.199984349935))
        s = multiply_add(s, u, Vector(-0.333333146866))
        var high = steep.select(Vector(1.57079637050628662), middle.select(Vector(0.785398185253143311), Vector(0.0)))
        var low = steep.select(Vector(-4.371138828673793e-08), middle.select(Vector(-2.1855694143368964e-08), Vector(0.0)))
        return high + (t + multiply_add(u * t, s, low))


@always_inline
def asin[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Arc sine, between -pi/2 and pi/2; not-a-number beyond 1.

    Args:
        x: Floats from -1 to 1.
    """
    comptime assert dtype.is_floating_point(), "`asin` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        var a = abs(x)
        var large = a.gt(Vector(0.5))
        var z = (Vector(1.0) - a) * Vector(0.5)
        var root = Vector(raw=__op.sqrt(z.value))
        var u = large.select(z, a * a)
        var p = _asin_tail(u)
        var small_result = multiply_add(a * u, p, a)
        # pi/2 - 2 (root + root * u * p), the root in two parts
        var root_high = _truncate_half(root)
        var root_low = (z - root_high * root_high) / (root + root_high)
        root_low = root.eq(Vector(0.0)).select(Vector(0.0), root_low)
        comptime quarter = 0.7853981633974483
        comptime half_low = 6.123233995736766e-17 if dtype == DType.float64 else -4.371138828673793e-08
        var twice = Vector(2.0)
        var large_result = Vector(quarter) - ((twice * root * (u * p) - (Vector(half_low) - twice * root_low)) - (Vector(quarter) - twice * root_high))
        return copy_sign(large.select(large_result, small_result), x)
    else:
        return asin(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def acos[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Arc cosine, between 0 and pi; not-a-number beyond 1.

    Args:
        x: Floats from -1 to 1.
    """
    comptime assert dtype.is_floating_point(), "`acos` takes floats"
    comptime if dtype == DType.float64 or dtype == DType.float32:
        comptime Vector = SIMD[dtype, width]
        comptime half_low = 6.123233995736766e-17 if dtype == DType.float64 else -4.371138828673793e-08
        var a = abs(x)
        var large = a.gt(Vector(0.5))
        var z = (Vector(1.0) - a) * Vector(0.5)
        var root = Vector(raw=__op.sqrt(z.value))
        var u = large.select(z, a * a)
        var p = _asin_tail(u)
        # pi/2 - (x + x u p)
        var small_result = Vector(1.5707963267948966) - (x - (Vector(half_low) - x * (u * p)))
        var root_high = _truncate_half(root)
        var root_low = (z - root_high * root_high) / (root + root_high)
        root_low = root.eq(Vector(0.0)).select(Vector(0.0), root_low)
        var positive = Vector(2.0) * (root_high + (root * (u * p) + root_low))
        # pi - 2 (root + root u p)
        var negative = Vector(2.0) * (Vector(1.5707963267948966) - (root + (root * (u * p) - Vector(half_low))))
        return large.select(x.lt(Vector(0.0)).select(negative, positive), small_result)
    else:
        return acos(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _asin_tail[dtype: DType, width: Int, //](u: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`(asin(r) - r) / r**3` for `u = r * r` up to 1/4."""
    comptime Vector = SIMD[dtype, width]
    var p: Vector
    comptime if dtype == DType.float64:
        p = multiply_add(u, Vector(0.032702310597758584), Vector(-0.021116979870779862))
        p = multiply_add(p, u, Vector(0.021790848398341934))
        p = multiply_add(p, u, Vector(0.003672094971641381))
        p = multiply_add(p, u, Vector(0.01078934705186344))
        p = multiply_add(p, u, Vector(0.011397288053921067))
        p = multiply_add(p, u, Vector(0.013981019190700035))
        p = multiply_add(p, u, Vector(0.017351595442108066))
        p = multiply_add(p, u, Vector(0.02237221590927423))
        p = multiply_add(p, u, Vector(0.03038194267515702))
        p = multiply_add(p, u, Vector(0.044642857175288646))
        p = multiply_add(p, u, Vector(0.07499999999970096))
        p = multiply_add(p, u, Vector(0.16666666666666763))
    else:
        p = multiply_add(u, Vector(0.0422294886729), Vector(0.0241416623612))
        p = multiply_add(p, u, Vector(0.0454781953448))
        p = multiply_add(p, u, Vector(0.0749523394985))
        p = multiply_add(p, u, Vector(0.166667540959))
    return p


@always_inline
def _truncate_half[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The number with the lower half of its mantissa cleared."""
    comptime mask = -4294967296 if dtype == DType.float64 else -4096
    return float_of[dtype, width](bits_of(x) & SIMD[bits_type[dtype](), width](mask))
