# test: run
# Classes, attributes, methods, operators, one base.
class Point:
    dimensions = 2

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __repr__(self):
        return f"Point({self.x}, {self.y!r})"

    def norm(self):
        return self.x * self.x + self.y * self.y

class Named(Point):
    def __init__(self, x, y, name):
        self.x = x
        self.y = y
        self.name = name

    def __str__(self):
        return self.name + "!"

p = Point(1, 2) + Point(3, 4.5)
print(p, p.norm(), Point.dimensions, p.dimensions)
n = Named(1, "a", "nam")
print(n, repr(n), isinstance(n, Point), isinstance(p, Named))
# output:
# Point(4, 6.5) 58.25 2 2
# nam! Point(1, 'a') True False
