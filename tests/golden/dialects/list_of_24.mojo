# test: run
# options: --dialect 24
from collections import List, Dict

fn total(values: List[Int]) -> Int:
    var sum = 0
    for v in values:
        # Iterating a list gave references then.
        sum += v[]
    return sum

fn main() raises:
    var values = List[Int](1, 2, 3)
    for v in values:
        v[] *= 10
    print(total(values))  # prints: 60
    var copy = values
    copy.append(5)
    print(len(values), len(copy))  # prints: 3 4
    var nested = List(List(1, 2), List(3))
    print(nested[1][0])  # prints: 3
    var d = Dict[String, Int]()
    d["x"] = 1
    for e in d.items():
        print(e[].key, e[].value)  # prints: x 1
