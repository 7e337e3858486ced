"""`BigInteger`: whole numbers without bounds, with the semantics of Python's `int`.

A value is immutable; copies share their digits. Up to two digits of 64 bits are held in the value itself, and arithmetic on those allocates
nothing. Errors carry CPython's messages after the name of its exception: `ZeroDivisionError: division by zero`.
Not here: rows of digits without sign (`natural_row.mojo` and its neighbours); what is longer than a few lines (`big_integer_sum.mojo`,
`big_integer_division.mojo`, `big_integer_bits.mojo`, `big_integer_power.mojo`, `big_integer_float.mojo`, `big_integer_text.mojo`).
"""

from bit import count_leading_zeros
from .big_integer_bits import bitwise_and, bitwise_or, bitwise_xor, count_bits, shifted_left, shifted_right
from .big_integer_division import divide_floor, floor_quotient, floor_remainder, greatest_common_divisor
from .big_integer_float import compare_with_float, from_float, quotient_as_float, to_float
from .big_integer_power import greatest_length, integer_root, modular_inverse, modular_power, power
from .big_integer_sum import product_of, sum_of
from .big_integer_text import parse_integer, text_of
from .natural_row import Digits, compare_equally_long, copy_digits, high_digit, low_digit, significant_count, two_digits, wide

comptime _immortal = -1
"""In place of the number of owners: digits made by the compile-time interpreter."""


def allocate_block(count: Int) -> Digits:
    """Room for the digits of one value, with one owner. It must become the digits of a `BigInteger`.

    Args:
        count: How many digits.
    """
    var block = Digits.alloc(count + 1)
    block[0] = UInt64(_immortal) if Bool(raw=__op.interpreting()) else 1
    return block + 1


