# test: check
# An import that fails in another module is reported there when the name is needed.
from members.needs_missing import six


def main():
    print(six(1))
# at members/needs_missing.mojo:2:20 error[E0217]: module `.utils` has no `tripled`
