# test: run
def fibonacci[n: Int]() -> Int:
    comptime if n < 2:
        return n
    else:
        return fibonacci[n - 1]() + fibonacci[n - 2]()

def reduce[dtype: DType, size: Int](v: SIMD[dtype, size]) -> Scalar[dtype]:
    comptime if size == 1:
        return v[0]
    else:
        comptime half = size // 2
        var low = SIMD[dtype, half]()
        var high = SIMD[dtype, half]()
        for i in range(half):
            low[i] = v[i]
            high[i] = v[half + i]
        return reduce(low) + reduce(high)

def main():
    print(fibonacci[15]())  # prints: 610
    print(reduce(SIMD[DType.int64, 8](1, 2, 3, 4, 5, 6, 7, 8)))  # prints: 36
