# test: run
def main():
    var a: UInt8 = 250
    a += 10
    print(a)  # prints: 4
    var b: Int8 = 127
    b += 1
    print(b)  # prints: -128
    var c: UInt16 = 0
    c -= 1
    print(c)  # prints: 65535
    var d: Int32 = 2147483647
    print(d + 1)  # prints: -2147483648
    var e: UInt32 = 4294967295
    print(e * e)  # prints: 1
    var f: UInt64 = 18446744073709551615
    print(f + 2)  # prints: 1
