# test: check
@fieldwise_init
struct Node(Movable):
    # error[E0226]: `Node` contains itself
    var value: Int
    var next: Optional[Node]

def main():
    var n = Node(1, None)
    print(n.value)
