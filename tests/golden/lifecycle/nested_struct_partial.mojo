# test: run
@fieldwise_init
struct Leaf(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

@fieldwise_init
struct Branch(Movable):
    var left: Leaf
    var right: Leaf

@fieldwise_init
struct Tree(Movable):
    var branch: Branch
    var top: Leaf

def consume(var leaf: Leaf):
    print("consume", leaf.name)

def main():
    var t = Tree(Branch(Leaf("l"), Leaf("r")), Leaf("top"))
    consume(t.branch.right^)
    t.branch.right = Leaf("r2")
    print(t.branch.left.name, t.branch.right.name, t.top.name)
    print("end")
# output:
# consume r
# - r
# l r2 top
# - l
# - r2
# - top
# end
