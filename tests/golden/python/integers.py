# test: run
# Integers: powers, bits, text in all bases, bytes.
print(2 ** 10, 2 ** -1, (-2) ** 61, 0 ** 0, 10 ** 18, pow(2, 10, 1000), pow(3, -1, 7), pow(-3, 5, 7), pow(2, 3, -5), 4 ** 0.5)
print(~5, +True, -True, True + True, abs(-3), divmod(-7, 2), -7 // 2, -7 % 3, bin(10), oct(-8), hex(255), round(1250, -2), round(1350, -2))
print((0).bit_length(), (255).bit_length(), (-256).bit_length(), (7).bit_count(), (1024).to_bytes(4, "little"), (255).to_bytes(2, "big"), (5).as_integer_ratio())
print(int.from_bytes(b"\xff\xfe", "little"), int.from_bytes(b"\x01\x00", "big"), int.from_bytes([1, 2], "big"), int(), int(3.9), int(-3.9), int(True), (5).numerator, (5).imag)
for text in ["1", " 12 ", "-5", "+7", "1_0", "1__0", "_1", "1_", "", "0x10", "٣", "12a", "1.0", "07"]:
    for base in [10, 0, 16, 36]:
        try:
            print(repr(text), base, int(text, base))
        except ValueError as error:
            print(error)
for call in range(6):
    try:
        if call == 0:
            (256).to_bytes(1, "big")
        elif call == 1:
            (-1).to_bytes(1, "big")
        elif call == 2:
            int("1", 1)
        elif call == 3:
            pow(2, 3, 0)
        elif call == 4:
            int([])
        else:
            ~1.5
    except Exception as error:
        print(error)
# output:
# 1024 0.5 -2305843009213693952 1 1000000000000000000 24 5 2 -2 2.0
# -6 1 -1 2 3 (-4, 1) -4 2 0b1010 -0o10 0xff 1200 1400
# 0 8 9 3 b'\x00\x04\x00\x00' b'\x00\xff' (5, 1)
# 65279 256 258 0 3 -3 1 5 0
# '1' 10 1
# '1' 0 1
# '1' 16 1
# '1' 36 1
# ' 12 ' 10 12
# ' 12 ' 0 12
# ' 12 ' 16 18
# ' 12 ' 36 38
# '-5' 10 -5
# '-5' 0 -5
# '-5' 16 -5
# '-5' 36 -5
# '+7' 10 7
# '+7' 0 7
# '+7' 16 7
# '+7' 36 7
# '1_0' 10 10
# '1_0' 0 10
# '1_0' 16 16
# '1_0' 36 36
# invalid literal for int() with base 10: '1__0'
# invalid literal for int() with base 0: '1__0'
# invalid literal for int() with base 16: '1__0'
# invalid literal for int() with base 36: '1__0'
# invalid literal for int() with base 10: '_1'
# invalid literal for int() with base 0: '_1'
# invalid literal for int() with base 16: '_1'
# invalid literal for int() with base 36: '_1'
# invalid literal for int() with base 10: '1_'
# invalid literal for int() with base 0: '1_'
# invalid literal for int() with base 16: '1_'
# invalid literal for int() with base 36: '1_'
# invalid literal for int() with base 10: ''
# invalid literal for int() with base 0: ''
# invalid literal for int() with base 16: ''
# invalid literal for int() with base 36: ''
# invalid literal for int() with base 10: '0x10'
# '0x10' 0 16
# '0x10' 16 16
# '0x10' 36 42804
# '٣' 10 3
# '٣' 0 3
# '٣' 16 3
# '٣' 36 3
# invalid literal for int() with base 10: '12a'
# invalid literal for int() with base 0: '12a'
# '12a' 16 298
# '12a' 36 1378
# invalid literal for int() with base 10: '1.0'
# invalid literal for int() with base 0: '1.0'
# invalid literal for int() with base 16: '1.0'
# invalid literal for int() with base 36: '1.0'
# '07' 10 7
# invalid literal for int() with base 0: '07'
# '07' 16 7
# '07' 36 7
# int too big to convert
# can't convert negative int to unsigned
# int() base must be >= 2 and <= 36, or 0
# pow() 3rd argument cannot be 0
# int() argument must be a string, a bytes-like object or a real number, not 'list'
# bad operand type for unary ~: 'float'
