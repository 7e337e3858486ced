"""Products of long rows of digits by number-theoretic transforms modulo three primes.

A row is a polynomial whose coefficients are its digits. The product of two polynomials modulo `x**n - 1` is computed modulo each prime; the
Chinese remainder theorem then gives its coefficients, of up to 150 bits, and carries make digits of them.
J. M. Pollard, "The fast Fourier transform in a finite field", 1971; three primes with residues in floats as in D. Schultz's `fft_small` for
FLINT, 2022, simplified.
Not here: the transform (`prime_transform.mojo`), arithmetic of residues (`prime_field.mojo`).
"""

from builtin.simd_arithmetic import has_fast_fma
from .natural_row import Digits, high_digit, low_digit, wide
from .prime_field import Floats, PrimeField
from .prime_transform import TwiddleTable, multiply_pointwise, transform_back, transform_forth

comptime transform_from = 240
"""Digits of the shorter factor from which transforms are faster than Karatsuba's method."""
comptime transform_square_from = 340
"""The same for squares."""
comptime _longest = 1 << 20
"""Digits of the shorter factor up to which coefficients stay below the product of the primes."""
comptime _longest_product = 1 << 25
"""Digits of the product up to which there are enough roots of unity."""
comptime _lanes = 8
comptime _Values = SIMD[DType.float64, _lanes]

# Primes with a number of order 2**26 and its inverse; then numbers of the Chinese remainder theorem. `test_prime_field.mojo` checks them.
comptime first_prime = 1125899437080577.0
comptime second_prime = 1125899302862849.0
comptime third_prime = 1125897625141249.0
comptime first_inverse_in_second = 562949643042821.0
"""Inverse of the first prime modulo the second."""
comptime first_in_third = 1811939328.0
"""The first prime modulo the third."""
comptime product_inverse_in_third = 165548649962733.0
"""Inverse of the product of the first two modulo the third."""


def prime_field(index: Int) -> PrimeField:
    """The field of one of the three primes.

    Args:
        index: 0, 1 or 2.
    """
    if index == 0:
        return PrimeField(first_prime, 447034753174620.0, 378802028998419.0)
    if index == 1:
        return PrimeField(second_prime, 470108658244188.0, 190916471132958.0)
    return PrimeField(third_prime, -245407889559854.0, -21559893574229.0)


@always_inline
def transform_is_faster(a_count: Int, b_count: Int, is_square: Bool) -> Bool:
    """Whether `multiply_by_transform` can multiply, and faster than other methods.

    Args:
        a_count: Digits of the longer factor.
        b_count: Digits of the shorter one.
        is_square: Whether both are the same.
    """
    comptime if not has_fast_fma():
        return False
    else:
        return b_count >= (transform_square_from if is_square else transform_from) and b_count <= _longest and a_count + b_count <= _longest_product


