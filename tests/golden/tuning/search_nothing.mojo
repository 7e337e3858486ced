# test: build
from autotune import search


def distance[value: Int]() -> Float64:
    return Float64(value)


def main():
    comptime tile = search[distance, List[Int]()]()
    #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[E0403]: there is nothing to search: `values` is empty
    print(tile)
