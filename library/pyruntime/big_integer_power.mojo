"""Powers, powers modulo a number, inverses and square roots of `BigInteger`s."""

from bit import count_trailing_zeros
from .big_integer import BigInteger, allocate_block
from .big_integer_bits import shifted_left, shifted_right
from .big_integer_division import divide_truncating, floor_quotient, floor_remainder

from .natural_montgomery import montgomery_up_to, power_modulo_odd
from .natural_row import Digits, allocate_digits, clear_digits, copy_digits

comptime greatest_length = 1 << 40
"""Bits of a result that is refused: 128 GiB."""


def power(base: BigInteger, exponent: BigInteger) raises -> BigInteger:
    """`base ** exponent` for `exponent >= 0`: squares from the top bit of the exponent down; factors of two are shifts."""
    if exponent.is_negative():
        raise Error("ValueError: a negative exponent gives a float")
    if exponent._size == 0:
        return BigInteger(1)
    if base.bit_length() <= 1:
        # 0, 1 or -1
        var is_even = exponent.digits()[0] & 1 == 0
        return abs(base) if is_even else base
    var length = base.bit_length()
    if not exponent.fits_int() or exponent.to_int() >= greatest_length // (length - 1 if length > 2 else 1):
        raise Error("MemoryError")
    var n = exponent.to_int()
    var zeros = trailing_zeros(base)
    var odd = shifted_right(base, zeros)
    if odd.bit_length() == 1:
        return shifted_left(BigInteger(-1) if base.is_negative() and n & 1 == 1 else BigInteger(1), zeros * n)
    var result = odd
    var bit = 63 - Int(count_leading_zeros_of(n))
    while bit > 0:
        bit -= 1
        result = result * result
        if (n >> bit) & 1 == 1:
            result = result * odd
    return shifted_left(result, zeros * n) if zeros > 0 else result


@always_inline
def count_leading_zeros_of(value: Int) -> Int:
    """Zeros in front of a positive `Int`."""
    return Int(raw=__op.clz(value.value))


def trailing_zeros(value: BigInteger) -> Int:
    """How often 2 divides a number that is not 0."""
    var digits = value.digits()
    var i = 0
    while digits[i] == 0:
        i += 1
    return i * 64 + Int(count_trailing_zeros(digits[i]))


def float_power(base: BigInteger, exponent: BigInteger) raises -> Float64:
    """What Python gives for a negative exponent: `float(base) ** float(exponent)`.

    Raises:
        ZeroDivisionError for base 0; OverflowError where an operand is too great for a float.
    """
    if base._size == 0:
        raise Error("ZeroDivisionError: 0.0 cannot be raised to a negative power")
    return base.to_float() ** exponent.to_float()


def modular_power(base: BigInteger, exponent: BigInteger, modulus: BigInteger) raises -> BigInteger:
    """`pow(base, exponent, modulus)`; windows of the exponent (Knuth 2, 4.6.3)."""
    if modulus._size == 0:
        raise Error("ValueError: pow() 3rd argument cannot be 0")
    if exponent.is_negative():
        return modular_power(modular_inverse(base, modulus), -exponent, modulus)
    var divisor = abs(modulus)
    if divisor.bit_length() == 1:
        return BigInteger()
    var reduced = floor_remainder(base, divisor)
    if exponent._size == 0:
        return _with_sign_of(modulus, BigInteger(1))
    if divisor.digits()[0] & 1 == 1 and divisor.count() <= montgomery_up_to:
        return _with_sign_of(modulus, _power_modulo_odd(reduced, exponent, divisor))
    var result = BigInteger(1)
    var bits = exponent.bit_length()
    var digits = exponent.digits()
    var window = 1 if bits < 16 else (4 if bits < 400 else 5)
    var powers = List[BigInteger](capacity=1 << window)
    powers.append(BigInteger(1))
    for i in range(1, 1 << window):
        powers.append(floor_remainder(powers[i - 1] * reduced, divisor))
    var position = (bits + window - 1) // window * window
    while position > 0:
        position -= window
        if result._size != 1 or result._low != 1:
            for _ in range(window):
                result = floor_remainder(result * result, divisor)
        var index = 0
        for i in range(window):
            index |= Int(_bit(digits, position + i, bits)) << i
        if index != 0:
            result = floor_remainder(result * powers[index], divisor)
    return _with_sign_of(modulus, result)


@always_inline
def _with_sign_of(modulus: BigInteger, remainder: BigInteger) -> BigInteger:
    """A remainder of the absolute value of a modulus becomes one of the modulus."""
    return remainder + modulus if modulus.is_negative() and remainder._size != 0 else remainder


def _power_modulo_odd(base: BigInteger, exponent: BigInteger, modulus: BigInteger) -> BigInteger:
    """All are positive, but the base may be 0; the base is less than the modulus."""
    var n = modulus.count()
    var row = allocate_digits(n)
    clear_digits(row, n)
    copy_digits(row, base.digits(), base.count())
    var block = allocate_block(n)
    power_modulo_odd(block, row, modulus.digits(), n, exponent.digits(), exponent.bit_length())
    row.free()
    return BigInteger(block=block, count=n, is_negative=False)


@always_inline
def _bit(digits: Digits, position: Int, bits: Int) -> UInt64:
    return (digits[position >> 6] >> UInt64(position & 63)) & 1 if position < bits else 0


def modular_inverse(value: BigInteger, modulus: BigInteger) raises -> BigInteger:
    """`pow(value, -1, modulus)`: Euclid's extended algorithm (Knuth 2, 4.5.2, algorithm X).

    Raises:
        ValueError where both have a common divisor, or the modulus is 0.
    """
    if modulus._size == 0:
        raise Error("ValueError: pow() 3rd argument cannot be 0")
    var divisor = abs(modulus)
    if divisor.bit_length() == 1:
        return BigInteger()
    var a = divisor
    var b = floor_remainder(value, divisor)
    var a_factor = BigInteger()
    var b_factor = BigInteger(1)
    var quotient = BigInteger()
    var remainder = BigInteger()
    while b._size != 0:
        divide_truncating(a, b, quotient, remainder)
        var next_factor = a_factor - quotient * b_factor
        a = b
        b = remainder
        a_factor = b_factor
        b_factor = next_factor
    if a.bit_length() != 1:
        raise Error("ValueError: base is not invertible for the given modulus")
    return floor_remainder(a_factor, modulus)


def integer_root(value: BigInteger) raises -> BigInteger:
    """The square root, rounded down.

    The precision doubles with each step of Newton's method, so that the last division is most of the work. This is the recursion that
    P. Zimmermann, "Karatsuba square root", 1999, starts from, in the form that M. Dickinson proved for CPython's `math.isqrt`.
    """
    if value.is_negative():
        raise Error("ValueError: isqrt() argument must be nonnegative")
    if value._size == 0:
        return BigInteger()
    var c = (value.bit_length() - 1) // 2
    var root = BigInteger(1)
    var precision = 0
    var step = 64 - count_leading_zeros_of(c) if c > 0 else 0
    while step > 0:
        step -= 1
        var before = precision
        precision = c >> step
        var correction = floor_quotient(shifted_right(value, 2 * c - before - precision + 1), root)
        root = shifted_left(root, precision - before - 1) + correction
    if root * root > value:
        root = root - BigInteger(1)
    return root^
