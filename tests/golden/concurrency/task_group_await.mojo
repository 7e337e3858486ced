# test: run
# An async function awaits a group, twice.
from std.runtime.asyncrt import TaskGroup, run
from std.atomic import Atomic


async def fill(length: Int) -> Int:
    var total = Atomic[DType.int64](0)

    @parameter
    async def add(n: Int):
        _ = total.fetch_add(Int64(n))

    var group = TaskGroup()
    for i in range(length):
        group.create_task(add(i))
    await group
    for i in range(length):
        group.create_task(add(i))
    await group
    return Int(total.load())


def main():
    print(run(fill(50)))  # prints: 2450
