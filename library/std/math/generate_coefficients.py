"""Computes the polynomial coefficients of this package by Remez exchange, with mpmath, and prints them as Mojo code.

Each entry names a function g(u), an interval, a degree and a weight: the polynomial p minimises max |weight(u) * (g(u) - p(u))|.
Coefficients are printed rounded to double (or single) precision, lowest degree first.
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


def main():
    wanted = sys.argv[1:] or [*TABLES, "lanczos", "zeta_series"]
    for name in wanted:
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
