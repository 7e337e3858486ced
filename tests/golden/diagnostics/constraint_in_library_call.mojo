# test: check, rendered
def main():
    var v = SIMD[DType.int32, 3](1, 2, 3)
    # error[E0403]: SIMD sizes are powers of two
    print(v)
