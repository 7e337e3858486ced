# test: check
def doubled(n: Int) -> Int:
    return 2 * n


def main():
    var size = UInt(21)
    print(doubled(size))
    #             ^^^^ error[E0208]: cannot call `doubled`: argument `n` needs `Int`, not `SIMD[DType.uindex, 1]`
