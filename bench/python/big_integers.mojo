# Unbounded integers of the library; `big_integers.py` does the same in CPython. Prints task, seconds
# of processor time (the best of some runs) and a checksum.
from ffi import external_call
from pyruntime.big_integer import BigInteger
from sys import argv


def factorial(n: Int) -> BigInteger:
    var result = BigInteger(1)
    for i in range(2, n + 1):
        result = result * BigInteger(i)
    return result


def fibonacci(n: Int) -> BigInteger:
    var a = BigInteger(0)
    var b = BigInteger(1)
    for _ in range(n):
        var c = a + b
        a = b
        b = c
    return a


def pi_digits(count: Int) raises -> BigInteger:
    var q = BigInteger(1)
    var r = BigInteger(0)
    var t = BigInteger(1)
    var k = BigInteger(1)
    var m = BigInteger(3)
    var x = BigInteger(3)
    var result = BigInteger(0)
    var n = count
    while n > 0:
        if 4 * q + r - t < m * t:
            result = (result * 10 + m) % 1000000007
            var next_r = 10 * (r - m * t)
            m = (10 * (3 * q + r)) // t - 10 * m
            q = 10 * q
            r = next_r
            n -= 1
        else:
            m = (q * (7 * k + 2) + r * x) // (t * x)
            r = (2 * q + r) * x
            q = q * k
            t = t * x
            k = k + 1
            x = x + 2
    return result


def small_sums(n: Int) -> BigInteger:
    var total = BigInteger(0)
    for i in range(n):
        var number = BigInteger(i)
        total = total + number * number - (total >> 3)
    return total


def repeated_product(a: BigInteger, b: BigInteger) -> BigInteger:
    var result = BigInteger()
    for _ in range(1000):
        result = a * b
    return result


def processor_microseconds() -> Int:
    """What POSIX's `clock` counts; other programs on the machine do not matter so much."""
    return external_call["clock", Int]()


def measure[task: def() raises capturing -> BigInteger](name: StringLiteral, runs: Int) raises:
    var best = 1e9
    var result = BigInteger()
    for _ in range(runs):
        var start = processor_microseconds()
        result = task()
        best = min(best, Float64(processor_microseconds() - start) / 1e6)
    print(name, best, result.python_hash())


def main() raises:
    var runs = Int(String(argv()[1])) if len(argv()) > 1 else 3
    var power = BigInteger(2) ** 100000
    var a = BigInteger(3) ** 209590  # 100000 decimal digits
    var b = BigInteger(7) ** 118329
    var product = a * b + 12345
    var thousand = BigInteger(3) ** 2095
    var thousand_2 = BigInteger(7) ** 1183
    var digits = a.text()
    var modulus = BigInteger(2) ** 2203 - 1

    @parameter
    def text_of_power() raises -> BigInteger:
        return power.text().byte_length()

    @parameter
    def text_100000() raises -> BigInteger:
        return a.text().byte_length()

    @parameter
    def parse_100000() raises -> BigInteger:
        return BigInteger(digits)

    @parameter
    def factorial_5000() raises -> BigInteger:
        return factorial(5000)

    @parameter
    def multiply_1000() raises -> BigInteger:
        return repeated_product(thousand, thousand_2)

    @parameter
    def multiply_100000() raises -> BigInteger:
        return a * b

    @parameter
    def divide_100000() raises -> BigInteger:
        return product // a

    @parameter
    def fibonacci_100000() raises -> BigInteger:
        return fibonacci(100000)

    @parameter
    def pi_digits_1000() raises -> BigInteger:
        return pi_digits(1000)

    @parameter
    def small_sums_1000000() raises -> BigInteger:
        return small_sums(1000000)

    @parameter
    def modular_power_2203() raises -> BigInteger:
        return BigInteger(3).pow(modulus - 2, modulus - 24)

    measure[text_of_power]("text_of_power", runs)
    measure[text_100000]("text_100000", runs)
    measure[parse_100000]("parse_100000", runs)
    measure[factorial_5000]("factorial_5000", runs)
    measure[multiply_1000]("multiply_1000", runs)
    measure[multiply_100000]("multiply_100000", runs)
    measure[divide_100000]("divide_100000", runs)
    measure[fibonacci_100000]("fibonacci_100000", runs)
    measure[pi_digits_1000]("pi_digits_1000", runs)
    measure[small_sums_1000000]("small_sums", runs)
    measure[modular_power_2203]("modular_power_2203", runs)
