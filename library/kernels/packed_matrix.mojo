"""`PackedMatrix`: a right operand that stays the same over many products (weights), packed once."""

from memory import UnsafePointer, alloc
from sys import simd_width_of

from .gemm_packing import pack_columns
from .gemm_tile import GemmTile, default_tile, gemm_depth, shared_evenly
from .matrix_view import MatrixView


struct PackedMatrix[dtype: DType, tile: GemmTile = default_tile()](Movable):
    """A matrix [rows, columns] in blocks of some rows; a block is a row of panels (`pack_columns`). Owns its memory.

    Parameters:
        dtype: Kind of element, that of the accumulators of the product.
        tile: Sizes of the product's pieces; those of the product must be the same.
    """

    var data: UnsafePointer[Scalar[Self.dtype]]
    """The blocks, one after the other."""
    var rows: Int
    """Number of rows: length of the dot products."""
    var columns: Int
    """Number of columns."""
    var depth: Int
    """Rows of a block; the last has what is left."""
    var owns: Bool
    """Whether the memory is given back in the end."""

    def __init__[b_type: DType](out self, b: MatrixView[b_type]):
        """Packs a matrix.

        Parameters:
            b_type: Kind of element.

        Args:
            b: The matrix, any strides; not needed any more afterwards.
        """
        self = Self.__init__[prologue=_same[Self.dtype, _]](b)

    def __init__[
        b_type: DType, //, prologue: def[width: Int](Int, Int, SIMD[Self.dtype, width]) capturing [_] -> SIMD[Self.dtype, width]
    ](out self, b: MatrixView[b_type]):
        """Packs a matrix and changes its elements on the way, for instance from a quantised form.

        Parameters:
            b_type: Kind of element.
            prologue: Gives the elements for the product; takes row, first column and elements.

        Args:
            b: The matrix, any strides; not needed any more afterwards.
        """
        comptime width = simd_width_of[Self.dtype]()
        self.owns = True
        self.rows = b.rows
        self.columns = b.columns
        self.depth = Self.block_depth(b.rows)
        var stride = (b.columns + width - 1) // width * width
        self.data = alloc[Scalar[Self.dtype]](max(1, b.rows * stride), alignment=64)
        for row in range(0, b.rows, self.depth):
            var part = b.slice(row, 0, min(self.depth, b.rows - row), b.columns)
            pack_columns[Self.dtype, width, Self.tile.vectors, prologue](part, row, 0, self.data + row * stride)

    def __init__(out self, *, packed: UnsafePointer[Scalar[Self.dtype]], rows: Int, columns: Int):
        """A matrix that was packed before, in somebody's memory, which must outlive it.

        Args:
            packed: What `data` of the packed matrix was.
            rows: Its rows.
            columns: Its columns.
        """
        self.owns = False
        self.rows = rows
        self.columns = columns
        self.depth = Self.block_depth(rows)
        self.data = packed

    @staticmethod
    @always_inline
    def block_depth(rows: Int) -> Int:
        """Rows of a block.

        Args:
            rows: Rows of the matrix.
        """
        return shared_evenly(rows, gemm_depth[Self.tile, simd_width_of[Self.dtype]()](Self.dtype.size_of()), 8)

    @always_inline
    def count(self) -> Int:
        """Elements of the memory."""
        return self.rows * self.padded_columns()

    @always_inline
    def padded_columns(self) -> Int:
        """Columns with those that fill the last vector."""
        comptime width = simd_width_of[Self.dtype]()
        return (self.columns + width - 1) // width * width

    def __deinit__(deinit self):
        """Gives the memory back."""
        if self.owns:
            self.data.free()


@always_inline
def _same[acc: DType, width: Int](row: Int, column: Int, value: SIMD[acc, width]) -> SIMD[acc, width]:
    return value
