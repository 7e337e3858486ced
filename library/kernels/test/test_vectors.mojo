# test: run
# modes: O0 O3 (the interpreter has no masked loads wide enough to be quick)
# Vectors of all lengths around those of registers: sums, greatest, axpy, and a chain in place; memory beyond stays as it is.
from kernels.soft_weight import exp_or_zero
from kernels.vector_operations import axpy, dot, elementwise_chain, greatest_of, sum_of
from memory import alloc
from testing import assert_equal


def compare[dtype: DType](count: Int) raises:
    var x = alloc[Scalar[dtype]](count + 64)
    var y = alloc[Scalar[dtype]](count + 64)
    var product = 0
    var sum = 0
    var greatest = -1000
    for i in range(count + 64):
        x[i] = Scalar[dtype]((i * 7) % 11 - 5)
        y[i] = Scalar[dtype]((i * 5) % 13 - 6)
        if i < count:
            product += ((i * 7) % 11 - 5) * ((i * 5) % 13 - 6)
            sum += (i * 7) % 11 - 5
            greatest = max(greatest, (i * 7) % 11 - 5)
    assert_equal(dot(x, y, count), Scalar[dtype](product))
    assert_equal(sum_of(x, count), Scalar[dtype](sum))
    if count > 0:
        assert_equal(greatest_of(x, count), Scalar[dtype](greatest))

    @parameter
    def step[width: Int](index: Int, lanes: Int, value: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return value * 2 + Scalar[dtype](lanes - lanes)

    axpy(Scalar[dtype](3), x, y, count)
    elementwise_chain[step](x, x, count)
    for i in range(count + 64):
        var is_inside = i < count
        assert_equal(x[i], Scalar[dtype](((i * 7) % 11 - 5) * (2 if is_inside else 1)))
        assert_equal(y[i], Scalar[dtype]((i * 5) % 13 - 6 + (((i * 7) % 11 - 5) * 3 if is_inside else 0)))
    x.free()
    y.free()


def main() raises:
    for count in [0, 1, 7, 8, 15, 16, 17, 31, 63, 64, 65, 127, 128, 129, 200, 1000]:
        compare[DType.float32](count)
        compare[DType.float64](count)
    compare[DType.int32](77)
    var small = alloc[BFloat16](1000)
    for i in range(1000):
        small[i] = 1
    # bfloat16 itself stops at 256
    assert_equal(sum_of[DType.float32](small, 1000), Float32(1000))
    assert_equal(dot[DType.float32](small, small, 999), Float32(999))
    small.free()
    # Exponentials that would not be normal numbers are 0; NaNs stay
    var zero = Float32(0)
    var weights = exp_or_zero(SIMD[DType.float32, 8](zero / zero, -1 / zero, -86, -88, 0, 1, 1 / zero, -1000))
    assert_equal(weights[0] != weights[0], True)
    assert_equal(weights[1] == 0 and weights[3] == 0 and weights[7] == 0, True)
    assert_equal(weights[2] > 4e-38 and weights[4] == 1 and weights[6] == 1 / zero, True)
    var wide = exp_or_zero(SIMD[DType.float64, 2](-707, -709))
    assert_equal(wide[0] > 2.3e-308 and wide[1] == 0, True)
