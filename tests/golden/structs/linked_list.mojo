# test: run
from std.memory import OwnedPointer

struct Node(Movable):
    var value: Int
    var next: Optional[OwnedPointer[Node]]

    def __init__(out self, value: Int, var next: Optional[OwnedPointer[Node]]):
        self.value = value
        self.next = next^

def build(n: Int) -> Optional[OwnedPointer[Node]]:
    if n == 0:
        return None
    return OwnedPointer(Node(n, build(n - 1)))

def total(node: Node) -> Int:
    if node.next:
        return node.value + total(node.next.value()[])
    return node.value

def main():
    var list = build(4)
    print(total(list.value()[]))  # prints: 10
