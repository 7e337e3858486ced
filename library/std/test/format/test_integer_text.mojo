# test: run


def main() raises:
    print(0, -1, 7, 10, 99, 100, 12345, Int.MAX, Int.MIN)  # prints: 0 -1 7 10 99 100 12345 9223372036854775807 -9223372036854775808
    print(UInt64.MAX, UInt8(255), Int8(-128), Int16(-32768), UInt(5))  # prints: 18446744073709551615 255 -128 -32768 5
    print(Int128.MAX, Int128.MIN)  # prints: 170141183460469231731687303715884105727 -170141183460469231731687303715884105728
    print(UInt128.MAX)  # prints: 340282366920938463463374607431768211455
    print(Int256(1) << 200)  # prints: 1606938044258990275541962092341162602522202993782792835301376
    print(UInt128(10000000000000000000), UInt128(1) << 64)  # prints: 10000000000000000000 18446744073709551616
    print(hex(255), hex(-255), bin(10), oct(-8), hex(Int.MIN), bin(UInt8(255)), hex(0))  # prints: 0xff -0xff 0b1010 -0o10 -0x8000000000000000 0b11111111 0x0
    print(atol("42"), atol("-0"), atol("  7_000 "), atol("ff", 16), atol("0xff", 0), atol("0b101", 0), atol("z", 36))  # prints: 42 0 7000 255 255 5 35
    print(atol("9223372036854775807"), atol("-9223372036854775808"))  # prints: 9223372036854775807 -9223372036854775808
    for text in ["", "abc", "1__0", "_1", "1_", "9223372036854775808", "0x", "12 3", "010"]:
        try:
            print(atol(text, 0) if text == "010" else atol(text))
        except error:
            print(error)
    # prints: String is not convertible to integer with base 10: ''
    # prints: String is not convertible to integer with base 10: 'abc'
    # prints: String is not convertible to integer with base 10: '1__0'
    # prints: String is not convertible to integer with base 10: '_1'
    # prints: String is not convertible to integer with base 10: '1_'
    # prints: String expresses an integer too large to store in Int.
    # prints: String is not convertible to integer with base 10: '0x'
    # prints: String is not convertible to integer with base 10: '12 3'
    # prints: String is not convertible to integer with base 0: '010'
