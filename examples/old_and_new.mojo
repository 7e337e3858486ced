"""Mojo as it was written in 2023: it runs as it is.

The compiler sees the era from spellings such as `let` and `inout`; `--dialect` says it explicitly.
"""

from memory.unsafe import DTypePointer
from utils.vector import DynamicVector


@register_passable("trivial")
struct Point:
    var x: Float32
    var y: Float32

    fn __init__(x: Float32, y: Float32) -> Self:
        return Self {x: x, y: y}

    fn __add__(self, other: Point) -> Point:
        return Point(self.x + other.x, self.y + other.y)


struct Buffer:
    var data: DTypePointer[DType.float32]
    var size: Int

    fn __init__(inout self, size: Int):
        self.data = DTypePointer[DType.float32].alloc(size)
        self.size = size
        for i in range(size):
            self.data.store(i, i)

    fn __del__(owned self):
        self.data.free()

    fn sum(self) -> Float32:
        return self.data.simd_load[4](0).reduce_add()


fn rename(owned name: String) -> String:
    name += "🔥"
    return name


fn main():
    let p = Point(1, 2) + Point(0.5, 0.25)
    print(p.x, p.y)  # prints: 1.5 2.25
    let buffer = Buffer(4)
    print(buffer.sum())  # prints: 6.0
    var points = DynamicVector[Point]()
    points.push_back(p)
    points.push_back(Point(7, 8))
    print(len(points), points[1].x)  # prints: 2 7.0
    print(rename("mojo"))  # prints: mojo🔥
