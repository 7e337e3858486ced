# test: check
def sign(x: Int) -> Int:
    # error[E0218]: `sign` may end without returning a value of type `Int`
    if x > 0:
        return 1
    elif x < 0:
        return -1

def main():
    print(sign(0))
