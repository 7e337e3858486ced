# test: run
def main():
    print(Int8.MIN, Int8.MAX, UInt8.MAX)  # prints: -128 127 255
    print(Int16.MIN, Int16.MAX, UInt16.MAX)  # prints: -32768 32767 65535
    print(Int32.MIN, Int32.MAX)  # prints: -2147483648 2147483647
    print(UInt32.MAX, UInt64.MAX)  # prints: 4294967295 18446744073709551615
    print(UInt.MIN, UInt.MAX)  # prints: 0 18446744073709551615
