# test: run
# Structs of the typed part are classes for untyped code: constructors, methods, operators, fields; in lists, attributes, base classes.
@fieldwise_init
struct Point(Copyable, Movable):
    """A place."""
    var x: Float64
    var y: Float64

    def length(self) -> Float64:
        return (self.x * self.x + self.y * self.y) ** 0.5

    def __add__(self, other: Point) -> Point:
        return Point(self.x + other.x, self.y + other.y)

    def __mul__(self, factor: Float64) -> Self:
        return Point(self.x * factor, self.y * factor)

    def move(mut self, dx: Float64, dy: Float64 = 0):
        self.x += dx
        self.y += dy

    def __eq__(self, other: Self) -> Bool:
        return self.x == other.x and self.y == other.y

struct Counter(Movable):
    var counts: List[Int]

    def __init__(out self, size: Int) raises:
        if size < 1:
            raise Error("a counter has at least one place")
        self.counts = List[Int](length=size, fill=0)

    def __getitem__(self, index: Int) raises -> Int:
        if index >= len(self.counts):
            raise Error("no such place")
        return self.counts[index]

    def add(mut self, index: Int):
        self.counts[index] += 1

    def __len__(self) -> Int:
        return len(self.counts)

    def all(self) -> List[Int]:
        return self.counts.copy()

def middle(a: Point, b: Point) -> Point:
    return (a + b) * 0.5

def lengths(points: List[Point]) -> List[Float64]:
    var result = List[Float64]()
    for point in points:
        result.append(point.length())
    return result^

class Named:
    def __init__(self, name, place):
        self.name = name
        self.place = place

p = Point(3, 4)
print(p.x, p.y, p.length(), type(p).__name__)
q = p + Point(x=1, y=1)
print(q.x, (q * 2).y, p == Point(3, 4), p == 3)
p.move(1)
p.move(dx=1, dy=2)
print(p.x, p.y)
p.x = 10
print(p.x)
try:
    p.x = "a"
except TypeError as error:
    print(error)
try:
    p + 1
except TypeError as error:
    print(error)
m = middle(p, q)
print(m.x, m.y, lengths([Point(3, 4), Point(6, 8)]))
n = Named("here", m)
mixed = [n, m, 1, "text"]
print(mixed[0].place is mixed[1], n.place.length() > 0)
c = Counter(3)
c.add(1)
c.add(1)
print(c[1], len(c), c.all(), bool(c))
for bad in (lambda: Counter(0), lambda: c[7], lambda: Point(1), lambda: Point(1, 2, 3), lambda: middle(p, 1)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
class Place(Point):
    def describe(self):
        return f"{self.x:.1f}/{self.y:.1f}"
print(Place(1, 2).describe(), isinstance(Place(1, 2), Point), middle(Place(0, 0), Place(2, 4)).y)
for i in range(1000):
    p = p + Point(1, 1)
print(p.x)
# output:
# 3.0 4.0 5.0 Point
# 4.0 10.0 True False
# 5.0 6.0
# 10.0
# x() argument 'value' must be Float64, not str
# unsupported operand type(s) for +: 'Point' and 'int'
# 7.0 5.5 [5.0, 10.0]
# True True
# 2 3 [0, 2, 0] True
# Exception a counter has at least one place
# Exception no such place
# TypeError Point() takes 2 arguments, 1 given
# TypeError Point() takes 2 arguments, 3 given
# TypeError middle() argument 'b' must be Point, not int
# 1.0/2.0 True 2.0
# 1010.0
