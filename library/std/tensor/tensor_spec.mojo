"""`TensorSpec`: element type and extents of a tensor."""

from .tensor_shape import TensorShape


struct TensorSpec(Copyable, Equatable, ImplicitlyCopyable, Movable, Stringable, Writable):
    """Element type and extents."""

    var shape: TensorShape
    """Extents."""
    var type: DType
    """Element type."""

    def __init__(out self, type: DType, *shapes: Int):
        """Extent by extent.

        Args:
            type: Element type.
            shapes: The extents.
        """
        var extents = List[Int](capacity=len(shapes))
        for i in range(len(shapes)):
            extents.append(shapes[i])
        self.shape = TensorShape(extents)
        self.type = type

    def __init__(out self, type: DType, shape: TensorShape):
        """From a shape.

        Args:
            type: Element type.
            shape: Extents.
        """
        self.shape = shape.copy()
        self.type = type

    def dtype(self) -> DType:
        """Element type."""
        return self.type

    def rank(self) -> Int:
        """Number of dimensions."""
        return self.shape.rank()

    def num_elements(self) -> Int:
        """Number of elements."""
        return self.shape.num_elements()

    def bytecount(self) -> Int:
        """Number of bytes."""
        return self.num_elements() * self.type.size_of()

    def __getitem__(self, index: Int) -> Int:
        """One extent.

        Args:
            index: Which.
        """
        return self.shape[index]

    def __eq__(self, other: Self) -> Bool:
        """Whether type and extents are equal."""
        return self.type == other.type and self.shape == other.shape

    def __ne__(self, other: Self) -> Bool:
        """Whether type or extents differ."""
        return not self == other

    def write_to[W: Writer](self, mut writer: W):
        """Writes `2x3xfloat32`."""
        writer.write(self.shape, "x", self.type)

    def __str__(self) -> String:
        """`2x3xfloat32`."""
        return String.write(self)
