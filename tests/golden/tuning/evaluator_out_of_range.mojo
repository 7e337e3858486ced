# test: build
# options: --dialect 2023
from autotune import autotune, search
from memory.unsafe import Pointer

alias Scale = fn (Int) -> Int


@adaptive
fn scaled(n: Int, /) -> Int:
    return n * autotune(1, 2)


fn wrong(functions: Pointer[Scale], count: Int) -> Int:
    return count


fn tuned(n: Int) -> Int:
    alias best: Scale
    search[Scale, VariadicList(scaled.__adaptive_set), wrong -> best]()
    #                                                  ^^^^^ error[E0402]: compile-time evaluation failed: the evaluator `wrong` gave 2, but there are 2 candidates
    return best(n)


fn main():
    print(tuned(7))
