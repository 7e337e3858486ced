# test: run
# options: --dialect 2023
from autotune import autotune, search
from memory.unsafe import Pointer

alias Scale = fn (Int) -> Int


@adaptive
fn scaled(n: Int, /) -> Int:
    @parameter
    fn inner(m: Int) -> Int:
        alias factor = autotune(1, 2, 4, 3)
        return m * factor

    return inner(n)


fn largest(functions: Pointer[Scale], count: Int) -> Int:
    var best = 0
    for i in range(count):
        if functions.load(i)(10) > functions.load(best)(10):
            best = i
    return best


fn tuned(n: Int) -> Int:
    alias best: Scale
    search[Scale, VariadicList(scaled.__adaptive_set), largest -> best]()
    return best(n)


fn main():
    print(tuned(7))  # prints: 28
    # A call without search takes the first candidate.
    print(scaled(7))  # prints: 7
