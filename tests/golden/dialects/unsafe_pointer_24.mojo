# test: run
# options: --dialect 24
from memory import UnsafePointer, memcpy, memset_zero

fn main():
    var p = UnsafePointer[Scalar[DType.int32]].alloc(6)
    memset_zero(p, 6)
    p.store(1, SIMD[DType.int32, 4](1, 2, 3, 4))
    print(p[0], p[1], p[4], p.load[width=2](3))  # prints: 0 1 4 [3, 4]
    var q = UnsafePointer[Int32].alloc(6)
    memcpy(dest=q, src=p, count=6)
    (q + 2)[] = 50
    print(q[2], p[2])  # prints: 50 2
    (q + 2).destroy_pointee()
    p.free()
    q.free()
