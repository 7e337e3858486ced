"""Computes the polynomial coefficients of this package by Remez exchange, with mpmath, and prints them; and its tables, as Mojo code.

Each entry of `TABLES` names a function g(u), an interval, a degree and a weight: the polynomial p minimises max |weight(u) * (g(u) - p(u))|.
Coefficients are printed rounded to double (or single) precision, lowest degree first. `LISTS` has what is looked up by an interval's number.
Run: python3 generate_coefficients.py [name ...]
"""

import sys

import mpmath as mp

mp.mp.dps = 60


def remez(g, a, b, degree, weight=lambda u: 1):
    """Coefficients, lowest first, and the weighted error."""
    a, b = mp.mpf(a), mp.mpf(b)
    n = degree + 2
    nodes = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * i / (n - 1)) for i in range(n)]
    grid_size = 40 * n
    grid = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * i / grid_size) for i in range(grid_size + 1)]
    center, scale = (a + b) / 2, (b - a) / 2
    g_grid = [g(u) for u in grid]
    w_grid = [mp.mpf(weight(u)) for u in grid]
    for _ in range(30):
        rows = mp.matrix(n, n)
        right = mp.matrix(n, 1)
        for i, u in enumerate(nodes):
            t = (u - center) / scale
            power = mp.mpf(1)
            for j in range(degree + 1):
                rows[i, j] = power
                power *= t
            rows[i, degree + 1] = (-1) ** i / mp.mpf(weight(u))
            right[i] = g(u)
        solution = mp.lu_solve(rows, right)
        scaled = [solution[j] for j in range(degree + 1)]
        level = abs(solution[degree + 1])

        def error(u):
            t = (u - center) / scale
            return (mp.polyval(scaled[::-1], t) - g(u)) * weight(u)

        values = [(mp.polyval(scaled[::-1], (u - center) / scale) - gu) * wu for u, gu, wu in zip(grid, g_grid, w_grid)]
        # One extremum per run of equal sign
        extrema = []
        best = 0
        for i in range(1, len(grid)):
            if (values[i] > 0) == (values[best] > 0):
                if abs(values[i]) > abs(values[best]):
                    best = i
            else:
                extrema.append(best)
                best = i
        extrema.append(best)
        while len(extrema) > n:
            if abs(values[extrema[0]]) < abs(values[extrema[-1]]):
                extrema.pop(0)
            else:
                extrema.pop()
        worst = max(abs(v) for v in values)
        if len(extrema) < n or worst <= level * mp.mpf("1.001"):
            break
        nodes = [grid[i] for i in extrema]
    # Back from t = (u - center) / scale to powers of u
    result = [mp.mpf(0)] * (degree + 1)
    for j, c in enumerate(scaled):
        for k in range(j + 1):
            result[k] += c * mp.binomial(j, k) * (-center) ** (j - k) / scale**j
    return result, worst


def series(function, point=0):
    """`function` with a removable singularity at 0 filled in by a limit."""
    tiny = mp.mpf(10) ** -20

    def g(u):
        if abs(u) < tiny:
            u = tiny
        return function(u)

    return g


