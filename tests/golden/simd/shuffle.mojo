# test: run
def main():
    var v = SIMD[DType.int32, 4](10, 20, 30, 40)
    print(v.shuffle[3, 2, 1, 0]())  # prints: [40, 30, 20, 10]
    print(v.shuffle[0, 0, 1, 1]())  # prints: [10, 10, 20, 20]
    var w = SIMD[DType.int32, 4](1, 2, 3, 4)
    print(v.shuffle[0, 4, 1, 5](w))  # prints: [10, 1, 20, 2]
    print(v.rotate_left[1](), v.rotate_right[1]())  # prints: [20, 30, 40, 10] [40, 10, 20, 30]
    print(v.reversed())  # prints: [40, 30, 20, 10]