def multiply_by_transform(target: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int):
    """`a * b`, in `a_count + b_count` digits.

    Args:
        target: Where the product goes.
        a: A factor.
        a_count: Its digits.
        b: The other factor; the same address and length make a square.
        b_count: Its digits, at most 2**20.
    """
    var count = a_count + b_count
    var size = 32
    while size < count:
        size *= 2
    # Modulo x**n - 1, and where that is too short, modulo x**(n/2) - i, too: together of degree 3/2 n.
    var has_half = size > 32 and count <= size // 4 * 3
    if has_half:
        size //= 2
    var whole = size + size // 2 if has_half else size
    var is_square = a == b and a_count == b_count
    var rows = Floats.alloc(whole * (3 if is_square else 4))
    var other = rows if is_square else rows + 3 * whole
    for index in range(3):
        var field = prime_field(index)
        var table = TwiddleTable(field, size // 4)
        var row = rows + index * whole
        _load(field, row, a, a_count, size, whole)
        _transform(field, table, row, size, has_half)
        if is_square:
            other = row
        else:
            _load(field, other, b, b_count, size, whole)
            _transform(field, table, other, size, has_half)
        multiply_pointwise(field, table, row, other, size // 4, 0)
        transform_back(field, table, row, size // 4, 0)
        if has_half:
            multiply_pointwise(field, table, row + size, other + size, size // 8, 2)
            transform_back(field, table, row + size, size // 8, 2)
        _scale(field, row, size, has_half)
        table.free()
    _carry(target, count, rows, whole)
    rows.free()


@always_inline
def _transform(field: PrimeField, table: TwiddleTable, row: Floats, size: Int, has_half: Bool):
    transform_forth(field, table, row, size // 4, 0)
    if has_half:
        transform_forth(field, table, row + size, size // 8, 2)


def _load(field: PrimeField, row: Floats, digits: Digits, count: Int, size: Int, whole: Int):
    """Digits as residues, modulo `x**size - 1` and, behind it, modulo `x**(size / 2) - i`."""
    comptime upper = 4294967296.0
    var i = 0
    while i + _lanes <= count:
        var values = digits.load[width=_lanes](i)
        var low = (values & SIMD[DType.uint64, _lanes](0xFFFFFFFF)).cast[DType.float64]()
        var high = (values >> SIMD[DType.uint64, _lanes](32)).cast[DType.float64]()
        row.store(i, field.product(high, _Values(upper)) + low)
        i += _lanes
    while i < count:
        var low = (digits[i] & 0xFFFFFFFF).cast[DType.float64]()
        row[i] = field.product((digits[i] >> 32).cast[DType.float64](), Float64(upper)) + low
        i += 1
    __op.memory_set((row + count).address, UInt8(0).value, ((whole - count) * 8).value)
    if whole == size:
        return
    var imaginary = _Values(_root_of_minus_one(field))
    var half = size // 2
    for i in range(0, half, _lanes):
        var low = row.load[width=_lanes](i)
        var middle = row.load[width=_lanes](i + half)
        var high = row.load[width=_lanes](i + size)
        row.store(i, low + high)
        row.store(i + size, low - high + field.product(middle, imaginary))


@always_inline
def _root_of_minus_one(field: PrimeField) -> Float64:
    """w[1] of the table of roots."""
    var result = field.root
    for _ in range(24):
        result = field.reduced(field.product(result, result))
    return result


def _scale(field: PrimeField, row: Floats, size: Int, has_half: Bool):
    """Divides by the numbers of vectors, and joins the two rings: r = p modulo x**n - 1 and s = p modulo x**(n/2) - i give p = r + (x**n - 1) q,
    where modulo x**(n/2) - i, s = r - 2 q."""
    var inverse = _inverse_of_power(field, size // 4)
    if not has_half:
        for i in range(0, size, _lanes):
            row.store(i, field.product(row.load[width=_lanes](i), _Values(inverse)))
        return
    var imaginary = _Values(_root_of_minus_one(field))
    var half = size // 2
    # Twice too much in the second ring, and 2 q is wanted to be q.
    var half_inverse = field.reduced(field.product(inverse, _inverse_of_power(field, 2)))
    for i in range(0, half, _lanes):
        var low = row.load[width=_lanes](i)
        var middle = row.load[width=_lanes](i + half)
        var second = field.product(row.load[width=_lanes](i + size), _Values(inverse))
        var first = field.product(low + field.product(middle, imaginary), _Values(half_inverse))
        var quotient = first - second
        row.store(i, field.product(low, _Values(inverse)) - quotient)
        row.store(i + half, field.product(middle, _Values(inverse)))
        row.store(i + size, quotient)


def _inverse_of_power(field: PrimeField, power: Int) -> Float64:
    """The inverse of a power of two."""
    var result = Float64(1)
    var left = power
    while left > 1:
        # (p + 1) / 2, which is 1/2.
        result = field.reduced(field.product(result, (field.modulus + 1) * 0.5))
        left >>= 1
    return result


def _carry(target: Digits, count: Int, rows: Floats, whole: Int):
    """Coefficients from their residues (H. L. Garner, 1959), in mixed radix; then carries."""
    var second_field = prime_field(1)
    var third_field = prime_field(2)
    var first_field = prime_field(0)
    var modulus = UInt64(first_prime)
    var two_moduli = wide(modulus) * wide(UInt64(second_prime))
    var carry = UInt128(0)
    var start = 0
    while start < count:
        var first = first_field.canonical(rows.load[width=_lanes](start))
        var second = rows.load[width=_lanes](whole + start)
        second = second_field.canonical(second_field.product(second - first, _Values(first_inverse_in_second)))
        var third = rows.load[width=_lanes](2 * whole + start)
        third = third - first - third_field.product(second, _Values(first_in_third))
        third = third_field.canonical(third_field.product(third, _Values(product_inverse_in_third)))
        var a = first.cast[DType.uint64]()
        var b = second.cast[DType.uint64]()
        var c = third.cast[DType.uint64]()
        if start + _lanes <= count:
            comptime for lane in range(_lanes):
                target[start + lane] = _next_digit(a[lane], b[lane], c[lane], modulus, two_moduli, carry)
        else:
            for lane in range(count - start):
                target[start + lane] = _next_digit(a[lane], b[lane], c[lane], modulus, two_moduli, carry)
        start += _lanes


@always_inline
def _next_digit(a: UInt64, b: UInt64, c: UInt64, first: UInt64, both: UInt128, mut carry: UInt128) -> UInt64:
    """`a + first b + both c + carry`: its lowest digit; the rest, of less than 90 bits, becomes the carry."""
    var low = wide(c) * wide(low_digit(both))
    var middle = wide(b) * wide(first) + wide(a) + carry
    var sum = wide(low_digit(low)) + wide(low_digit(middle))
    carry = wide(c) * wide(high_digit(both)) + wide(high_digit(low)) + wide(high_digit(middle)) + wide(high_digit(sum))
    return low_digit(sum)
