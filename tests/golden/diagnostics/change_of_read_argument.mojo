# test: check
def bump(x: Int):
    x += 1
    # error[E0210]: cannot change `x`

def main():
    bump(1)
