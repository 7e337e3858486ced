# test: run
def doubled[dtype: DType, n: Int](v: SIMD[dtype, n]) -> SIMD[dtype, 2 * n]:
    var result = SIMD[dtype, 2 * n]()
    for i in range(n):
        result[i] = v[i]
        result[n + i] = v[i]
    return result

def main():
    var v = SIMD[DType.int32, 2](1, 2)
    var w = doubled(v)
    print(w)  # prints: [1, 2, 1, 2]
    print(doubled(w))  # prints: [1, 2, 1, 2, 1, 2, 1, 2]
