# test: run
def main():
    print(2 + 3 * 4)  # prints: 14
    print((2 + 3) * 4)  # prints: 20
    print(2 ** 3 ** 2)  # prints: 512
    print(-2 ** 2)  # prints: -4
    print(10 - 4 - 3)  # prints: 3
    print(1 << 2 + 1)  # prints: 8
    print(7 & 3 | 8)  # prints: 11
    print(6 ^ 3 & 1)  # prints: 7
    print(~1 + 4)  # prints: 2
    print(1 | 2 == 2)  # prints: False
    print(5 % 3 * 2)  # prints: 4
