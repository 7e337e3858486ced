# test: run
def main():
    var (a, (b, c)) = (1, (2, 3))
    print(a, b, c)  # prints: 1 2 3
    var pairs: List[Tuple[String, Int]] = [("x", 1), ("y", 2)]
    for name, value in pairs:
        print(name, value)
    # prints: x 1
    # prints: y 2
    a, b = b, a
    print(a, b)  # prints: 2 1
