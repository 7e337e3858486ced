# test: run
# options: --dialect 2023
from math import sqrt

fn half(x: Float32) -> Float32:
    return x / 2

fn main():
    # What was a literal at run time becomes what is needed.
    var t = 0.5
    let f: Float32 = 3
    print(f / t, t * f, half(t))  # prints: 6.0 1.5 0.25
    print(SIMD[DType.float32, 2](1, 2) * t)  # prints: [0.5, 1.0]
    print(t / 3)  # prints: 0.16666666666666666
    # Parameters of the type given to its method, parameters that are only inferred today, a scalar's inside.
    print(SIMD.splat[DType.uint8, 4](7))  # prints: [7, 7, 7, 7]
    print(sqrt[DType.float32, 1](16))  # prints: 4.0
    print(f.value)  # prints: 3.0
