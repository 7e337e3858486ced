# test: run
def main():
    var x = 10
    x += 5
    print(x)  # prints: 15
    x -= 3
    print(x)  # prints: 12
    x *= 4
    print(x)  # prints: 48
    x //= 5
    print(x)  # prints: 9
    x **= 2
    print(x)  # prints: 81
    x %= 50
    print(x)  # prints: 31
    x <<= 2
    print(x)  # prints: 124
    x >>= 1
    print(x)  # prints: 62
    x &= 60
    print(x)  # prints: 60
    x |= 3
    print(x)  # prints: 63
    x ^= 21
    print(x)  # prints: 42
