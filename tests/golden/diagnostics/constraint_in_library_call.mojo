# test: check
def main():
    var v = SIMD[DType.int32, 3](1, 2, 3)
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[E0403]: the size of a SIMD vector is a power of two, not 3
    print(v)
