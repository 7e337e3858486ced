# test: run
# Integers, truth values and literals where a function takes a number of any kind.
def next[dtype: DType](x: Scalar[dtype]) -> Scalar[dtype]:
    return x + 1


def lanes[dtype: DType, size: Int](x: SIMD[dtype, size]) -> Int:
    return size


def main():
    var n = 4
    print(next(n), next(UInt8(255)), next(2.5), next(5))  # prints: 5 0 3.5 6
    print(lanes(n), lanes(SIMD[DType.int8, 16](0)), lanes(True))  # prints: 1 16 1
    print(max(n, 2.5), min(Float32(1), n), max(n, 7), min(Int8(5), 3))  # prints: 4.0 1.0 7 3
