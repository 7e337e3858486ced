# Unbounded integers in CPython; `big_integers.mojo` does the same. Prints task, seconds
# of processor time (the best of some runs) and a checksum.
import sys
from time import process_time

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def measure(name, task, runs):
    best = 1e9
    result = None
    for _ in range(runs):
        start = process_time()
        result = task()
        best = min(best, process_time() - start)
    print(name, best, hash(result) if isinstance(result, int) else len(result))


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    result = 0
    while n > 0:
        if 4 * q + r - t < m * t:
            result = (result * 10 + m) % 1000000007
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
            n -= 1
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return result


def small_sums(n):
    total = 0
    for i in range(n):
        total = total + i * i - (total >> 3)
    return total


runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
power = 2**100000
a = 3**209590  # 100000 decimal digits
b = 7**118329
product = a * b + 12345
thousand = 3**2095
thousand_2 = 7**1183
digits = str(a)
modulus = 2**2203 - 1
measure("text_of_power", lambda: str(power), runs)
measure("text_100000", lambda: str(a), runs)
measure("parse_100000", lambda: int(digits), runs)
measure("factorial_5000", lambda: factorial(5000), runs)
measure("multiply_1000", lambda: [thousand * thousand_2 for _ in range(1000)][0], runs)
measure("multiply_100000", lambda: a * b, runs)
measure("divide_100000", lambda: product // a, runs)
measure("fibonacci_100000", lambda: fibonacci(100000), runs)
measure("pi_digits_1000", lambda: pi_digits(1000), runs)
measure("small_sums", lambda: small_sums(1000000), runs)
measure("modular_power_2203", lambda: pow(3, modulus - 2, modulus - 24), runs)
