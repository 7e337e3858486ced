# test: run
# `a + (b if c else 0)`: the choice takes the type of `a` where both branches can be that, and has its own type where they cannot.
struct Place:
    var index: Int

    def __init__(out self, index: Int):
        self.index = index

    def __add__[I: Indexer](self, offset: I) -> Int:
        return self.index + offset.__index__()


def main():
    var place = Place(3)
    var step = 4
    print(place + (step if step > 2 else 0))  # prints: 7
    print(Float32(0.5) + (1 if step > 2 else 2))  # prints: 1.5
    print(UInt8(255) + (1 if step > 2 else 2))  # prints: 0
    var sum = 10
    sum += step if step > 2 else 0
    print(sum)  # prints: 14
