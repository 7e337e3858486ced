"""Random numbers: for the same seed the same ones as CPython's. The twister itself is in `_random`."""

import math
import operator
from _random import Random as _Twister, direct as _direct
from bisect import bisect
from itertools import accumulate
from math import acos, cos, exp, log, pi, sin, sqrt
from time import time_ns

__all__ = [
    "Random", "SystemRandom", "betavariate", "binomialvariate", "choice", "choices", "expovariate", "gammavariate", "gauss", "getrandbits",
    "getstate", "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "seed", "setstate",
    "shuffle", "triangular", "uniform", "vonmisesvariate", "weibullvariate",
]  # fmt: skip


def _number_of_text(text, version):
    """The integer that a text or bytes mean as a seed."""
    if version == 1:
        codes = [ord(sign) for sign in text] if isinstance(text, str) else list(text)
        number = codes[0] << 7 if codes else 0
        for code in codes:
            number = number * 1000003 % 2**64 ^ code
        number ^= len(codes)
        return -2 if number == -1 else number
    from _sha2 import sha512

    data = text.encode() if isinstance(text, str) else bytes(text)
    return int.from_bytes(data + sha512(data), "big")


def _steps(start, stop, step):
    """How many numbers a range has, as an error where there is none."""
    if step == 0:
        raise ValueError("zero step for randrange()")
    count = len(range(start, stop, step)) if abs(stop - start) < 2**60 else max(0, -((start - stop) // step))
    if count == 0:
        shown = "(%d, %d)" % (start, stop) if step == 1 else "(%d, %d, %d)" % (start, stop, step)
        raise ValueError("empty range in randrange" + shown)
    return count


class Random(_Twister):
    """A source of random numbers with a state of its own."""

    def __init__(self, x=None):
        self.seed(x)

    # State

    def seed(self, a=None, version=2):
        self.gauss_next = None
        if a is None:
            a = time_ns() * 31 ^ id(self)
        elif isinstance(a, (str, bytes, bytearray)):
            a = _number_of_text(a, version if isinstance(a, (str, bytes)) else 2)
        elif not isinstance(a, (int, float)):
            raise TypeError("The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.")
        _Twister.seed(self, a)

    def getstate(self):
        return 3, _Twister.getstate(self), self.gauss_next

    def setstate(self, state):
        if state[0] != 3:
            raise ValueError("state with version %s passed to Random.setstate() of version 3" % state[0])
        _Twister.setstate(self, state[1])
        self.gauss_next = state[2]

    # Integers

    def randbytes(self, n):
        return self.getrandbits(8 * n).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        start = operator.index(start)
        if stop is not None:
            stop, step = operator.index(stop), operator.index(step)
            return start + step * self._randbelow(_steps(start, stop, step))
        if step != 1:
            raise TypeError("Missing a non-None stop argument")
        if start <= 0:
            raise ValueError("empty range for randrange()")
        return self._randbelow(start)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # Elements

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        below = self._randbelow
        left = len(x)
        while left > 1:
            other = below(left)
            left -= 1
            x[left], x[other] = x[other], x[left]

    def sample(self, population, k, *, counts=None):
        if not hasattr(population, "__getitem__") or isinstance(population, dict):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        if counts is not None:
            return self._sample_counted(population, k, list(accumulate(counts)))
        size = len(population)
        if k < 0 or k > size:
            raise ValueError("Sample larger than population or is negative")
        # From a copy that shrinks, unless remembering what was taken costs less.
        most_copied = 21 if k <= 5 else 21 + 4 ** math.ceil(log(k * 3, 4))
        if size <= most_copied:
            return self._sample_shrinking(list(population), k)
        taken = {}
        while len(taken) < k:
            taken[self._randbelow(size)] = True
        return [population[index] for index in taken]

    def _sample_shrinking(self, pool, k):
        chosen = []
        for size in range(len(pool), len(pool) - k, -1):
            index = self._randbelow(size)
            chosen.append(pool[index])
            pool[index] = pool[size - 1]
        return chosen

    def _sample_counted(self, population, k, sums):
        if len(sums) != len(population):
            raise ValueError("The number of counts does not match the population")
        total = sums[-1] if sums else 0
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total < 0:
            raise ValueError("Counts must be non-negative")
        inner = sums[:-1]
        return [population[bisect(inner, place)] for place in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        draw, size = self.random, len(population)
        if weights is not None:
            if cum_weights is not None:
                raise TypeError("Cannot specify both weights and cumulative weights")
            if isinstance(weights, int):
                raise TypeError("The number of choices must be a keyword argument: k=%r" % (weights,))
            cum_weights = list(accumulate(weights))
        if cum_weights is None:
            return [population[int(draw() * float(size))] for _ in range(k)]
        if len(cum_weights) != size:
            raise ValueError("The number of weights does not match the population")
        total = float(cum_weights[-1])
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not math.isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[bisect(cum_weights, draw() * total, 0, size - 1)] for _ in range(k)]

    # Real numbers

    def _positive(self):
        """More than 0, at most 1."""
        return 1.0 - self.random()

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        place = self.random()
        if high == low and mode is not None:
            return low
        peak = 0.5 if mode is None else (mode - low) / (high - low)
        if place <= peak:
            return low + (high - low) * sqrt(place * peak)
        return high + (low - high) * sqrt((1.0 - place) * (1.0 - peak))

    def normalvariate(self, mu=0.0, sigma=1.0):
        # Kinderman and Monahan, 1977: a ratio of uniform numbers.
        scale = 4 * exp(-0.5) / sqrt(2.0)
        while True:
            numerator, denominator = self.random(), self._positive()
            z = scale * (numerator - 0.5) / denominator
            if -log(denominator) >= z * z / 4.0:
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            # Box and Muller: numbers come in pairs.
            angle = self.random() * 2.0 * pi
            length = sqrt(-2.0 * log(self._positive()))
            z, self.gauss_next = cos(angle) * length, sin(angle) * length
        return mu + z * sigma

    def lognormvariate(self, mu=0.0, sigma=1.0):
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        return -log(self._positive()) / lambd

    def paretovariate(self, alpha):
        return self._positive() ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-log(self._positive())) ** (1.0 / beta)

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return 2.0 * pi * self.random()
        # Best and Fisher, 1979.
        half = 0.5 / kappa
        r = half + sqrt(1.0 + half * half)
        accepted = False
        while not accepted:
            z = cos(pi * self.random())
            d = z / (r + z)
            u = self.random()
            accepted = u < 1.0 - d * d or u <= (1.0 - d) * exp(d)
        q = 1.0 / r
        angle = acos((q + z) / (1.0 + q * z))
        return (mu + (angle if self.random() > 0.5 else -angle)) % (2.0 * pi)

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            return -log(self._positive()) * beta
        return (self._gamma_above(alpha) if alpha > 1.0 else self._gamma_below(alpha)) * beta

    def _gamma_above(self, alpha):
        """Cheng, 1977: for shapes of more than 1."""
        spread = sqrt(2.0 * alpha - 1.0)
        offset, slope = alpha - log(4.0), alpha + spread
        while True:
            u = self.random()
            if u <= 1e-7 or u >= 0.9999999:
                continue
            w = self._positive()
            v = log(u / (1.0 - u)) / spread
            x = alpha * exp(v)
            z = u * u * w
            r = offset + slope * v - x
            if r + (1.0 + log(4.5)) - 4.5 * z >= 0.0 or log(z) <= r:
                return x

    def _gamma_below(self, alpha):
        """Ahrens and Dieter, 1974: for shapes of less than 1."""
        bound = (math.e + alpha) / math.e
        while True:
            p = bound * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -log((bound - p) / alpha)
            if self.random() <= (exp(-x) if p <= 1.0 else x ** (alpha - 1.0)):
                return x

    def betavariate(self, alpha, beta):
        first = self.gammavariate(alpha, 1.0)
        return first / (first + self.gammavariate(beta, 1.0)) if first else 0.0

    def binomialvariate(self, n=1, p=0.5):
        if n < 0:
            raise ValueError("n must be non-negative")
        if p < 0.0 or p > 1.0:
            raise ValueError("p must be in the range 0.0 <= p <= 1.0")
        if p in (0.0, 1.0):
            return n if p else 0
        if n == 1:
            return 1 if self.random() < p else 0
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        if n * p >= 10.0:
            return self._binomial_large(n, p)
        # Devroye, 1980: the lengths of gaps between successes.
        scale = math.log2(1.0 - p)
        found = place = 0
        if scale:
            while True:
                place += math.floor(math.log2(self.random()) / scale) + 1
                if place > n:
                    break
                found += 1
        return found

    def _binomial_large(self, n, p):
        """Hörmann, 1993: transformed rejection."""
        spread = sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * spread
        a = -0.0873 + 0.0248 * b + 0.01 * p
        centre = n * p + 0.5
        vr = 0.92 - 4.2 / b
        prepared = None
        while True:
            u = self.random() - 0.5
            distance = 0.5 - abs(u)
            if distance <= 0.0:
                continue
            k = math.floor((2.0 * a / distance + b) * u + centre)
            if k < 0 or k > n:
                continue
            v = self.random()
            if distance >= 0.07 and v <= vr:
                return k
            if prepared is None:
                alpha = (2.83 + 5.1 / b) * spread
                odds = log(p / (1.0 - p))
                mode = math.floor((n + 1) * p)
                prepared = alpha, odds, mode, math.lgamma(mode + 1) + math.lgamma(n - mode + 1)
            alpha, odds, mode, height = prepared
            v *= alpha / (a / (distance * distance) + b)
            if log(v) <= height - math.lgamma(k + 1) - math.lgamma(n - k + 1) + (k - mode) * odds:
                return k


class SystemRandom(Random):
    """Seeds itself; the state is not for programs."""

    def seed(self, *args, **keywords):
        Random.seed(self)

    def getstate(self, *args, **keywords):
        raise NotImplementedError("System entropy source does not have state.")

    setstate = getstate


_shared = Random()
random = _direct(_shared)
seed, getstate, setstate = _shared.seed, _shared.getstate, _shared.setstate
getrandbits, randbytes, randrange, randint = _shared.getrandbits, _shared.randbytes, _shared.randrange, _shared.randint
choice, choices, sample, shuffle = _shared.choice, _shared.choices, _shared.sample, _shared.shuffle
uniform, triangular, normalvariate, gauss = _shared.uniform, _shared.triangular, _shared.normalvariate, _shared.gauss
lognormvariate, expovariate, paretovariate = _shared.lognormvariate, _shared.expovariate, _shared.paretovariate
weibullvariate, vonmisesvariate, gammavariate = _shared.weibullvariate, _shared.vonmisesvariate, _shared.gammavariate
betavariate, binomialvariate = _shared.betavariate, _shared.binomialvariate
