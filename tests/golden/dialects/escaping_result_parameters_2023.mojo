# test: run
# options: --dialect 2023
from autotune import autotune

fn sum_with[width: Int](n: Int) -> Int:
    var total = 0
    for i in range(0, n, width):
        total += i
    return total

fn tuned(n: Int) -> Int:
    # Every candidate gives a right answer; which one is taken is the compiler's choice.
    alias width = autotune(1, 1, 1)
    return sum_with[width](n)

fn main():
    print(tuned(10))  # prints: 45
