# test: run
"""The value whose measured cost is least; what measures runs natively while this is compiled."""
from autotune import search


def distance[value: Int]() -> Float64:
    return Float64((value - 9) * (value - 9))


def length[value: String]() -> Float64:
    return Float64(value.byte_length())


def tuned[scale: Int]() -> Int:
    def scaled[value: Int]() -> Float64:
        return distance[value * scale]()

    comptime best = search[scaled, [1, 3, 5, 9]]()
    return best


def main():
    comptime tile = search[distance, [4, 8, 16]]()
    print(tile)  # prints: 8
    comptime shortest = search[length, [String("abc"), String("de"), String("fg")]]()
    print(shortest)  # prints: de
    print(tuned[1](), tuned[3]())  # prints: 9 3
