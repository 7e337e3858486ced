# test: run
# options: --dialect 2023
from algorithm import vectorize
from memory.unsafe import DTypePointer

fn main():
    alias n = 10
    let data = DTypePointer[DType.float64].alloc(n)

    @parameter
    fn fill[width: Int](i: Int):
        data.simd_store[width](i, SIMD[DType.float64, width](i))
        for k in range(width):
            data.store(i + k, i + k)

    vectorize[4, fill](n)
    var sum: Float64 = 0
    for i in range(n):
        sum += data.load(i)
    print(sum)  # prints: 45.0
    data.free()
