# test: run
def greatest_common_divisor(a: Int, b: Int) -> Int:
    var x = a
    var y = b
    while y != 0:
        x, y = y, x % y
    return x

def main():
    print(greatest_common_divisor(1071, 462))  # prints: 21
    print(greatest_common_divisor(17, 5))  # prints: 1
    print(greatest_common_divisor(0, 9))  # prints: 9
