"""`SIMD[dtype, size]`: `size` numbers of one kind, computed with lane by lane; `size` 1 is a `Scalar`.

Integers wrap. `//` and `%` round down as in Python on integers and floats; integer division by zero gives 0, shift counts are taken
modulo the width. Comparison operators give a mask of `DType.bool`; a mask of one lane converts to `Bool`. Where a condition or a `Bool` is
wanted, the compiler asks of `a == b` whether all lanes are equal, of `a != b` whether any differs.
A product and a sum are two roundings, unless the program is compiled with `-D FP_CONTRACT`: then `a * b + c` may round once, as C compilers do.
Sums of floats add the upper half of the lanes to the lower half, again and again: the same order on every machine.
Names such as `Float32` are in `type_aliases.mojo`; arithmetic that takes more than a line in `simd_arithmetic.mojo`, lane lists in `simd_lanes.mojo`.
"""

from .simd_arithmetic import (
    ceil_divide,
    floor_divide,
    floor_remainder,
    power_float_int,
    power_int,
    round_decimal,
    truncating_divide,
)
from .simd_lanes import inserted_lanes, interleaved_lanes, rotated_lanes, shifted_lanes, spread_lanes, strided_lanes
from .dtype import _unsigned_integral_type_of
from .format_number import write_scalar
from ..math.power import power
from ..utils.index import IndexList
from ..utils.static_tuple import StaticTuple

comptime contracts = Bool(raw=__op.is_defined["FP_CONTRACT"]())
"""Whether multiplications and additions may be fused."""


