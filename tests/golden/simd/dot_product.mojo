# test: run
def dot[n: Int](a: SIMD[DType.float64, n], b: SIMD[DType.float64, n]) -> Float64:
    return (a * b).reduce_add()

def cross(a: SIMD[DType.float64, 4], b: SIMD[DType.float64, 4]) -> SIMD[DType.float64, 4]:
    var a_zxy = a.shuffle[2, 0, 1, 3]()
    var b_zxy = b.shuffle[2, 0, 1, 3]()
    return (a_zxy * b - a * b_zxy).shuffle[2, 0, 1, 3]()

def main():
    var x = SIMD[DType.float64, 4](1, 0, 0, 0)
    var y = SIMD[DType.float64, 4](0, 1, 0, 0)
    print(dot(x + 2 * y, x + 3 * y))  # prints: 7.0
    print(cross(x, y))  # prints: [0.0, 0.0, 1.0, 0.0]
