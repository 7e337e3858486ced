# test: run
# options: --dialect 2023
from memory import memset_zero, stack_allocation

@register_passable
struct Sum[width: Int]:
    var data: DTypePointer[DType.float32]

    @always_inline
    fn __init__() -> Self:
        let data = stack_allocation[width, DType.float32]()
        memset_zero(data, width)
        return Self {data: data}

    @always_inline
    fn add(inout self, value: SIMD[DType.float32, width]):
        self.data.simd_store[width](self.data.simd_load[width]() + value)

    @always_inline
    fn total(self) -> Float32:
        return self.data.simd_load[width]().reduce_add()

fn main():
    var sums = StaticTuple[2, Sum[4]]()
    # Every round has stack memory of its own.
    @unroll
    for k in range(2):
        sums[k] = Sum[4]()
    for i in range(3):
        @unroll
        for k in range(2):
            sums[k].add(SIMD[DType.float32, 4](k + i))
    print(sums[0].total(), sums[1].total())  # prints: 12.0 24.0
