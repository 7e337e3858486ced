# test: run
"""A space that fits in the budget is measured as a whole; of a larger one no more points than the budget allows."""
from autotune import Strategy, explore

comptime axis = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]


def far[point: List[Int]]() -> Float64:
    return Float64((point[0] - 5) ** 2 + (point[1] - 11) ** 2)


def is_near(point: List[Int]) -> Bool:
    return (point[0] - 5) ** 2 + (point[1] - 11) ** 2 <= 20


def main():
    comptime whole = explore[far, [[5, 1], [2, 11], [3]]]()
    print(whole)
    # The costs are the same in each run, and so is what is found.
    comptime by_children = explore[far, [axis, axis], strategy=Strategy.GENETIC, budget=24, batch=12]()
    comptime by_model = explore[far, [axis, axis], strategy=Strategy.GUIDED, budget=24, batch=12]()
    comptime by_chance = explore[far, [axis, axis], strategy=Strategy.RANDOM, budget=12, batch=12]()
    print(is_near(materialize[by_children]()), is_near(materialize[by_model]()), len(materialize[by_chance]()))

# output:
# [5, 11, 3]
# True True 2
