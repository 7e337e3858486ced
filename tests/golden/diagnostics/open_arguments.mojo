# test: check
# Parameters that only a call gives are no mistake; what is wrong beside them is told.
def lanes(x: SIMD) -> Int:
    return x.size

def total(x: SIMD[_, 4], y: List, *more: SIMD) -> SIMD[x.dtype, 4]:
    return x

def each(f: def(SIMD) -> Int, x: Optional[List]) -> Lst[Int]:
    #                                               ^^^ error[E0201]: unknown name `Lst`
    return 1

def wrong(x: List, y: Nothing) -> Int:
    #                 ^^^^^^^ error[E0201]: unknown name `Nothing`
    return 1

struct Holder:
    def take(self, x: SIMD, y: Some[Writer]) -> Int:
        return 1

    def wrong(self, x: Nothing) -> Int:
        #              ^^^^^^^ error[E0201]: unknown name `Nothing`
        return 1

def main():
    print(lanes(SIMD[DType.int32, 4](1)))
