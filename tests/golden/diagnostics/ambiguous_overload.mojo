# test: check
def f(a: Int, b: Float64) -> Int:
    return 1

def f(a: Float64, b: Int) -> Int:
    return 2

def main():
    var n = 1
    print(f(n, n))
    #     ^^^^^^^ error[E0231]: the call of `f` is ambiguous
