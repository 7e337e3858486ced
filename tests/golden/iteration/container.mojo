# test: run
struct Bag:
    var items: List[Int]

    def __init__(out self, *items: Int):
        self.items = List[Int]()
        for item in items:
            self.items.append(item)

    def __iter__(self) -> BagIterator:
        return BagIterator(self.items.copy(), 0)

@fieldwise_init
struct BagIterator(Movable):
    var items: List[Int]
    var at: Int

    def __has_next__(self) -> Bool:
        return self.at < len(self.items)

    def __next__(mut self) -> Int:
        self.at += 1
        return self.items[self.at - 1]

def main():
    var bag = Bag(4, 5, 6)
    for x in bag:
        for y in bag:
            if x < y:
                print(x, y)
# output:
# 4 5
# 4 6
# 5 6
