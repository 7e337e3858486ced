# test: run
def wider[T: AnyType]() -> Int:
    comptime Wide = SIMD[DType.float64, 4]
    return Wide.size

comptime Number = Int if size_of[Int]() == 8 else Int32
comptime Pair = Tuple[Number, String]

from std.sys import size_of

def main():
    print(wider[Int]())  # prints: 4
    var n: Number = 5
    print(n)  # prints: 5
    var p: Pair = (1, String("x"))
    print(p[0], p[1])  # prints: 1 x
