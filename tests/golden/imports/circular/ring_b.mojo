# test: module
from ring_a import is_even

def is_odd(n: Int) -> Bool:
    return False if n == 0 else is_even(n - 1)
