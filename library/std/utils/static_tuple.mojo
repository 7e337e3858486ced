"""`StaticTuple[T, size]`: so many values of one trivial type in a row, without a heap."""


struct StaticTuple[T: TrivialRegisterPassable, size: Int](Defaultable, ImplicitlyCopyable, Sized, TrivialRegisterPassable):
    """Values of one type in a row.

    Parameters:
        T: Their type.
        size: How many.
    """

    comptime element_type = Self.T
    """Type of the elements."""

    var array: __type.array[Self.T, Self.size]
    """The values."""

    @always_inline
    def __init__(out self):
        """Values with undefined bits."""
        self.array = __op.uninitialized[__type.array[Self.T, Self.size]]()

    @always_inline
    def __init__(out self, *, fill: Self.T):
        """The same value everywhere.

        Args:
            fill: The value.
        """
        self = Self()
        for i in range(Self.size):
            self._set(i, fill)

    @always_inline
    def __init__(out self, *values: Self.T):
        """One value for each place, or one for all.

        Args:
            values: `size` values, or a single one.
        """
        self = Self()
        if len(values) == 1:
            for i in range(Self.size):
                self._set(i, values[0])
        else:
            for i in range(Self.size):
                self._set(i, values[i])

    @always_inline
    def __len__(self) -> Int:
        """How many."""
        return Self.size

    @always_inline
    def _set(mut self, position: Int, value: Self.T):
        __op.array_element(self.array, position.value) = value

    @always_inline
    def __getitem__(self, position: Int) -> Self.T:
        """The value at a place.

        Args:
            position: 0 to `size - 1`.
        """
        return __op.array_element(self.array, position.value)

    @always_inline
    def __getitem__[position: Int](self) -> Self.T:
        """The value at a place known at compile time.

        Parameters:
            position: 0 to `size - 1`.
        """
        comptime assert position >= 0 and position < Self.size, "the place is outside of the tuple"
        return __op.array_element(self.array, position.value)

    @always_inline
    def __setitem__(mut self, position: Int, value: Self.T):
        """Replaces a value.

        Args:
            position: 0 to `size - 1`.
            value: The new one.
        """
        self._set(position, value)

    @always_inline
    def __setitem__[position: Int](mut self, value: Self.T):
        """Replaces a value at a place known at compile time.

        Parameters:
            position: 0 to `size - 1`.

        Args:
            value: The new one.
        """
        comptime assert position >= 0 and position < Self.size, "the place is outside of the tuple"
        self._set(position, value)

    @always_inline
    def _replace[position: Int](self, value: Self.T) -> Self:
        """A copy with one value replaced.

        Parameters:
            position: 0 to `size - 1`.

        Args:
            value: The new one.
        """
        var result = self
        result._set(position, value)
        return result
