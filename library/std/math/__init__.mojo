"""Mathematics for scalars and vectors: own implementations, without the C library.

Elementary functions take `SIMD` values of any width and compute lane by lane. Each file says its method, its source and its error.
"""

from ..bit import rotate_bits_left, rotate_bits_right
from ..builtin.math import abs, divmod, max, min, pow, round
from ..builtin.number_traits import CeilDivable, CeilDivableRaising, Ceilable, Floorable, Truncable
from .constants import e, ln10, ln2, log2e, pi, tau
from .error_function import erf, erfc
from .exponential import exp, exp10, exp2, expm1
from .floats import copysign, fmod, frexp, isclose, isfinite, isinf, isnan, ldexp, modf, nextafter, remainder, scalb, signbit, ulp
from .gamma_function import gamma, lgamma, tgamma
from .hyperbolic import acosh, asinh, atanh, cosh, sinh, tanh
from .integers import comb, factorial, gcd, lcm, perm
from .inverse_trigonometric import acos, asin, atan, atan2
from .lanes import add, all_true, any_true, cot, div, equal, greater, greater_equal, identity, is_power_of_2, less, less_equal, mod, mul, none_true, not_equal, reciprocal, select, sub
from .limit import inf, max_finite, min_finite, max_or_inf, min_or_neg_inf, nan, neg_inf
from .logarithm import log, log10, log1p, log2, logb
from .polynomial import polynomial_evaluate
from .power import cbrt, hypot, isqrt, recip, rsqrt, sqrt
from .rounding import (
    align_down,
    align_up,
    ceil,
    ceildiv,
    clamp,
    div_ceil,
    floor,
    fma,
    iota,
    rint,
    round_half_down,
    round_half_up,
    roundeven,
    trunc,
)
from .trigonometric import cos, sin, sincos, tan
