# test: run
from std.memory import UnsafePointer, alloc

struct Node(Movable):
    var key: Int
    var left: UnsafePointer[Node, MutExternalOrigin]
    var right: UnsafePointer[Node, MutExternalOrigin]

    def __init__(out self, key: Int):
        self.key = key
        self.left = {}
        self.right = {}

comptime NodePointer = UnsafePointer[Node, MutExternalOrigin]

def insert(node: NodePointer, key: Int) -> NodePointer:
    if not node:
        var fresh = alloc[Node](1)
        fresh.init_pointee_move(Node(key))
        return fresh
    if key < node[].key:
        node[].left = insert(node[].left, key)
    else:
        node[].right = insert(node[].right, key)
    return node

def walk(node: NodePointer, mut keys: List[Int]):
    if not node:
        return
    walk(node[].left, keys)
    keys.append(node[].key)
    walk(node[].right, keys)

def release(node: NodePointer):
    if node:
        release(node[].left)
        release(node[].right)
        node.destroy_pointee()
        node.free()

def main():
    var root = NodePointer()
    for key in [5, 2, 8, 1, 9, 3]:
        root = insert(root, key)
    var keys = List[Int]()
    walk(root, keys)
    print(keys)  # prints: [1, 2, 3, 5, 8, 9]
    release(root)
