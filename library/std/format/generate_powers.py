"""Writes the tables of powers.mojo (its last four functions) and checks that all powers come out exactly rounded down.

Usage: python3 generate_powers.py
"""
from fractions import Fraction

SMALLEST, GREATEST = -351, 350


def exponent(k):
    """floor(log2(10**k))"""
    if k >= 0:
        return (10**k).bit_length() - 1
    n = 10**-k
    return -n.bit_length() if n & (n - 1) else 1 - n.bit_length()


def mantissa(k, bits):
    return int(Fraction(10) ** k / Fraction(2) ** (exponent(k) - bits + 1))


BASES = list(range(SMALLEST, GREATEST, 27))
ENTRIES = [mantissa(b, 192) for b in BASES]

for b, entry in zip(BASES, ENTRIES):
    for offset in range(27):
        product = entry * 5**offset
        assert product >> (product.bit_length() - 128) == mantissa(b + offset, 128), b + offset
assert all((k * 1741647) >> 19 == exponent(k) for k in range(-400, 400))


def function(name, doc, values):
    print(f'\n\n@no_inline\ndef {name}(index: Int) -> UInt64:\n    """{doc}"""')
    for i, value in enumerate(values):
        print(f"    {'if' if i == 0 else 'elif'} index == {i}:\n        return 0x{value:016X}")
    print("    return 0")


function("power_of_five", "5**index, for index from 0 to 27.", [5**i for i in range(28)])
for word, bits in ((2, "Bits 128 to 191"), (1, "Bits 64 to 127"), (0, "Bits 0 to 63")):
    function(f"power_word_{word}", f"{bits} of the mantissa of 10**(27 * index + SMALLEST_POWER).", [e >> 64 * word & 2**64 - 1 for e in ENTRIES])
