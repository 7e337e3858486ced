"""`MatrixBatch`: many matrices of one shape in somebody's memory, at any distances.

Not here: one matrix (`matrix_view.mojo`).
"""

from memory import UnsafePointer

from .matrix_view import MatrixView


struct MatrixBatch[dtype: DType](ImplicitlyCopyable, Sized, TrivialRegisterPassable):
    """`groups` x `members` matrices (for instance sentences and heads); each lies `group * group_stride + member * member_stride` elements
    after the first one.

    A stride of 0 means the same matrix again, for operands that are only read. The memory must outlive the view.

    Parameters:
        dtype: Kind of element.
    """

    var first: MatrixView[Self.dtype]
    """The first matrix, whose shape and strides all have."""
    var groups: Int
    """Number of groups."""
    var members: Int
    """Matrices in a group."""
    var group_stride: Int
    """From group to group, in elements."""
    var member_stride: Int
    """From matrix to matrix in a group, in elements."""

    @always_inline
    def __init__(out self, data: UnsafePointer[Scalar[Self.dtype], _], count: Int, rows: Int, columns: Int):
        """Matrix after matrix, row after row, without gaps.

        Args:
            data: The first element.
            count: Number of matrices.
            rows: Rows of each.
            columns: Columns of each.
        """
        self = Self(MatrixView[Self.dtype](data, rows, columns), count, rows * columns)

    @always_inline
    def __init__(out self, first: MatrixView[Self.dtype], count: Int, stride: Int):
        """Matrices at equal distances.

        Args:
            first: The first matrix.
            count: Their number.
            stride: From matrix to matrix, in elements; 0 for the same one again.
        """
        self = Self(first, 1, count, 0, stride)

    @always_inline
    def __init__(out self, first: MatrixView[Self.dtype], groups: Int, members: Int, group_stride: Int, member_stride: Int):
        """Two levels of matrices.

        Args:
            first: The first matrix.
            groups: Number of groups.
            members: Matrices in a group.
            group_stride: From group to group, in elements.
            member_stride: From matrix to matrix in a group, in elements.
        """
        self.first = first
        self.groups = groups
        self.members = members
        self.group_stride = group_stride
        self.member_stride = member_stride

    @always_inline
    def transposed(self) -> Self:
        """The same elements with rows and columns of each matrix exchanged; nothing moves."""
        return Self(self.first.transposed(), self.groups, self.members, self.group_stride, self.member_stride)

    @always_inline
    def __len__(self) -> Int:
        """Number of matrices."""
        return self.groups * self.members

    @always_inline
    def __getitem__(self, number: Int) -> MatrixView[Self.dtype]:
        """A matrix.

        Args:
            number: Its number; those of a group follow one another.
        """
        return self.at(number // self.members, number % self.members)

    @always_inline
    def at(self, group: Int, member: Int) -> MatrixView[Self.dtype]:
        """A matrix.

        Args:
            group: Its group.
            member: Its place in the group.
        """
        var data = self.first.data + (group * self.group_stride + member * self.member_stride)
        return MatrixView[Self.dtype](data, self.first.rows, self.first.columns, self.first.row_stride, self.first.column_stride)

    @always_inline
    def is_constant(self) -> Bool:
        """Whether it is one matrix, again and again."""
        return (self.groups == 1 or self.group_stride == 0) and (self.members == 1 or self.member_stride == 0)

    @always_inline
    def is_one_matrix(self) -> Bool:
        """Whether rows of each matrix follow those of the one before at the same distance, so that `stacked` is possible."""
        var rows = self.first.rows
        var members_fit = self.members == 1 or self.member_stride == rows * self.first.row_stride
        return members_fit and (self.groups == 1 or self.group_stride == self.members * rows * self.first.row_stride)

    @always_inline
    def stacked(self) -> MatrixView[Self.dtype]:
        """All matrices on top of each other, as one; only if `is_one_matrix`."""
        return MatrixView[Self.dtype](
            self.first.data, len(self) * self.first.rows, self.first.columns, self.first.row_stride, self.first.column_stride
        )
