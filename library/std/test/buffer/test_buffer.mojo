# test: run
# Views of memory in one and several dimensions, extents known at compile time or not.
from buffer import Buffer, Dim, DimList, NDBuffer
from testing import assert_equal, assert_false, assert_true
from utils import IndexList


def main() raises:
    var data = alloc[Float32](24)
    for i in range(24):
        data[i] = Float32(i)
    var row = Buffer[DType.float32, 24](data)
    assert_equal(len(row), 24)
    assert_equal(row[5], 5.0)
    row[5] = 50
    assert_equal(row.load[4](4), SIMD[DType.float32, 4](4, 50, 6, 7))
    row.store(4, SIMD[DType.float32, 2](40, 5))
    assert_equal(row[4] + row[5], 45.0)
    row[4] = 4
    assert_equal(row.bytecount(), 96)
    # The order of 2023
    var old = Buffer[24, DType.float32](data)
    assert_equal(old[7], 7.0)

    var cube = NDBuffer[DType.float32, 3, DimList(2, 3, 4)](data)
    assert_equal(cube.dim[1](), 3)
    assert_equal(cube.num_elements(), 24)
    assert_equal(cube[1, 2, 3], 23.0)
    assert_equal(cube[IndexList[3](1, 0, 2)], 14.0)
    cube[IndexList[3](0, 1, 1)] = -1
    assert_equal(data[5], -1.0)
    assert_equal(cube.load[2](1, 1, 2), SIMD[DType.float32, 2](18, 19))
    assert_equal(cube.stride(0), 12)
    assert_true(cube.is_contiguous())
    var dynamic = NDBuffer[DType.float32, 2](data, IndexList[2](4, 6))
    assert_equal(dynamic[2, 1], 13.0)
    var columns = NDBuffer[DType.float32, 2](data, IndexList[2](6, 4), IndexList[2](1, 6))
    assert_equal(columns[1, 2], 13.0)
    assert_false(columns.is_contiguous())
    dynamic.zero()
    assert_equal(data[23], 0.0)

    assert_equal(DimList(2, Dim(), 4).product[1]().get(), 2)
    assert_false(DimList(2, Dim()).product().has_value())
    assert_equal(String(DimList(2, Dim(), 4)), "[2, ?, 4]")
    var stack = Buffer[DType.int16, 8].stack_allocation()
    stack.fill(3)
    assert_equal(stack[7], 3)
    stack.simd_nt_store[8](0, SIMD[DType.int16, 8](9))
    assert_equal(stack.aligned_simd_load[4, 8](4), SIMD[DType.int16, 4](9))
    var old_cube = NDBuffer[3, DimList(2, 3, 4), DType.float32](data)
    assert_equal(old_cube.dim[2](), 4)
    data.free()
    print("ok")  # prints: ok
