# test: run
# options: --dialect 2023
from math import sqrt

fn half(x: Float64) -> Float64:
    return x / 2

fn main():
    let n = 9
    print(half(n))  # prints: 4.5
    var f: Float32 = n
    f += 1
    print(f)  # prints: 10.0
    print(sqrt[DType.float32, 1](n))  # prints: 3.0
    let v = SIMD[DType.float64, 2](1, 2) * n
    print(v)  # prints: [9.0, 18.0]
