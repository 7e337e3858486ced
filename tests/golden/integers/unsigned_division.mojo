# test: run
def main():
    var a: UInt8 = 250
    var b: UInt8 = 7
    print(a // b, a % b)  # prints: 35 5
    var c: UInt64 = 18446744073709551615
    print(c // 10, c % 10)  # prints: 1844674407370955161 5
    var d: UInt = 17
    print(d // 5, d % 5)  # prints: 3 2
