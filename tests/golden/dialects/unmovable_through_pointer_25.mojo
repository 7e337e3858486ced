# test: run
# Before 1.0 a new value of any type could be assigned through a pointer.
from memory import UnsafePointer


struct Node:
    var value: Int

    fn __init__(out self, value: Int = -1):
        self.value = value


fn main():
    var node = UnsafePointer[Node].alloc(1)
    node[] = Node(value=5)
    print(node[].value)  # prints: 5
    node.free()
