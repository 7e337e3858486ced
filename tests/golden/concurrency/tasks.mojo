# test: run
# Tasks that await tasks; results in registers, in memory, and none.
from std.runtime.asyncrt import TaskGroup, create_task
from std.atomic import Atomic


async def square(n: Int) -> Int:
    return n * n


async def words(n: Int) -> List[String]:
    var result = List[String]()
    for i in range(n):
        result.append(String(await square(i)))
    return result^


async def both(a: Int, b: Int) -> Int:
    var first = create_task(square(a))
    var second = create_task(square(b))
    return await first + await second


def fibonacci(n: Int) -> Int:
    async def step(n: Int) -> Int:
        if n < 2:
            return n
        var left = create_task(step(n - 1))
        var right = await step(n - 2)
        return right + await left

    return create_task(step(n)).wait()


def main():
    print(create_task(both(3, 4)).wait())  # prints: 25
    var task = create_task(words(4))
    print(len(task.wait()), task.wait()[3])  # prints: 4 9
    print(fibonacci(12))  # prints: 144

    var total = Atomic[DType.int64](0)

    @parameter
    async def add(n: Int):
        _ = total.fetch_add(Int64(await square(n)))

    var group = TaskGroup()
    for i in range(100):
        group.create_task(add(i))
    group.wait()
    print(total.load())  # prints: 328350
    group.create_task(add(100))
    group.wait()
    print(total.load())  # prints: 338350
