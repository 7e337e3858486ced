"""`WeightsFile`: the constants of a model, mapped into memory."""

from ffi import external_call
from kernels.matrix_view import MatrixView
from memory import UnsafePointer

from .tensor import Tensor


struct WeightsFile(Movable):
    """A file that is read as it is needed, and shared by all who map it."""

    var data: UnsafePointer[UInt8, MutAnyOrigin]
    """Its first byte."""
    var bytes: Int
    """Its length."""

    def __init__(out self, path: String, bytes: Int) raises:
        """Maps a file.

        Args:
            path: The file.
            bytes: How long it has to be.
        """
        self.bytes = bytes
        self.data = UnsafePointer[UInt8, MutAnyOrigin]()
        if bytes == 0:
            return
        var name = path
        var descriptor = external_call["open", Int32](name.as_c_string_slice().unsafe_ptr(), Int32(0))
        _ = name^
        if descriptor < 0:
            raise Error("cannot open the weights ", path)
        var length = external_call["lseek", Int](descriptor, 0, Int32(2))
        if length < bytes:
            _ = external_call["close", Int32](descriptor)
            raise Error("the weights ", path, " have ", length, " bytes, but the model needs ", bytes)
        # PROT_READ, MAP_PRIVATE
        var address = external_call["mmap", Int](0, bytes, Int32(1), Int32(2), descriptor, 0)
        _ = external_call["close", Int32](descriptor)
        if address == -1:
            raise Error("cannot map the weights ", path)
        self.data = UnsafePointer[UInt8, MutAnyOrigin](unsafe_from_address=address)

    @always_inline
    def elements[dtype: DType](self, offset: Int) -> UnsafePointer[Scalar[dtype], MutAnyOrigin]:
        """The elements of a constant.

        Parameters:
            dtype: Kind of element.

        Args:
            offset: Where it begins, in bytes.
        """
        return (self.data + offset).bitcast[Scalar[dtype]]()

    def matrix[dtype: DType](self, offset: Int, rows: Int, columns: Int) -> MatrixView[dtype]:
        """A constant as rows below each other, where it lies.

        Parameters:
            dtype: Kind of element.

        Args:
            offset: Where it begins, in bytes.
            rows: Number of rows.
            columns: Elements of a row.
        """
        return MatrixView[dtype](self.elements[dtype](offset), rows, columns)

    def tensor[dtype: DType, rank: Int](self, offset: Int, *shape: Int) -> Tensor[dtype, rank]:
        """A constant, where it lies.

        Parameters:
            dtype: Kind of element.
            rank: Number of dimensions.

        Args:
            offset: Where it begins, in bytes.
            shape: The size of each dimension.
        """
        var result = Tensor[dtype, rank](self.elements[dtype](offset))
        comptime for i in range(rank):
            result.shape[i] = shape[i]
        return result^

    def __deinit__(deinit self):
        """Takes the mapping away."""
        if self.bytes > 0:
            _ = external_call["munmap", Int32](self.data, self.bytes)
