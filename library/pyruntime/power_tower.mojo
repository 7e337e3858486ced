"""Powers that cut a long number into halves, quarters, ... when it is written in some base."""

from bit import count_leading_zeros
from .natural_product import multiply
from .natural_quotient import divide, known_reciprocal_from, reciprocal_from
from .natural_reciprocal import divide_by_reciprocal, write_reciprocal
from .natural_row import Digits, allocate_digits, multiply_by_digit, shift_left, shift_right, significant_count


struct Radix(TrivialRegisterPassable):
    """A base, and its greatest power that fits a digit."""

    var base: Int
    """From 2 to 36."""
    var chunk_size: Int
    """The exponent of the power."""
    var chunk: UInt64
    """The power."""

    def __init__(out self, base: Int):
        """Finds the power.

        Args:
            base: From 2 to 36.
        """
        self.base = base
        self.chunk = UInt64(base)
        self.chunk_size = 1
        while self.chunk <= ~UInt64(0) // UInt64(base):
            self.chunk *= UInt64(base)
            self.chunk_size += 1


struct PowerTower(Movable):
    """Powers of the chunk of a base: with half of an exponent, a quarter of it, and so on; the smallest first."""

    var radix: Radix
    """The base."""
    var exponents: List[Int]
    """The exponents."""
    var counts: List[Int]
    """How many digits each power has."""
    var rows: List[Digits]
    """Their digits."""
    var reciprocals: List[Digits]
    """Of long powers, the digits shifted until the top bit is set, and then the reciprocal; else null."""

    def __init__(out self, radix: Radix, exponent: Int):
        """Computes the powers.

        Args:
            radix: The base.
            exponent: That of the chunk in the number whose halves are wanted; at least 2.
        """
        self.radix = radix
        var shift = 0
        while exponent >> (shift + 1) > 0:
            shift += 1
        self.exponents = [1]
        self.counts = [1]
        var first = allocate_digits(1)
        first[0] = radix.chunk
        self.rows = [first]
        while shift > 1:
            shift -= 1
            var last = self.counts[-1]
            var next = allocate_digits(2 * last + 1)
            multiply(next, self.rows[-1], last, self.rows[-1], last)
            next[2 * last] = 0
            if (exponent >> shift) & 1 == 1:
                next[2 * last] = multiply_by_digit(next, next, 2 * last, radix.chunk)
            self.rows.append(next)
            self.counts.append(significant_count(next, 2 * last + 1))
            self.exponents.append(exponent >> shift)
        self.reciprocals = List[Digits](capacity=len(self.rows))
        for level in range(len(self.rows)):
            # The last one is used once or twice.
            var needed = reciprocal_from if level == len(self.rows) - 1 else known_reciprocal_from
            self.reciprocals.append(self._reciprocal(level) if self.counts[level] >= needed else Digits())

    def _reciprocal(self, level: Int) -> Digits:
        var n = self.counts[level]
        var result = allocate_digits(2 * n + 1)
        _ = shift_left(result, self.rows[level], n, Int(count_leading_zeros(self.rows[level][n - 1])))
        write_reciprocal(result + n, result, n)
        return result

    def divide(self, level: Int, quotient: Digits, remainder: Digits, row: Digits, count: Int):
        """Divides by a power.

        Args:
            level: Which one.
            quotient: Where it goes; one digit more than the difference of lengths.
            remainder: Where it goes; as many digits as the power.
            row: The dividend.
            count: Its digits, not fewer than those of the power.
        """
        var power = self.rows[level]
        var n = self.counts[level]
        var normal = self.reciprocals[level]
        if not normal:
            return divide(quotient, remainder, row, count, power, n)
        var shift = Int(count_leading_zeros(power[n - 1]))
        var rest = allocate_digits(count + 1)
        rest[count] = shift_left(rest, row, count, shift)
        divide_by_reciprocal(quotient, rest, count + 1, normal, n, normal + n)
        shift_right(remainder, rest, n, shift)
        rest.free()

    def free(self):
        """Gives the memory back."""
        for i in range(len(self.rows)):
            self.rows[i].free()
            if self.reciprocals[i]:
                self.reciprocals[i].free()
