# test: check
struct Holder(Movable):
    var items: List[Int]

    def __init__(out self, items: List[Int]):
        self.items = items
        # error[E0314]: `List[Int]` is not implicitly copyable

    def all(self) -> List[Int]:
        return self.items
        # error[E0314]: `List[Int]` is not implicitly copyable

def main():
    print(len(Holder([1]).all()))
