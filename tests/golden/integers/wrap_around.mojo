# test: run
def main():
    var top = Int.MAX
    print(top)  # prints: 9223372036854775807
    print(top + 1)  # prints: -9223372036854775808
    print(Int.MIN - 1)  # prints: 9223372036854775807
    print(-Int.MIN)  # prints: -9223372036854775808
    var big = 1 << 62
    print(big * 4)  # prints: 0
