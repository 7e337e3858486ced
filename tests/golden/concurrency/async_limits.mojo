# test: check
async def many(*args: Int) -> Int:
#         ^^^^ error[E0219]: a variadic argument of an async function is not supported yet
    return len(args)


async def part(ref x: Int) -> ref [x] Int:
#         ^^^^ error[E0219]: a `ref` result of an async function is not supported yet
    return x


async def one(x: Int) -> Int:
    return x


def main():
    _ = many(1, 2)
    var x = 1
    _ = part(x)
    var pointer: def(Int) -> Int = one
    #                              ^^^ error[E0203]: expected `def(Int) -> Int`, found `function one`
