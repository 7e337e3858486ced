# test: run
def main():
    print(SIMD[DType.int32, 4](7))  # prints: [7, 7, 7, 7]
    print(SIMD[DType.int32, 4]())  # prints: [0, 0, 0, 0]
    var v: SIMD[DType.float64, 2] = 1.5
    print(v)  # prints: [1.5, 1.5]
    var one: Scalar[DType.int8] = 5
    print(one, SIMD[DType.int8, 1](6))  # prints: 5 6
