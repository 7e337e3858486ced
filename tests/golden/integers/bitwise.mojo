# test: run
def main():
    var a = 0b1100
    var b = 0b1010
    print(a & b, a | b, a ^ b)  # prints: 8 14 6
    print(~a)  # prints: -13
    var c: UInt8 = 0xF0
    print(~c)  # prints: 15
    print(c & ~c)  # prints: 0
