# test: run
comptime Vector[size: Int] = SIMD[DType.float64, size]
comptime Square[n: Int]: Int = n * n

def main():
    var v: Vector[2] = Vector[2](1.0, 2.0)
    print(v)  # prints: [1.0, 2.0]
    print(Square[12])  # prints: 144
    comptime nested = Square[Square[3]]
    print(nested)  # prints: 81
