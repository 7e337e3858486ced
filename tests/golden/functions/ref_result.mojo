# test: run
def larger(ref a: Int, ref b: Int) -> ref[a, b] Int:
    if a >= b:
        return a
    return b

def last(ref values: List[Int]) -> ref[values] Int:
    return values[len(values) - 1]

def main():
    var x = 3
    var y = 8
    larger(x, y) += 100
    print(x, y)  # prints: 3 108
    var values = [1, 2, 3]
    last(values) = 30
    print(values)  # prints: [1, 2, 30]
