# test: run
# options: --dialect 24
struct Point(CollectionElement):
    var x: Int
    var y: Int

    fn __init__(inout self, x: Int, y: Int):
        self.x = x
        self.y = y

    fn __copyinit__(inout self, other: Self):
        self.x = other.x
        self.y = other.y + 1

    fn __moveinit__(inout self, owned other: Self):
        self.x = other.x
        self.y = other.y

fn main():
    var p = Point(1, 2)
    var q = p
    print(p.y, q.y)  # prints: 2 3
    q.x = 7
    print(p.x, q.x)  # prints: 1 7
