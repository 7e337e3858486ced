# test: run
# Ranges of sized and unsigned integers, up to the last value of their type.
from testing import assert_equal


def main() raises:
    var collected = List[Int]()
    for i in range(UInt8(250), UInt8(255)):
        collected.append(Int(i))
    for i in range(UInt8(2), UInt8(16), UInt8(4)):
        collected.append(Int(i))
    for i in range(UInt8(240), UInt8(255), UInt8(10)):
        collected.append(Int(i))
    for i in range(Int8(5), Int8(-128), Int8(-66)):
        collected.append(Int(i))
    for i in range(UInt(3)):
        collected.append(Int(i))
    assert_equal(collected, [250, 251, 252, 253, 254, 2, 6, 10, 14, 240, 250, 5, -61, -127, 0, 1, 2])
    assert_equal(len(range(UInt(0), UInt.MAX)), Int(UInt.MAX))
    assert_equal(len(range(UInt(10), UInt(0), UInt(1))), 0)
    print("ok")  # prints: ok