struct BigInteger(
    Absable, Boolable, Comparable, Defaultable, Hashable, ImplicitlyCopyable, Representable, Stringable, Writable
):
    """A whole number of any size: a sign and a row of digits, base 2**64."""

    var _size: Int
    """The number of digits, negative for a negative number. 0 for zero."""
    var _row: Digits
    """The digits where there are more than two; the number of owners lies before them."""
    var _low: UInt64
    """The lowest digit where there are at most two."""
    var _high: UInt64
    """The digit above it."""

    # Making

    @always_inline
    def __init__(out self):
        """Zero."""
        self._size = 0
        self._row = Digits()
        self._low = 0
        self._high = 0

    @always_inline
    @implicit
    def __init__(out self, value: Int):
        """The same number.

        Args:
            value: The number.
        """
        self._size = (1 if value > 0 else 0) - (1 if value < 0 else 0)
        self._row = Digits()
        self._low = UInt64(value) if value >= 0 else 0 - UInt64(value)
        self._high = 0

    @implicit
    def __init__(out self, value: IntLiteral):
        """The same number, of any size.

        Args:
            value: The number.
        """
        comptime word = 1 << 60
        if value >= -word and value < word:
            self = Self(Int(value))
        else:
            self = (Self(value >> 60) << 60) + Self(Int(value & (word - 1)))

    @always_inline
    def __init__(out self, value: UInt64):
        """The same number.

        Args:
            value: The number.
        """
        self = Self(magnitude=wide(value), is_negative=False)

    @always_inline
    def __init__(out self, *, magnitude: UInt128, is_negative: Bool):
        """A number of at most two digits.

        Args:
            magnitude: Its absolute value.
            is_negative: Its sign.
        """
        self._row = Digits()
        self._low = low_digit(magnitude)
        self._high = high_digit(magnitude)
        var count = 2 if self._high != 0 else (1 if self._low != 0 else 0)
        self._size = -count if is_negative else count

    def __init__(out self, *, block: Digits, count: Int, is_negative: Bool):
        """Takes over digits from `allocate_block`.

        Args:
            block: The digits.
            count: How many, zeros on top included.
            is_negative: The sign.
        """
        var significant = significant_count(block, count)
        if significant > 2:
            self._size = -significant if is_negative else significant
            self._row = block
            self._low = 0
            self._high = 0
        else:
            var high = block[1] if significant == 2 else 0
            var low = block[0] if significant > 0 else 0
            (block - 1).free()
            self = Self(magnitude=two_digits(high, low), is_negative=is_negative)

    def __init__(out self, *, copy_of: Digits, count: Int, is_negative: Bool):
        """A number with copies of digits.

        Args:
            copy_of: The digits.
            count: How many, zeros on top included.
            is_negative: The sign.
        """
        var block = allocate_block(max(count, 1))
        copy_digits(block, copy_of, count)
        self = Self(block=block, count=count, is_negative=is_negative)

    def __init__(out self, *, truncate: Float64) raises:
        """A float without its fraction, exactly.

        Args:
            truncate: The float.

        Raises:
            OverflowError for an infinity, ValueError for no number.
        """
        self = from_float(truncate)

    def __init__(out self, text: StringSlice, base: Int = 10) raises:
        """What `int(text, base)` gives.

        Args:
            text: Digits, with blanks around, a sign, the prefix of the base and single underscores between digits.
            base: From 2 to 36, or 0: as the prefix says.

        Raises:
            ValueError.
        """
        self = parse_integer(text, base)

    @always_inline
    def __init__(out self, *, copy: Self):
        """Shares the digits.

        Args:
            copy: The number.
        """
        self._size = copy._size
        self._row = copy._row
        self._low = copy._low
        self._high = copy._high
        if not copy.is_short() and self._row[-1] != UInt64(_immortal):
            _ = __op.atomic_rmw["add", "relaxed"](self._owners(), UInt64(1).value)

    @always_inline
    def __init__(out self, *, deinit move: Self):
        """Takes over.

        Args:
            move: The number.
        """
        self._size = move._size
        self._row = move._row
        self._low = move._low
        self._high = move._high

    @always_inline
    def __deinit__(deinit self):
        """The last owner frees the digits."""
        if not self.is_short() and self._row[-1] != UInt64(_immortal):
            if UInt64(raw=__op.atomic_rmw["sub", "acq_rel"](self._owners(), UInt64(1).value)) == 1:
                (self._row - 1).free()

    @always_inline
    def _owners(self) -> __type.pointer[__type.u64]:
        return __op.pointer_cast[__type.u64]((self._row - 1).address)

    # Parts

    @always_inline
    def count(self) -> Int:
        """The number of digits."""
        return self._size if self._size >= 0 else -self._size

    @always_inline
    def is_short(self) -> Bool:
        """Whether there are at most two digits."""
        return UInt64(self._size + 2) <= 4

    @always_inline
    def is_negative(self) -> Bool:
        """Whether it is less than zero."""
        return self._size < 0

    @always_inline
    def sign(self) -> Int:
        """-1, 0 or 1."""
        return (1 if self._size > 0 else 0) - (1 if self._size < 0 else 0)

    @always_inline
    def digits(self) -> Digits:
        """The address of the digits, which lives as long as this value stays where it is."""
        if self.is_short():
            return Digits(__op.address_of(self._low))
        return self._row

    @always_inline
    def magnitude(self) -> UInt128:
        """The absolute value of a number of at most two digits."""
        return two_digits(self._high, self._low)

    def bit_length(self) -> Int:
        """Bits of the absolute value, without zeros in front."""
        if self._size == 0:
            return 0
        return self.count() * 64 - Int(count_leading_zeros(self.digits()[self.count() - 1]))

    def bit_count(self) -> Int:
        """How many bits of the absolute value are set."""
        return count_bits(self)

    # Conversion

    @always_inline
    def __bool__(self) -> Bool:
        """Whether it is not zero."""
        return self._size != 0

    @always_inline
    def fits_int(self) -> Bool:
        """Whether `Int` holds it."""
        if self._size == 1:
            return self._low < UInt64(1) << 63
        if self._size == -1:
            return self._low <= UInt64(1) << 63
        return self._size == 0

    @always_inline
    def to_int(self, mut overflows: Bool) -> Int:
        """As `Int`: modulo 2**64 where it does not fit.

        Args:
            overflows: Is set to whether it does not fit.
        """
        overflows = not self.fits_int()
        var low = self.digits()[0]
        return Int(0 - low) if self._size < 0 else Int(low)

    def to_int(self) raises -> Int:
        """As `Int`.

        Raises:
            OverflowError where it does not fit.
        """
        var overflows = False
        var result = self.to_int(overflows)
        if overflows:
            raise Error("OverflowError: Python int too large to convert to C ssize_t")
        return result

    def to_float(self) raises -> Float64:
        """The nearest float, the even one of two.

        Raises:
            OverflowError where that is too great.
        """
        return to_float(self)

    def text(self, base: Int = 10) -> String:
        """The digits, after `-` for a negative number; no prefix.

        Args:
            base: From 2 to 36.
        """
        return text_of(self, base)

    def __str__(self) -> String:
        """As decimal text."""
        return text_of(self, 10)

    def __repr__(self) -> String:
        """As decimal text."""
        return text_of(self, 10)

    def write_to[W: Writer](self, mut writer: W):
        """As decimal text.

        Args:
            writer: Where to.
        """
        writer.write_string(text_of(self, 10))

    def python_hash(self) -> Int:
        """What CPython's `hash` gives: the absolute value modulo 2**61 - 1 with the sign, and -2 in place of -1."""
        comptime modulus = (UInt64(1) << 61) - 1
        var digits = self.digits()
        var rest = UInt64(0)
        var i = self.count() - 1
        while i >= 0:
            # 2**64 is 8 modulo 2**61 - 1.
            var sum = (wide(rest) << 3) + wide(digits[i])
            rest = (low_digit(sum) & modulus) + low_digit(sum >> 61)
            if rest >= modulus:
                rest -= modulus
            i -= 1
        var result = -Int(rest) if self._size < 0 else Int(rest)
        return -2 if result == -1 else result

    def __hash__[H: Hasher](self, mut hasher: H):
        """Equal numbers have equal hashes; a number that fits `Int` has the hash of that `Int`.

        Args:
            hasher: What takes it.
        """
        var overflows = False
        var value = self.to_int(overflows)
        hasher.update(value if not overflows else self.python_hash())

    # Comparison

    def compare(self, other: Self) -> Int:
        """-1, 0 or 1.

        Args:
            other: What with.
        """
        if self._size != other._size:
            return -1 if self._size < other._size else 1
        var result = compare_equally_long(self.digits(), other.digits(), self.count())
        return -result if self._size < 0 else result

    def compare(self, other: Float64) -> Int:
        """-1, 0 or 1, exactly; 2 when the float is no number.

        Args:
            other: What with.
        """
        return compare_with_float(self, other)

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        """Whether both are the same number."""
        if self._size != other._size:
            return False
        if self.is_short():
            return self._low == other._low and self._high == other._high
        return self.compare(other) == 0

    @always_inline
    def __ne__(self, other: Self) -> Bool:
        """Whether they differ."""
        return not self.__eq__(other)

    @always_inline
    def __lt__(self, other: Self) -> Bool:
        """Whether it is less."""
        return self.compare(other) < 0

    # Arithmetic

    @always_inline
    def __neg__(self) -> Self:
        """The number with the other sign."""
        var result = self
        result._size = -result._size
        return result^

    @always_inline
    def __pos__(self) -> Self:
        """The number."""
        return self

    @always_inline
    def __abs__(self) -> Self:
        """The number without its sign."""
        return -self if self._size < 0 else self

    @always_inline
    def __add__(self, other: Self) -> Self:
        """The sum."""
        return sum_of(self, other, other._size < 0)

    @always_inline
    def __sub__(self, other: Self) -> Self:
        """The difference."""
        return sum_of(self, other, other._size >= 0)

    @always_inline
    def __mul__(self, other: Self) -> Self:
        """The product."""
        if UInt64(self._size + 1) <= 2 and UInt64(other._size + 1) <= 2:
            return Self(magnitude=wide(self._low) * wide(other._low), is_negative=(self._size ^ other._size) < 0)
        return product_of(self, other)

    def __truediv__(self, other: Self) raises -> Float64:
        """The quotient, rounded once to the nearest float.

        Raises:
            ZeroDivisionError; OverflowError where it is too great.
        """
        return quotient_as_float(self, other)

    def __floordiv__(self, other: Self) raises -> Self:
        """The quotient, rounded down.

        Raises:
            ZeroDivisionError.
        """
        return floor_quotient(self, other)

    def __mod__(self, other: Self) raises -> Self:
        """The remainder, with the sign of the divisor.

        Raises:
            ZeroDivisionError.
        """
        return floor_remainder(self, other)

    def __divmod__(self, other: Self) raises -> Tuple[Self, Self]:
        """Quotient, rounded down, and remainder.

        Raises:
            ZeroDivisionError.
        """
        var quotient = Self()
        var remainder = Self()
        divide_floor(self, other, quotient, remainder)
        return (quotient^, remainder^)

    def __pow__(self, exponent: Self) raises -> Self:
        """The power.

        Raises:
            ValueError for a negative exponent: Python gives a float then, see `float_power`. MemoryError for results that no memory holds.
        """
        return power(self, exponent)

    def pow(self, exponent: Self, modulus: Self) raises -> Self:
        """`pow(self, exponent, modulus)`: the power modulo a number, with the sign of that.

        Args:
            exponent: If negative, the inverse is raised to its absolute value.
            modulus: Not zero.

        Raises:
            ValueError.
        """
        return modular_power(self, exponent, modulus)

    def inverse(self, modulus: Self) raises -> Self:
        """`pow(self, -1, modulus)`.

        Args:
            modulus: Not zero.

        Raises:
            ValueError where there is none.
        """
        return modular_inverse(self, modulus)

    def gcd(self, other: Self) -> Self:
        """The greatest common divisor, not negative.

        Args:
            other: The other number.
        """
        return greatest_common_divisor(self, other)

    def isqrt(self) raises -> Self:
        """The square root, rounded down.

        Raises:
            ValueError for a negative number.
        """
        return integer_root(self)

    # Bits, as in two's complement without end

    @always_inline
    def __invert__(self) -> Self:
        """`-self - 1`."""
        return -self - Self(1)

    def __and__(self, other: Self) -> Self:
        """Bits set in both."""
        return bitwise_and(self, other)

    def __or__(self, other: Self) -> Self:
        """Bits set in one of them."""
        return bitwise_or(self, other)

    def __xor__(self, other: Self) -> Self:
        """Bits set in exactly one."""
        return bitwise_xor(self, other)

    def __lshift__(self, count: Int) -> Self:
        """Times a power of two; a negative exponent shifts right."""
        return shifted_left(self, count) if count >= 0 else shifted_right(self, 0 - count)

    def __rshift__(self, count: Int) -> Self:
        """Divided by a power of two, rounded down; a negative exponent shifts left."""
        return shifted_right(self, count) if count >= 0 else shifted_left(self, 0 - count)

    def __lshift__(self, count: Self) raises -> Self:
        """Times a power of two.

        Raises:
            ValueError for a negative exponent; OverflowError or MemoryError where no memory holds the result.
        """
        if count._size < 0:
            raise Error("ValueError: negative shift count")
        if self._size == 0:
            return self
        if not count.fits_int():
            raise Error("OverflowError: too many digits in integer")
        if count.to_int() >= greatest_length:
            raise Error("MemoryError")
        return shifted_left(self, count.to_int())

    def __rshift__(self, count: Self) raises -> Self:
        """Divided by a power of two, rounded down.

        Raises:
            ValueError for a negative exponent.
        """
        if count._size < 0:
            raise Error("ValueError: negative shift count")
        if not count.fits_int():
            return Self(-1) if self._size < 0 else Self()
        return shifted_right(self, count.to_int())
