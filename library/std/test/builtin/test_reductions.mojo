# test: run
# `sum`, `min`, `max`, `any`, `all` of collections, as Python has them.
def main():
    values = [3, -7, 12, 5]
    print(sum(values), min(values), max(values))
    floats = [0.5, 2.25, -1.0]
    print(sum(floats), min(floats), max(floats))
    print(sum(range(10)), sum(range(3, 8)), sum(range(10, 0, -3)), sum(range(0)))
    print(any([False, True]), any([False, False]), all([True, True]), all([True, False]))
    print(min(3, 1, 2), max(3, 1, 2), min("pear", "apple"), max(2.5, 1.5))

# output:
# 13 -7 12
# 1.75 -1.0 2.25
# 45 25 22 0
# True False True False
# 1 3 apple 2.5
