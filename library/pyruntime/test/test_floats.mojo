# test: run
# Conversion to floats and quotients round once, to even; from floats they are exact; comparison with floats is exact.
from pyruntime.big_integer import BigInteger
from pyruntime.big_integer_power import float_power


def main() raises:
    var two = BigInteger(2)
    print(((two ** 53) + 1).to_float(), ((two ** 53) + 3).to_float())  # prints: 9007199254740992.0 9007199254740996.0
    print(((two ** 200) + (two ** 147)).to_float() == 2.0**200, ((two ** 200) + (two ** 147) + 1).to_float() == 2.0**200)  # prints: True False
    print(-(two ** 1023).to_float())  # prints: -8.98846567431158e+307
    try:
        _ = ((two ** 1024) - (two ** 970)).to_float()
    except error:
        print(error)  # prints: OverflowError: int too large to convert to float
    print(BigInteger(1) / 3, BigInteger(-1) / (two ** 1074), BigInteger(1) / (two ** 1075), BigInteger(3) / (two ** 1075))  # prints: 0.3333333333333333 -5e-324 0.0 1e-323
    print((BigInteger(10) ** 400) / (BigInteger(10) ** 399), BigInteger(0) / -5)  # prints: 10.0 -0.0
    try:
        _ = (BigInteger(10) ** 400) / 3
    except error:
        print(error)  # prints: OverflowError: integer division result too large for a float
    print(BigInteger(truncate=-1e23), BigInteger(truncate=-0.99), BigInteger(truncate=2.0**63))  # prints: -99999999999999991611392 0 9223372036854775808
    for value in [1.0 / Float64(0), Float64(0) / Float64(0)]:
        try:
            _ = BigInteger(truncate=value)
        except error:
            print(error)
    # prints: OverflowError: cannot convert float infinity to integer
    # prints: ValueError: cannot convert float NaN to integer
    print(((two ** 53) + 1).compare(9007199254740992.0), BigInteger(2).compare(2.5), BigInteger(-2).compare(-2.5), BigInteger(0).compare(-0.0))  # prints: 1 -1 1 0
    print(two.compare(1.0 / Float64(0)), two.compare(Float64(0) / Float64(0)))  # prints: -1 2
    print(float_power(-2, -3))  # prints: -0.125
    try:
        _ = float_power(0, -1)
    except error:
        print(error)  # prints: ZeroDivisionError: 0.0 cannot be raised to a negative power
