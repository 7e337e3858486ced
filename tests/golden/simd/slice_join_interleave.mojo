# test: run
def main():
    var v = SIMD[DType.int8, 8](0, 1, 2, 3, 4, 5, 6, 7)
    print(v.slice[4]())  # prints: [0, 1, 2, 3]
    print(v.slice[2, offset=5]())  # prints: [5, 6]
    var a = SIMD[DType.int8, 2](1, 2)
    var b = SIMD[DType.int8, 2](3, 4)
    print(a.join(b))  # prints: [1, 2, 3, 4]
    print(a.interleave(b))  # prints: [1, 3, 2, 4]
    var low, high = v.split()
    print(low, high)  # prints: [0, 1, 2, 3] [4, 5, 6, 7]
