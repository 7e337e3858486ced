# test: run
# Powers, powers modulo a number, inverses, square roots.
from pyruntime.big_integer import BigInteger


def main() raises:
    print(BigInteger(3) ** 60, BigInteger(-2) ** 65, BigInteger(-7) ** 0, BigInteger(-1) ** (BigInteger(10) ** 30 + 1))  # prints: 42391158275216203514294433201 -36893488147419103232 1 -1
    print(BigInteger(12) ** 31, BigInteger(0) ** 0)  # prints: 2848515765597237675947403497177088 1
    print(BigInteger(3).pow(BigInteger(10) ** 40, -1000007), BigInteger(3).pow(-5, 1000007), BigInteger(5).pow(0, 1))  # prints: -500575 596712 0
    print(BigInteger(3).inverse(11), BigInteger(-3).inverse(11), BigInteger(3).inverse(-11))  # prints: 4 7 -7
    print(BigInteger(2).pow(BigInteger(2) ** 127 - 2, BigInteger(2) ** 127 - 1))  # prints: 1
    for case in range(4):
        try:
            if case == 0:
                _ = BigInteger(2).pow(3, 0)
            elif case == 1:
                _ = BigInteger(6).inverse(9)
            elif case == 2:
                _ = BigInteger(-1).isqrt()
            else:
                _ = BigInteger(3) ** (BigInteger(1) << 70)
        except error:
            print(error)
    # prints: ValueError: pow() 3rd argument cannot be 0
    # prints: ValueError: base is not invertible for the given modulus
    # prints: ValueError: isqrt() argument must be nonnegative
    # prints: MemoryError
    print(BigInteger(0).isqrt(), BigInteger(3).isqrt(), (BigInteger(10) ** 60 - 1).isqrt(), (BigInteger(10) ** 60).isqrt())  # prints: 0 1 999999999999999999999999999999 1000000000000000000000000000000
