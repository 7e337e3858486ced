# test: check, rendered
async def one(x: Int) -> Int:
    return x


async def two() -> Int:
    return one(1) + 1
    #             ^ error[E0205]: `+` is not defined for `Coroutine[Int]` and `IntLiteral`


async def three() -> Int:
    return one(3)
    #      ^^^^^^ error[E0203]: this function returns `Int`, found `Coroutine[Int]`


def main():
    _ = two()
    _ = three()

# rendered:
# error[E0205]: `+` is not defined for `Coroutine[Int]` and `IntLiteral`
#  --> forgotten_await.mojo:7:19
#   |
# 7 |     return one(1) + 1
#   |            ------ ^ - this is `IntLiteral`
#   |            |
#   |            this is `Coroutine[Int]`
#   |
# note: write `await` before the call to get its result
#
# error[E0203]: this function returns `Int`, found `Coroutine[Int]`
#   --> forgotten_await.mojo:12:12
#    |
# 12 |     return one(3)
#    |            ^^^^^^
#    |
# note: write `await` before the call to get its result
