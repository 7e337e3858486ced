# test: run
# Coroutines, tasks and parallel loops run at compile time too, one after the other.
from std.algorithm import parallelize
from std.runtime.asyncrt import create_task, run


async def add(a: Int, b: Int) -> Int:
    return a + b


async def twice(a: Int) -> Int:
    return await create_task(add(a, await add(a, 0)))


def sum() -> Int:
    var total = 0

    @parameter
    def take(index: Int):
        total += index

    parallelize[take](10)
    return total


def main():
    comptime doubled = run(twice(4))
    comptime total = sum()
    print(doubled, total)  # prints: 8 45
