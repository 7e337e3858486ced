# test: run
def main():
    var f = SIMD[DType.float32, 4](1.9, -1.9, 100.5, 0)
    print(f.cast[DType.int32]())  # prints: [1, -1, 100, 0]
    print(f.cast[DType.float64]()[2])  # prints: 100.5
    var i = SIMD[DType.int32, 4](1, 255, 256, -1)
    print(i.cast[DType.uint8]())  # prints: [1, 255, 0, 255]
    print(i.cast[DType.bool]())  # prints: [True, True, True, True]
    print(SIMD[DType.bool, 2](True, False).cast[DType.int8]())  # prints: [1, 0]
