# test: check
def double(x: Int) -> Int:
    return x * 2

def main():
    print(double("two"))
    #            ^^^^^ error[E0208]: cannot call `double`: argument `x` needs `Int`, not `StringLiteral`
