# test: run
def main():
    var a = SIMD[DType.float64, 2](2, 3)
    print(a.fma(10, 1))  # prints: [21.0, 31.0]
    print(a.clamp(2.5, 2.75))  # prints: [2.5, 2.75]
    from std.math import sqrt

    print(sqrt(a * a))  # prints: [2.0, 3.0]
