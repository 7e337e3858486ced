import array
import gc
import sys

import shapes


def outcome(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(shapes.__doc__, shapes.area.__doc__, shapes.area(3), shapes.area(3, 4), shapes.area(height=5, width=2))
print(shapes.total([1, 2.5]), shapes.total((1,)), outcome(lambda: shapes.total([])), outcome(lambda: shapes.total(["a"])))
print(shapes.greet("you"), shapes.greet("größe", loud=True), outcome(lambda: shapes.greet(3)), shapes.parts("a,b"))
print(outcome(lambda: shapes.fail("plain")), outcome(lambda: shapes.fail("KeyError: k")), outcome(lambda: shapes.fail("Odd: x")))
print(shapes.lookup({"a": 1}, "a"), shapes.or_else(None, 4), shapes.or_else(3, otherwise=4), shapes.narrow(200, 0.5))
thing = object()
print(shapes.identity(thing) is thing, outcome(lambda: shapes.area()), outcome(lambda: shapes.area(1, 2, 3)), outcome(lambda: shapes.area(1, wide=2)))
numbers = array.array("d", [1, 2, 3])
shapes.scale(numbers, 2)
print(shapes.sum_of(numbers), numbers, outcome(lambda: shapes.sum_of(array.array("f", [1]))), outcome(lambda: shapes.scale(bytes(8), 1)))
print(hasattr(shapes, "_hidden"), hasattr(shapes, "generic"), hasattr(shapes, "private_detail"))

point = shapes.Point(3, 4)
print(point, repr(point), point.length(), point.x, shapes.Point.__doc__, shapes.Point.length.__doc__)
point.move(1)
point.move(dx=1, dy=2)
point.y += 1
print(point, -point, point + shapes.Point(1, 1), point * 2, 2 * point, point == shapes.Point(5, 7), point != shapes.Point(5, 7), point == 3)
print(len(point), list(point), point[1], outcome(lambda: point[2]), bool(shapes.Point(0, 0)), shapes.Point.origin(), shapes.middle(point, point))
print(outcome(lambda: point + 1), outcome(lambda: shapes.Point(1)), outcome(lambda: shapes.middle(1, point)), outcome(lambda: point.nothing))
print(outcome(lambda: setattr(point, "x", "a")), type(point), isinstance(point, shapes.Point))


class Named(shapes.Point):
    def __init__(self, name):
        super().__init__(1, 2)
        self.name = name

    def length(self):
        return f"{self.name}: {super().length():.3f}"


named = Named("n")
print(named.length(), named.x, named + named, isinstance(named + named, Named), shapes.middle(named, named))
print(outcome(lambda: type("Empty", (shapes.Point,), {"__init__": lambda self: None})().length()))

counter = shapes.Counter()
print(counter.up(), counter.up(by=4), counter(), 3 in counter, 9 in counter, outcome(lambda: shapes.Counter(-1)), counter.count)
del counter
gc.collect()
before = sys.getrefcount(shapes.Point), sys.getrefcount(thing)
for _ in range(100000):
    shapes.identity(thing)
    shapes.middle(point, point)
gc.collect()
print(before == (sys.getrefcount(shapes.Point), sys.getrefcount(thing)))
