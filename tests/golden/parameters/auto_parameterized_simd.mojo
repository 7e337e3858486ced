# test: run
def total(v: SIMD) -> Float64:
    var sum: Float64 = 0
    for i in range(v.size):
        sum += Float64(v[i])
    return sum

def main():
    print(total(SIMD[DType.int8, 4](1, 2, 3, 4)))  # prints: 10.0
    print(total(Float32(2.5)))  # prints: 2.5
