"""`range`: integers one after the other. A loop over one compiles to a counted loop."""


@always_inline
def _advance(value: Int, step: Int) -> Int:
    """A sum that is used only while it lies in the range, so that it never wraps."""
    return Int(raw=__op.add[no_wrap=True](value.value, step.value))


struct _ZeroStartingRange(Defaultable, ImplicitlyCopyable, Sized, TrivialRegisterPassable):
    """`range(end)`."""

    var current: Int
    """What comes next."""
    var end: Int
    """Where it stops."""

    @always_inline
    def __init__(out self):
        """Empty."""
        self.current = 0
        self.end = 0

    @always_inline
    def __init__(out self, end: Int):
        """From 0.

        Args:
            end: First integer that is not part of it.
        """
        self.current = 0
        self.end = end

    @always_inline
    def __iter__(self) -> Self:
        """A fresh copy."""
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        """Whether something is left."""
        return self.current < self.end

    @always_inline
    def __next__(mut self) -> Int:
        """The next integer."""
        var result = self.current
        self.current = _advance(result, 1)
        return result

    @always_inline
    def __len__(self) -> Int:
        """How many are left."""
        var count = self.end - self.current
        return count if count > 0 else 0

    @always_inline
    def __getitem__(self, position: Int) -> Int:
        """The integer at a position.

        Args:
            position: 0 to `len - 1`.
        """
        return self.current + position

    @always_inline
    def __contains__(self, value: Int) -> Bool:
        """Whether an integer is part of it."""
        return value >= self.current and value < self.end

    @always_inline
    def __reversed__(self) -> _StridedRange:
        """From the last to the first."""
        return _StridedRange(self.end - 1, self.current - 1, -1)


struct _SequentialRange(ImplicitlyCopyable, Sized, TrivialRegisterPassable):
    """`range(start, end)`."""

    var start: Int
    """What comes next."""
    var end: Int
    """Where it stops."""

    @always_inline
    def __init__(out self, start: Int, end: Int):
        """Step 1.

        Args:
            start: The first integer.
            end: First integer that is not part of it.
        """
        self.start = start
        self.end = end

    @always_inline
    def __iter__(self) -> Self:
        """A fresh copy."""
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        """Whether something is left."""
        return self.start < self.end

    @always_inline
    def __next__(mut self) -> Int:
        """The next integer."""
        var result = self.start
        self.start = _advance(result, 1)
        return result

    @always_inline
    def __len__(self) -> Int:
        """How many are left."""
        return self.end - self.start if self.start < self.end else 0

    @always_inline
    def __getitem__(self, position: Int) -> Int:
        """The integer at a position.

        Args:
            position: 0 to `len - 1`.
        """
        return self.start + position

    @always_inline
    def __contains__(self, value: Int) -> Bool:
        """Whether an integer is part of it."""
        return value >= self.start and value < self.end

    @always_inline
    def __reversed__(self) -> _StridedRange:
        """From the last to the first."""
        return _StridedRange(self.end - 1, self.start - 1, -1)


struct _StridedIterator(ImplicitlyCopyable, Sized, TrivialRegisterPassable):
    """Walks a `_StridedRange`: what is left is counted once, so that no end test depends on the sign of the step."""

    var current: Int
    """What comes next."""
    var step: Int
    """From each to the next."""
    var remaining: Int
    """How many are left."""

    @always_inline
    def __init__(out self, current: Int, step: Int, remaining: Int):
        """Field by field.

        Args:
            current: What comes next.
            step: From each to the next.
            remaining: How many are left.
        """
        self.current = current
        self.step = step
        self.remaining = remaining

    @always_inline
    def __iter__(self) -> Self:
        """A fresh copy."""
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        """Whether something is left."""
        return self.remaining > 0

    @always_inline
    def __next__(mut self) -> Int:
        """The next integer."""
        var result = self.current
        self.current = _advance(result, self.step)
        self.remaining = _advance(self.remaining, -1)
        return result

    @always_inline
    def __len__(self) -> Int:
        """How many are left."""
        return self.remaining


struct _StridedRange(ImplicitlyCopyable, Sized, TrivialRegisterPassable):
    """`range(start, end, step)`."""

    var start: Int
    """The first integer."""
    var end: Int
    """Where it stops."""
    var step: Int
    """From each to the next."""

    @always_inline
    def __init__(out self, start: Int, end: Int, step: Int):
        """All three.

        Args:
            start: The first integer.
            end: Where it stops, not part of it.
            step: From each to the next; 0 makes the range empty.
        """
        self.start = start
        self.end = end
        self.step = step

    @always_inline
    def __iter__(self) -> _StridedIterator:
        """An iterator from the start."""
        return _StridedIterator(self.start, self.step, self.__len__())

    @always_inline
    def __has_next__(self) -> Bool:
        """Whether something is left."""
        return self.__len__() > 0

    @always_inline
    def __next__(mut self) -> Int:
        """The next integer."""
        var result = self.start
        self.start = result + self.step
        return result

    @always_inline
    def __len__(self) -> Int:
        """How many there are."""
        if self.step > 0:
            if self.start >= self.end:
                return 0
            return Int(raw=__op.div((self.end - self.start - 1).value, self.step.value)) + 1
        if self.step == 0 or self.start <= self.end:
            return 0
        return Int(raw=__op.div((self.start - self.end - 1).value, (-self.step).value)) + 1

    @always_inline
    def __getitem__(self, position: Int) -> Int:
        """The integer at a position.

        Args:
            position: 0 to `len - 1`.
        """
        return self.start + position * self.step

    @always_inline
    def __contains__(self, value: Int) -> Bool:
        """Whether an integer is part of it."""
        if self.step > 0:
            return value >= self.start and value < self.end and (value - self.start) % self.step == 0
        return self.step != 0 and value <= self.start and value > self.end and (self.start - value) % -self.step == 0

    @always_inline
    def __reversed__(self) -> _StridedRange:
        """From the last to the first."""
        var last = self.start + (self.__len__() - 1) * self.step
        return _StridedRange(last, self.start - self.step, -self.step)


