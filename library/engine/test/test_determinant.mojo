# test: run
# modes: O0 O3 (the interpreter needs minutes for it)
# timeout: 60
# Determinants against expansion by minors, which is exact for small whole numbers; singular and empty matrices; several; what is not square.
from engine.calls.determinant import determinant
from engine.interface import new_memory
from engine.tensor import Tensor
from testing import assert_almost_equal, assert_equal, assert_raises
from tensors import Numbers


def expand(matrix: List[Float64], rows: Int) -> Float64:
    """Along the first row."""
    if rows == 0:
        return 1
    var result = Float64(0)
    for column in range(rows):
        var minor = List[Float64]()
        for i in range(1, rows):
            for j in range(rows):
                if j != column:
                    minor.append(matrix[i * rows + j])
        var part = matrix[column] * expand(minor, rows - 1)
        result += part if column % 2 == 0 else -part
    return result


def compare[dtype: DType](count: Int, rows: Int) raises:
    var memory = new_memory(2)
    var numbers = Numbers(rows)
    var input = Tensor[dtype, 3](memory, count, rows, rows)
    numbers.fill(input, -3, 4)
    var result = Tensor[dtype, 1].nothing()
    determinant(memory, input, result, 2)
    assert_equal(result.shape[0], count)
    for at in range(count):
        var matrix = List[Float64]()
        for i in range(rows * rows):
            matrix.append(input.data[at * rows * rows + i].cast[DType.float64]())
        assert_almost_equal(result.data[at].cast[DType.float64](), expand(matrix, rows), atol=1e-3)


def main() raises:
    for rows in range(7):
        compare[DType.float32](20, rows)
    compare[DType.float64](2, 6)
    compare[DType.float64](0, 3)
    compare[DType.float16](4, 2)
    var memory = new_memory(1)
    var input = Tensor[DType.float32, 2](memory, 2, 2)
    var result = Tensor[DType.float32, 0].nothing()
    for i in range(4):
        input.data[i] = Float32(i)
    determinant(memory, input, result, 1)
    assert_equal(result.data[], -2)
    input.data[2] = 0
    determinant(memory, input, result, 1)
    assert_equal(result.data[], 0)
    # Large: a permutation of which the determinant is known
    var rows = 60
    var large = Tensor[DType.float32, 2](memory, rows, rows)
    for i in range(rows):
        for j in range(rows):
            large.data[i * rows + j] = 2 if j == (i + 1) % rows else 0
    determinant(memory, large, result, 1)
    assert_equal(result.data[], -Float32(2) ** 60)
    var oblong = Tensor[DType.float32, 2](memory, 2, 3)
    with assert_raises(contains="determinant: the matrices should be square, but are 2 x 3"):
        determinant(memory, oblong, result, 1)
