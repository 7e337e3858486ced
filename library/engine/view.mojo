"""`View`: a tensor as kernels see it, whatever its rank."""

from kernels.matrix_batch import MatrixBatch
from kernels.matrix_view import MatrixView
from memory import UnsafePointer

from .edges import goes_around, load_within, store_result
from .tensor import Tensor


struct View[dtype: DType, origin: Origin[mut=False]](TrivialRegisterPassable):
    """Where a tensor's elements and sizes are: two words, so that closures find them in registers. A tensor becomes one where a function takes a view.

    Parameters:
        dtype: Kind of element.
        origin: The tensor, which outlives the view.
    """

    var data: UnsafePointer[Scalar[Self.dtype], MutAnyOrigin]
    """The first element."""
    var sizes: UnsafePointer[Int, MutAnyOrigin]
    """The number of dimensions, then the size of each."""

    @always_inline
    @implicit
    def __init__[rank: Int](out self: View[Self.dtype, origin_of(tensor)], tensor: Tensor[Self.dtype, rank]):
        """All of a tensor.

        Parameters:
            rank: Its number of dimensions.

        Args:
            tensor: Whose elements.
        """
        self.data = tensor.data
        self.sizes = UnsafePointer[Int, MutAnyOrigin](unsafe_from_address=Int(UnsafePointer(to=tensor.dimensions)))

    @always_inline
    def size(self, dimension: Int) -> Int:
        """Size of a dimension.

        Args:
            dimension: Which; less than the rank.
        """
        return self.sizes[1 + dimension]

    def count(self) -> Int:
        """Number of elements."""
        var count = 1
        for dimension in range(self.sizes[0]):
            count *= self.size(dimension)
        return count

    @always_inline
    def __getitem__(self, place: Int) -> Scalar[Self.dtype]:
        """An element.

        Args:
            place: Its number in row-major order.
        """
        return self.data[place]

    @always_inline
    def load[lanes: Int](self, place: Int) -> SIMD[Self.dtype, lanes]:
        """Neighbouring elements.

        Parameters:
            lanes: How many.

        Args:
            place: The number of the first.
        """
        return self.data.load[width=lanes](place)

    @always_inline
    def load_within[lanes: Int](self, place: Int, count: Int) -> SIMD[Self.dtype, lanes]:
        """Neighbouring elements; those from `count` on are anything, and their memory is not touched.

        Parameters:
            lanes: How many.

        Args:
            place: The number of the first.
            count: How many there are.
        """
        return load_within[lanes](self.data + place, count)

    @always_inline
    def load_row[lanes: Int](self, row: Int, column: Int, columns: Int) -> SIMD[Self.dtype, lanes]:
        """Neighbouring elements of a row; those beyond its end are anything, and their memory is not touched.

        Parameters:
            lanes: How many.

        Args:
            row: The number of the row.
            column: The place of the first in the row.
            columns: Elements of a row.
        """
        return load_within[lanes](self.data + (row * columns + column), columns - column)

    @always_inline
    def store[lanes: Int, //](self, place: Int, value: SIMD[Self.dtype, lanes]):
        """Writes neighbouring elements.

        Parameters:
            lanes: How many.

        Args:
            place: The number of the first.
            value: What they become.
        """
        self.data.store(place, value)

    @always_inline
    def store[lanes: Int, //, is_output: Bool](self, place: Int, value: SIMD[Self.dtype, lanes], around: Bool):
        """Writes neighbouring elements, of a model's output around the caches if that is wanted.

        Parameters:
            lanes: How many.
            is_output: Whether nothing in the model reads them.

        Args:
            place: The number of the first.
            value: What they become.
            around: What `goes_around` said.
        """
        comptime if is_output:
            store_result(self.data + place, value, around)
        else:
            self.data.store(place, value)

    def goes_around(self, row: Int, width: Int) -> Bool:
        """Whether it should be written around the caches, as `edges.goes_around` says.

        Args:
            row: Elements of a row.
            width: Elements of a vector.
        """
        return goes_around(self.data, self.count(), row, width)

    def matrix(self, columns: Int) -> MatrixView[Self.dtype]:
        """All elements as rows below each other.

        Args:
            columns: Elements of a row.
        """
        return MatrixView[Self.dtype](self.data, self.count() // max(1, columns), columns)

    def matrices(self, groups: Int, members: Int, columns: Int) -> MatrixBatch[Self.dtype]:
        """All elements as matrices one after the other, [groups, members, rows, columns].

        Args:
            groups: Number of groups.
            members: Matrices in a group.
            columns: Elements of a row.
        """
        var rows = self.count() // max(1, groups * members * columns)
        var first = MatrixView[Self.dtype](self.data, rows, columns)
        return MatrixBatch(first, groups, members, members * rows * columns, rows * columns)

    def heads(self, groups: Int, members: Int, columns: Int) -> MatrixBatch[Self.dtype]:
        """All elements as matrices beside each other, [groups, rows, members, columns]: for instance the heads of attention.

        Args:
            groups: Number of groups.
            members: Matrices in a group.
            columns: Elements of a row.
        """
        var rows = self.count() // max(1, groups * members * columns)
        var first = MatrixView[Self.dtype](self.data, rows, columns, members * columns, 1)
        return MatrixBatch(first, groups, members, rows * members * columns, columns)
