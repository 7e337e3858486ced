# test: build
from autotune import search


def fails[value: Int]() raises -> Float64:
    raise Error("no such tile: ", value)


def cost[value: Int]() -> Float64:
    try:
        return fails[value]()
    except error:
        abort(String(error))


def main():
    comptime tile = search[cost, [4, 8]]()
    #               ^^^^^^^^^^^^^^^^^^^^^^ error[E0402]: compile-time evaluation failed: the program that measures ended with exit code 132; what it said stands above
    print(tile)
