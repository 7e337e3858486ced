# test: run
# `Int`, hashes as in CPython, hashes as keys.
from pyruntime.big_integer import BigInteger


def main() raises:
    var overflows = False
    print((BigInteger(1) << 63).to_int(overflows), overflows)  # prints: -9223372036854775808 True
    print((-(BigInteger(1) << 63)).to_int(overflows), overflows)  # prints: -9223372036854775808 False
    print((-(BigInteger(1) << 100) - 5).to_int(overflows), overflows)  # prints: -5 True
    try:
        print(BigInteger(-42).to_int())  # prints: -42
        _ = (BigInteger(1) << 64).to_int()
    except error:
        print(error)  # prints: OverflowError: Python int too large to convert to C ssize_t
    print(BigInteger(-1).python_hash(), BigInteger(1 << 61).python_hash(), (BigInteger(10) ** 30).python_hash())  # prints: -2 1 465258685558744706
    print(((BigInteger(1) << 61) - 1).python_hash(), (-(BigInteger(1) << 64)).python_hash())  # prints: 0 -8
    print(hash(BigInteger(-7)) == hash(-7), hash(BigInteger(3) ** 100) == hash(BigInteger(9) ** 50))  # prints: True True
    var counts = Dict[BigInteger, Int]()
    counts[BigInteger(7) ** 50] = 3
    counts[7] = 4
    print(counts[BigInteger(49) ** 25], counts[7], String(BigInteger(5)), repr(BigInteger(6)))  # prints: 3 4 5 6
    if BigInteger(0):
        print("zero is true")
