# test: run
from utils.vector import DynamicVector

struct Cell:
    var x: Int
    fn __init__(inout self, x: Int):
        self.x = x
    fn __init__(inout self, x: Int, y: Int):
        self.__init__(x)
        self.x += y

struct Holder:
    var cell: Cell
    fn __init__(inout self) raises -> None:
        # A type without a move is built where it goes.
        self.cell = Cell(1, 2)
        return None

fn main() raises:
    var v = DynamicVector[Int](5)
    print(len(v))  # prints: 0
    for i in range(7):
        v.push_back(i)
    let w = v
    v[0] = 9
    print(v[0], w[0], w[-1], v.pop_back(), len(v), len(w))  # prints: 9 0 6 6 6 7
    let h = Holder()
    let a = Cell(4)
    print(h.cell.x)  # prints: 3
    _ = (a, h)
