# test: run
# Distances to the nearest whole number, by the processor's instruction and by ordinary operations, for halves, large numbers and infinities.
from math.avx512 import distance_to_whole
from testing import assert_equal


def compare[width: Int](x: Float32, expected: Float32) raises:
    assert_equal(distance_to_whole(SIMD[DType.float32, width](x))[width - 1], expected)


def main() raises:
    comptime infinity = Float32(FloatLiteral.infinity)
    comptime nan = Float32(FloatLiteral.nan)
    comptime for width in [1, 4, 16, 32]:
        compare[width](0.25, 0.25)
        compare[width](-0.75, 0.25)
        # Halves go to the even neighbour
        compare[width](0.5, 0.5)
        compare[width](1.5, -0.5)
        compare[width](-2.5, -0.5)
        compare[width](8388607.5, -0.5)
        compare[width](1e30, 0)
        compare[width](-infinity, 0)
        compare[width](infinity, 0)
        var none = distance_to_whole(SIMD[DType.float32, width](nan))[0]
        assert_equal(none == none, False)
    assert_equal(distance_to_whole(SIMD[DType.float64, 8](4503599627370495.5))[3], Float64(-0.5))
    assert_equal(distance_to_whole(SIMD[DType.float64, 8](100.3125))[3], Float64(0.3125))
