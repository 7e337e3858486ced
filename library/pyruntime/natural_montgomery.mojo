"""Powers of rows of digits modulo an odd row, without divisions.

P. L. Montgomery, "Modular multiplication without trial division", 1985: residues are kept times X = 2**(64 n); after a product, multiples of the
modulus clear the lower n digits, which are then dropped. The exponent is taken window by window (Knuth 2, 4.6.3).
"""

from .natural_product import multiply
from .natural_quotient import divide
from .natural_row import (
    Digits,
    add_equally_long,
    add_product,
    allocate_digits,
    clear_digits,
    compare_equally_long,
    copy_digits,
    subtract_equally_long,
)

comptime montgomery_up_to = 130
"""Digits of the modulus up to which this is faster than products and fast division."""


def _negative_inverse(digit: UInt64) -> UInt64:
    """`-1 / digit` modulo 2**64, for an odd digit: Newton's method doubles the right bits, of which there are 3 at the start."""
    var inverse = digit
    for _ in range(5):
        inverse *= 2 - digit * inverse
    return 0 - inverse


struct _Modulus(TrivialRegisterPassable):
    """The modulus and what products need."""

    var row: Digits
    """The digits, odd."""
    var count: Int
    """How many."""
    var factor: UInt64
    """`-1 / modulus` modulo 2**64."""
    var scratch: Digits
    """Room for twice as many digits."""

    def __init__(out self, row: Digits, count: Int, scratch: Digits):
        """Puts the parts together.

        Args:
            row: The digits.
            count: How many.
            scratch: Room for twice as many.
        """
        self.row = row
        self.count = count
        self.factor = _negative_inverse(row[0])
        self.scratch = scratch

    def multiply(self, target: Digits, a: Digits, b: Digits):
        """`a * b / X` modulo the modulus; the target may be a factor.

        Args:
            target: Where it goes.
            a: A residue.
            b: Another one.
        """
        multiply(self.scratch, a, self.count, b, self.count)
        self.reduce(target)

    def reduce(self, target: Digits):
        """What is in the scratch memory, divided by X.

        Args:
            target: Where it goes.
        """
        var n = self.count
        for i in range(n):
            # The digit becomes 0; the carry of this step takes its place until all are added at once.
            var carry = add_product(self.scratch + i, self.row, n, self.scratch[i] * self.factor)
            self.scratch[i] = carry
        var over = add_equally_long(target, self.scratch + n, self.scratch, n)
        if over != 0 or compare_equally_long(target, self.row, n) >= 0:
            _ = subtract_equally_long(target, target, self.row, n)


def power_modulo_odd(target: Digits, base: Digits, modulus: Digits, count: Int, exponent: Digits, bits: Int):
    """`base ** exponent` modulo an odd number, in `count` digits.

    Args:
        target: Where it goes; overlaps nothing.
        base: In `count` digits, less than the modulus.
        modulus: Odd, greater than 1.
        count: Its digits, the top one not 0.
        exponent: The exponent.
        bits: Its length in bits, not 0.
    """
    var window = 1 if bits < 12 else (3 if bits < 100 else (4 if bits < 500 else 5))
    var memory = allocate_digits((1 << window) * count + 4 * count + 2)
    var scratch = memory + (1 << window) * count
    var ring = _Modulus(modulus, count, scratch)
    # base**i * X; X and base * X by division.
    var quotient = scratch + 2 * count
    for i in range(2):
        clear_digits(scratch, 2 * count)
        if i == 0:
            scratch[count] = 1
        else:
            copy_digits(scratch + count, base, count)
        divide(quotient, memory + i * count, scratch, 2 * count, modulus, count)
    for i in range(2, 1 << window):
        ring.multiply(memory + i * count, memory + (i - 1) * count, memory + count)
    copy_digits(target, memory, count)
    var position = (bits + window - 1) // window * window
    var is_one = True
    while position > 0:
        position -= window
        if not is_one:
            for _ in range(window):
                ring.multiply(target, target, target)
        var index = 0
        for i in range(window):
            var at = position + i
            if at < bits:
                index |= Int((exponent[at >> 6] >> UInt64(at & 63)) & 1) << i
        if index != 0:
            ring.multiply(target, target, memory + index * count)
            is_one = False
    copy_digits(scratch, target, count)
    clear_digits(scratch + count, count)
    ring.reduce(target)
    memory.free()
