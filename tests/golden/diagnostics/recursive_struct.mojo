# test: check
@fieldwise_init
struct Node(Movable):
    var value: Int
    var next: Optional[Node]
    #         ^^^^^^^^^^^^^^ error[E0226]: `Node` contains itself

def main():
    var n = Node(1, None)
    print(n.value)
