# test: run
from std.bit import count_leading_zeros, count_trailing_zeros, pop_count

def main():
    print(pop_count(UInt8(0b10110001)))  # prints: 4
    print(count_leading_zeros(UInt8(1)), count_trailing_zeros(UInt32(8)))  # prints: 7 3
    print(pop_count(SIMD[DType.uint16, 4](0, 1, 3, 65535)))  # prints: [0, 1, 2, 16]
