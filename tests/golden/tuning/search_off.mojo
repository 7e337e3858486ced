# test: run
# options: --tune=off
from autotune import explore, search


def distance[value: Int]() -> Float64:
    return Float64((value - 9) * (value - 9))


def far[point: List[Int]]() -> Float64:
    return Float64(point[0] + point[1])


def main():
    comptime tile = search[distance, [4, 8, 16]]()
    print(tile)  # prints: 4
    comptime point = explore[far, [[3, 1], [7, 2]]]()
    print(point)  # prints: [3, 7]
