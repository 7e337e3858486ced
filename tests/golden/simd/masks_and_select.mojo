# test: run
def main():
    var v = SIMD[DType.int32, 4](1, -2, 3, -4)
    var positive = v.gt(0)
    print(positive)  # prints: [True, False, True, False]
    print(positive.select(v, -v))  # prints: [1, 2, 3, 4]
    print(positive.select(v, 0))  # prints: [1, 0, 3, 0]
    print(any(positive), all(positive))  # prints: True False
    print(positive.reduce_or(), positive.reduce_and())  # prints: True False
    print(~positive, positive & v.lt(3))  # prints: [False, True, False, True] [True, False, False, False]
