# test: run
def main():
    var v = SIMD[DType.uint8, 64]()
    for i in range(64):
        v[i] = UInt8(i)
    print(v.cast[DType.uint32]().reduce_add())  # prints: 2016
    print(v.reduce_max())  # prints: 63
    var doubled = v + v
    print(doubled[63])  # prints: 126
