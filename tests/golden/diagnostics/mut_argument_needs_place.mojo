# test: check
def bump(mut x: Int):
    x += 1

def main():
    bump(5)
    #    ^ error[E0208]: cannot call `bump`: argument `x` changes its value, but a constant is given
