# test: run
def lanes[dtype: DType, size: Int](v: SIMD[dtype, size]) -> Int:
    return size

def main():
    print(lanes(SIMD[DType.float32, 8](0)))  # prints: 8
    print(lanes(SIMD[DType.uint8, 16]()))  # prints: 16
    print(lanes(Float64(1)))  # prints: 1
