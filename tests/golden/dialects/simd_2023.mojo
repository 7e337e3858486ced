# test: run
# options: --dialect 2023
fn main():
    let v = SIMD[DType.float32, 4](1, 2, 3, 4)
    let mask = v < 3
    print(mask)  # prints: [True, True, False, False]
    print(mask.select(v, SIMD[DType.float32, 4](0)))  # prints: [1.0, 2.0, 0.0, 0.0]
    let s = SIMD[DType.int32, 2].splat(9)
    print(s.reduce_add().to_int())  # prints: 18
    if v == v:
        print("same")  # prints: same
