"""Greatest common divisor, least common multiple, factorials, binomial coefficients."""


def gcd(a: Int, b: Int) -> Int:
    """Greatest common divisor, not negative; 0 of two zeros.

    Binary algorithm (J. Stein, "Computational problems associated with Racah algebra", 1967).

    Args:
        a: Any integer.
        b: Any integer.
    """
    var u = UInt64(abs(a))
    var v = UInt64(abs(b))
    if Bool(u == 0):
        return Int(v)
    if Bool(v == 0):
        return Int(u)
    var shift = UInt64(raw=__op.ctz((u | v).value))
    u = u >> UInt64(raw=__op.ctz(u.value))
    while Bool(v != 0):
        v = v >> UInt64(raw=__op.ctz(v.value))
        if Bool(u > v):
            var larger = u
            u = v
            v = larger
        v = v - u
    return Int(u << shift)


def gcd(*values: Int) -> Int:
    """Greatest common divisor of any number of integers.

    Args:
        values: The integers.
    """
    var result: Int = 0
    for i in range(len(values)):
        result = gcd(result, values[i])
    return result


def lcm(a: Int, b: Int) -> Int:
    """Least common multiple, not negative; 0 if one is 0.

    Args:
        a: Any integer.
        b: Any integer.
    """
    var divisor = gcd(a, b)
    return abs(a // divisor * b) if divisor != 0 else 0


def lcm(*values: Int) -> Int:
    """Least common multiple of any number of integers.

    Args:
        values: The integers.
    """
    var result: Int = 1
    for i in range(len(values)):
        result = lcm(result, values[i])
    return result


def factorial(n: Int) -> Int:
    """`1 * 2 * ... * n`, wrapping from 21 on.

    Args:
        n: At least 0.
    """
    var result: Int = 1
    for i in range(2, n + 1):
        result = result * i
    return result


def comb(n: Int, k: Int) -> Int:
    """Number of ways to choose `k` of `n`.

    Args:
        n: At least 0.
        k: At least 0.
    """
    if k < 0 or k > n:
        return 0
    var result: Int = 1
    for i in range(1, min(k, n - k) + 1):
        result = result * (n - min(k, n - k) + i) // i
    return result


def perm(n: Int, k: Int) -> Int:
    """Number of ways to arrange `k` of `n`.

    Args:
        n: At least 0.
        k: At least 0.
    """
    if k < 0 or k > n:
        return 0
    var result: Int = 1
    for i in range(k):
        result = result * (n - i)
    return result
