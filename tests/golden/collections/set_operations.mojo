# test: run
from std.collections import Set

def main():
    var a: Set[Int] = {1, 2, 3, 2}
    var b = {3, 4}
    print(len(a), 2 in a, 5 in a)  # prints: 3 True False
    print(len(a | b), len(a & b), len(a - b), len(a ^ b))  # prints: 4 1 2 3
    a.add(10)
    a.discard(1)
    print(len(a), 1 in a)  # prints: 3 False
    var lengths = {len(w) for w in ["ab", "cd", "efg"]}
    print(len(lengths))  # prints: 2
