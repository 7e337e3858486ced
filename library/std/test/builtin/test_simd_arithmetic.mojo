# test: run
# Arithmetic of vectors and sized numbers: wrapping, rounding, conversion, bits.
from testing import assert_equal, assert_true


def main() raises:
    comptime I = SIMD[DType.int8, 4]
    assert_equal(I(127) + 1, I(-128))
    assert_equal(I(7, -7, 7, -7) // I(2, 2, -2, -2), I(3, -4, -4, 3))
    assert_equal(I(7, -7, 7, -7) % I(2, 2, -2, -2), I(1, 1, -1, -1))
    assert_equal(I(7, -7, 7, -7) / I(2, 2, -2, -2), I(3, -3, -3, 3))
    assert_equal(I(5) // I(0), I(0))
    assert_equal(I(5) % I(0), I(0))
    assert_equal(I(-128) // I(-1), I(-128))
    assert_equal(I(-128) % I(-1), I(0))
    assert_equal(I(7, -7, 6, -6).__ceildiv__(I(2)), I(4, -3, 3, -3))
    assert_equal(UInt8(7) // 2, 3)
    assert_equal(UInt8(200) % 7, 4)
    assert_equal(I(1, 2, 3, 4) << 1, I(2, 4, 6, 8))
    assert_equal(I(-8, 8, -1, 1) >> 1, I(-4, 4, -1, 0))
    assert_equal(UInt8(0x80) >> 7, 1)
    assert_equal(Int8(1) << 9, 2)
    assert_equal(I(6) & I(3), I(2))
    assert_equal(I(6) | I(3), I(7))
    assert_equal(I(6) ^ I(3), I(5))
    assert_equal(~I(6), I(-7))
    assert_equal(abs(I(-5, 5, -128, 0)), I(5, 5, -128, 0))
    assert_equal(-I(1, -1, 0, -128), I(-1, 1, 0, -128))
    assert_equal(min(I(1, 5, 3, 0), I(2)), I(1, 2, 2, 0))
    assert_equal(max(I(1, 5, 3, 0), I(2)), I(2, 5, 3, 2))
    assert_equal(I(1, 5, 3, 0).clamp(1, 3), I(1, 3, 3, 1))

    comptime F = SIMD[DType.float32, 4]
    assert_equal(F(1, 2, 3, 4) * 0.5 + 1, F(1.5, 2, 2.5, 3))
    assert_equal(1 / F(1, 2, 4, 8), F(1, 0.5, 0.25, 0.125))
    assert_equal(10 - F(1, 2, 3, 4), F(9, 8, 7, 6))
    assert_equal(F(1, 2, 3, 4).fma(F(2), F(1)), F(3, 5, 7, 9))
    assert_equal(round(F(0.5, 1.5, 2.5, -0.5)), F(0, 2, 2, 0))
    assert_equal(F(1.7, -1.7, 2.2, -2.2).cast[DType.int32](), SIMD[DType.int32, 4](1, -1, 2, -2))
    assert_equal(F(1e10, -1e10, 300, -300).cast[DType.int8](), I(127, -128, 127, -128))
    assert_equal(F(1e10).cast[DType.uint8](), SIMD[DType.uint8, 4](255))
    assert_equal(Float64(Float32(0.1)), 0.10000000149011612)
    assert_equal(Float32(1.5).to_bits(), 0x3FC00000)
    assert_equal(Float32(from_bits=UInt32(0x40490FDB)), 3.1415927)
    assert_equal(Int32(-1).cast[DType.uint32](), 4294967295)
    assert_equal(Int(Int32(-5).cast[DType.int64]()), -5)
    assert_equal(UInt64(2) ** 63, 9223372036854775808)
    assert_equal(Float16(65504.0) + 0, Float16.MAX_FINITE)
    assert_equal(Float64.MAX_FINITE, 1.7976931348623157e308)
    assert_equal(Float32.MIN_FINITE, -3.4028234663852886e38)
    assert_equal(Int16.MAX, 32767)
    assert_equal(Int16.MIN, -32768)
    assert_equal(UInt32.MAX, 4294967295)
    assert_equal(String(UInt128.MAX), "340282366920938463463374607431768211455")
    assert_equal(String(Int256.MIN + 1), "-57896044618658097711785492504343953926634992332820282019728792003956564819967")

    var sum, overflowed = UInt8(200).add_with_overflow(100)
    assert_equal(sum, 44)
    assert_true(overflowed)
    var product, fits = Int32(1000).mul_with_overflow(1000)
    assert_equal(product, 1000000)
    assert_true(not fits)
    var q, r = divmod(Int32(-7), Int32(3))
    assert_equal(q, -3)
    assert_equal(r, 2)
    var x = Float32(2)
    x += 1
    x *= 3
    x -= 0.5
    x /= 2
    x **= 2
    assert_equal(x, 18.0625)
    assert_equal(Float64("1e-3"), 0.001)
    assert_equal(Int8("-12"), -12)
    print("ok")  # prints: ok
