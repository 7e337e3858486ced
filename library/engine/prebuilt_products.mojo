"""What models with products share and is compiled once: the kernels of products of float32, without what models put into them."""

from kernels.batched_matmul import batched_matmul
from kernels.matmul import matmul
from kernels.matrix_batch import MatrixBatch
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from memory import UnsafePointer


@export
def engine_products(data: UnsafePointer[Float32, MutAnyOrigin], n: Int):
    """Makes the instances for products.

    Args:
        data: Memory.
        n: A size.
    """

    @parameter
    def same[lanes: Int](row: Int, column: Int, value: SIMD[DType.float32, lanes]) -> SIMD[DType.float32, lanes]:
        return value

    @parameter
    def same_in_batch[lanes: Int](matrix: Int, row: Int, column: Int, value: SIMD[DType.float32, lanes]) -> SIMD[DType.float32, lanes]:
        return value

    var view = MatrixView[DType.float32](data, n, n, n, 1)
    var batch = MatrixBatch(view, n, n, n, n)
    var packed = PackedMatrix[DType.float32](view)
    matmul(view, view, packed, threads=n)
    matmul(view, view, view, threads=n)
    matmul[epilogue=same](view, view, packed, threads=n)
    matmul[epilogue=same](view, view, view, threads=n)
    batched_matmul(batch, batch, batch, threads=n)
    batched_matmul(batch, batch, packed, threads=n)
    batched_matmul[epilogue=same_in_batch](batch, batch, batch, threads=n)
    batched_matmul[epilogue=same_in_batch](batch, batch, packed, threads=n)
