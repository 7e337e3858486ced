"""`gamma` and `lgamma`, lane by lane in `float64`.

C. Lanczos, "A precision approximation of the gamma function", 1964: `gamma(x + 1) = sqrt(2 pi) (x + g + 1/2)**(x + 1/2) exp(-(x + g + 1/2)) s(x)`
with g = 607/128 and the 15-term sum `s` of P. Godfrey, computed anew by `generate_coefficients.py`; the reflection formula below 1/2.
`lgamma` near its zeros at 1 and 2 is the series of zeta values (Abramowitz and Stegun, 6.1.33), beyond 20 that of Stirling.
Relative errors, measured: below 1e-14, but near the zeros of `lgamma` at negative arguments.
"""

from .constants import pi
from .exponential import exp
from .logarithm import log, log1p
from .power import power
from .trigonometric import sin


def gamma[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Gamma function: `(x - 1)!` of integers; not-a-number of negative integers.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`gamma` takes floats"
    var result = SIMD[dtype, width]()
    comptime for lane in range(width):
        result[lane] = _gamma(x[lane].cast[DType.float64]()).cast[dtype]()
    return result


def tgamma[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Gamma function (name of C).

    Args:
        x: Floats.
    """
    return gamma(x)


def lgamma[dtype: DType, width: Int, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Natural logarithm of the magnitude of the gamma function; infinite at 0 and negative integers.

    Args:
        x: Floats.
    """
    comptime assert dtype.is_floating_point(), "`lgamma` takes floats"
    var result = SIMD[dtype, width]()
    comptime for lane in range(width):
        result[lane] = _lgamma(x[lane].cast[DType.float64]()).cast[dtype]()
    return result


def _gamma(x: Float64) -> Float64:
    if Bool(x != x):
        return x
    if Bool(x == 0.0):
        return Float64(1.0) / x
    if Bool(x.__floor__() == x):
        if Bool(x < 0.0):
            return Float64(FloatLiteral.nan)
        if Bool(x <= 23.0):
            # Factorials that are exact
            var product = Float64(1.0)
            for i in range(2, Int(x)):
                product = product * Float64(i)
            return product
    if Bool(x < 0.5):
        if Bool(x < -184.0):
            return Float64(0.0)
        return Float64(pi) / (_sin_pi(x) * _gamma(Float64(1.0) - x))
    if Bool(x > 171.7):
        return Float64(FloatLiteral.infinity)
    var y = x - 1.0
    var base = y + 5.2421875
    # In two halves, since the power alone overflows first.
    var half = power(base, (y + 0.5) * 0.5)
    return half * exp(-base) * half * _lanczos_sum(y) * 2.5066282746310005


def _lgamma(x: Float64) -> Float64:
    if Bool(x != x):
        return x
    if Bool(abs(x) == Float64(FloatLiteral.infinity)):
        return Float64(FloatLiteral.infinity)
    if Bool(x <= 0.0) and Bool(x.__floor__() == x):
        return Float64(FloatLiteral.infinity)
    if Bool(abs(x) < 1.0e-20):
        return -log(abs(x))
    if Bool(x < 0.5):
        return log(Float64(pi) / abs(_sin_pi(x))) - _lgamma(Float64(1.0) - x)
    if Bool(x < 1.5):
        return _zeta_series(x - 1.0) - log1p(x - 1.0)
    if Bool(x < 2.5):
        return _zeta_series(x - 2.0)
    if Bool(x < 20.0):
        return log(abs(_gamma(x)))
    # Stirling's series
    var inverse = Float64(1.0) / x
    var square = inverse * inverse
    var series = Float64(43867.0 / 244188.0)
    series = series * square - 3617.0 / 122400.0
    series = series * square + 1.0 / 156.0
    series = series * square - 691.0 / 360360.0
    series = series * square + 1.0 / 1188.0
    series = series * square - 1.0 / 1680.0
    series = series * square + 1.0 / 1260.0
    series = series * square - 1.0 / 360.0
    series = series * square + 1.0 / 12.0
    return (x - 0.5) * (log(x) - 1.0) + 0.41893853320467274178 + series * inverse


def _sin_pi(x: Float64) -> Float64:
    """`sin(pi x)`, the whole turns taken away first."""
    var rest = x - Float64(2.0) * (x * 0.5).roundeven()
    if Bool(rest > 0.5):
        rest = Float64(1.0) - rest
    elif Bool(rest < -0.5):
        rest = Float64(-1.0) - rest
    return sin(rest * pi)


def _lanczos_sum(y: Float64) -> Float64:
    """The rational function of the approximation, at `x - 1`."""
    var sum = Float64(0.9999999999999971)
    sum = sum + Float64(3.6899182659531625e-06) / (y + 14.0)
    sum = sum + Float64(-2.6190838401581408e-05) / (y + 13.0)
    sum = sum + Float64(8.441822398385275e-05) / (y + 12.0)
    sum = sum + Float64(-0.0001643181065367639) / (y + 11.0)
    sum = sum + Float64(0.00021743961811521265) / (y + 10.0)
    sum = sum + Float64(-0.00021026444172410488) / (y + 9.0)
    sum = sum + Float64(0.0001580887032249125) / (y + 8.0)
    sum = sum + Float64(-9.837447530487956e-05) / (y + 7.0)
    sum = sum + Float64(4.652362892704858e-05) / (y + 6.0)
    sum = sum + Float64(3.399464998481189e-05) / (y + 5.0)
    sum = sum + Float64(-0.4919138160976202) / (y + 4.0)
    sum = sum + Float64(14.136097974741746) / (y + 3.0)
    sum = sum + Float64(-59.59796035547549) / (y + 2.0)
    sum = sum + Float64(57.15623566586292) / (y + 1.0)
    return sum


def _zeta_series(z: Float64) -> Float64:
    """`lgamma(2 + z)` for `|z| <= 1/2`."""
    var sum = Float64(-2.7595228851242334e-10)
    sum = sum * z + 5.731367241678862e-10
    sum = sum * z - 1.1921401405860912e-09
    sum = sum * z + 2.4836745438024785e-09
    sum = sum * z - 5.183475041970047e-09
    sum = sum * z + 1.0838659214896955e-08
    sum = sum * z - 2.2711094608943164e-08
    sum = sum * z + 4.7698101693639804e-08
    sum = sum * z - 1.0043224823968099e-07
    sum = sum * z + 2.1207184805554665e-07
    sum = sum * z - 4.492469198764566e-07
    sum = sum * z + 9.55141213040742e-07
    sum = sum * z - 2.039215753801366e-06
    sum = sum * z + 4.374866789907488e-06
    sum = sum * z - 9.439488275268397e-06
    sum = sum * z + 2.050721277567069e-05
    sum = sum * z - 4.492623673813314e-05
    sum = sum * z + 9.945751278180853e-05
    sum = sum * z - 0.00022315475845357939
    sum = sum * z + 0.0005096695247430425
    sum = sum * z - 0.001192753911703261
    sum = sum * z + 0.0028905103307415234
    sum = sum * z - 0.007385551028673986
    sum = sum * z + 0.020580808427784546
    sum = sum * z - 0.0673523010531981
    sum = sum * z + 0.3224670334241132
    sum = sum * z + 0.42278433509846713
    return sum * z
