# test: check
async def one() -> Int:
    return 1


async def two() -> Int:
    var n = await 5
    #       ^^^^^^^ error[E0236]: `Int` cannot be awaited
    return n + await one
    #          ^^^^^^^^^ error[E0236]: `function one` cannot be awaited


def main():
    var coroutine = two()
    _ = coroutine^
