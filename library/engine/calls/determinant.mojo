"""`determinant`: of each of several matrices."""

from memory import UnsafePointer
from sys import simd_width_of

from engine.loops import for_row, for_rows
from engine.memory import Memory
from engine.tensor import Tensor


def determinant[
    dtype: DType, rank: Int, rank_of_output: Int, //
](memory: UnsafePointer[Memory, MutAnyOrigin], input: Tensor[dtype, rank], mut output: Tensor[dtype, rank_of_output], threads: Int) raises:
    """Computes determinants by elimination, in float64, with the greatest pivot of each column. Raises if the matrices are not square.

    Parameters:
        dtype: Floats.
        rank: Number of dimensions, 2 or more.
        rank_of_output: Two less.

    Args:
        memory: Where the output comes from.
        input: The matrices: its last two dimensions.
        output: A number for each matrix.
        threads: Most threads to use.
    """
    var rows = input.shape[rank - 2]
    if rows != input.shape[rank - 1]:
        raise Error("determinant: the matrices should be square, but are ", rows, " x ", input.shape[rank - 1])
    var result = Tensor[dtype, rank_of_output].nothing()
    comptime for i in range(rank_of_output):
        result.shape[i] = input.shape[i]
    result.allocate(memory)
    var count = result.count()
    # One place for each matrix, so that threads do not share one
    var scratch = Tensor[DType.float64, 2](memory, count, rows * rows)
    var source = input.data
    var target = result.data
    var place = scratch.data

    @parameter
    def one(at: Int):
        var matrix = place + at * rows * rows
        var elements = source + at * rows * rows

        @parameter
        def widen[lanes: Int](i: Int):
            (matrix + i).store((elements + i).load[width=lanes]().cast[DType.float64]())

        for_row[simd_width_of[DType.float64](), widen](rows * rows)
        target[at] = _eliminate(matrix, rows).cast[dtype]()

    for_rows[one](count, threads, rows * rows * rows)
    _ = scratch^
    output = result^


def _eliminate(matrix: UnsafePointer[Float64, MutAnyOrigin], rows: Int) -> Float64:
    """The determinant; changes the matrix."""
    var result = Float64(1)
    for column in range(rows):
        var pivot = column
        for row in range(column + 1, rows):
            if abs(matrix[row * rows + column]) > abs(matrix[pivot * rows + column]):
                pivot = row
        var leading = matrix[pivot * rows + column]
        if leading == 0:
            return 0
        if pivot != column:
            result = -result
            for other in range(column, rows):
                var swapped = matrix[column * rows + other]
                matrix[column * rows + other] = matrix[pivot * rows + other]
                matrix[pivot * rows + other] = swapped
        result *= leading
        var above = matrix + (column * rows + column)
        for row in range(column + 1, rows):
            var here = matrix + (row * rows + column)
            var factor = here[] / leading

            @parameter
            def subtract[lanes: Int](at: Int):
                (here + at).store((here + at).load[width=lanes]() - factor * (above + at).load[width=lanes]())

            for_row[simd_width_of[DType.float64](), subtract](rows - column)
    return result
