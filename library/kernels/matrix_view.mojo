"""`MatrixView`: a matrix in somebody's memory, with any strides.

Not here: owners of memory; matrices in the layout that a kernel wants (`packed_matrix.mojo`).
"""

from memory import UnsafePointer


struct MatrixView[dtype: DType](ImplicitlyCopyable, TrivialRegisterPassable):
    """`rows` x `columns` elements; element (i, j) lies `i * row_stride + j * column_stride` elements after the first.

    The memory must outlive the view. Strides may be zero or negative in operands that are only read.

    Parameters:
        dtype: Kind of element.
    """

    var data: UnsafePointer[Scalar[Self.dtype]]
    """The element (0, 0)."""
    var rows: Int
    """Number of rows."""
    var columns: Int
    """Number of columns."""
    var row_stride: Int
    """Distance between neighbours in a column, in elements."""
    var column_stride: Int
    """Distance between neighbours in a row, in elements."""

    @always_inline
    def __init__(out self, data: UnsafePointer[Scalar[Self.dtype], _], rows: Int, columns: Int):
        """Row after row without gaps.

        Args:
            data: The first element.
            rows: Number of rows.
            columns: Number of columns.
        """
        self = Self(data, rows, columns, columns, 1)

    @always_inline
    def __init__(
        out self, data: UnsafePointer[Scalar[Self.dtype], _], rows: Int, columns: Int, row_stride: Int, column_stride: Int
    ):
        """Any layout.

        Args:
            data: The element (0, 0).
            rows: Number of rows.
            columns: Number of columns.
            row_stride: From row to row, in elements.
            column_stride: From column to column, in elements.
        """
        self.data = data.as_any_origin()
        self.rows = rows
        self.columns = columns
        self.row_stride = row_stride
        self.column_stride = column_stride

    @always_inline
    def transposed(self) -> Self:
        """The same elements with rows and columns exchanged; nothing moves."""
        return Self(self.data, self.columns, self.rows, self.column_stride, self.row_stride)

    @always_inline
    def slice(self, row: Int, column: Int, rows: Int, columns: Int) -> Self:
        """A part of the matrix.

        Args:
            row: Its first row.
            column: Its first column.
            rows: Number of its rows.
            columns: Number of its columns.
        """
        return Self(self.at(row, column), rows, columns, self.row_stride, self.column_stride)

    @always_inline
    def at(self, row: Int, column: Int) -> UnsafePointer[Scalar[Self.dtype]]:
        """The address of an element.

        Args:
            row: Its row.
            column: Its column.
        """
        return self.data + (row * self.row_stride + column * self.column_stride)

    @always_inline
    def __getitem__(self, row: Int, column: Int) -> Scalar[Self.dtype]:
        """An element.

        Args:
            row: Its row.
            column: Its column.
        """
        return self.at(row, column)[]

    @always_inline
    def __setitem__(self, row: Int, column: Int, value: Scalar[Self.dtype]):
        """Writes an element.

        Args:
            row: Its row.
            column: Its column.
            value: What to write.
        """
        self.at(row, column)[] = value
