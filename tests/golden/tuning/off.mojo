# test: run
# options: --tune=off --dialect 2023
from autotune import autotune, search
from memory.unsafe import Pointer

alias Scale = fn (Int) -> Int


@adaptive
fn scaled(n: Int, /) -> Int:
    return n * autotune(3, 5)


fn last(functions: Pointer[Scale], count: Int) -> Int:
    return count - 1


fn main():
    alias best: Scale
    search[Scale, VariadicList(scaled.__adaptive_set), last -> best]()
    print(best(7))  # prints: 21
