# test: run
def main():
    var v = SIMD[DType.int32, 8](3, 1, 4, 1, 5, 9, 2, 6)
    print(v.reduce_add(), v.reduce_max(), v.reduce_min())  # prints: 31 9 1
    print(v.reduce_mul())  # prints: 6480
    print(v.reduce_and(), v.reduce_or())  # prints: 0 15
    var f = SIMD[DType.float64, 4](0.5, 0.25, 2, 4)
    print(f.reduce_add(), f.reduce_mul())  # prints: 6.75 1.0
    print(v.reduce_add[2]())  # prints: [14, 17]
