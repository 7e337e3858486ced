# test: run
def power(base: Int, exponent: Int, modulus: Int) -> Int:
    var result = 1
    var b = base % modulus
    var e = exponent
    while e > 0:
        if e & 1:
            result = result * b % modulus
        b = b * b % modulus
        e >>= 1
    return result

def main():
    print(power(2, 100, 1_000_000_007))  # prints: 976371285
    print(power(3, 200, 13))  # prints: 9
    print(power(-4, 3, 7))  # prints: 6
