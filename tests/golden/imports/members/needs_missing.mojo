# test: module
from .utils import tripled, doubled


def six(n: Int) -> Int:
    return doubled(tripled(n))


def two(n: Int) -> Int:
    return doubled(n)
