# test: run
def main():
    var a: Int8 = -100
    print(a // 7, a % 7)  # prints: -15 5
    var b: Int16 = 100
    print(b // -7, b % -7)  # prints: -15 -5
    var c: Int32 = -1
    print(c // 2, c % 2)  # prints: -1 1
