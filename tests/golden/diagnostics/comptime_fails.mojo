# test: check
def pick(values: List[Int], i: Int) -> Int:
    return values[i]

def first_two() -> Int:
    var values: List[Int] = [1, 2]
    return pick(values, 5)

comptime X = first_two()
#            ^^^^^^^^^^^ error[E0402]: compile-time evaluation failed: index 5 is out of bounds, valid range is 0 to 1

def main():
    print(X)
