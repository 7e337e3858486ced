# test: run
from std.memory import alloc

def main():
    var p = alloc[UInt32](1)
    p[] = 0x04030201
    var bytes = p.bitcast[UInt8]()
    print(bytes[0], bytes[1], bytes[2], bytes[3])  # prints: 1 2 3 4
    bytes[3] = 0
    print(p[])  # prints: 197121
    p.free()
