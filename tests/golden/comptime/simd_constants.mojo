# test: run
comptime WEIGHTS = SIMD[DType.int32, 4](1, 10, 100, 1000)
comptime TOTAL = WEIGHTS.reduce_add()

def weighted(v: SIMD[DType.int32, 4]) -> Int32:
    return (v * WEIGHTS).reduce_add()

def main():
    print(TOTAL)  # prints: 1111
    print(weighted(SIMD[DType.int32, 4](4, 3, 2, 1)))  # prints: 1234
