# test: check
# Mistakes in the typed part are reported as in Mojo, where they stand.
import sys


def untyped(x):
    return x + 1


def wrong(x: Int) -> Int:
    return x + "a"
#            ^ error[E0205]: `+` is not defined for `Int` and `StringLiteral`


def missing(x: Int) -> Int:
    return elsewhere(x)
#          ^^^^^^^^^ error[E0201]: unknown name `elsewhere`


print(untyped(sys.argv), wrong(1), missing(2))
