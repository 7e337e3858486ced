# test: run
def main():
    var one = 1
    print(one << 10)  # prints: 1024
    var negative = -16
    print(negative >> 2)  # prints: -4
    print(-1 >> 5)  # prints: -1
    var byte: UInt8 = 0b10010110
    print(byte << 1)  # prints: 44
    print(byte >> 4)  # prints: 9
    var signed: Int8 = -128
    print(signed >> 3)  # prints: -16
