# test: check
def bump(mut x: Int):
    x += 1

def main():
    bump(5)
    # error[E0210]: cannot change the value of an expression
