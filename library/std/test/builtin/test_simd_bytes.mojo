# test: run
# Numbers as bytes and back.
from testing import assert_equal


def main() raises:
    var bytes = UInt32(0x01020304).as_bytes()
    assert_equal(Int(bytes[0]), 4)
    assert_equal(Int(bytes[3]), 1)
    var network = UInt32(0x01020304).as_bytes[big_endian=True]()
    assert_equal(Int(network[0]), 1)
    assert_equal(UInt32.from_bytes[big_endian=True](network), 0x01020304)
    assert_equal(UInt32.from_bytes(bytes), 0x01020304)
    assert_equal(Float64.from_bytes(Float64(-2.5).as_bytes()), -2.5)
    assert_equal(Int16.from_bytes(Int16(-2).as_bytes()), -2)
    print("ok")  # prints: ok