struct SIMD[dtype: DType, size: Int](
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
    Sized,
    Stringable,
    TrivialRegisterPassable,
    Truncable,
    Writable,
):
    """A vector of numbers.

    Parameters:
        dtype: Kind of number.
        size: Number of lanes.
    """

    comptime type = Self.dtype
    """Name of `dtype` until 2025."""
    comptime element_type = Self.dtype
    """Name of `dtype` in 2023."""
    comptime width = Self.size
    """Number of lanes."""
    comptime Mask = SIMD[DType.bool, Self.size]
    """Result of a comparison."""
    comptime MAX = Self(raw=__op.splat[Self.size](_greatest[Self.dtype]().value))
    """The greatest value (infinity for floats)."""
    comptime MIN = Self(raw=__op.splat[Self.size](_least[Self.dtype]().value))
    """The least value (minus infinity for floats)."""
    comptime MAX_FINITE = Self(raw=__op.splat[Self.size](_greatest_finite[Self.dtype]().value))
    """The greatest finite value."""
    comptime MIN_FINITE = Self(raw=__op.splat[Self.size](_least_finite[Self.dtype]().value))
    """The least finite value."""

    var value: __type.simd[Self.dtype, Self.size]
    """The lanes."""

    # Construction

    @always_inline
    def __init__(out self):
        """Zeros."""
        self = Self(0)

    @always_inline
    def __init__(out self, *, raw: __type.simd[Self.dtype, Self.size]):
        """Wraps a machine vector.

        Args:
            raw: The vector.
        """
        self.value = raw

    @always_inline
    def __init__(out self, *, mlir_value: __type.simd[Self.dtype, Self.size]):
        """Wraps a machine vector.

        Args:
            mlir_value: The vector.
        """
        self.value = mlir_value

    @always_inline
    @implicit
    def __init__(out self, value: __type.simd[Self.dtype, Self.size]):
        """Wraps a machine vector.

        Args:
            value: The vector.
        """
        self.value = value

    @always_inline
    @implicit
    def __init__(out self, value: IntLiteral):
        """The same literal in every lane (integers wrap, floats round).

        Args:
            value: The literal.
        """
        comptime if Self.dtype.is_floating_point():
            self.value = __op.splat[Self.size](__op.literal_to_float[Self.dtype](__op.int_literal_to_float_literal(value.value)))
        elif Self.dtype == DType.bool:
            self.value = __op.splat[Self.size]((value != 0).value)
        else:
            self.value = __op.splat[Self.size](__op.literal_to_int[Self.dtype](value.value))

    @always_inline
    @implicit
    def __init__(out self, value: FloatLiteral) where Self.dtype.is_floating_point():
        """The same literal in every lane, correctly rounded.

        Args:
            value: The literal.

        Constraints:
            The element type is a float type.
        """
        self.value = __op.splat[Self.size](__op.literal_to_float[Self.dtype](value.value))

    @always_inline
    @implicit
    def __init__(out self, value: Bool):
        """1 or 0 in every lane.

        Args:
            value: The bit.
        """
        comptime if Self.dtype == DType.bool:
            self.value = __op.splat[Self.size](value.value)
        else:
            self.value = __op.splat[Self.size](__op.cast[Self.dtype](value.value))

    @always_inline
    @implicit
    def __init__(out self, value: Int):
        """The same integer in every lane, wrapped or rounded to the element type.

        Args:
            value: The integer.
        """
        self.value = __op.splat[Self.size](__op.cast[Self.dtype](value.value))

    @always_inline
    @implicit
    def __init__(out self, value: UInt) where Self.dtype != DType.uint:
        """The same integer in every lane, wrapped or rounded to the element type.

        Args:
            value: The integer.
        """
        self.value = __op.splat[Self.size](__op.cast[Self.dtype](value.value))

    @always_inline
    @implicit
    def __init__(out self, value: Scalar[Self.dtype]):
        """The same value in every lane.

        Args:
            value: The value.
        """
        self.value = __op.splat[Self.size](value.value)

    @always_inline
    def __init__[source: DType](out self, value: SIMD[source, Self.size]):
        """Converts lane by lane, as `cast`.

        Args:
            value: A vector of another kind.
        """
        self.value = __op.cast[Self.dtype](value.value)

    @always_inline
    @implicit_2023
    def __init__(out self, value: Float64) where Self.dtype.is_floating_point() and Self.dtype != DType.float64:
        """Converts a number and puts it in every lane. In 2023 `var x = 0.5` was a literal at run time and became what was needed.

        Args:
            value: The number.
        """
        self.value = __op.splat[Self.size](__op.cast[Self.dtype](value.value))

    @always_inline
    def __init__[source: DType](out self, value: Scalar[source], *, splat: ()):
        """Converts a scalar and puts it in every lane.

        Args:
            value: A scalar of another kind.
            splat: An empty tuple that picks this constructor.
        """
        self.value = __op.splat[Self.size](__op.cast[Self.dtype](value.value))

    @always_inline
    def __init__(out self, first: Scalar[Self.dtype], second: Scalar[Self.dtype], *rest: Scalar[Self.dtype], __list_literal__: Tuple[] = ()):
        """One value for each lane.

        Args:
            first: Lane 0.
            second: Lane 1.
            rest: The other lanes.
            __list_literal__: Lets `[a, b]` be written for a vector.
        """
        self = Self()
        self[0] = first
        self[1] = second
        comptime for lane in range(Self.size - 2):
            self[lane + 2] = rest[lane]

    @always_inline
    def __init__[source: DType](out self, *, from_bits: SIMD[source, Self.size]):
        """The vector with these bits.

        Args:
            from_bits: An integer vector of equal width.
        """
        self.value = __op.bitcast[__type.simd[Self.dtype, Self.size]](from_bits.value)

    @always_inline
    def __init__[T: Floatable](out self, value: T):
        """What `__float__` says, in every lane.

        Args:
            value: Anything with `__float__`.
        """
        self = Self(value.__float__().cast[Self.dtype]())

    def __init__[T: FloatableRaising](out self, *, py: T) raises:
        """What an object of Python is as a number, in every lane.

        Args:
            py: A `PythonObject`.
        """
        self = Self(py.__float__().cast[Self.dtype]())

    def __init__[T: FloatableRaising](out self, value: T) raises:
        """What `__float__` says, in every lane, or its error.

        Args:
            value: Anything with `__float__`.
        """
        self = Self(value.__float__().cast[Self.dtype]())

    def __init__(out self, text: StringSlice) raises:
        """Reads a number as Python's `float` or `int` does.

        Args:
            text: The number; white space around is skipped.

        Raises:
            If the text is no number of that kind.
        """
        comptime if Self.dtype.is_floating_point():
            self = Self(atof(text).cast[Self.dtype]())
        else:
            self = Self(Scalar[Self.dtype](atol(text)))

    @staticmethod
    @always_inline
    def splat(value: Scalar[Self.dtype]) -> Self:
        """The same value in every lane.

        Args:
            value: The value.
        """
        return Self(raw=__op.splat[Self.size](value.value))

    @staticmethod
    @always_inline
    def from_bits[source: DType](value: SIMD[source, Self.size]) -> Self:
        """The vector with these bits.

        Args:
            value: An integer vector of equal width.
        """
        return Self(from_bits=value)

    # Lanes

    @always_inline
    def __len__(self) -> Int:
        """Number of lanes."""
        return Self.size

    @always_inline
    def __getitem__(self, lane: Int) -> Scalar[Self.dtype]:
        """One lane.

        Args:
            lane: 0 to `size - 1`.
        """
        return Scalar[Self.dtype](raw=__op.extract(self.value, lane.value))

    @always_inline
    def __setitem__(mut self, lane: Int, value: Scalar[Self.dtype]):
        """Replaces one lane.

        Args:
            lane: 0 to `size - 1`.
            value: The new value.
        """
        self.value = __op.insert(self.value, lane.value, value.value)

    def __contains__(self, value: Scalar[Self.dtype]) -> Bool:
        """Whether a lane holds the value.

        Args:
            value: What to look for.
        """
        return self.eq(Self(value)).reduce_or()

    # Conversion

    @always_inline
    def cast[target: DType](self) -> SIMD[target, Self.size]:
        """Converts lane by lane: floats to integers toward zero and saturating, wider integers wrapping, anything to `bool` by `!= 0`.

        Parameters:
            target: Element type of the result.
        """
        comptime if target == Self.dtype:
            return SIMD[target, Self.size](raw=__op.bitcast[__type.simd[target, Self.size]](self.value))
        else:
            return SIMD[target, Self.size](raw=__op.cast[target](self.value))

    @always_inline
    def to_bits[target: DType = _unsigned_integral_type_of[Self.dtype]()](self) -> SIMD[target, Self.size]:
        """The bits of each lane, widened with zeros if `target` is wider.

        Parameters:
            target: An integer type at least as wide.
        """
        comptime if Self.dtype == DType.bool:
            return self.cast[target]()
        else:
            return SIMD[_unsigned_integral_type_of[Self.dtype](), Self.size](from_bits=self).cast[target]()

    @staticmethod
    def from_bytes[*, big_endian: Bool = False](bytes: InlineArray[Byte, Self.dtype.size_of()]) -> Scalar[Self.dtype]:
        """The scalar with these bytes.

        Parameters:
            big_endian: Whether the first byte is the greatest.

        Args:
            bytes: As many as a scalar has.
        """
        comptime bits_type = _unsigned_integral_type_of[Self.dtype]()
        var bits = Scalar[bits_type](0)
        for i in range(Self.dtype.size_of()):
            var place = Self.dtype.size_of() - 1 - i if big_endian else i
            bits |= bytes[i].cast[bits_type]() << Scalar[bits_type](8 * place)
        return Scalar[Self.dtype](from_bits=bits)

    def as_bytes[*, big_endian: Bool = False](self) -> InlineArray[Byte, Self.dtype.size_of()]:
        """The bytes of a scalar.

        Parameters:
            big_endian: Whether the first byte is the greatest.

        Constraints:
            There is one lane.
        """
        comptime assert Self.size == 1, "only a vector of one lane converts to bytes"
        comptime bits_type = _unsigned_integral_type_of[Self.dtype]()
        var bits = self[0].to_bits()
        var result = InlineArray[Byte, Self.dtype.size_of()](fill=0)
        for i in range(Self.dtype.size_of()):
            var place = Self.dtype.size_of() - 1 - i if big_endian else i
            result[i] = (bits >> Scalar[bits_type](8 * place)).cast[DType.uint8]()
        return result

    @always_inline
    def __bool__(self) -> Bool:
        """Whether the scalar is not zero.

        Constraints:
            There is one lane: of more, ask `all(x)`, `any(x)`, `reduce_and`, `reduce_or`.
        """
        comptime assert Self.size == 1, "the truth value of a vector is ambiguous: use `any(x)` or `all(x)`"
        return Bool(raw=__op.extract(__op.cast[DType.bool](self.value), Int(0).value))

    @always_inline
    def __as_bool__(self) -> Bool:
        """Whether the scalar is not zero."""
        return self.__bool__()

    @always_inline
    def __int__(self) -> Int:
        """The scalar cut toward zero.

        Constraints:
            There is one lane.
        """
        comptime assert Self.size == 1, "only a vector of one lane converts to `Int`"
        return Int(raw=__op.extract(__op.cast[DType.int](self.value), Int(0).value))

    @always_inline
    def __index__(self) -> Int:
        """The integer as a position.

        Constraints:
            There is one lane, of an integer type.
        """
        comptime assert Self.dtype.is_integral() or Self.dtype == DType.bool, "only an integer is an index"
        return self.__int__()

    @always_inline
    def __float__(self) -> Float64:
        """The scalar as `Float64`.

        Constraints:
            There is one lane.
        """
        comptime assert Self.size == 1, "only a vector of one lane converts to `Float64`"
        return Float64(raw=__op.extract(__op.cast[DType.float64](self.value), Int(0).value))

    @always_inline
    def to_int(self) -> Int:
        """The scalar cut toward zero (name of 2023)."""
        return self.__int__()

    @always_inline
    def to_float64(self) -> Float64:
        """The scalar as `Float64`."""
        return self.__float__()

    # Comparison: a mask, lane by lane

    @always_inline
    def eq(self, rhs: Self) -> Self.Mask:
        """Whether lanes are equal."""
        return Self.Mask(raw=__op.eq(self.value, rhs.value))

    @always_inline
    def ne(self, rhs: Self) -> Self.Mask:
        """Whether lanes differ."""
        return Self.Mask(raw=__op.ne(self.value, rhs.value))

    @always_inline
    def lt(self, rhs: Self) -> Self.Mask:
        """Whether lanes are less."""
        return Self.Mask(raw=__op.lt(self.value, rhs.value))

    @always_inline
    def le(self, rhs: Self) -> Self.Mask:
        """Whether lanes are less or equal."""
        return Self.Mask(raw=__op.le(self.value, rhs.value))

    @always_inline
    def gt(self, rhs: Self) -> Self.Mask:
        """Whether lanes are greater."""
        return Self.Mask(raw=__op.gt(self.value, rhs.value))

    @always_inline
    def ge(self, rhs: Self) -> Self.Mask:
        """Whether lanes are greater or equal."""
        return Self.Mask(raw=__op.ge(self.value, rhs.value))

    @always_inline
    def __eq__(self, rhs: Self) -> Self.Mask:
        """Whether lanes are equal."""
        return Self.Mask(raw=__op.eq(self.value, rhs.value))

    @always_inline
    def __ne__(self, rhs: Self) -> Self.Mask:
        """Whether lanes differ."""
        return Self.Mask(raw=__op.ne(self.value, rhs.value))

    @always_inline
    def __lt__(self, rhs: Self) -> Self.Mask:
        """Whether lanes are less."""
        return Self.Mask(raw=__op.lt(self.value, rhs.value))

    @always_inline
    def __le__(self, rhs: Self) -> Self.Mask:
        """Whether lanes are less or equal."""
        return Self.Mask(raw=__op.le(self.value, rhs.value))

    @always_inline
    def __gt__(self, rhs: Self) -> Self.Mask:
        """Whether lanes are greater."""
        return Self.Mask(raw=__op.gt(self.value, rhs.value))

    @always_inline
    def __ge__(self, rhs: Self) -> Self.Mask:
        """Whether lanes are greater or equal."""
        return Self.Mask(raw=__op.ge(self.value, rhs.value))

    # Arithmetic

    @always_inline
    def __pos__(self) -> Self:
        """Itself."""
        return self

    @always_inline
    def __neg__(self) -> Self:
        """Each lane with the other sign."""
        return Self(raw=__op.neg(self.value))

    @always_inline
    def __abs__(self) -> Self:
        """Each lane's distance from zero (the least integer stays as it is)."""
        comptime if Self.dtype.is_signed():
            return Self(raw=__op.abs(self.value))
        else:
            return self

    @always_inline
    def __add__(self, rhs: Self) -> Self:
        """Sum."""
        return Self(raw=__op.add[contract=contracts](self.value, rhs.value))

    @always_inline
    def __sub__(self, rhs: Self) -> Self:
        """Difference."""
        return Self(raw=__op.sub[contract=contracts](self.value, rhs.value))

    @always_inline
    def __mul__(self, rhs: Self) -> Self:
        """Product; of masks, the lanes set in both."""
        comptime if Self.dtype == DType.bool:
            return Self(raw=__op.and_(self.value, rhs.value))
        else:
            return Self(raw=__op.mul[contract=contracts](self.value, rhs.value))

    @always_inline
    def __truediv__(self, rhs: Self) -> Self:
        """Quotient; of integers rounded toward zero, 0 when dividing by zero."""
        comptime if Self.dtype.is_floating_point():
            return Self(raw=__op.div(self.value, rhs.value))
        else:
            return truncating_divide(self, rhs)

    @always_inline
    def __floordiv__(self, rhs: Self) -> Self:
        """Quotient rounded down; 0 for integers when dividing by zero."""
        return floor_divide(self, rhs)

    @always_inline
    def __mod__(self, rhs: Self) -> Self:
        """Remainder with the sign of `rhs`; 0 for integers when dividing by zero."""
        return floor_remainder(self, rhs)

    @always_inline
    def __divmod__(self, rhs: Self) -> Tuple[Self, Self]:
        """Quotient rounded down, and remainder."""
        return (self // rhs, self % rhs)

    @always_inline
    def __ceildiv__(self, denominator: Self) -> Self:
        """Quotient rounded up; 0 for integers when dividing by zero."""
        return ceil_divide(self, denominator)

    @always_inline
    def __pow__(self, exponent: Int) -> Self:
        """Power with an integer exponent, by squaring.

        Args:
            exponent: Any integer; for integers at least 0.
        """
        comptime if Self.dtype.is_floating_point():
            return power_float_int(self, exponent)
        else:
            return power_int(self, exponent)

    @always_inline
    def __pow__(self, exponent: IntLiteral) -> Self:
        """Power with an integer exponent, by squaring.

        Args:
            exponent: Any integer; for integers at least 0.
        """
        return self.__pow__(Int(exponent))

    def __pow__(self, exponent: Self) -> Self:
        """Power lane by lane.

        Args:
            exponent: The exponents; for integers at least 0.
        """
        comptime if Self.dtype.is_floating_point():

            return power(self, exponent)
        else:
            var result = Self()
            comptime for lane in range(Self.size):
                result[lane] = power_int(self[lane], Int(exponent[lane]))
            return result

    @always_inline
    def fma(self, multiplier: Self, accumulator: Self) -> Self:
        """`self * multiplier + accumulator`, for floats rounded once.

        Args:
            multiplier: The second factor.
            accumulator: What is added.
        """
        return Self(raw=__op.fma(self.value, multiplier.value, accumulator.value))

    @always_inline
    def add_with_overflow(self, rhs: Self) -> Tuple[Self, Self.Mask]:
        """Wrapped sum, and which lanes overflowed."""
        var both = __op.add_overflow(self.value, rhs.value)
        return (Self(raw=__op.tuple_field[0](both)), Self.Mask(raw=__op.tuple_field[1](both)))

    @always_inline
    def sub_with_overflow(self, rhs: Self) -> Tuple[Self, Self.Mask]:
        """Wrapped difference, and which lanes overflowed."""
        var both = __op.sub_overflow(self.value, rhs.value)
        return (Self(raw=__op.tuple_field[0](both)), Self.Mask(raw=__op.tuple_field[1](both)))

    @always_inline
    def mul_with_overflow(self, rhs: Self) -> Tuple[Self, Self.Mask]:
        """Wrapped product, and which lanes overflowed."""
        var both = __op.mul_overflow(self.value, rhs.value)
        return (Self(raw=__op.tuple_field[0](both)), Self.Mask(raw=__op.tuple_field[1](both)))

    @always_inline
    def min(self, other: Self) -> Self:
        """The lesser of each pair of lanes (of a number and a not-a-number, the number)."""
        return Self(raw=__op.min(self.value, other.value))

    @always_inline
    def max(self, other: Self) -> Self:
        """The greater of each pair of lanes (of a number and a not-a-number, the number)."""
        return Self(raw=__op.max(self.value, other.value))

    @always_inline
    def clamp(self, lower_bound: Self, upper_bound: Self) -> Self:
        """Each lane brought into a range.

        Args:
            lower_bound: The least result.
            upper_bound: The greatest result; wins over the lower bound.
        """
        return self.max(lower_bound).min(upper_bound)

    # Bits

    @always_inline
    def __invert__(self) -> Self:
        """Each bit turned.

        Constraints:
            Integers or masks.
        """
        return Self(raw=__op.not_(self.value))

    @always_inline
    def __and__(self, rhs: Self) -> Self:
        """Bits set in both."""
        return Self(raw=__op.and_(self.value, rhs.value))

    @always_inline
    def __or__(self, rhs: Self) -> Self:
        """Bits set in one."""
        return Self(raw=__op.or_(self.value, rhs.value))

    @always_inline
    def __xor__(self, rhs: Self) -> Self:
        """Bits set in exactly one."""
        return Self(raw=__op.xor(self.value, rhs.value))

    @always_inline
    def __lshift__(self, rhs: Self) -> Self:
        """Bits moved up; counts are taken modulo the width."""
        return Self(raw=__op.shl(self.value, (rhs & Self(Self._shift_mask)).value))

    @always_inline
    def __rshift__(self, rhs: Self) -> Self:
        """Bits moved down, sign kept; counts are taken modulo the width."""
        return Self(raw=__op.shr(self.value, (rhs & Self(Self._shift_mask)).value))

    comptime _shift_mask = Self.dtype.size_of() * 8 - 1

    @always_inline
    def is_power_of_two(self) -> Self.Mask:
        """Which lanes are positive and have exactly one bit set.

        Constraints:
            Integers.
        """
        return self.gt(Self(0)) & (self & (self - Self(1))).eq(Self(0))

    # With something convertible on the left

    @always_inline
    def __radd__(self, lhs: Self) -> Self:
        """Sum."""
        return lhs + self

    @always_inline
    def __rsub__(self, lhs: Self) -> Self:
        """Difference."""
        return lhs - self

    @always_inline
    def __rmul__(self, lhs: Self) -> Self:
        """Product."""
        return lhs * self

    @always_inline
    def __rtruediv__(self, lhs: Self) -> Self:
        """Quotient."""
        return lhs / self

    @always_inline
    def __rfloordiv__(self, lhs: Self) -> Self:
        """Quotient rounded down."""
        return lhs // self

    @always_inline
    def __rmod__(self, lhs: Self) -> Self:
        """Remainder."""
        return lhs % self

    @always_inline
    def __rpow__(self, lhs: Self) -> Self:
        """Power."""
        return lhs ** self

    @always_inline
    def __rlshift__(self, lhs: Self) -> Self:
        """Bits moved up."""
        return lhs << self

    @always_inline
    def __rrshift__(self, lhs: Self) -> Self:
        """Bits moved down."""
        return lhs >> self

    @always_inline
    def __rand__(self, lhs: Self) -> Self:
        """Bits set in both."""
        return lhs & self

    @always_inline
    def __ror__(self, lhs: Self) -> Self:
        """Bits set in one."""
        return lhs | self

    @always_inline
    def __rxor__(self, lhs: Self) -> Self:
        """Bits set in exactly one."""
        return lhs ^ self

    # In place

    @always_inline
    def __iadd__(mut self, rhs: Self):
        """`self = self + rhs`."""
        self = self + rhs

    @always_inline
    def __isub__(mut self, rhs: Self):
        """`self = self - rhs`."""
        self = self - rhs

    @always_inline
    def __imul__(mut self, rhs: Self):
        """`self = self * rhs`."""
        self = self * rhs

    @always_inline
    def __itruediv__(mut self, rhs: Self):
        """`self = self / rhs`."""
        self = self / rhs

    @always_inline
    def __ifloordiv__(mut self, rhs: Self):
        """`self = self // rhs`."""
        self = self // rhs

    @always_inline
    def __imod__(mut self, rhs: Self):
        """`self = self % rhs`."""
        self = self % rhs

    @always_inline
    def __ipow__(mut self, rhs: Self):
        """`self = self ** rhs`."""
        self = self ** rhs

    @always_inline
    def __ilshift__(mut self, rhs: Self):
        """`self = self << rhs`."""
        self = self << rhs

    @always_inline
    def __irshift__(mut self, rhs: Self):
        """`self = self >> rhs`."""
        self = self >> rhs

    @always_inline
    def __iand__(mut self, rhs: Self):
        """`self = self & rhs`."""
        self = self & rhs

    @always_inline
    def __ior__(mut self, rhs: Self):
        """`self = self | rhs`."""
        self = self | rhs

    @always_inline
    def __ixor__(mut self, rhs: Self):
        """`self = self ^ rhs`."""
        self = self ^ rhs

    @always_inline
    def __ipow__(mut self, rhs: Int):
        """`self = self ** rhs`."""
        self = self**rhs

    # Rounding

    @always_inline
    def __floor__(self) -> Self:
        """Rounds down to an integer."""
        comptime if Self.dtype.is_floating_point():
            return Self(raw=__op.floor(self.value))
        else:
            return self

    @always_inline
    def __ceil__(self) -> Self:
        """Rounds up to an integer."""
        comptime if Self.dtype.is_floating_point():
            return Self(raw=__op.ceil(self.value))
        else:
            return self

    @always_inline
    def __trunc__(self) -> Self:
        """Rounds toward zero to an integer."""
        comptime if Self.dtype.is_floating_point():
            return Self(raw=__op.trunc(self.value))
        else:
            return self

    @always_inline
    def __round__(self) -> Self:
        """Rounds to the nearest integer; of two the even one."""
        return self.roundeven()

    @always_inline
    def __round__(self, ndigits: Int) -> Self:
        """Rounds to so many decimal digits after the point.

        Args:
            ndigits: May be negative.
        """
        comptime if Self.dtype.is_floating_point():
            return round_decimal(self, ndigits)
        else:
            return self

    @always_inline
    def roundeven(self) -> Self:
        """Rounds to the nearest integer; of two the even one."""
        comptime if Self.dtype.is_floating_point():
            return Self(raw=__op.roundeven(self.value))
        else:
            return self

    @always_inline
    def floor(self) -> Self:
        """Rounds down to an integer."""
        return self.__floor__()

    @always_inline
    def ceil(self) -> Self:
        """Rounds up to an integer."""
        return self.__ceil__()

    @always_inline
    def trunc(self) -> Self:
        """Rounds toward zero to an integer."""
        return self.__trunc__()

    # Moving lanes

    @always_inline
    def select[result: DType](self, true_case: SIMD[result, Self.size], false_case: SIMD[result, Self.size]) -> SIMD[result, Self.size]:
        """Chooses lane by lane; `self` is a mask.

        Args:
            true_case: Lanes taken where the mask is set.
            false_case: Lanes taken elsewhere.
        """
        comptime assert Self.dtype == DType.bool, "`select` is a method of masks"
        return SIMD[result, Self.size](raw=__op.select(self.value, true_case.value, false_case.value))

    @always_inline
    def shuffle[*mask: Int](self) -> Self:
        """Lanes in another order.

        Parameters:
            mask: For each lane of the result, the lane it comes from.
        """
        return Self(raw=__op.shuffle[*mask](self.value, self.value))

    @always_inline
    def shuffle[*mask: Int](self, other: Self) -> Self:
        """Lanes of two vectors.

        Parameters:
            mask: For each lane of the result, the lane of `self` (0 to `size - 1`) or `other` (from `size`).

        Args:
            other: The second vector.
        """
        return Self(raw=__op.shuffle[*mask](self.value, other.value))

    @always_inline
    def _shuffle_variadic[*mask: Int, output_size: Int = Self.size](self, other: Self) -> SIMD[Self.dtype, output_size]:
        """Lanes of two vectors, as many as the mask has.

        Parameters:
            mask: As for `shuffle`.
            output_size: Length of the mask.

        Args:
            other: The second vector.
        """
        return SIMD[Self.dtype, output_size](raw=__op.shuffle[*mask](self.value, other.value))

    @always_inline
    def shuffle[mask: IndexList[Self.size]](self) -> Self:
        """Lanes in another order.

        Parameters:
            mask: For each lane of the result, the lane it comes from.
        """
        return Self(raw=__op.shuffle[mask=mask](self.value, self.value))

    @always_inline
    def shuffle[mask: IndexList[Self.size]](self, other: Self) -> Self:
        """Lanes of two vectors.

        Parameters:
            mask: For each lane of the result, the lane of `self` (0 to `size - 1`) or `other` (from `size`).

        Args:
            other: The second vector.
        """
        return Self(raw=__op.shuffle[mask=mask](self.value, other.value))

    @always_inline
    def _shuffle_list[output_size: Int, mask: StaticTuple[Int, output_size]](self, other: Self) -> SIMD[Self.dtype, output_size]:
        """Lanes of two vectors, as many as the list has.

        Parameters:
            output_size: Length of the list.
            mask: As for `shuffle`.

        Args:
            other: The second vector.
        """
        return SIMD[Self.dtype, output_size](raw=__op.shuffle[mask=mask](self.value, other.value))

    def _dynamic_shuffle[index_type: DType, count: Int](self, indices: SIMD[index_type, count]) -> SIMD[Self.dtype, count]:
        """Lanes looked up at run time.

        Args:
            indices: For each lane of the result, the lane it comes from.
        """
        var result = SIMD[Self.dtype, count]()
        comptime for lane in range(count):
            result[lane] = self[Int(indices[lane])]
        return result

    @always_inline
    def slice[output_width: Int, /, *, offset: Int = 0](self) -> SIMD[Self.dtype, output_width]:
        """Neighbouring lanes.

        Parameters:
            output_width: How many.
            offset: The first.
        """
        comptime assert offset >= 0 and offset + output_width <= Self.size, "the slice reaches over the end of the vector"
        comptime if output_width == 1:
            return SIMD[Self.dtype, output_width](self[offset])
        else:
            return SIMD[Self.dtype, output_width](raw=__op.shuffle[mask=strided_lanes[output_width](offset, 1)](self.value, self.value))

    @always_inline
    def insert[*, offset: Int = 0](self, value: SIMD[Self.dtype, _]) -> Self:
        """A copy with neighbouring lanes replaced.

        Parameters:
            offset: The first lane that is replaced.

        Args:
            value: The new lanes.
        """
        comptime count = value.size
        comptime assert offset >= 0 and offset + count <= Self.size, "the inserted lanes reach over the end of the vector"
        comptime if count == 1:
            return Self(raw=__op.insert(self.value, Int(offset).value, value[0].value))
        elif count == Self.size:
            return rebind[Self](value)
        else:
            var wide = __op.shuffle[mask=spread_lanes[Self.size](count)](value.value, value.value)
            return Self(raw=__op.shuffle[mask=inserted_lanes[Self.size](offset, count)](self.value, wide))

    @always_inline
    def join(self, other: Self, out result: SIMD[Self.dtype, 2 * Self.size]):
        """Both vectors after one another.

        Args:
            other: The upper half of the result.
        """
        comptime if Self.size == 1:
            result = type_of(result)(self[0], other[0])
        else:
            result = type_of(result)(raw=__op.shuffle[mask=strided_lanes[2 * Self.size](0, 1)](self.value, other.value))

    @always_inline
    def interleave(self, other: Self, out result: SIMD[Self.dtype, 2 * Self.size]):
        """Lanes of both by turns: `self[0], other[0], self[1], ...`.

        Args:
            other: Gives the odd lanes.
        """
        comptime if Self.size == 1:
            result = type_of(result)(self[0], other[0])
        else:
            result = type_of(result)(raw=__op.shuffle[mask=interleaved_lanes[2 * Self.size]()](self.value, other.value))

    @always_inline
    def deinterleave(self) -> Tuple[SIMD[Self.dtype, Self.size // 2], SIMD[Self.dtype, Self.size // 2]]:
        """The even lanes, and the odd lanes."""
        comptime half = Self.size // 2
        comptime if half == 1:
            return (SIMD[Self.dtype, half](self[0]), SIMD[Self.dtype, half](self[1]))
        else:
            return (
                SIMD[Self.dtype, half](raw=__op.shuffle[mask=strided_lanes[half](0, 2)](self.value, self.value)),
                SIMD[Self.dtype, half](raw=__op.shuffle[mask=strided_lanes[half](1, 2)](self.value, self.value)),
            )

    @always_inline
    def split(self) -> Tuple[SIMD[Self.dtype, Self.size // 2], SIMD[Self.dtype, Self.size // 2]]:
        """The lower half, and the upper half."""
        comptime half = Self.size // 2
        return (self.slice[half](), self.slice[half, offset=half]())

    @always_inline
    def reversed(self) -> Self:
        """The lanes from last to first."""
        comptime if Self.size == 1:
            return self
        else:
            return Self(raw=__op.shuffle[mask=strided_lanes[Self.size](Self.size - 1, -1)](self.value, self.value))

    @always_inline
    def rotate_left[shift: Int](self) -> Self:
        """Lane `i` comes from lane `i + shift`, around the end.

        Parameters:
            shift: Any integer.
        """
        comptime if Self.size == 1:
            return self
        else:
            return Self(raw=__op.shuffle[mask=rotated_lanes[Self.size](shift)](self.value, self.value))

    @always_inline
    def rotate_right[shift: Int](self) -> Self:
        """Lane `i` comes from lane `i - shift`, around the end.

        Parameters:
            shift: Any integer.
        """
        return self.rotate_left[-shift]()

    @always_inline
    def shift_left[shift: Int](self) -> Self:
        """Lane `i` comes from lane `i + shift`; zeros come in at the end.

        Parameters:
            shift: 0 to `size`.
        """
        comptime assert shift >= 0 and shift <= Self.size, "the shift must be between 0 and the number of lanes"
        comptime if shift == 0:
            return self
        elif shift == Self.size:
            return Self()
        else:
            return Self(raw=__op.shuffle[mask=shifted_lanes[Self.size](shift)](self.value, Self().value))

    @always_inline
    def shift_right[shift: Int](self) -> Self:
        """Lane `i` comes from lane `i - shift`; zeros come in at the front.

        Parameters:
            shift: 0 to `size`.
        """
        comptime assert shift >= 0 and shift <= Self.size, "the shift must be between 0 and the number of lanes"
        comptime if shift == 0:
            return self
        elif shift == Self.size:
            return Self()
        else:
            return Self(raw=__op.shuffle[mask=strided_lanes[Self.size](Self.size - shift, 1)](Self().value, self.value))

    # Reductions

    def reduce[
        func: def[width: Int](SIMD[Self.dtype, width], SIMD[Self.dtype, width]) capturing [_] -> SIMD[Self.dtype, width], size_out: Int = 1
    ](self) -> SIMD[Self.dtype, size_out]:
        """Joins the upper half of the lanes to the lower half by `func`, until `size_out` lanes are left.

        Parameters:
            func: Takes two vectors of any width.
            size_out: Lanes of the result.
        """
        comptime if Self.size == size_out:
            return rebind[SIMD[Self.dtype, size_out]](self)
        else:
            comptime half = Self.size // 2
            return func[half](self.slice[half](), self.slice[half, offset=half]()).reduce[func, size_out]()

    @always_inline
    def reduce_add[size_out: Int = 1](self) -> SIMD[Self.dtype, size_out]:
        """The sum of all lanes.

        Parameters:
            size_out: With more than 1, halves are joined until so many lanes are left.
        """
        comptime if Self.size <= size_out:
            return rebind[SIMD[Self.dtype, size_out]](self)
        elif size_out == 1 and Self.dtype.is_integral():
            return SIMD[Self.dtype, size_out](Scalar[Self.dtype](raw=__op.reduce_add(self.value)))
        else:
            comptime half = Self.size // 2
            var lower = self.slice[half]()
            var upper = self.slice[half, offset=half]()
            return (lower + upper).reduce_add[size_out]()

    @always_inline
    def reduce_mul[size_out: Int = 1](self) -> SIMD[Self.dtype, size_out]:
        """The product of all lanes.

        Parameters:
            size_out: With more than 1, halves are joined until so many lanes are left.
        """
        comptime if Self.size <= size_out:
            return rebind[SIMD[Self.dtype, size_out]](self)
        elif size_out == 1 and Self.dtype.is_integral():
            return SIMD[Self.dtype, size_out](Scalar[Self.dtype](raw=__op.reduce_mul(self.value)))
        else:
            comptime half = Self.size // 2
            var lower = self.slice[half]()
            var upper = self.slice[half, offset=half]()
            return (lower * upper).reduce_mul[size_out]()

    @always_inline
    def reduce_min[size_out: Int = 1](self) -> SIMD[Self.dtype, size_out]:
        """The least lane.

        Parameters:
            size_out: With more than 1, halves are joined until so many lanes are left.
        """
        comptime if Self.size <= size_out:
            return rebind[SIMD[Self.dtype, size_out]](self)
        elif size_out == 1 and Self.dtype.is_integral():
            return SIMD[Self.dtype, size_out](Scalar[Self.dtype](raw=__op.reduce_min(self.value)))
        else:
            comptime half = Self.size // 2
            var lower = self.slice[half]()
            var upper = self.slice[half, offset=half]()
            return (lower.min(upper)).reduce_min[size_out]()

    @always_inline
    def reduce_max[size_out: Int = 1](self) -> SIMD[Self.dtype, size_out]:
        """The greatest lane.

        Parameters:
            size_out: With more than 1, halves are joined until so many lanes are left.
        """
        comptime if Self.size <= size_out:
            return rebind[SIMD[Self.dtype, size_out]](self)
        elif size_out == 1 and Self.dtype.is_integral():
            return SIMD[Self.dtype, size_out](Scalar[Self.dtype](raw=__op.reduce_max(self.value)))
        else:
            comptime half = Self.size // 2
            var lower = self.slice[half]()
            var upper = self.slice[half, offset=half]()
            return (lower.max(upper)).reduce_max[size_out]()

    @always_inline
    def reduce_and[size_out: Int = 1](self) -> SIMD[Self.dtype, size_out]:
        """The bits set in every lane.

        Parameters:
            size_out: With more than 1, halves are joined until so many lanes are left.

        Constraints:
            Integers or masks.
        """
        comptime if Self.size <= size_out:
            return rebind[SIMD[Self.dtype, size_out]](self)
        elif size_out == 1:
            return SIMD[Self.dtype, size_out](Scalar[Self.dtype](raw=__op.reduce_and(self.value)))
        else:
            comptime half = Self.size // 2
            return (self.slice[half]() & self.slice[half, offset=half]()).reduce_and[size_out]()

    @always_inline
    def reduce_or[size_out: Int = 1](self) -> SIMD[Self.dtype, size_out]:
        """The bits set in some lane.

        Parameters:
            size_out: With more than 1, halves are joined until so many lanes are left.

        Constraints:
            Integers or masks.
        """
        comptime if Self.size <= size_out:
            return rebind[SIMD[Self.dtype, size_out]](self)
        elif size_out == 1:
            return SIMD[Self.dtype, size_out](Scalar[Self.dtype](raw=__op.reduce_or(self.value)))
        else:
            comptime half = Self.size // 2
            return (self.slice[half]() | self.slice[half, offset=half]()).reduce_or[size_out]()

    @always_inline
    def reduce_xor[size_out: Int = 1](self) -> SIMD[Self.dtype, size_out]:
        """The bits set in an odd number of lanes.

        Parameters:
            size_out: With more than 1, halves are joined until so many lanes are left.

        Constraints:
            Integers or masks.
        """
        comptime if Self.size <= size_out:
            return rebind[SIMD[Self.dtype, size_out]](self)
        elif size_out == 1:
            return SIMD[Self.dtype, size_out](Scalar[Self.dtype](raw=__op.reduce_xor(self.value)))
        else:
            comptime half = Self.size // 2
            return (self.slice[half]() ^ self.slice[half, offset=half]()).reduce_xor[size_out]()

    @always_inline
    def reduce_bit_count(self) -> Int:
        """Number of bits set in all lanes together.

        Constraints:
            Integers or masks.
        """
        comptime if Self.dtype == DType.bool:
            return Int(self.cast[DType.int]().reduce_add())
        else:
            return Int(Self(raw=__op.popcount(self.value)).cast[DType.int]().reduce_add())

    # Text

    def write_to[W: Writer](self, mut writer: W):
        """Writes the number, or the lanes in brackets: `[1, 2, 3, 4]`."""

        comptime if Self.size == 1:
            write_scalar(self[0], writer)
        else:
            writer.write("[")
            for lane in range(Self.size):
                if lane != 0:
                    writer.write(", ")
                write_scalar(self[lane], writer)
            writer.write("]")

    def write_repr_to[W: Writer](self, mut writer: W):
        """Writes a constructor call: `SIMD[DType.int32, 4](1, 2, 3, 4)`."""

        writer.write("SIMD[DType.", Self.dtype._name(), ", ", Self.size, "](")
        for lane in range(Self.size):
            if lane != 0:
                writer.write(", ")
            write_scalar(self[lane], writer)
        writer.write(")")

    def __str__(self) -> String:
        """The number, or the lanes in brackets."""
        return String.write(self)

    def __repr__(self) -> String:
        """A constructor call."""
        var result = String()
        self.write_repr_to(result)
        return result

    def __hash__[H: Hasher](self, mut hasher: H):
        """Feeds the lanes to a hasher."""
        hasher._update_with_simd(self)


# Limits


@always_inline
def _greatest_finite[dtype: DType]() -> Scalar[dtype]:
    """The greatest finite value of an element type."""
    comptime if dtype == DType.bool:
        return Scalar[dtype](True)
    elif dtype == DType.float64:
        return Scalar[dtype](FloatLiteral(2**1024 - 2**971))
    elif dtype == DType.float32:
        return Scalar[dtype](FloatLiteral(2**128 - 2**104))
    elif dtype == DType.bfloat16:
        return Scalar[dtype](FloatLiteral(2**128 - 2**120))
    elif dtype == DType.float16:
        return Scalar[dtype](65504.0)
    elif dtype == DType.float8_e4m3fn:
        return Scalar[dtype](448.0)
    elif dtype == DType.float8_e5m2:
        return Scalar[dtype](57344.0)
    elif dtype.is_signed():
        return ~_least_finite[dtype]()
    else:
        return Scalar[dtype](-1)


@always_inline
def _least_finite[dtype: DType]() -> Scalar[dtype]:
    """The least finite value of an element type."""
    comptime if dtype == DType.bool:
        return Scalar[dtype](False)
    elif dtype.is_floating_point():
        return -_greatest_finite[dtype]()
    elif dtype.is_signed():
        return Scalar[dtype](1) << Scalar[dtype](dtype.size_of() * 8 - 1)
    else:
        return Scalar[dtype](0)


@always_inline
def _greatest[dtype: DType]() -> Scalar[dtype]:
    """The greatest value of an element type, infinity if it has one."""
    comptime if dtype.is_floating_point() and dtype != DType.float8_e4m3fn:
        return Scalar[dtype](FloatLiteral.infinity)
    else:
        return _greatest_finite[dtype]()


@always_inline
def _least[dtype: DType]() -> Scalar[dtype]:
    """The least value of an element type, minus infinity if it has one."""
    comptime if dtype.is_floating_point() and dtype != DType.float8_e4m3fn:
        return Scalar[dtype](FloatLiteral.negative_infinity)
    else:
        return _least_finite[dtype]()


@always_inline
def _modf[dtype: DType](value: Scalar[dtype]) -> Tuple[Scalar[dtype], Scalar[dtype]]:
    """The integer part, and the rest with the same sign.

    Args:
        value: A float.
    """
    var whole = value.__trunc__()
    return (whole, value - whole)
