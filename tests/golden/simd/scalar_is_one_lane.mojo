# test: run
def twice[dtype: DType, n: Int](v: SIMD[dtype, n]) -> SIMD[dtype, n]:
    return v + v

def main():
    print(twice(Float32(1.5)))  # prints: 3.0
    print(twice(UInt8(200)))  # prints: 144
    print(twice(SIMD[DType.int64, 2](1, 2)))  # prints: [2, 4]
