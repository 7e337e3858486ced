"""`IndexList[size]`: a position or extent in several dimensions. `Index(a, b)` makes one. Until 2024 it was `StaticIntTuple`."""

from .static_tuple import StaticTuple


struct IndexList[size: Int, *, element_type: DType = DType.int64](
    Comparable, Defaultable, Hashable, ImplicitlyCopyable, Sized, Stringable, TrivialRegisterPassable, Writable
):
    """A fixed number of integers.

    Parameters:
        size: How many.
        element_type: How each is stored.
    """

    var data: StaticTuple[Scalar[Self.element_type], Self.size]
    """The integers."""

    @always_inline
    def __init__(out self):
        """Zeros."""
        self.data = StaticTuple[Scalar[Self.element_type], Self.size](fill=Scalar[Self.element_type](0))

    @always_inline
    @implicit
    def __init__(out self, data: StaticTuple[Scalar[Self.element_type], Self.size]):
        """The integers of a tuple.

        Args:
            data: The tuple.
        """
        self.data = data

    @always_inline
    @implicit
    def __init__(out self, fill: Int):
        """The same integer everywhere.

        Args:
            fill: The integer.
        """
        self.data = StaticTuple[Scalar[Self.element_type], Self.size](fill=Scalar[Self.element_type](fill))

    @always_inline
    def __init__(out self, *, fill: Int):
        """The same integer everywhere.

        Args:
            fill: The integer.
        """
        self.data = StaticTuple[Scalar[Self.element_type], Self.size](fill=Scalar[Self.element_type](fill))

    @always_inline
    @implicit
    def __init__(out self, values: Tuple[Int, Int]):
        """Two integers.

        Args:
            values: The integers.
        """
        self = Self()
        self[0] = values[0]
        self[1] = values[1]

    @always_inline
    @implicit
    def __init__(out self, values: Tuple[Int, Int, Int]):
        """Three integers.

        Args:
            values: The integers.
        """
        self = Self()
        self[0] = values[0]
        self[1] = values[1]
        self[2] = values[2]

    @always_inline
    @implicit
    def __init__(out self, values: Tuple[Int, Int, Int, Int]):
        """Four integers.

        Args:
            values: The integers.
        """
        self = Self()
        self[0] = values[0]
        self[1] = values[1]
        self[2] = values[2]
        self[3] = values[3]

    @always_inline
    def __init__(out self, first: Int, second: Int, *rest: Int, __list_literal__: Tuple[] = ()):
        """Integer by integer.

        Args:
            first: Of dimension 0.
            second: Of dimension 1.
            rest: Of the others.
            __list_literal__: Lets `[a, b]` be written for an index.
        """
        self = Self()
        self[0] = first
        self[1] = second
        for i in range(Self.size - 2):
            self[i + 2] = rest[i]

    @always_inline
    def __len__(self) -> Int:
        """How many."""
        return Self.size

    @always_inline
    def __getitem__(self, dimension: Int) -> Int:
        """One integer.

        Args:
            dimension: 0 to `size - 1`.
        """
        return Int(self.data[dimension])

    @always_inline
    def __getitem__[dimension: Int](self) -> Int:
        """One integer.

        Parameters:
            dimension: 0 to `size - 1`.
        """
        return Int(self.data[dimension])

    @always_inline
    def get[dimension: Int](self) -> Int:
        """One integer.

        Parameters:
            dimension: 0 to `size - 1`.
        """
        return Int(self.data[dimension])

    @always_inline
    def __setitem__(mut self, dimension: Int, value: Int):
        """Replaces one integer.

        Args:
            dimension: 0 to `size - 1`.
            value: The new one.
        """
        self.data[dimension] = Scalar[Self.element_type](value)

    @always_inline
    def __setitem__[dimension: Int](mut self, value: Int):
        """Replaces one integer.

        Parameters:
            dimension: 0 to `size - 1`.

        Args:
            value: The new one.
        """
        self.data[dimension] = Scalar[Self.element_type](value)

    @always_inline
    def as_tuple(self) -> StaticTuple[Int, Self.size]:
        """As `StaticTuple`."""
        var result = StaticTuple[Int, Self.size]()
        for i in range(Self.size):
            result[i] = self[i]
        return result

    @always_inline
    def canonicalize(self) -> IndexList[Self.size, element_type = DType.int64]:
        """With the default storage."""
        return self.cast[DType.int64]()

    @always_inline
    def cast[target: DType](self) -> IndexList[Self.size, element_type=target]:
        """With another storage.

        Parameters:
            target: How each integer is stored.
        """
        var result = IndexList[Self.size, element_type=target]()
        for i in range(Self.size):
            result[i] = self[i]
        return result

    @always_inline
    def flattened_length(self) -> Int:
        """The product of all: number of elements of an extent."""
        var product: Int = 1
        for i in range(Self.size):
            product = product * self[i]
        return product

    # Arithmetic, dimension by dimension

    @always_inline
    def __add__(self, rhs: Self) -> Self:
        """Sum."""
        var result = Self()
        for i in range(Self.size):
            result[i] = self[i] + rhs[i]
        return result

    @always_inline
    def __sub__(self, rhs: Self) -> Self:
        """Difference."""
        var result = Self()
        for i in range(Self.size):
            result[i] = self[i] - rhs[i]
        return result

    @always_inline
    def __mul__(self, rhs: Self) -> Self:
        """Product."""
        var result = Self()
        for i in range(Self.size):
            result[i] = self[i] * rhs[i]
        return result

    @always_inline
    def __floordiv__(self, rhs: Self) -> Self:
        """Quotient rounded down."""
        var result = Self()
        for i in range(Self.size):
            result[i] = self[i] // rhs[i]
        return result

    @always_inline
    def remu(self, rhs: Self) -> Self:
        """Remainder."""
        var result = Self()
        for i in range(Self.size):
            result[i] = self[i] % rhs[i]
        return result

    @always_inline
    def min(self, rhs: Self) -> Self:
        """The lesser of each pair."""
        var result = Self()
        for i in range(Self.size):
            result[i] = min(self[i], rhs[i])
        return result

    @always_inline
    def max(self, rhs: Self) -> Self:
        """The greater of each pair."""
        var result = Self()
        for i in range(Self.size):
            result[i] = max(self[i], rhs[i])
        return result

    # Comparison: all dimensions at once

    @always_inline
    def __eq__(self, rhs: Self) -> Bool:
        """Whether all are equal."""
        for i in range(Self.size):
            if self[i] != rhs[i]:
                return False
        return True

    @always_inline
    def __ne__(self, rhs: Self) -> Bool:
        """Whether one differs."""
        return not self == rhs

    @always_inline
    def __lt__(self, rhs: Self) -> Bool:
        """Whether all are less."""
        for i in range(Self.size):
            if self[i] >= rhs[i]:
                return False
        return True

    @always_inline
    def __le__(self, rhs: Self) -> Bool:
        """Whether all are less or equal."""
        for i in range(Self.size):
            if self[i] > rhs[i]:
                return False
        return True

    @always_inline
    def __gt__(self, rhs: Self) -> Bool:
        """Whether all are greater."""
        return rhs < self

    @always_inline
    def __ge__(self, rhs: Self) -> Bool:
        """Whether all are greater or equal."""
        return rhs <= self

    # Text

    def write_to[W: Writer](self, mut writer: W):
        """Writes it as a tuple: `(1, 2)`, `(1,)`."""
        writer.write("(")
        for i in range(Self.size):
            if i != 0:
                writer.write(", ")
            writer.write(self[i])
        writer.write(",)" if Self.size == 1 else ")")

    def __str__(self) -> String:
        """As a tuple."""
        return String.write(self)

    def __hash__[H: Hasher](self, mut hasher: H):
        """Feeds the integers to a hasher."""
        for i in range(Self.size):
            hasher.update(self[i])


