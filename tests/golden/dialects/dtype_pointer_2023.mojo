# test: run
# options: --dialect 2023
from memory.unsafe import DTypePointer
from memory import memset_zero

fn main():
    let p = DTypePointer[DType.float32].alloc(8)
    memset_zero(p, 8)
    p.simd_store[4](2, SIMD[DType.float32, 4](1, 2, 3, 4))
    print(p.load(2), p.load(5), p.load(6))  # prints: 1.0 4.0 0.0
    let v = p.simd_load[4](3)
    print(v)  # prints: [2.0, 3.0, 4.0, 0.0]
    p.store(0, 9)
    print(p[0], p.offset(3).load())  # prints: 9.0 2.0
    p.free()
