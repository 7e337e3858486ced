"""`Int`: the machine's integer, for counting, indexing and sizes.

Arithmetic wraps. `//` and `%` round down as in Python; dividing by zero gives 0. Shift counts are taken modulo the width.
Sized integers are `Scalar`s (`simd.mojo`); literals are in `int_literal.mojo`.
"""

from .number_traits import ImplicitlyIntable, Indexer, Intable, IntableRaising


@always_inline
def index[T: Indexer](value: T) -> Int:
    """The position that a value stands for in a subscript.

    Args:
        value: Anything with `__index__`.
    """
    return value.__index__()


struct Int(
    Absable,
    Boolable,
    CeilDivable,
    Ceilable,
    Comparable,
    Defaultable,
    Floatable,
    Floorable,
    Hashable,
    ImplicitlyCopyable,
    Indexer,
    Intable,
    KeyElement,
    Powable,
    Representable,
    Roundable,
    Stringable,
    TrivialRegisterPassable,
    Truncable,
    Writable,
):
    """A signed integer of the machine's width (64 bits)."""

    comptime BITWIDTH = 64
    """Number of bits."""
    comptime MAX: Int = 9223372036854775807
    """The greatest one."""
    comptime MIN: Int = -9223372036854775808
    """The least one."""

    var value: __type.index
    """The bits."""

    # Construction

    @always_inline
    def __init__(out self):
        """Zero."""
        self = 0

    @always_inline
    def __init__(out self, *, raw: __type.index):
        """Wraps a machine integer.

        Args:
            raw: The integer.
        """
        self.value = raw

    @always_inline
    def __init__(out self, *, mlir_value: __type.index):
        """Wraps a machine integer.

        Args:
            mlir_value: The integer.
        """
        self.value = mlir_value

    @always_inline
    @implicit
    def __init__(out self, value: __type.index):
        """Wraps a machine integer.

        Args:
            value: The integer.
        """
        self.value = value

    @always_inline
    @implicit
    def __init__(out self, value: IntLiteral):
        """A literal, wrapped to the width.

        Args:
            value: The literal.
        """
        self.value = __op.literal_to_int[DType.int](value.value)

    @always_inline
    @implicit
    def __init__(out self, value: Scalar[DType.int]):
        """The same number.

        Args:
            value: A scalar of `DType.int`.
        """
        self.value = value.value

    @always_inline
    @implicit_before_1
    def __init__(out self, value: Scalar[DType.uint]):
        """The same bits; before 1.0 without being asked for.

        Args:
            value: An unsigned integer of the machine's width.
        """
        self.value = __op.cast[DType.int](value.value)

    @always_inline
    @implicit
    def __init__[T: ImplicitlyIntable](out self, value: T):
        """What `__as_int__` says.

        Args:
            value: Anything that converts by itself.
        """
        self = value.__as_int__()

    @always_inline
    def __init__[dtype: DType](out self, value: Scalar[dtype]):
        """A scalar cut toward zero, wrapped to the width (floats saturate).

        Args:
            value: The scalar.
        """
        self.value = __op.cast[DType.int](value.value)

    @always_inline
    def __init__(out self, value: FloatLiteral):
        """A literal cut toward zero.

        Args:
            value: The literal.
        """
        self = value.__int__()

    @always_inline
    def __init__[T: Intable](out self, value: T):
        """What `__int__` says.

        Args:
            value: Anything with `__int__`.
        """
        self = value.__int__()

    @always_inline
    def __init__[T: IntableRaising](out self, value: T) raises:
        """What `__int__` says, or its error.

        Args:
            value: Anything with `__int__`.
        """
        self = value.__int__()

    def __init__[T: IntableRaising](out self, *, py: T) raises:
        """A Python object as a machine integer, or Python's error.

        Args:
            py: A `PythonObject`.
        """
        self = py.__int__()

    def __init__(out self, text: StringSlice, base: Int = 10) raises:
        """Reads digits as Python's `int` does.

        Args:
            text: Sign, digits, underscores between digits; white space around is skipped.
            base: 2 to 36, or 0 to go by the prefix.

        Raises:
            If the text is no integer of that base or does not fit.
        """
        self = atol(text, base)

    # Conversion

    @always_inline
    def __int__(self) -> Int:
        """Itself."""
        return self

    @always_inline
    def __index__(self) -> Int:
        """Itself."""
        return self

    @always_inline
    def __mlir_index__(self) -> __type.index:
        """The machine integer."""
        return self.value

    @always_inline
    def __bool__(self) -> Bool:
        """Whether it is not zero."""
        return self != 0

    @always_inline
    def __as_bool__(self) -> Bool:
        """Whether it is not zero."""
        return self != 0

    @always_inline
    def __float__(self) -> Float64:
        """The nearest `Float64`."""
        return Float64(raw=__op.cast[DType.float64](self.value))

    @always_inline
    def cast[target: DType](self) -> Scalar[target]:
        """As a scalar of another element type, wrapped to its width."""
        return Scalar[target](raw=__op.cast[target](self.value))

    @always_inline
    def to_float64(self) -> Float64:
        """The nearest `Float64`."""
        return self.__float__()

    # Comparison

    @always_inline
    def __eq__(self, rhs: Int) -> Bool:
        """Whether the numbers are equal."""
        return Bool(raw=__op.eq(self.value, rhs.value))

    @always_inline
    def __ne__(self, rhs: Int) -> Bool:
        """Whether the numbers differ."""
        return Bool(raw=__op.ne(self.value, rhs.value))

    @always_inline
    def __lt__(self, rhs: Int) -> Bool:
        """Whether this is less."""
        return Bool(raw=__op.lt(self.value, rhs.value))

    @always_inline
    def __le__(self, rhs: Int) -> Bool:
        """Whether this is less or equal."""
        return Bool(raw=__op.le(self.value, rhs.value))

    @always_inline
    def __gt__(self, rhs: Int) -> Bool:
        """Whether this is greater."""
        return Bool(raw=__op.gt(self.value, rhs.value))

    @always_inline
    def __ge__(self, rhs: Int) -> Bool:
        """Whether this is greater or equal."""
        return Bool(raw=__op.ge(self.value, rhs.value))

    # Arithmetic

    @always_inline
    def __pos__(self) -> Int:
        """Itself."""
        return self

    @always_inline
    def __neg__(self) -> Int:
        """The number with the other sign."""
        return Int(raw=__op.neg(self.value))

    @always_inline
    def __abs__(self) -> Int:
        """Distance from zero (`MIN` stays `MIN`)."""
        return Int(raw=__op.abs(self.value))

    @always_inline
    def __add__(self, rhs: Int) -> Int:
        """Sum."""
        return Int(raw=__op.add(self.value, rhs.value))

    @always_inline
    def __sub__(self, rhs: Int) -> Int:
        """Difference."""
        return Int(raw=__op.sub(self.value, rhs.value))

    @always_inline
    def __mul__(self, rhs: Int) -> Int:
        """Product."""
        return Int(raw=__op.mul(self.value, rhs.value))

    @always_inline
    def __truediv__(self, rhs: Int) -> Float64:
        """Quotient of the two as `Float64`."""
        return self.__float__() / rhs.__float__()

    @always_inline
    def _truncating_divide(self, rhs: Int) -> Int:
        """Quotient rounded toward zero, 0 when dividing by zero: `/` of Mojo 1.0."""
        if rhs == 0:
            return 0
        if rhs == -1:
            return -self
        return Int(raw=__op.div(self.value, rhs.value))

    @always_inline
    def __floordiv__(self, rhs: Int) -> Int:
        """Quotient rounded down; 0 when dividing by zero."""
        if Bool(raw=__op.likely((rhs > 0).value)):
            var cut = Int(raw=__op.div(self.value, rhs.value))
            return cut - 1 if Int(raw=__op.rem(self.value, rhs.value)) < 0 else cut
        if rhs == 0:
            return 0
        if rhs == -1:
            return -self
        var quotient = Int(raw=__op.div(self.value, rhs.value))
        return quotient - 1 if quotient * rhs < self else quotient

    @always_inline
    def __mod__(self, rhs: Int) -> Int:
        """Remainder with the sign of `rhs`; 0 when dividing by zero."""
        if Bool(raw=__op.likely((rhs > 0).value)):
            return self._remainder(rhs)
        if rhs == 0 or rhs == -1:
            return 0
        var remainder = Int(raw=__op.rem(self.value, rhs.value))
        return remainder + rhs if remainder > 0 else remainder

    @always_inline
    def _remainder(self, rhs: Int) -> Int:
        """`self % rhs` for positive `rhs`."""
        var remainder = Int(raw=__op.rem(self.value, rhs.value))
        return remainder + rhs if remainder < 0 else remainder

    @always_inline
    def __divmod__(self, rhs: Int) -> Tuple[Int, Int]:
        """Quotient rounded down and remainder; zeros when dividing by zero."""
        if rhs == 0:
            return (0, 0)
        var quotient = self // rhs
        return (quotient, self - quotient * rhs)

    @always_inline
    def __ceildiv__(self, denominator: Int) -> Int:
        """Quotient rounded up; 0 when dividing by zero."""
        return -(self // -denominator)

    def __pow__(self, exponent: Int) -> Int:
        """Power, by squaring. A negative exponent gives the exact value cut toward zero.

        Args:
            exponent: Any integer.
        """
        if exponent < 0:
            if self == 1:
                return 1
            if self == -1:
                return -1 if exponent % 2 != 0 else 1
            return 0
        var result: Int = 1
        var base = self
        var rest = exponent
        while rest != 0:
            if rest & 1 != 0:
                result = result * base
            base = base * base
            rest = rest >> 1
        return result

    def __pow__(self, exponent: Int, modulus: Int) -> Int:
        """`self ** exponent % modulus` with a positive modulus and without a big intermediate.

        Args:
            exponent: At least 0.
            modulus: Greater than 0.
        """
        var result = Scalar[DType.uint128](1 % modulus)
        var wide_modulus = Scalar[DType.uint128](modulus)
        var base = Scalar[DType.uint128](self % modulus)
        var rest = exponent
        while rest > 0:
            if rest & 1 != 0:
                result = result * base % wide_modulus
            base = base * base % wide_modulus
            rest = rest >> 1
        return Int(result)

    # Bits

    @always_inline
    def __invert__(self) -> Int:
        """`-self - 1`."""
        return Int(raw=__op.not_(self.value))

    @always_inline
    def __lshift__(self, rhs: Int) -> Int:
        """Bits moved up; the count is taken modulo 64."""
        return Int(raw=__op.shl(self.value, (rhs & 63).value))

    @always_inline
    def __rshift__(self, rhs: Int) -> Int:
        """Bits moved down, sign kept; the count is taken modulo 64."""
        return Int(raw=__op.shr(self.value, (rhs & 63).value))

    @always_inline
    def __and__(self, rhs: Int) -> Int:
        """Bits set in both."""
        return Int(raw=__op.and_(self.value, rhs.value))

    @always_inline
    def __or__(self, rhs: Int) -> Int:
        """Bits set in one."""
        return Int(raw=__op.or_(self.value, rhs.value))

    @always_inline
    def __xor__(self, rhs: Int) -> Int:
        """Bits set in exactly one."""
        return Int(raw=__op.xor(self.value, rhs.value))

    # With a literal or another convertible on the left

    @always_inline
    def __radd__(self, lhs: Int) -> Int:
        """Sum."""
        return lhs + self

    @always_inline
    def __rsub__(self, lhs: Int) -> Int:
        """Difference."""
        return lhs - self

    @always_inline
    def __rmul__(self, lhs: Int) -> Int:
        """Product."""
        return lhs * self

    @always_inline
    def __rtruediv__(self, lhs: Int) -> Float64:
        """Quotient."""
        return lhs / self

    @always_inline
    def __rfloordiv__(self, lhs: Int) -> Int:
        """Quotient rounded down."""
        return lhs // self

    @always_inline
    def __rmod__(self, lhs: Int) -> Int:
        """Remainder."""
        return lhs % self

    @always_inline
    def __rdivmod__(self, lhs: Int) -> Tuple[Int, Int]:
        """Quotient and remainder."""
        return lhs.__divmod__(self)

    @always_inline
    def __rpow__(self, lhs: Int) -> Int:
        """Power."""
        return lhs**self

    @always_inline
    def __rlshift__(self, lhs: Int) -> Int:
        """Bits moved up."""
        return lhs << self

    @always_inline
    def __rrshift__(self, lhs: Int) -> Int:
        """Bits moved down."""
        return lhs >> self

    @always_inline
    def __rand__(self, lhs: Int) -> Int:
        """Bits set in both."""
        return lhs & self

    @always_inline
    def __ror__(self, lhs: Int) -> Int:
        """Bits set in one."""
        return lhs | self

    @always_inline
    def __rxor__(self, lhs: Int) -> Int:
        """Bits set in exactly one."""
        return lhs ^ self

    # In place

    @always_inline
    def __iadd__(mut self, rhs: Int):
        """`self = self + rhs`."""
        self = self + rhs

    @always_inline
    def __isub__(mut self, rhs: Int):
        """`self = self - rhs`."""
        self = self - rhs

    @always_inline
    def __imul__(mut self, rhs: Int):
        """`self = self * rhs`."""
        self = self * rhs

    @always_inline
    def __itruediv__(mut self, rhs: Int):
        """`self = self / rhs`, rounded down."""
        self = self // rhs

    @always_inline
    def __ifloordiv__(mut self, rhs: Int):
        """`self = self // rhs`."""
        self = self // rhs

    @always_inline
    def __imod__(mut self, rhs: Int):
        """`self = self % rhs`."""
        self = self % rhs

    @always_inline
    def __ipow__(mut self, rhs: Int):
        """`self = self ** rhs`."""
        self = self**rhs

    @always_inline
    def __ilshift__(mut self, rhs: Int):
        """`self = self << rhs`."""
        self = self << rhs

    @always_inline
    def __irshift__(mut self, rhs: Int):
        """`self = self >> rhs`."""
        self = self >> rhs

    @always_inline
    def __iand__(mut self, rhs: Int):
        """`self = self & rhs`."""
        self = self & rhs

    @always_inline
    def __ior__(mut self, rhs: Int):
        """`self = self | rhs`."""
        self = self | rhs

    @always_inline
    def __ixor__(mut self, rhs: Int):
        """`self = self ^ rhs`."""
        self = self ^ rhs

    # Rounding: an integer is round already

    @always_inline
    def __floor__(self) -> Int:
        """Itself."""
        return self

    @always_inline
    def __ceil__(self) -> Int:
        """Itself."""
        return self

    @always_inline
    def __trunc__(self) -> Int:
        """Itself."""
        return self

    @always_inline
    def __round__(self) -> Int:
        """Itself."""
        return self

    @always_inline
    def __round__(self, ndigits: Int) -> Int:
        """Itself.

        Args:
            ndigits: Not looked at.
        """
        return self

    @always_inline
    def is_power_of_two(self) -> Bool:
        """Whether exactly one bit is set and the number is positive."""
        return self > 0 and self & (self - 1) == 0

    # Text

    def write_to[W: Writer](self, mut writer: W):
        """Writes the decimal digits."""
        Scalar[DType.int](self).write_to(writer)

    def write_repr_to[W: Writer](self, mut writer: W):
        """Writes the decimal digits."""
        self.write_to(writer)

    def __str__(self) -> String:
        """The decimal digits."""
        return String.write(self)

    def __repr__(self) -> String:
        """The decimal digits."""
        return String.write(self)

    def __hash__[H: Hasher](self, mut hasher: H):
        """Feeds the number to a hasher."""
        hasher._update_with_simd(Scalar[DType.int](self))

    def _decimal_digit_count(self) -> Int:
        """Number of decimal digits, without the sign."""
        var count: Int = 1
        var rest = self
        while rest > 9 or rest < -9:
            rest = Int(raw=__op.div(rest.value, Int(10).value))
            count += 1
        return count
