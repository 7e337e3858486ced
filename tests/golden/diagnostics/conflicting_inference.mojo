# test: check
def same[T: Copyable](a: T, b: T) -> Int:
    return 1

def main():
    var n = 1
    print(same(n, "text"))
    # error[E0203]: expected `Int`, found `StringLiteral`
