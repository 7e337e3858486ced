"""`TensorShape`: extents of a tensor."""


struct TensorShape(Copyable, Equatable, ImplicitlyCopyable, Movable, Sized, Stringable, Writable):
    """Extents, a number for each dimension."""

    var extents: List[Int]
    """The extents."""

    def __init__(out self):
        """No dimension: a single number."""
        self.extents = List[Int]()

    def __init__(out self, *shapes: Int):
        """Extent by extent.

        Args:
            shapes: The extents.
        """
        self.extents = List[Int](capacity=len(shapes))
        for i in range(len(shapes)):
            self.extents.append(shapes[i])

    @implicit
    def __init__(out self, shapes: List[Int]):
        """From a list.

        Args:
            shapes: The extents.
        """
        self.extents = shapes.copy()

    @implicit
    def __init__(out self, shapes: VariadicList[Int]):
        """From the arguments of a function.

        Args:
            shapes: The extents.
        """
        self.extents = List[Int](capacity=len(shapes))
        for i in range(len(shapes)):
            self.extents.append(shapes[i])

    def rank(self) -> Int:
        """Number of dimensions."""
        return len(self.extents)

    def __len__(self) -> Int:
        """Number of dimensions."""
        return len(self.extents)

    def num_elements(self) -> Int:
        """Product of the extents."""
        var product = 1
        for i in range(len(self.extents)):
            product *= self.extents[i]
        return product

    @always_inline
    def __getitem__(self, index: Int) -> Int:
        """One extent.

        Args:
            index: Which; negative numbers count from the end.
        """
        return self.extents[index]

    def __eq__(self, other: Self) -> Bool:
        """Whether all extents are equal."""
        if len(self.extents) != len(other.extents):
            return False
        for i in range(len(self.extents)):
            if self.extents[i] != other.extents[i]:
                return False
        return True

    def __ne__(self, other: Self) -> Bool:
        """Whether an extent differs."""
        return not self == other

    def write_to[W: Writer](self, mut writer: W):
        """Writes `2x3x4`."""
        for i in range(len(self.extents)):
            if i != 0:
                writer.write("x")
            writer.write(self.extents[i])

    def __str__(self) -> String:
        """`2x3x4`."""
        return String.write(self)

    def __repr__(self) -> String:
        """`2x3x4`."""
        return String.write(self)
