# test: check
def bump(x: Int):
    x += 1
#   ^ error[E0210]: cannot change `x`: it is an immutable argument

def main():
    bump(1)
