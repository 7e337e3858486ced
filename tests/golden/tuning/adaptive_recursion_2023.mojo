# test: run
# options: --dialect 2023
"""Overloads, forks and recursion multiply candidates; a failed `constrained` discards them."""
from autotune import autotune_fork, search
from memory.unsafe import Pointer

alias Shape = fn (Int) -> Int


@adaptive
fn depth[low: Int, high: Int](n: Int) -> Int:
    constrained[low + 1 == high]()
    return 1


@adaptive
fn depth[low: Int, high: Int](n: Int) -> Int:
    alias cut: Int
    autotune_fork[Int, 1, 2, 3 -> cut]()
    constrained[cut > low]()
    constrained[cut < high]()
    if n < cut:
        return 1 + depth[low, cut](n)
    return 1 + depth[cut, high](n)


@adaptive
fn whole(n: Int, /) -> Int:
    return depth[0, 4](n)


fn flattest(functions: Pointer[Shape], count: Int) -> Int:
    # Five binary trees have four leaves.
    if count != 5:
        return -1
    var best = 0
    var least = 1000
    for i in range(count):
        var sum = 0
        for n in range(4):
            sum += functions.load(i)(n)
        if sum < least:
            least = sum
            best = i
    return best


fn tuned(n: Int) -> Int:
    alias best: Shape
    search[Shape, VariadicList(whole.__adaptive_set), flattest -> best]()
    return best(n)


fn main():
    print(tuned(0), tuned(1), tuned(2), tuned(3))  # prints: 3 3 3 3
    print(whole(0), whole(3))  # prints: 2 4
