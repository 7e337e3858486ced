# test: run
from std.memory import bitcast

def main():
    print(bitcast[DType.uint32](Float32(1.0)))  # prints: 1065353216
    print(bitcast[DType.float64](UInt64(0x4000000000000000)))  # prints: 2.0
    print(bitcast[DType.uint8, 4](UInt32(0x01020304)))  # prints: [4, 3, 2, 1]
