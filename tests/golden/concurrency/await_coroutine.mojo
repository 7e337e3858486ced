# test: run
# An async function runs when its coroutine is awaited, not when it is called.
from std.runtime.asyncrt import run


async def add(a: Int, b: Int) -> Int:
    print("add", a, b)
    return a + b


async def twice(a: Int) -> Int:
    var later = add(a, a)
    print("called")
    var sum = await later^
    return await add(sum, 1)


def main():
    print(run(twice(4)))


# output:
# called
# add 4 4
# add 8 1
# 9
