# test: run
# Floats: their text, text as floats, rounding, division with Python's signs, exact comparison with integers.
for f in [0.5, 1.5, 2.5, -0.5, 1e15, 1e16, 123456789.123456789, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 100.0, 2.675, 1e23]:
    print(f, round(f) if f < 1e17 else "", round(f, 2), f.is_integer(), f.hex(), "%.3g" % f)
print(float("inf"), -float("inf"), float("nan"), -0.0, round(2.5), round(-3.5), round(1234.5678, -2), round(5e15 + 0.5))
for text in ["1.5", " 1e5 ", "inf", "-Infinity", "nan", "1_0.5", "1__0", "_1", "", "abc", "1e", ".5", "5.", ".", "1e400", "٣.٥", "0x1", "1f"]:
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(error)
print(7 // 2.0, -7 // 2.0, 7 % -2.0, -7.5 % 2, 0.0 % -1.0, -0.0 // 1, 1e300 % 7, divmod(7.5, -2), 5.0 // 0.1)
print(2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53), 1 == 1.0, True == 1.0, 10 ** 15 < 1e15 + 0.5, 1 < float("nan"), 1 < float("inf"))
print((0.1).as_integer_ratio(), (-2.5).as_integer_ratio(), float.fromhex("0x1.999999999999ap-4"), float.fromhex("-inf"), float.fromhex("0x1p-1074"))
for call in range(7):
    try:
        if call == 0:
            1.0 // 0
        elif call == 1:
            1 % 0.0
        elif call == 2:
            divmod(1.0, 0)
        elif call == 3:
            int(float("nan"))
        elif call == 4:
            int(float("inf"))
        elif call == 5:
            0.0 ** -1
        else:
            10.0 ** 400
    except Exception as error:
        print(error)
# output:
# 0.5 0 0.5 False 0x1.0000000000000p-1 0.5
# 1.5 2 1.5 False 0x1.8000000000000p+0 1.5
# 2.5 2 2.5 False 0x1.4000000000000p+1 2.5
# -0.5 0 -0.5 False -0x1.0000000000000p-1 -0.5
# 1000000000000000.0 1000000000000000 1000000000000000.0 True 0x1.c6bf526340000p+49 1e+15
# 1e+16 10000000000000000 1e+16 True 0x1.1c37937e08000p+53 1e+16
# 123456789.12345679 123456789 123456789.12 False 0x1.d6f34547e6b75p+26 1.23e+08
# 0.0001 0 0.0 False 0x1.a36e2eb1c432dp-14 0.0001
# 1e-05 0 0.0 False 0x1.4f8b588e368f1p-17 1e-05
# 5e-324 0 0.0 False 0x0.0000000000001p-1022 4.94e-324
# 1.7976931348623157e+308  1.7976931348623157e+308 True 0x1.fffffffffffffp+1023 1.8e+308
# 0.30000000000000004 0 0.3 False 0x1.3333333333334p-2 0.3
# 100.0 100 100.0 True 0x1.9000000000000p+6 100
# 2.675 3 2.67 False 0x1.5666666666666p+1 2.67
# 1e+23  1e+23 True 0x1.52d02c7e14af6p+76 1e+23
# inf -inf nan -0.0 2 -4 1200.0 5000000000000000
# '1.5' 1.5
# ' 1e5 ' 100000.0
# 'inf' inf
# '-Infinity' -inf
# 'nan' nan
# '1_0.5' 10.5
# could not convert string to float: '1__0'
# could not convert string to float: '_1'
# could not convert string to float: ''
# could not convert string to float: 'abc'
# could not convert string to float: '1e'
# '.5' 0.5
# '5.' 5.0
# could not convert string to float: '.'
# '1e400' inf
# '٣.٥' 3.5
# could not convert string to float: '0x1'
# could not convert string to float: '1f'
# 3.0 -4.0 -1.0 0.5 -0.0 -0.0 1.0 (-4.0, -0.5) 49.0
# False True True True True False True
# (3602879701896397, 36028797018963968) (-5, 2) 0.1 -inf 5e-324
# float floor division by zero
# float modulo by zero
# float divmod()
# cannot convert float NaN to integer
# cannot convert float infinity to integer
# 0.0 cannot be raised to a negative power
# (34, 'Numerical result out of range')
