# test: run
from std.memory import pack_bits
from std.testing import assert_equal


def test_default_type() raises:
    var mask = SIMD[DType.bool, 8](True, False, True, False, False, False, False, True)
    assert_equal(pack_bits(mask), UInt8(0b10000101))
    assert_equal(pack_bits(SIMD[DType.bool, 16](True)), UInt16(0xFFFF))
    assert_equal(pack_bits(SIMD[DType.bool, 64](True)), UInt64.MAX)


def main() raises:
    test_default_type()
