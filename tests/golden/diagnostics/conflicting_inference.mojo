# test: check
def same[T: Copyable](a: T, b: T) -> Int:
    return 1

def main():
    var n = 1
    print(same(n, "text"))
    #             ^^^^^^ error[E0208]: cannot call `same`: argument `b` needs `Int`, not `StringLiteral`
