# test: module
from utils import Variant
from .utils import doubled


def number_in(value: Variant[Int, String]) -> Int:
    return doubled(value[Int]) if value.isa[Int]() else 0
