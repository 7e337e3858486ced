# test: check
from std.math import sqrrt
# error[E0217]: module `std.math` has no `sqrrt`

def main():
    print(sqrrt(2.0))
