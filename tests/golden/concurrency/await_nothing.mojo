# test: check
async def one() -> Int:
    return 1


async def two() -> Int:
    var n = await 5
    #       ^^^^^^^ error[E0233]: `Int` cannot be awaited
    return n + await one
    #          ^^^^^^^^^ error[E0233]: `function one` cannot be awaited


def main():
    var coroutine = two()
    _ = coroutine^