struct _ScalarRange[dtype: DType](ImplicitlyCopyable, Sized, TrivialRegisterPassable):
    """`range` of sized or unsigned integers.

    Parameters:
        dtype: Their type.
    """

    var start: Scalar[Self.dtype]
    """What comes next."""
    var end: Scalar[Self.dtype]
    """Where it stops."""
    var step: Scalar[Self.dtype]
    """From each to the next."""

    @always_inline
    def __init__(out self, start: Scalar[Self.dtype], end: Scalar[Self.dtype], step: Scalar[Self.dtype]):
        """All three.

        Args:
            start: The first integer.
            end: Where it stops, not part of it.
            step: From each to the next; 0 makes the range empty.
        """
        self.start = start
        self.end = end
        self.step = step

    @always_inline
    def __iter__(self) -> Self:
        """A fresh copy."""
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        """Whether something is left."""
        comptime if Self.dtype.is_signed():
            return Bool(self.start < self.end) if Bool(self.step > 0) else Bool(self.start > self.end) and Bool(self.step != 0)
        else:
            return Bool(self.start < self.end) and Bool(self.step != 0)

    @always_inline
    def __next__(mut self) -> Scalar[Self.dtype]:
        """The next integer."""
        var result = self.start
        # At the last element the sum could wrap around and start again.
        self.start = result + self.step if self.__len__() > 1 else self.end
        return result

    @always_inline
    def __len__(self) -> Int:
        """How many are left."""
        if not self.__has_next__():
            return 0
        if Bool(self.step > 0):
            return Int((self.end - self.start - 1).to_bits() // self.step.to_bits()) + 1
        return Int((self.start - self.end - 1).to_bits() // (-self.step).to_bits()) + 1

    @always_inline
    def __getitem__(self, position: Int) -> Scalar[Self.dtype]:
        """The integer at a position.

        Args:
            position: 0 to `len - 1`.
        """
        return self.start + Scalar[Self.dtype](position) * self.step

    @always_inline
    def __reversed__(self) -> Self:
        """From the last to the first; signed integers only."""
        comptime assert Self.dtype.is_signed(), "a range of unsigned integers cannot run backwards"
        var last = self.start + Scalar[Self.dtype](self.__len__() - 1) * self.step
        return Self(last, self.start - self.step, -self.step)


@always_inline
def range(end: Int) -> _ZeroStartingRange:
    """0, 1, ... below `end`.

    Args:
        end: First integer that is not part of it.
    """
    return _ZeroStartingRange(end)


@always_inline
def range(start: Int, end: Int) -> _SequentialRange:
    """`start, start + 1, ...` below `end`.

    Args:
        start: The first integer.
        end: First integer that is not part of it.
    """
    return _SequentialRange(start, end)


@always_inline
def range(start: Int, end: Int, step: Int) -> _StridedRange:
    """`start, start + step, ...` before `end` is reached.

    Args:
        start: The first integer.
        end: Where it stops, not part of it.
        step: From each to the next, negative to run down; 0 makes the range empty.
    """
    return _StridedRange(start, end, step)


@always_inline
def range[T: IntableRaising](end: T) raises -> _ZeroStartingRange:
    """0, 1, ... below `end`, an `object` or a Python object.

    Args:
        end: The end; not part of the range.
    """
    return range(end.__int__())


@always_inline
def range[T: IntableRaising, U: IntableRaising](start: T, end: U) raises -> _SequentialRange:
    """`start, start + 1, ...` below `end`, of `object`s or Python objects.

    Args:
        start: The first number.
        end: The end; not part of the range.
    """
    return range(start.__int__(), end.__int__())


@always_inline
def range[dtype: DType](end: Scalar[dtype]) -> _ScalarRange[dtype]:
    """0, 1, ... below `end`, in its type.

    Args:
        end: First integer that is not part of it.
    """
    return _ScalarRange[dtype](Scalar[dtype](0), end, Scalar[dtype](1))


@always_inline
def range[dtype: DType](start: Scalar[dtype], end: Scalar[dtype]) -> _ScalarRange[dtype]:
    """`start, start + 1, ...` below `end`, in their type.

    Args:
        start: The first integer.
        end: First integer that is not part of it.
    """
    return _ScalarRange[dtype](start, end, Scalar[dtype](1))


@always_inline
def range[dtype: DType](start: Scalar[dtype], end: Scalar[dtype], step: Scalar[dtype]) -> _ScalarRange[dtype]:
    """`start, start + step, ...` before `end` is reached, in their type.

    Args:
        start: The first integer.
        end: Where it stops, not part of it.
        step: From each to the next.
    """
    return _ScalarRange[dtype](start, end, step)
