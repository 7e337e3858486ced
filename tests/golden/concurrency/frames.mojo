# test: run
# Frames of many sizes, made by one thread and freed by others; some ask for the alignment of a vector, some are large.
from runtime.asyncrt import TaskGroup
from std.atomic import Atomic


async def wait_a_little():
    pass


async def keeps[size: Int](cell: UnsafePointer[Atomic[DType.int64], MutableAnyOrigin], value: Int):
    var numbers = InlineArray[Int, size](fill=value)
    await wait_a_little()
    var total = 0
    for i in range(size):
        total += numbers[i]
    _ = cell[].fetch_add(Int64(total // size))


async def keeps_vector(cell: UnsafePointer[Atomic[DType.int64], MutableAnyOrigin], value: Int):
    var vector = SIMD[DType.int64, 8](Int64(value))
    await wait_a_little()
    _ = cell[].fetch_add(vector.reduce_add() // 8)


# Tasks of a group make further tasks of the group while it is waited for.
async def makes_more(group: UnsafePointer[TaskGroup, MutableAnyOrigin], cell: UnsafePointer[Atomic[DType.int64], MutableAnyOrigin], depth: Int):
    _ = cell[].fetch_add(1)
    if depth > 0:
        group[].create_task(makes_more(group, cell, depth - 1))
        group[].create_task(makes_more(group, cell, depth - 1))


def main():
    var sum = Atomic[DType.int64](0)
    var cell = UnsafePointer(to=sum)
    for _ in range(3):
        var group = TaskGroup()
        for i in range(700):
            group.create_task(keeps[1](cell, i))
            group.create_task(keeps[20](cell, i))
            group.create_task(keeps[300](cell, i))
            group.create_task(keeps_vector(cell, i))
        group.wait()
    print(sum.load())  # prints: 2935800

    var made = Atomic[DType.int64](0)
    var group = TaskGroup()
    group.create_task(makes_more(UnsafePointer(to=group), UnsafePointer(to=made), 9))
    group.wait()
    print(made.load())  # prints: 1023
