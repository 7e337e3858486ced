"""`Dim` and `DimList`: extents of which some are known at compile time."""


struct Dim(Boolable, Defaultable, Equatable, ImplicitlyCopyable, ImplicitlyIntable, Stringable, TrivialRegisterPassable, Writable):
    """One extent, or that it is not known before run time."""

    comptime _unknown: Int = -31337

    var _value: Int

    @always_inline
    def __init__(out self):
        """Not known."""
        self._value = Self._unknown

    @always_inline
    @implicit
    def __init__(out self, value: Int):
        """A known extent.

        Args:
            value: The extent.
        """
        self._value = value

    @always_inline
    @implicit
    def __init__(out self, value: IntLiteral):
        """A known extent.

        Args:
            value: The extent.
        """
        self._value = Int(value)

    @always_inline
    def __bool__(self) -> Bool:
        """Whether it is known and not zero."""
        return self._value != Self._unknown and self._value != 0

    @always_inline
    def has_value(self) -> Bool:
        """Whether it is known."""
        return self._value != Self._unknown

    @always_inline
    def is_dynamic(self) -> Bool:
        """Whether it is not known."""
        return self._value == Self._unknown

    @always_inline
    def get(self) -> Int:
        """The extent; meaningless if not known."""
        return self._value

    @always_inline
    def __int__(self) -> Int:
        """The extent; meaningless if not known."""
        return self._value

    @always_inline
    def __as_int__(self) -> Int:
        """The extent; meaningless if not known."""
        return self._value

    @always_inline
    def or_else(self, default: Int) -> Int:
        """The extent, or something else if it is not known.

        Args:
            default: The result if not known.
        """
        return self._value if self.has_value() else default

    @always_inline
    def is_multiple[alignment: Int](self) -> Bool:
        """Whether it is known and a multiple.

        Parameters:
            alignment: Of what.
        """
        return self.has_value() and self._value % alignment == 0

    @always_inline
    def __eq__(self, rhs: Dim) -> Bool:
        """Whether both are the same."""
        return self._value == rhs._value

    @always_inline
    def __mul__(self, rhs: Dim) -> Dim:
        """Product, known if both are."""
        if self.is_dynamic() or rhs.is_dynamic():
            return Dim()
        return Dim(self._value * rhs._value)

    def write_to[W: Writer](self, mut writer: W):
        """Writes the number, or `?`."""
        if self.is_dynamic():
            writer.write("?")
        else:
            writer.write(self._value)

    def __str__(self) -> String:
        """The number, or `?`."""
        return String.write(self)


struct DimList(ImplicitlyCopyable, Sized, Stringable, TrivialRegisterPassable, Writable):
    """Up to eight extents, for use as a parameter."""

    comptime _capacity: Int = 8

    var _values: __type.array[Dim, 8]
    var _length: Int

    @always_inline
    def __init__(out self, *values: Dim):
        """Extent by extent.

        Args:
            values: The extents.
        """
        self._values = __op.uninitialized[__type.array[Dim, 8]]()
        self._length = len(values)
        for i in range(Self._capacity):
            __op.array_element(self._values, i.value) = values[i] if i < len(values) else Dim()

    @staticmethod
    def create_unknown[length: Int]() -> Self:
        """All extents unknown.

        Parameters:
            length: How many.
        """
        var result = Self()
        result._length = length
        return result

    @always_inline
    def __len__(self) -> Int:
        """How many."""
        return self._length

    @always_inline
    def at[index: Int](self) -> Dim:
        """One extent.

        Parameters:
            index: Which.
        """
        return __op.array_element(self._values, index.value)

    @always_inline
    def __getitem__(self, index: Int) -> Dim:
        """One extent.

        Args:
            index: Which.
        """
        return __op.array_element(self._values, index.value)

    @always_inline
    def get[index: Int](self) -> Int:
        """One extent; meaningless if not known.

        Parameters:
            index: Which.
        """
        return self[index].get()

    @always_inline
    def has_value[index: Int](self) -> Bool:
        """Whether an extent is known.

        Parameters:
            index: Which.
        """
        return self[index].has_value()

    @always_inline
    def all_known[count: Int](self) -> Bool:
        """Whether the first extents are known.

        Parameters:
            count: How many.
        """
        return self.all_known[0, count]()

    @always_inline
    def all_known[start: Int, end: Int](self) -> Bool:
        """Whether some extents are known.

        Parameters:
            start: The first.
            end: Where to stop.
        """
        for i in range(start, end):
            if self[i].is_dynamic():
                return False
        return True

    @always_inline
    def product[length: Int](self) -> Dim:
        """The product of the first extents, known if they are.

        Parameters:
            length: How many.
        """
        var result = Dim(1)
        for i in range(length):
            result = result * self[i]
        return result

    @always_inline
    def product(self) -> Dim:
        """The product of all extents, known if they are."""
        var result = Dim(1)
        for i in range(self._length):
            result = result * self[i]
        return result

    def write_to[W: Writer](self, mut writer: W):
        """Writes `[2, ?, 3]`."""
        writer.write("[")
        for i in range(self._length):
            if i != 0:
                writer.write(", ")
            writer.write(self[i])
        writer.write("]")

    def __str__(self) -> String:
        """`[2, ?, 3]`."""
        return String.write(self)
