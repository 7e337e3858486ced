# test: run
def main():
    var tenth = 0.1
    print(tenth + 0.2)  # prints: 0.30000000000000004
    var a = 1.5
    var b = 0.25
    print(a + b, a - b, a * b, a / b)  # prints: 1.75 1.25 0.375 6.0
    print(7.5 // 2.0, 7.5 % 2.0)  # prints: 3.0 1.5
    print(-7.5 // 2.0, -7.5 % 2.0)  # prints: -4.0 0.5
    print(2.5 ** 3.0, 4.0 ** -2.0)  # prints: 15.625 0.0625
