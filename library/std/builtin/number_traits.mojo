"""What numbers can do, as traits: comparison, conversion to Bool/Int/Float64, rounding, division.

Lifecycle traits (`Copyable`, `Movable`, ...) and text traits (`Writable`, `Stringable`, `Hashable`, `Sized`) are in `traits.mojo`.
"""


# Comparison


trait Equatable:
    """Types with `==` and `!=`. Values of a struct that does not say more are equal if all their fields are."""

    def __eq__(self, other: Self) -> Bool:
        comptime for i in range(Int(raw=__op.field_count[Self]())):
            if __op.field_ref[i](self) != __op.field_ref[i](other):
                return False
        return True

    def __ne__(self, other: Self) -> Bool:
        return not self.__eq__(other)


comptime EqualityComparable = Equatable
"""Name of `Equatable` until 2025."""


trait LessThanComparable:
    """Types with `<`."""

    def __lt__(self, other: Self) -> Bool:
        ...


trait LessThanOrEqualComparable:
    """Types with `<=`."""

    def __le__(self, other: Self) -> Bool:
        ...


trait GreaterThanComparable:
    """Types with `>`."""

    def __gt__(self, other: Self) -> Bool:
        ...


trait GreaterThanOrEqualComparable:
    """Types with `>=`."""

    def __ge__(self, other: Self) -> Bool:
        ...


trait Comparable(Equatable):
    """Types with all six comparisons; `__lt__` and `__eq__` are enough."""

    def __lt__(self, other: Self) -> Bool:
        ...

    def __le__(self, other: Self) -> Bool:
        return not other.__lt__(self)

    def __gt__(self, other: Self) -> Bool:
        return other.__lt__(self)

    def __ge__(self, other: Self) -> Bool:
        return not self.__lt__(other)


trait Identifiable:
    """Types with `is` and `is not`."""

    def __is__(self, other: Self) -> Bool:
        ...

    def __isnot__(self, other: Self) -> Bool:
        return not self.__is__(other)


# Conversion


trait Boolable:
    """Types that can stand in a condition."""

    def __bool__(self) -> Bool:
        ...


trait BoolableRaising:
    """Types that can stand in a condition and that may refuse."""

    def __bool__(self) raises -> Bool:
        ...


trait ImplicitlyBoolable(Boolable):
    """Types that convert to `Bool` by themselves."""

    def __as_bool__(self) -> Bool:
        return self.__bool__()


trait Intable:
    """Types that `Int(x)` takes."""

    def __int__(self) -> Int:
        ...


trait IntableRaising:
    """Types that `Int(x)` takes and that may refuse."""

    def __int__(self) raises -> Int:
        ...


trait ImplicitlyIntable(Intable):
    """Types that convert to `Int` by themselves."""

    def __as_int__(self) -> Int:
        return self.__int__()


trait Indexer:
    """Types that can stand in a subscript."""

    def __index__(self) -> Int:
        ...


trait Floatable:
    """Types that `Float64(x)` takes."""

    def __float__(self) -> Float64:
        ...


trait FloatableRaising:
    """Types that `Float64(x)` takes and that may refuse."""

    def __float__(self) raises -> Float64:
        ...


# Arithmetic


trait Absable:
    """Types that `abs` takes."""

    def __abs__(self) -> Self:
        ...


trait Powable:
    """Types that `pow` takes."""

    def __pow__(self, exponent: Self) -> Self:
        ...


trait DivModable:
    """Types that `divmod` takes."""

    def __divmod__(self, denominator: Self) -> Tuple[Self, Self]:
        ...


trait Roundable:
    """Types that `round` takes."""

    def __round__(self) -> Self:
        ...

    def __round__(self, ndigits: Int) -> Self:
        ...


trait Floorable:
    """Types that `floor` takes."""

    def __floor__(self) -> Self:
        ...


trait Ceilable:
    """Types that `ceil` takes."""

    def __ceil__(self) -> Self:
        ...


trait Truncable:
    """Types that `trunc` takes."""

    def __trunc__(self) -> Self:
        ...


trait CeilDivable:
    """Types that `ceildiv` takes."""

    def __ceildiv__(self, denominator: Self) -> Self:
        ...


trait CeilDivableRaising:
    """Types that `ceildiv` takes and that may refuse."""

    def __ceildiv__(self, denominator: Self) raises -> Self:
        ...
