# test: module
from ring_b import is_odd

def is_even(n: Int) -> Bool:
    return True if n == 0 else is_odd(n - 1)
