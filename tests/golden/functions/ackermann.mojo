# test: run
def ackermann(m: Int, n: Int) -> Int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))

def main():
    print(ackermann(2, 3))  # prints: 9
    print(ackermann(1, 5))  # prints: 7
