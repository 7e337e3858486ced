# test: run
"""A module for `imports.py`."""
if __name__ != "__main__":
    print("helper runs")
x = 1
y = 2
_z = 3


def f(a):
    return a * 2


def max(a, b):
    return "own max"


def get_x():
    return x


def get_new():
    return new


print(f(x), y)

# output:
# 2 2
