"""`IntLiteral`: what `42` is at compile time, an integer of any size. At run time it becomes `Int`."""


@nonmaterializable(Int)
struct IntLiteral(Boolable, Defaultable, ImplicitlyCopyable, TrivialRegisterPassable):
    """An exact integer that exists while compiling."""

    var value: __type.int_literal
    """The number."""

    @always_inline
    def __init__(out self):
        """Zero."""
        self = 0

    @always_inline
    @implicit
    def __init__(out self, value: __type.int_literal):
        """Wraps an exact integer.

        Args:
            value: The number.
        """
        self.value = value

    @always_inline
    def __bool__(self) -> Bool:
        """Whether it is not zero."""
        return self != 0

    @always_inline
    def __as_bool__(self) -> Bool:
        """Whether it is not zero."""
        return self != 0

    @always_inline
    def __int__(self) -> Int:
        """As `Int`, wrapped to its width."""
        return Int(self)

    @always_inline
    def __as_int__(self) -> Int:
        """As `Int`."""
        return Int(self)

    @always_inline
    def __index__(self) -> Int:
        """As `Int`."""
        return Int(self)

    @always_inline
    def __uint__(self) -> UInt:
        """As `UInt`."""
        return UInt(self)

    @always_inline
    def __float__(self) -> Float64:
        """As `Float64`, correctly rounded."""
        return Float64(self)

    # Arithmetic, exact

    @always_inline
    def __neg__(self) -> IntLiteral:
        """The number with the other sign."""
        return IntLiteral(__op.literal_neg(self.value))

    @always_inline
    def __pos__(self) -> IntLiteral:
        """Itself."""
        return self

    @always_inline
    def __invert__(self) -> IntLiteral:
        """`-self - 1`."""
        return IntLiteral(__op.literal_invert(self.value))

    @always_inline
    def __abs__(self) -> IntLiteral:
        """Distance from zero."""
        if self < 0:
            return -self
        return self

    @always_inline
    def __add__(self, rhs: IntLiteral) -> IntLiteral:
        """Sum."""
        return IntLiteral(__op.literal_add(self.value, rhs.value))

    @always_inline
    def __sub__(self, rhs: IntLiteral) -> IntLiteral:
        """Difference."""
        return IntLiteral(__op.literal_sub(self.value, rhs.value))

    @always_inline
    def __mul__(self, rhs: IntLiteral) -> IntLiteral:
        """Product."""
        return IntLiteral(__op.literal_mul(self.value, rhs.value))

    @always_inline
    def __truediv__(self, rhs: IntLiteral) -> FloatLiteral:
        """Exact quotient, not rounded."""
        return FloatLiteral(self) / FloatLiteral(rhs)

    @always_inline
    def __floordiv__(self, rhs: IntLiteral) -> IntLiteral:
        """Quotient rounded down; 0 when dividing by zero."""
        if rhs == 0:
            return 0
        return IntLiteral(__op.literal_floordiv(self.value, rhs.value))

    @always_inline
    def __mod__(self, rhs: IntLiteral) -> IntLiteral:
        """Remainder with the sign of `rhs`; 0 when dividing by zero."""
        if rhs == 0:
            return 0
        return IntLiteral(__op.literal_mod(self.value, rhs.value))

    @always_inline
    def __divmod__(self, rhs: IntLiteral) -> Tuple[IntLiteral, IntLiteral]:
        """Quotient rounded down, and remainder."""
        return (self // rhs, self % rhs)

    @always_inline
    def __ceildiv__(self, rhs: IntLiteral) -> IntLiteral:
        """Quotient rounded up."""
        return -(self // -rhs)

    @always_inline
    def __pow__(self, exponent: IntLiteral) -> IntLiteral:
        """Power.

        Args:
            exponent: At least 0.
        """
        return IntLiteral(__op.literal_pow(self.value, exponent.value))

    @always_inline
    def __lshift__(self, rhs: IntLiteral) -> IntLiteral:
        """`self * 2**rhs`."""
        return IntLiteral(__op.literal_shl(self.value, rhs.value))

    @always_inline
    def __rshift__(self, rhs: IntLiteral) -> IntLiteral:
        """`self // 2**rhs`."""
        return IntLiteral(__op.literal_shr(self.value, rhs.value))

    @always_inline
    def __and__(self, rhs: IntLiteral) -> IntLiteral:
        """Bits set in both."""
        return IntLiteral(__op.literal_and(self.value, rhs.value))

    @always_inline
    def __or__(self, rhs: IntLiteral) -> IntLiteral:
        """Bits set in one."""
        return IntLiteral(__op.literal_or(self.value, rhs.value))

    @always_inline
    def __xor__(self, rhs: IntLiteral) -> IntLiteral:
        """Bits set in exactly one."""
        return IntLiteral(__op.literal_xor(self.value, rhs.value))

    # Rounding: an integer is round already

    @always_inline
    def __floor__(self) -> IntLiteral:
        """Itself."""
        return self

    @always_inline
    def __ceil__(self) -> IntLiteral:
        """Itself."""
        return self

    @always_inline
    def __trunc__(self) -> IntLiteral:
        """Itself."""
        return self

    @always_inline
    def __round__(self) -> IntLiteral:
        """Itself."""
        return self

    @always_inline
    def __round__(self, ndigits: Int) -> IntLiteral:
        """Itself."""
        return self

    # Comparison

    @always_inline
    def __eq__(self, rhs: IntLiteral) -> Bool:
        """Whether the numbers are equal."""
        return Bool(raw=__op.literal_eq(self.value, rhs.value))

    @always_inline
    def __ne__(self, rhs: IntLiteral) -> Bool:
        """Whether the numbers differ."""
        return Bool(raw=__op.literal_ne(self.value, rhs.value))

    @always_inline
    def __lt__(self, rhs: IntLiteral) -> Bool:
        """Whether this is less."""
        return Bool(raw=__op.literal_lt(self.value, rhs.value))

    @always_inline
    def __le__(self, rhs: IntLiteral) -> Bool:
        """Whether this is less or equal."""
        return Bool(raw=__op.literal_le(self.value, rhs.value))

    @always_inline
    def __gt__(self, rhs: IntLiteral) -> Bool:
        """Whether this is greater."""
        return Bool(raw=__op.literal_gt(self.value, rhs.value))

    @always_inline
    def __ge__(self, rhs: IntLiteral) -> Bool:
        """Whether this is greater or equal."""
        return Bool(raw=__op.literal_ge(self.value, rhs.value))

    def _bit_width(self) -> IntLiteral:
        """Bits of the shortest two's complement form, sign bit included."""
        var rest: IntLiteral = self
        if rest < 0:
            rest = ~rest
        var width: IntLiteral = 1
        while rest != 0:
            rest = rest >> 1
            width = width + 1
        return width
