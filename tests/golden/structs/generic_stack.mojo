# test: run
struct Stack[T: Copyable & Deinitable](Movable, Sized):
    var items: List[Self.T]

    def __init__(out self):
        self.items = List[Self.T]()

    def push(mut self, var item: Self.T):
        self.items.append(item^)

    def pop(mut self) raises -> Self.T:
        if not self.items:
            raise Error("empty stack")
        return self.items.pop()

    def __len__(self) -> Int:
        return len(self.items)

def main() raises:
    var s = Stack[String]()
    s.push("a")
    s.push("b")
    print(s.pop(), len(s))  # prints: b 1
    print(s.pop())  # prints: a
    try:
        print(s.pop())
    except e:
        print(e)  # prints: empty stack
