# test: run
def main():
    var a = SIMD[DType.float32, 4](1, 2, 3, 4)
    var b = SIMD[DType.float32, 4](10, 20, 30, 40)
    print(a + b)  # prints: [11.0, 22.0, 33.0, 44.0]
    print(b - a)  # prints: [9.0, 18.0, 27.0, 36.0]
    print(a * b)  # prints: [10.0, 40.0, 90.0, 160.0]
    print(b / a)  # prints: [10.0, 10.0, 10.0, 10.0]
    print(-a)  # prints: [-1.0, -2.0, -3.0, -4.0]
    print(a * 2)  # prints: [2.0, 4.0, 6.0, 8.0]
    print(10 - a)  # prints: [9.0, 8.0, 7.0, 6.0]
    print(a**2)  # prints: [1.0, 4.0, 9.0, 16.0]