comptime StaticIntTuple[size: Int] = IndexList[size]
"""Name of `IndexList` until 2024."""


@always_inline
def Index[dtype: DType = DType.int64](x: Int) -> IndexList[1, element_type=dtype]:
    """A position in one dimension."""
    return IndexList[1, element_type=dtype](x)


@always_inline
def Index[dtype: DType = DType.int64](x: Int, y: Int) -> IndexList[2, element_type=dtype]:
    """A position in two dimensions."""
    return IndexList[2, element_type=dtype](x, y)


@always_inline
def Index[dtype: DType = DType.int64](x: Int, y: Int, z: Int) -> IndexList[3, element_type=dtype]:
    """A position in three dimensions."""
    return IndexList[3, element_type=dtype](x, y, z)


@always_inline
def Index[dtype: DType = DType.int64](x: Int, y: Int, z: Int, w: Int) -> IndexList[4, element_type=dtype]:
    """A position in four dimensions."""
    return IndexList[4, element_type=dtype](x, y, z, w)


@always_inline
def Index[dtype: DType = DType.int64](x: Int, y: Int, z: Int, w: Int, v: Int) -> IndexList[5, element_type=dtype]:
    """A position in five dimensions."""
    return IndexList[5, element_type=dtype](x, y, z, w, v)


def product[size: Int, element_type: DType](indices: IndexList[size, element_type=element_type], end: Int = size) -> Int:
    """The product of the integers before a dimension.

    Args:
        indices: The integers.
        end: First dimension that does not count.
    """
    return product(indices, 0, end)


def product[size: Int, element_type: DType](indices: IndexList[size, element_type=element_type], start: Int, end: Int) -> Int:
    """The product of the integers of some dimensions.

    Args:
        indices: The integers.
        start: First dimension that counts.
        end: First dimension after it that does not.
    """
    var result: Int = 1
    for i in range(start, end):
        result = result * indices[i]
    return result
