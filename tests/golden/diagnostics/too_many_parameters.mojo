# test: check
def f[n: Int]() -> Int:
    return n

def main():
    print(f[1, 2]())
    # error[E0224]: wrong parameters for `f`: it takes 1 parameter, but 2 are given