ln2 = mp.log(2)
s = mp.sqrt
TABLES = {
    # exp(r) = 1 + r + r^2 / 2 + r^3 p(r)
    "exp64": (series(lambda r: (mp.expm1(r) - r - r * r / 2) / r**3), -ln2 / 2 * 1.01, ln2 / 2 * 1.01, 9, lambda r: abs(r) ** 3 + mp.mpf(10) ** -12),
    "exp32": (series(lambda r: (mp.expm1(r) - r - r * r / 2) / r**3), -ln2 / 2 * 1.01, ln2 / 2 * 1.01, 4, lambda r: abs(r) ** 3 + mp.mpf(10) ** -8),
    # 2^r = 1 + r p(r)
    "exp2_64": (series(lambda r: (mp.power(2, r) - 1) / r), -0.505, 0.505, 11, lambda r: abs(r) + mp.mpf(10) ** -9),
    "exp2_32": (series(lambda r: (mp.power(2, r) - 1) / r), -0.505, 0.505, 6, lambda r: abs(r) + mp.mpf(10) ** -5),
    # exp(r) = 1 + r + r^2 p(r), between two of the sixteen powers of two in a table, and in one step for float32
    "exp_near64": (series(lambda r: (mp.expm1(r) - r) / r**2), -ln2 / 32 * mp.mpf("1.001"), ln2 / 32 * mp.mpf("1.001"), 4, lambda r: r**2 + mp.mpf(10) ** -12),
    "exp_whole32": (series(lambda r: (mp.expm1(r) - r) / r**2), -ln2 / 2 * mp.mpf("1.001"), ln2 / 2 * mp.mpf("1.001"), 4, lambda r: r**2 + mp.mpf(10) ** -8),
    # log(1 + r) = r + r^2 p(r), after a look-up
    "log_near64": (series(lambda r: (mp.log1p(r) - r) / r**2), mp.mpf("-0.032"), mp.mpf("0.0626"), 8, lambda r: abs(r) + mp.mpf(10) ** -6),
    "log_near32": (series(lambda r: (mp.log1p(r) - r) / r**2), mp.mpf("-0.0167"), mp.mpf("0.03126"), 2, lambda r: abs(r) + mp.mpf(10) ** -6),
    # sin(r) = r + r^3 p(r^2), cos(r) = 1 + r^2 p(r^2) for |r| <= pi / 16 (float64) and pi / 32
    "sin_near64": (series(lambda u: (mp.sin(s(u)) - s(u)) / s(u) ** 3), 0, (mp.pi / 16 * mp.mpf("1.001")) ** 2, 3, lambda u: u + mp.mpf(10) ** -9),
    "cos_near64": (series(lambda u: (mp.cos(s(u)) - 1) / u), 0, (mp.pi / 16 * mp.mpf("1.001")) ** 2, 4, lambda u: u + mp.mpf(10) ** -9),
    "sin_near32": (series(lambda u: (mp.sin(s(u)) - s(u)) / s(u) ** 3), 0, (mp.pi / 32 * mp.mpf("1.15")) ** 2, 1, lambda u: u + mp.mpf(10) ** -5),
    "cos_near32": (series(lambda u: (mp.cos(s(u)) - 1) / u), 0, (mp.pi / 32 * mp.mpf("1.15")) ** 2, 1, lambda u: u + mp.mpf(10) ** -5),
    # log((1 + t) / (1 - t)) = 2 t + t^3 p(t^2), t = f / (2 + f)
    "log64": (series(lambda u: (mp.log((1 + s(u)) / (1 - s(u))) - 2 * s(u)) / s(u) ** 3), 0, (3 - 2 * s(2)) ** 2 * 1.02, 6, lambda u: s(u) ** 3 + mp.mpf(10) ** -12),
    # log((1 + t) / (1 - t)) = 2 t + 2/3 t^3 + t^5 p(t^2), for powers
    "log_pair64": (
        series(lambda u: (mp.log((1 + s(u)) / (1 - s(u))) - 2 * s(u) - 2 * s(u) ** 3 / 3) / s(u) ** 5),
        0,
        (3 - 2 * s(2)) ** 2 * 1.02,
        7,
        lambda u: u**2 + mp.mpf(10) ** -9,
    ),
    "log32": (series(lambda u: (mp.log((1 + s(u)) / (1 - s(u))) - 2 * s(u)) / s(u) ** 3), 0, (3 - 2 * s(2)) ** 2 * 1.02, 2, lambda u: s(u) ** 3 + mp.mpf(10) ** -8),
    # sin(r) = r + r^3 p(r^2); cos(r) = 1 - r^2 / 2 + r^4 p(r^2)
    "sin64": (series(lambda u: (mp.sin(s(u)) - s(u)) / s(u) ** 3), 0, (mp.pi / 4) ** 2 * 1.01, 5, lambda u: u + mp.mpf(10) ** -9),
    "cos64": (series(lambda u: (mp.cos(s(u)) - 1 + u / 2) / u**2), 0, (mp.pi / 4) ** 2 * 1.01, 5, lambda u: u**2 + mp.mpf(10) ** -9),
    # The same with the precision of float32, evaluated in float64: sin(r) = r + r^3 p(r^2), cos(r) = 1 + r^2 p(r^2)
    "sin_narrow64": (series(lambda u: (mp.sin(s(u)) - s(u)) / s(u) ** 3), 0, (mp.pi / 4) ** 2 * 1.001, 3, lambda u: u + mp.mpf(10) ** -9),
    "cos_narrow64": (series(lambda u: (mp.cos(s(u)) - 1) / u), 0, (mp.pi / 4) ** 2 * 1.001, 3, lambda u: u + mp.mpf(10) ** -9),
    # atan(r) = r + r^3 p(r^2) for |r| <= tan(pi / 8)
    "atan64": (series(lambda u: (mp.atan(s(u)) - s(u)) / s(u) ** 3), 0, mp.tan(mp.pi / 8) ** 2 * 1.01, 11, lambda u: u + mp.mpf(10) ** -9),
    "atan32": (series(lambda u: (mp.atan(s(u)) - s(u)) / s(u) ** 3), 0, mp.tan(mp.pi / 8) ** 2 * 1.01, 4, lambda u: u + mp.mpf(10) ** -5),
    # asin(r) = r + r^3 p(r^2) for |r| <= 1 / 2
    "asin64": (series(lambda u: (mp.asin(s(u)) - s(u)) / s(u) ** 3), 0, mp.mpf("0.2501"), 12, lambda u: u + mp.mpf(10) ** -9),
    "asin32": (series(lambda u: (mp.asin(s(u)) - s(u)) / s(u) ** 3), 0, mp.mpf("0.2501"), 4, lambda u: u + mp.mpf(10) ** -5),
    # tanh(r) = r + r^3 p(r^2) for |r| <= 0.55 and 0.63
    "tanh64": (series(lambda u: (mp.tanh(s(u)) - s(u)) / s(u) ** 3), 0, mp.mpf("0.3030"), 11, lambda u: u + mp.mpf(10) ** -9),
    "tanh32": (series(lambda u: (mp.tanh(s(u)) - s(u)) / s(u) ** 3), 0, mp.mpf("0.3970"), 5, lambda u: u + mp.mpf(10) ** -5),
    # erf(r) = r p(r^2) for |r| <= 1
    "erf64": (series(lambda u: mp.erf(s(u)) / s(u)), 0, mp.mpf("1.0"), 12, lambda u: 1),
    "erf32": (series(lambda u: mp.erf(s(u)) / s(u)), 0, mp.mpf("1.0"), 6, lambda u: 1),
    # exp(x^2) erfc(x) = p(t) for x >= 0.5, t = (x - 3) / (x + 3)
    "erfcx64": (lambda t: erfcx(3 * (1 + t) / (1 - t)) if t < 1 else mp.mpf(0), (mp.mpf("0.5") - 3) / (mp.mpf("0.5") + 3), (mp.mpf(28) - 3) / 31, 22, lambda t: 1 / erfcx(3 * (1 + t) / (1 - t))),
    "erfcx32": (lambda t: erfcx(2 * (1 + t) / (1 - t)) if t < 1 else mp.mpf(0), (mp.mpf("0.5") - 2) / (mp.mpf("0.5") + 2), (mp.mpf("10.5") - 2) / mp.mpf("12.5"), 9, lambda t: 1 / erfcx(2 * (1 + t) / (1 - t))),
}


