# test: run


def main() raises:
    # where the notation changes
    print(1e15, 1e16, 123456789012345680.0, 0.0001, 0.00001, 1.5e-5)  # prints: 1000000000000000.0 1e+16 1.2345678901234568e+17 0.0001 1e-05 1.5e-05
    # the ends of the range
    print(5e-324, 2.2250738585072014e-308, 1.7976931348623157e308)  # prints: 5e-324 2.2250738585072014e-308 1.7976931348623157e+308
    # shortest digits that read back
    var tenth = 0.1
    print(0.1, tenth + 0.2, 1.0 / 3.0, 2.0 / 3.0, 9007199254740993.0, 1e23)  # prints: 0.1 0.30000000000000004 0.3333333333333333 0.6666666666666666 9007199254740992.0 1e+23
    print(-0.0, 100.0, 1e100, 123.456)  # prints: -0.0 100.0 1e+100 123.456
    var zero = 0.0
    print(1.0 / zero, -1.0 / zero, (zero / zero) != (zero / zero))  # prints: inf -inf True
    # each format in its own precision
    print(Float32(0.1), Float32(16777216.0), Float32(3.4028235e38), Float32(1e-45), Float32(1.0) / 3)  # prints: 0.1 16777216.0 3.4028235e+38 1e-45 0.33333334
    print(Float16(0.1), Float16(65504.0), Float16(6e-8), BFloat16(3.14159))  # prints: 0.1 65500.0 6e-08 3.14
    print(SIMD[DType.float32, 4](1, 2.5, -0.5, 1e10))  # prints: [1.0, 2.5, -0.5, 10000000000.0]
    # reading
    for text in ["0.1", "1e400", "-1e-400", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "9007199254740993", "1.7976931348623158e308", "1_000.5", " 2.5f", " inf ", "0x"]:
        try:
            print(atof(text), end=" ")
        except error:
            print(error)
    # prints: 0.1 inf -0.0 5e-324 0.0 5e-324 9007199254740992.0 1.7976931348623157e+308 String is not convertible to float: '1_000.5'
    # prints: 2.5 inf String is not convertible to float: '0x'
