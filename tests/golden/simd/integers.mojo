# test: run
def main():
    var v = SIMD[DType.uint8, 4](250, 5, 128, 255)
    print(v + 10)  # prints: [4, 15, 138, 9]
    print(v >> 1)  # prints: [125, 2, 64, 127]
    print(v & 0x0F)  # prints: [10, 5, 0, 15]
    var s = SIMD[DType.int32, 4](7, -7, 9, -9)
    print(s // 2, s % 2)  # prints: [3, -4, 4, -5] [1, 1, 1, 1]
    print(abs(s))  # prints: [7, 7, 9, 9]
    print(min(s, 0), max(s, SIMD[DType.int32, 4](8)))  # prints: [0, -7, 0, -9] [8, 8, 9, 8]
