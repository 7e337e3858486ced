# test: run
# A type with an async `__await__` can be awaited.
from std.runtime.asyncrt import run


async def double(n: Int) -> Int:
    return 2 * n


@fieldwise_init
struct Later(Movable):
    var n: Int

    async def __await__(self) -> Int:
        return await double(self.n)


async def use() -> Int:
    var later = Later(21)
    return await later


def main():
    print(run(use()))  # prints: 42
