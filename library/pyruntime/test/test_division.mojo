# test: run
# Quotients are rounded down, remainders have the sign of the divisor; errors are those of CPython 3.11.
from pyruntime.big_integer import BigInteger


def show(a: BigInteger, b: BigInteger) raises:
    var quotient, remainder = a.__divmod__(b)
    print(quotient, remainder, a // b == quotient, a % b == remainder)


def main() raises:
    show(7, -2)  # prints: -4 -1 True True
    show(-7, 2)  # prints: -4 1 True True
    show(-7, -2)  # prints: 3 -1 True True
    show(-6, 2)  # prints: -3 0 True True
    show(-1, 100000000000000000000)  # prints: -1 99999999999999999999 True True
    show(100000000000000000000, -3)  # prints: -33333333333333333334 -2 True True
    show(-(BigInteger(1) << 200), (BigInteger(1) << 100) - 1)  # prints: -1267650600228229401496703205378 1267650600228229401496703205374 True True
    # The first estimate of a digit is too great.
    show((BigInteger(1) << 191) - 1, (BigInteger(1) << 127) + 1)  # prints: 18446744073709551615 170141183460469231713240559642174554112 True True
    for operation in range(4):
        try:
            if operation == 0:
                _ = BigInteger(1) // 0
            elif operation == 1:
                _ = BigInteger(1) % 0
            elif operation == 2:
                _ = BigInteger(1).__divmod__(0)
            else:
                _ = BigInteger(1) / 0
        except error:
            print(error)
    # prints: ZeroDivisionError: integer division or modulo by zero
    # prints: ZeroDivisionError: integer modulo by zero
    # prints: ZeroDivisionError: integer division or modulo by zero
    # prints: ZeroDivisionError: division by zero
    print(BigInteger(0).gcd(0), BigInteger(-12).gcd(18), (BigInteger(3) ** 90).gcd(BigInteger(6) ** 50))  # prints: 0 6 717897987691852588770249
