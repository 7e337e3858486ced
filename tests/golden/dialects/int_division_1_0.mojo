# test: run
# options: --dialect 1.0
def main():
    var a = 7
    var b = 2
    # Today `/` of integers rounds toward zero and `//` rounds down.
    print(a / b, a // b)  # prints: 3 3
    print(-a / b, -a // b)  # prints: -3 -4
