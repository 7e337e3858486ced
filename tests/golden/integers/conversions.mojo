# test: run
def main():
    var x: Int = 300
    print(UInt8(x))  # prints: 44
    print(Int8(x))  # prints: 44
    print(Int(UInt8(200)))  # prints: 200
    print(Int(Int8(-56)))  # prints: -56
    print(UInt64(Int(-1)))  # prints: 18446744073709551615
    print(Int(3.99), Int(-3.99))  # prints: 3 -3
    print(Float64(7) / 2)  # prints: 3.5
    print(Int64(1) << 40)  # prints: 1099511627776