def erfcx(x):
    return mp.exp(x * x) * mp.erfc(x)


def lanczos(g=mp.mpf(607) / 128, count=15):
    """Coefficients of the Lanczos sum, by the matrix product of P. Godfrey (2001), scaled so that gamma(1) is exact."""
    mp.mp.dps = 80
    d, b, c, f = mp.zeros(count, count), mp.zeros(count, count), mp.zeros(count, count), mp.zeros(count, 1)
    for i in range(count):
        d[i, i] = 1 if i == 0 else -1 if i == 1 else d[i - 1, i - 1] * (2 * (2 * i - 1)) / (i - 1)
        shifted = i + g + mp.mpf(1) / 2
        f[i] = mp.fac(2 * i) * mp.exp(shifted) / (mp.fac(i) * mp.power(2, 2 * i - 1) * mp.power(shifted, i + mp.mpf(1) / 2))
        for j in range(count):
            b[i, j] = 1 if i == 0 else (-1) ** (j - i) * mp.binomial(i + j - 1, j - i) if i <= j else 0
            if j <= i:
                total = sum(mp.binomial(2 * i, 2 * k) * mp.binomial(k, k + j - i) for k in range(i + 1))
                c[i, j] = mp.mpf(1) / 2 if i == 0 else (-1) ** (i - j) * total
    product = d * b * c * f
    total = product[0] + sum(product[k] / k for k in range(1, count))
    shifted = g + mp.mpf(1) / 2
    scale = 1 / (mp.sqrt(2 * mp.pi) * mp.power(shifted, mp.mpf(1) / 2) * mp.exp(-shifted) * total)
    return [product[k] * scale for k in range(count)]


