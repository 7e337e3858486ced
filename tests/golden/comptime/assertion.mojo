# test: run
def halve[n: Int]() -> Int:
    comptime assert n % 2 == 0, "n must be even"
    return n // 2

def old_style[n: Int]():
    constrained[n > 0, "n must be positive"]()
    print("positive", n)

def main():
    print(halve[8]())  # prints: 4
    old_style[3]()  # prints: positive 3
