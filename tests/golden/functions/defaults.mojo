# test: run
def power(base: Int, exponent: Int = 2, offset: Int = 0) -> Int:
    return base**exponent + offset

def main():
    print(power(5))  # prints: 25
    print(power(2, 10))  # prints: 1024
    print(power(2, offset=1))  # prints: 5
    print(power(exponent=3, base=2))  # prints: 8
