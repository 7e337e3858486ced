"""`FloatLiteral`: what `3.14` is at compile time, an exact rational number. At run time it becomes `Float64`."""


@nonmaterializable(Float64)
struct FloatLiteral(Boolable, Defaultable, ImplicitlyCopyable, TrivialRegisterPassable):
    """An exact number that exists while compiling."""

    comptime infinity = 1.0 / 0.0
    """Positive infinity."""
    comptime negative_infinity = -1.0 / 0.0
    """Negative infinity."""
    comptime nan = 0.0 / 0.0
    """Not a number."""
    comptime negative_zero = -0.0
    """The zero with a minus sign."""

    var value: __type.float_literal
    """The number."""

    @always_inline
    def __init__(out self):
        """Zero."""
        self = 0.0

    @always_inline
    @implicit
    def __init__(out self, value: __type.float_literal):
        """Wraps an exact number.

        Args:
            value: The number.
        """
        self.value = value

    @always_inline
    @implicit
    def __init__(out self, value: IntLiteral):
        """An integer as a fraction.

        Args:
            value: The integer.
        """
        self.value = __op.int_literal_to_float_literal(value.value)

    @always_inline
    def __bool__(self) -> Bool:
        """Whether it is not zero."""
        return self != 0.0

    @always_inline
    def __as_bool__(self) -> Bool:
        """Whether it is not zero."""
        return self != 0.0

    @always_inline
    def __int_literal__(self) -> IntLiteral:
        """The integer next to it on the side of zero."""
        return IntLiteral(__op.float_literal_to_int_literal(self.value))

    @always_inline
    def __int__(self) -> Int:
        """The integer next to it on the side of zero."""
        return Int(self.__int_literal__())

    @always_inline
    def __float__(self) -> Float64:
        """As `Float64`, correctly rounded."""
        return Float64(self)

    @always_inline
    def is_nan(self) -> Bool:
        """Whether it is not a number."""
        return self != self

    @always_inline
    def is_neg_zero(self) -> Bool:
        """Whether it is the zero with a minus sign."""
        return self == 0.0 and 1.0 / self < 0.0

    # Arithmetic, exact

    @always_inline
    def __neg__(self) -> FloatLiteral:
        """The number with the other sign."""
        return FloatLiteral(__op.literal_neg(self.value))

    @always_inline
    def __pos__(self) -> FloatLiteral:
        """Itself."""
        return self

    @always_inline
    def __abs__(self) -> FloatLiteral:
        """Distance from zero."""
        if self < 0.0 or self.is_neg_zero():
            return -self
        return self

    @always_inline
    def __add__(self, rhs: FloatLiteral) -> FloatLiteral:
        """Sum."""
        return FloatLiteral(__op.literal_add(self.value, rhs.value))

    @always_inline
    def __sub__(self, rhs: FloatLiteral) -> FloatLiteral:
        """Difference."""
        return FloatLiteral(__op.literal_sub(self.value, rhs.value))

    @always_inline
    def __mul__(self, rhs: FloatLiteral) -> FloatLiteral:
        """Product."""
        return FloatLiteral(__op.literal_mul(self.value, rhs.value))

    @always_inline
    def __truediv__(self, rhs: FloatLiteral) -> FloatLiteral:
        """Quotient; infinity or not-a-number when dividing by zero."""
        return FloatLiteral(__op.literal_truediv(self.value, rhs.value))

    @always_inline
    def __floordiv__(self, rhs: FloatLiteral) -> FloatLiteral:
        """Quotient rounded down."""
        return (self / rhs).__floor__()

    @always_inline
    def __mod__(self, rhs: FloatLiteral) -> FloatLiteral:
        """Remainder with the sign of `rhs`."""
        return self - self.__floordiv__(rhs) * rhs

    @always_inline
    def __divmod__(self, rhs: FloatLiteral) -> Tuple[FloatLiteral, FloatLiteral]:
        """Quotient rounded down, and remainder."""
        return (self // rhs, self % rhs)

    @always_inline
    def __pow__(self, exponent: IntLiteral) -> FloatLiteral:
        """Integer power."""
        return FloatLiteral(__op.literal_pow(self.value, FloatLiteral(exponent).value))

    @always_inline
    def __radd__(self, lhs: FloatLiteral) -> FloatLiteral:
        """Sum."""
        return lhs + self

    @always_inline
    def __rsub__(self, lhs: FloatLiteral) -> FloatLiteral:
        """Difference."""
        return lhs - self

    @always_inline
    def __rmul__(self, lhs: FloatLiteral) -> FloatLiteral:
        """Product."""
        return lhs * self

    @always_inline
    def __rtruediv__(self, lhs: FloatLiteral) -> FloatLiteral:
        """Quotient."""
        return lhs / self

    @always_inline
    def __rfloordiv__(self, lhs: FloatLiteral) -> FloatLiteral:
        """Quotient rounded down."""
        return lhs // self

    @always_inline
    def __rmod__(self, lhs: FloatLiteral) -> FloatLiteral:
        """Remainder."""
        return lhs % self

    # Rounding

    @always_inline
    def __trunc__(self) -> FloatLiteral:
        """The integer next to it on the side of zero."""
        if not self._is_finite_fraction():
            return self
        var whole: FloatLiteral = FloatLiteral(self.__int_literal__())
        if whole == 0.0 and (self < 0.0 or self.is_neg_zero()):
            return Self.negative_zero
        return whole

    @always_inline
    def __floor__(self) -> FloatLiteral:
        """The greatest integer that is not greater."""
        if not self._is_finite_fraction():
            return self
        var whole: FloatLiteral = self.__trunc__()
        if whole > self:
            return whole - 1.0
        return whole

    @always_inline
    def __ceil__(self) -> FloatLiteral:
        """The least integer that is not less."""
        if not self._is_finite_fraction():
            return self
        var whole: FloatLiteral = self.__trunc__()
        if whole < self:
            return whole + 1.0
        return whole

    @always_inline
    def __round__(self) -> FloatLiteral:
        """The nearest integer; of two the even one."""
        if not self._is_finite_fraction():
            return self
        var low: FloatLiteral = self.__floor__()
        var above: FloatLiteral = self - low
        if above < 0.5 or (above == 0.5 and (low.__int_literal__() & 1) == 0):
            if low == 0.0 and self < 0.0:
                return Self.negative_zero
            return low
        var high: FloatLiteral = low + 1.0
        if high == 0.0:
            return Self.negative_zero
        return high

    @always_inline
    def __round__(self, ndigits: IntLiteral) -> FloatLiteral:
        """Rounds to so many decimal digits after the point.

        Args:
            ndigits: May be negative.
        """
        if not self._is_finite_fraction():
            return self
        if ndigits < 0:
            var unit: FloatLiteral = FloatLiteral(10 ** -ndigits)
            return (self / unit).__round__() * unit
        var scale: FloatLiteral = FloatLiteral(10 ** ndigits)
        return (self * scale).__round__() / scale

    @always_inline
    def _is_finite_fraction(self) -> Bool:
        """Not infinite, not-a-number or the negative zero."""
        return self - self == 0.0 and not self.is_neg_zero()

    # Comparison

    @always_inline
    def __eq__(self, rhs: FloatLiteral) -> Bool:
        """Whether the numbers are equal."""
        return Bool(raw=__op.literal_eq(self.value, rhs.value))

    @always_inline
    def __ne__(self, rhs: FloatLiteral) -> Bool:
        """Whether the numbers differ."""
        return Bool(raw=__op.literal_ne(self.value, rhs.value))

    @always_inline
    def __lt__(self, rhs: FloatLiteral) -> Bool:
        """Whether this is less."""
        return Bool(raw=__op.literal_lt(self.value, rhs.value))

    @always_inline
    def __le__(self, rhs: FloatLiteral) -> Bool:
        """Whether this is less or equal."""
        return Bool(raw=__op.literal_le(self.value, rhs.value))

    @always_inline
    def __gt__(self, rhs: FloatLiteral) -> Bool:
        """Whether this is greater."""
        return Bool(raw=__op.literal_gt(self.value, rhs.value))

    @always_inline
    def __ge__(self, rhs: FloatLiteral) -> Bool:
        """Whether this is greater or equal."""
        return Bool(raw=__op.literal_ge(self.value, rhs.value))
