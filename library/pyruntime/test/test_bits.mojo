# test: run
# Shifts and bitwise operations as in two's complement without end.
from pyruntime.big_integer import BigInteger


def show(a: BigInteger, b: BigInteger):
    print((a & b).text(16), (a | b).text(16), (a ^ b).text(16), (~a).text(16))


def main() raises:
    show(12, 10)  # prints: 8 e 6 -d
    show(-12, 10)  # prints: 0 -2 -2 b
    show(-(BigInteger(1) << 64), -1)  # prints: -10000000000000000 -1 ffffffffffffffff ffffffffffffffff
    show(-(BigInteger(1) << 128), (BigInteger(1) << 128) - 1)  # prints: 0 -1 -1 ffffffffffffffffffffffffffffffff
    show((BigInteger(1) << 200) + 5, -3)  # prints: 100000000000000000000000000000000000000000000000005 -3 -100000000000000000000000000000000000000000000000008 -100000000000000000000000000000000000000000000000006
    print(BigInteger(-5) >> 1, BigInteger(-4) >> 1, BigInteger(-1) >> 1000, BigInteger(5) >> 1000)  # prints: -3 -2 -1 0
    print(-(BigInteger(1) << 192) >> 64, (-(BigInteger(1) << 192) + 1) >> 192, (-(BigInteger(1) << 192) - 1) >> 192)  # prints: -340282366920938463463374607431768211456 -1 -2
    print(BigInteger(3) << 126 == BigInteger(3) * (BigInteger(1) << 126), BigInteger(0) << 5)  # prints: True 0
    print((-(BigInteger(255) << 100)).bit_length(), (-(BigInteger(255) << 100)).bit_count(), BigInteger(0).bit_length())  # prints: 108 8 0
    for count in [BigInteger(-1), BigInteger(1) << 50, BigInteger(1) << 70]:
        try:
            print(BigInteger(-1) >> count)
            print(BigInteger(-1) << count)
        except error:
            print(error)
    # prints: ValueError: negative shift count
    # prints: -1
    # prints: MemoryError
    # prints: -1
    # prints: OverflowError: too many digits in integer
