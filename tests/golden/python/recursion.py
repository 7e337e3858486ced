# test: run at -O0 and -O3
# modes: O0 O3 (the interpreter has a stack of its own)
# Recursion without end is a `RecursionError`; after it the program goes on.
def down(n):
    return down(n + 1) + 1


for _ in range(3):
    try:
        down(0)
    except RecursionError as error:
        print(type(error).__name__, isinstance(error, RuntimeError))


class Node:
    def __getattr__(self, name):
        return getattr(self, "b" if name == "a" else "a")

    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return other == self


for action in [lambda: Node().a, lambda: repr(Node()), lambda: Node() == Node()]:
    try:
        action()
    except RecursionError:
        print("caught")


def generator(n):
    yield from generator(n + 1)


try:
    next(generator(0))
except RecursionError:
    print("generator")


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(900))
# output:
# RecursionError True
# RecursionError True
# RecursionError True
# caught
# caught
# caught
# generator
# 900
