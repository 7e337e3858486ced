"""`Bool`: the type of conditions, one bit wide.

Masks of several lanes are `SIMD[DType.bool, size]` (`simd.mojo`); `all` and `any` are in `math.mojo`.
"""

from .number_traits import Boolable, ImplicitlyBoolable
from .math import all, any


struct Bool(
    Absable,
    Boolable,
    Comparable,
    Defaultable,
    Floatable,
    Hashable,
    ImplicitlyCopyable,
    ImplicitlyIntable,
    Indexer,
    Intable,
    Representable,
    Stringable,
    TrivialRegisterPassable,
    Writable,
):
    """True or false."""

    comptime MIN = False
    """The smaller one."""
    comptime MAX = True
    """The larger one."""

    var value: __type.bool
    """The bit."""

    @always_inline
    def __init__(out self):
        """False."""
        self = False

    @always_inline
    def __init__(out self, *, raw: __type.bool):
        """Wraps a bit.

        Args:
            raw: The bit.
        """
        self.value = raw

    @always_inline
    @implicit
    def __init__(out self, value: __type.bool):
        """Wraps a bit.

        Args:
            value: The bit.
        """
        self.value = value

    @always_inline
    @implicit
    def __init__(out self, value: SIMD[DType.bool, 1]):
        """The one lane of a mask.

        Args:
            value: A mask of one lane.
        """
        self.value = value.value

    @always_inline
    @implicit
    def __init__[T: ImplicitlyBoolable](out self, value: T):
        """Truth of a value that converts by itself.

        Args:
            value: Anything with `__as_bool__`.
        """
        self = value.__as_bool__()

    @always_inline
    def __init__[T: Boolable](out self, value: T):
        """Truth of a value.

        Args:
            value: Anything with `__bool__`.
        """
        self = value.__bool__()

    @always_inline
    def __init__[T: BoolableRaising](out self, value: T) raises:
        """Truth of a value, or its error.

        Args:
            value: Anything with `__bool__`.
        """
        self = value.__bool__()

    def __init__[T: BoolableRaising](out self, *, py: T) raises:
        """Truth of a Python object.

        Args:
            py: A `PythonObject`.
        """
        self = py.__bool__()

    @always_inline
    def __init__(out self, value: None):
        """`None` is false."""
        self = False

    @always_inline
    def __bool__(self) -> Bool:
        """Itself."""
        return self

    @always_inline
    def __as_bool__(self) -> Bool:
        """Itself."""
        return self

    @always_inline
    def __mlir_i1__(self) -> __type.bool:
        """The bit."""
        return self.value

    @always_inline
    def __int__(self) -> Int:
        """1 or 0."""
        return Int(raw=__op.cast[DType.int](self.value))

    @always_inline
    def __as_int__(self) -> Int:
        """1 or 0."""
        return self.__int__()

    @always_inline
    def __index__(self) -> Int:
        """1 or 0."""
        return self.__int__()

    @always_inline
    def __float__(self) -> Float64:
        """1.0 or 0.0."""
        return Float64(raw=__op.cast[DType.float64](self.value))

    # Comparison: False < True

    @always_inline
    def __eq__(self, other: Bool) -> Bool:
        """Whether both are the same."""
        return Bool(raw=__op.eq(self.value, other.value))

    @always_inline
    def __ne__(self, other: Bool) -> Bool:
        """Whether they differ."""
        return Bool(raw=__op.ne(self.value, other.value))

    @always_inline
    def __lt__(self, other: Bool) -> Bool:
        """Whether this is False and the other True."""
        return Bool(raw=__op.lt(self.value, other.value))

    @always_inline
    def __le__(self, other: Bool) -> Bool:
        """Unless this is True and the other False."""
        return Bool(raw=__op.le(self.value, other.value))

    @always_inline
    def __gt__(self, other: Bool) -> Bool:
        """Whether this is True and the other False."""
        return Bool(raw=__op.gt(self.value, other.value))

    @always_inline
    def __ge__(self, other: Bool) -> Bool:
        """Unless this is False and the other True."""
        return Bool(raw=__op.ge(self.value, other.value))

    # Logic without short circuit

    @always_inline
    def __invert__(self) -> Bool:
        """The other one."""
        return Bool(raw=__op.not_(self.value))

    @always_inline
    def __and__(self, other: Bool) -> Bool:
        """True if both are."""
        return Bool(raw=__op.and_(self.value, other.value))

    @always_inline
    def __or__(self, other: Bool) -> Bool:
        """True if one is."""
        return Bool(raw=__op.or_(self.value, other.value))

    @always_inline
    def __xor__(self, other: Bool) -> Bool:
        """True if exactly one is."""
        return Bool(raw=__op.xor(self.value, other.value))

    @always_inline
    def __rand__(self, other: Bool) -> Bool:
        """True if both are."""
        return other & self

    @always_inline
    def __ror__(self, other: Bool) -> Bool:
        """True if one is."""
        return other | self

    @always_inline
    def __rxor__(self, other: Bool) -> Bool:
        """True if exactly one is."""
        return other ^ self

    @always_inline
    def __iand__(mut self, other: Bool):
        """`self = self & other`."""
        self = self & other

    @always_inline
    def __ior__(mut self, other: Bool):
        """`self = self | other`."""
        self = self | other

    @always_inline
    def __ixor__(mut self, other: Bool):
        """`self = self ^ other`."""
        self = self ^ other

    @always_inline
    def __neg__(self) -> Int:
        """-1 or 0."""
        return -self.__int__()

    @always_inline
    def __abs__(self) -> Self:
        """Itself."""
        return self

    @always_inline
    def select[T: ImplicitlyCopyable](self, true_case: T, false_case: T) -> T:
        """One of two values.

        Args:
            true_case: Result if True.
            false_case: Result if False.
        """
        if self:
            return true_case
        return false_case

    # Text

    def write_to[W: Writer](self, mut writer: W):
        """Writes `True` or `False`."""
        if self:
            writer.write("True")
        else:
            writer.write("False")

    def write_repr_to[W: Writer](self, mut writer: W):
        """Writes `True` or `False`."""
        self.write_to(writer)

    def __str__(self) -> String:
        """`"True"` or `"False"`."""
        return String("True") if self else String("False")

    def __repr__(self) -> String:
        """`"True"` or `"False"`."""
        return self.__str__()

    def __hash__[H: Hasher](self, mut hasher: H):
        """Feeds the bit to a hasher."""
        hasher._update_with_simd(Scalar[DType.bool](self))
