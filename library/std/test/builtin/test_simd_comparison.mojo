# test: run
# `==` and `!=` of vectors: a mask where a value is wanted, one answer where a truth value is wanted.
comptime V = SIMD[DType.int32, 4]


def same(a: V, b: V) -> Bool:
    return a == b


def differ(a: V, b: V) -> Bool:
    return a != b


def main():
    var a = V(1, 2, 3, 4)
    var b = V(1, 2, 3, 5)
    print(same(a, a), same(a, b), differ(a, a), differ(a, b))
    print(not (a != b), (a != b) and True)
    print("different" if a != b else "same")
    var mask = a == b
    print(mask, (a < b).reduce_or(), (a <= b).reduce_and())

# output:
# True False False True
# False True
# different
# [True, True, True, False] True True
