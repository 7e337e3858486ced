# test: check
def f[n: Int]() -> Int:
    return n

def main():
    print(f[1, 2]())
    #     ^^^^^^^^^ error[E0208]: cannot call `f`: it takes 1 parameter, but more are given