def zeta_series(count=27):
    """lgamma(2 + z) = sum of c[k] z^(k + 1)."""
    return [1 - mp.euler] + [(-1) ** k * (mp.zeta(k) - 1) / k for k in range(2, count + 1)]


def rounded(x, single):
    """The nearest double or single, as a number of mpmath."""
    mantissa, exponent = mp.frexp(mp.mpf(x))
    bits = 24 if single else 53
    return mp.nint(mantissa * mp.mpf(2) ** bits) * mp.mpf(2) ** (exponent - bits)


def chebyshev(g, a, b, degree):
    """The polynomial through the Chebyshev nodes of an interval, lowest degree first."""
    center, scale, n = (a + b) / 2, (b - a) / 2, degree + 1
    nodes = [mp.cos(mp.pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    rows, right = mp.matrix(n, n), mp.matrix(n, 1)
    for i, t in enumerate(nodes):
        right[i] = g(center + scale * t)
        for j in range(n):
            rows[i, j] = t**j
    scaled = mp.lu_solve(rows, right)
    result = [mp.mpf(0)] * n
    for j in range(n):
        for k in range(j + 1):
            result[k] += scaled[j] * mp.binomial(j, k) * (-center) ** (j - k) / scale**j
    return result


def pieces(function, step, count, degree):
    """Polynomials of an odd function, less their argument, around 0, step, 2 step, ...: all constant terms, then all linear ones, and so on.

    The argument is added at the end, which rounds once less where the slope is near 1. The first polynomial is a multiple of its argument, so that it is exact in relative terms down to 0. Take a step for which the first few
    values at its multiples happen to be close to floats, because their error adds to that of the sum; and for which the last one is
    the function's limit.
    """
    half = step / 2 * mp.mpf("1.001")
    first = [mp.mpf(0), *chebyshev(series(lambda r: function(r) / r), mp.mpf(0), half, degree - 1)]
    polynomials = [first] + [chebyshev(lambda r: function(j * step + r), -half, half, degree) for j in range(1, count)]
    return [p[k] - (k == 1) for k in range(degree + 1) for p in polynomials]


def powers(count):
    """2^(j / count), rounded, and then what they lack."""
    exact = [mp.mpf(2) ** (mp.mpf(j) / count) for j in range(count)]
    return [rounded(x, False) for x in exact] + [x - rounded(x, False) for x in exact]


def logarithms(count, grid, high_bits, ln2_high):
    """For the j-th of `count` equal parts of [1, 2): a reciprocal c with few bits, then -log(c) with few bits, then what that lacks.

    The first has c = 1 and the last c = 1/2 with exactly the ln 2 that is used for the exponent: next to 1 nothing is added.
    """
    reciprocals = [mp.nint(grid / (1 + (j + mp.mpf(1) / 2) / count)) / grid for j in range(count)]
    reciprocals[0], reciprocals[-1] = mp.mpf(1), mp.mpf(1) / 2
    high = [mp.nint(-mp.log(c) * 2**high_bits) / mp.mpf(2) ** high_bits for c in reciprocals]
    high[-1] = ln2_high
    return reciprocals + high + [-mp.log(c) - h for c, h in zip(reciprocals, high)]


def circle(function, derivative, count, single):
    """A function at count points of the circle, rounded, then its derivative, then what the first lack in units of that.

    Zeros of the function are negative: see trigonometric.mojo.
    """
    exact = [function(j) for j in range(count)]
    high = [rounded(x, single) for x in exact]
    slopes = [derivative(j) for j in range(count)]
    return [h if h != 0 else "-0.0" for h in high] + slopes + [(x - h) / s if x != h else mp.mpf(0) for x, h, s in zip(exact, high, slopes)]


def sine(count):
    return lambda j: mp.sinpi(mp.mpf(2 * j) / count)


def cosine(count):
    return lambda j: mp.cospi(mp.mpf(2 * j) / count)


def parts(x, single):
    """A number as a sum of two floats, both positive."""
    high = rounded(x, single)
    if high > x:
        high -= mp.mpf(2) ** (mp.frexp(x)[1] - (24 if single else 53))
    return [high, x - high]


LISTS = {
    "exp_powers64": lambda: powers(16),
    "log_parts64": lambda: logarithms(16, 512, 42, rounded("6.93147180369123816490e-01", False)),
    "log_parts32": lambda: logarithms(32, 128, 16, mp.mpf("0.693359375")),
    "sine_circle64": lambda: circle(sine(16), cosine(16), 16, False),
    "cosine_circle64": lambda: circle(cosine(16), lambda j: -sine(16)(j), 16, False),
    "sine_circle32": lambda: circle(sine(32), cosine(32), 32, True),
    "cosine_circle32": lambda: circle(cosine(32), lambda j: -sine(32)(j), 32, True),
    "circle_step64": lambda: [8 / mp.pi, *parts(mp.pi / 8, False)],
    "circle_step32": lambda: [16 / mp.pi, *parts(mp.pi / 16, True)],
    "tanh_pieces32": lambda: pieces(mp.tanh, mp.mpf(19) / 64, 32, 6),
    "erf_pieces32": lambda: pieces(mp.erf, mp.mpf(267) / 2048, 32, 5),
    "erf_pieces64": lambda: pieces(mp.erf, mp.mpf(399) / 1024, 16, 12),
}


def print_list(name):
    """A list of floats as a constant in Mojo, eight (six) to a line."""
    single = name.endswith("32")
    numbers = [x if isinstance(x, str) else mp.nstr(x, 10) if single else repr(float(x)) for x in LISTS[name]()]
    numbers = ["0.0" if float(x) == 0 and not x.startswith("-0.0") else x for x in numbers]
    print(f"comptime _{name}: List[Float{32 if single else 64}] = [")
    count = 8 if single else 6
    for start in range(0, len(numbers), count):
        print("    " + ", ".join(numbers[start : start + count]) + ",")
    print("]")


def main():
    wanted = sys.argv[1:] or [*TABLES, *LISTS, "lanczos", "zeta_series"]
    for name in wanted:
        if name in LISTS:
            print_list(name)
            continue
        if name in ("lanczos", "zeta_series"):
            print(name)
            for c in lanczos() if name == "lanczos" else zeta_series():
                print("   ", repr(float(c)))
            continue
        g, a, b, degree, weight = TABLES[name]
        coefficients, error = remez(g, a, b, degree, weight)
        single = name.endswith("32")
        print(f"{name}: error 2^{mp.nstr(mp.log(error, 2), 5)}")
        for c in coefficients:
            print("   ", repr(float(mp.mpf(c))) if not single else mp.nstr(c, 12))


if __name__ == "__main__":
    main()
