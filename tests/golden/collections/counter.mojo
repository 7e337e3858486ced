# test: run
from std.collections import Counter

def main() raises:
    var counts = Counter[String]("a", "b", "a", "c", "a", "b")
    print(counts["a"], counts["b"], counts["z"])  # prints: 3 2 0
    print(len(counts))  # prints: 3
