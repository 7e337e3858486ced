# test: run
# modes: O0 O3 (functions of the C library that the interpreter has not)
# `math`: all functions, their errors.
import math
for f in (math.sqrt, math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.asinh,
          math.atanh, math.exp, math.expm1, math.log, math.log2, math.log10, math.log1p, math.cbrt, math.erf, math.erfc,
          math.fabs, math.degrees, math.radians, math.gamma, math.lgamma):
    print(round(f(0.5), 9), end=" ")
print()
print(math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.floor(-0.5), math.ceil(-0.5), math.floor(10), math.trunc(True))
print(math.pi, math.e, math.tau, math.inf, math.nan, -math.inf)
print(math.atan2(1, -1), math.copysign(2, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.pow(2, 10), math.ldexp(0.75, 4))
print(math.frexp(10), math.modf(3.25), math.modf(-3.25), math.ulp(1.0), math.nextafter(1, 2), math.frexp(0))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(3), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1),
      math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 0.1, abs_tol=0.5))
print(math.log(8, 2), math.log(100, 10), math.log(1))
print(math.factorial(0), math.factorial(5), math.factorial(18), math.comb(10, 3), math.comb(3, 10), math.perm(5, 2), math.perm(5))
print(math.gcd(), math.gcd(12, 18), math.gcd(-4, 6, 8), math.lcm(4, 6), math.lcm(), math.lcm(3, 0), math.isqrt(0), math.isqrt(99),
      math.isqrt(100), math.isqrt(10**17))
print(math.fsum([0.1] * 10), sum([0.5] * 3), math.fsum([1e16, 1, -1e16]), math.prod([1, 2, 3, 4]), math.prod([2.0, 3], start=2))
print(math.hypot(3, 4), math.hypot(1, 1, 1), math.hypot(), math.dist((1, 2), (4, 6)), math.hypot(-5))
calls = [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.acos(2), lambda: math.exp(1000),
         lambda: math.pow(0, -1), lambda: math.pow(10, 400), lambda: math.factorial(-1), lambda: math.fmod(1, 0), lambda: math.sqrt("a"),
         lambda: math.sin(math.inf), lambda: math.gamma(-1), lambda: math.cosh(1000), lambda: math.isqrt(-1), lambda: math.gcd(1.5),
         lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.ldexp(1, 2000), lambda: math.atanh(1),
         lambda: math.comb(-1, 2), lambda: math.dist((1,), (1, 2))]
for call in calls:
    try:
        print(call())
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
class Angle:
    def __float__(self): return 0.25
    def __floor__(self): return 7
    def __ceil__(self): return 8
    def __trunc__(self): return 9
print(math.sqrt(Angle()), math.floor(Angle()), math.ceil(Angle()), math.trunc(Angle()))

# output:
# 0.707106781 0.479425539 0.877582562 0.54630249 0.523598776 1.047197551 0.463647609 0.521095305 1.127625965 0.462117157 0.481211825 0.549306144 1.648721271 0.648721271 -0.693147181 -1.0 -0.301029996 0.405465108 0.793700526 0.520499878 0.479500122 0.5 28.647889757 0.008726646 1.772453851 0.572364943 
# 2 3 -2 -1 0 10 1
# 3.141592653589793 2.718281828459045 6.283185307179586 inf nan -inf
# 2.356194490192345 -2.0 -1.0 -1.0 1024.0 12.0
# (0.625, 4) (0.25, 3.0) (-0.25, -3.0) 2.220446049250313e-16 1.0000000000000002 (0.0, 0)
# True True True True False True True
# 3.0 2.0 0.0
# 1 120 6402373705728000 120 0 20 120
# 0 6 2 12 1 0 0 9 10 316227766
# 1.0 1.5 1.0 24 12.0
# 5.0 1.7320508075688772 0.0 5.0 5.0
# ValueError math domain error
# ValueError math domain error
# ValueError math domain error
# ValueError math domain error
# OverflowError math range error
# ValueError math domain error
# OverflowError math range error
# ValueError factorial() not defined for negative values
# ValueError math domain error
# TypeError must be real number, not str
# ValueError math domain error
# ValueError math domain error
# OverflowError math range error
# ValueError isqrt() argument must be nonnegative
# TypeError 'float' object cannot be interpreted as an integer
# OverflowError cannot convert float infinity to integer
# ValueError cannot convert float NaN to integer
# OverflowError math range error
# ValueError math domain error
# ValueError n must be a non-negative integer
# ValueError both points must have the same number of dimensions
# 0.5 7 8 9
