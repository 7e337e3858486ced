# test: run
# What a method knows of its receiver's attributes, and what makes it untrue while the method runs.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.sum = 0

    def take(self, action):
        self.sum += self.x
        action(self)
        try:
            self.sum += self.x
        except AttributeError as error:
            print(error)
        return self.sum, self.y

    def move(self, action):
        self.x = 10
        action(self)
        self.x = 20
        self.y += self.x
        return self.y


class Other:
    def __init__(self):
        self.y = "other"
        self.x = 5
        self.sum = 7

    take = Point.take


class Sub(Point):
    def __init__(self, x, y):
        super().__init__(x, y)
        self.more = 1


class Late(Point):
    def __init__(self):
        self.first = 0


def nothing(point):
    pass


def delete(point):
    del point.x


def delete_first_set_again(point):
    del point.x
    point.x = 100


def dictionary(point):
    point.__dict__["x"] = 1000


def other_dictionary(point):
    point.__dict__ = {"x": 1, "y": 2, "sum": 3}


def other_class(point):
    point.__class__ = Other


def add(point):
    for i in range(40):
        setattr(point, f"more{i}", i)
    point.x = 3


print(Point(1, 2).take(nothing))
print(Point(1, 2).take(delete))
print(Point(1, 2).take(delete_first_set_again))
print(Point(1, 2).take(dictionary))
print(Point(1, 2).take(other_dictionary))
print(Point(1, 2).take(other_class))
print(Point(1, 2).take(add))
print(Sub(1, 2).take(nothing), Sub(1, 2).take(delete_first_set_again), Other().take(nothing))
print(Point(1, 2).move(nothing), Point(1, 2).move(delete), Point(1, 2).move(dictionary), Point(1, 2).move(other_class))

point = Point(1, 2)
point.move(delete)
print(vars(point), point.move(nothing))
late = Late()
late.x = 1
late.y = 2
print(late.move(nothing), vars(late))
try:
    Late().take(nothing)
except AttributeError as error:
    print(error)


def to_property(point):
    Point.x = property(lambda self: 50, lambda self, value: print("set", value))


def to_attribute(point):
    del Point.x


print(Point.take(point, to_property))
print(point.move(nothing), point.move(to_attribute), vars(point))
print(Sub(1, 2).take(to_property), Sub(1, 2).x if False else "-")
print(Point.take(point, to_attribute))


def see_sets(point):
    def set_and_tell(self, name, value):
        print(name, value)
        object.__setattr__(self, name, value)

    Point.__setattr__ = set_and_tell


print(Point(1, 2).move(see_sets))
del Point.__setattr__
print(Point(1, 2).move(nothing))


def see_gets(point):
    Point.__getattribute__ = lambda self, name: 7 if name == "x" else object.__getattribute__(self, name)


print(Point(1, 2).take(see_gets))
del Point.__getattribute__


class Grows:
    """An instance that is older than what the class knows."""

    instances = []

    def __init_subclass__(cls):
        one = cls.__new__(cls)
        one.a = 0
        Grows.instances.append(one)


class Grown(Grows):
    def __init__(self):
        self.a = self.b = self.c = self.d = self.e = self.f = 1

    def total(self):
        return self.a + self.b + self.c + self.d + self.e + self.f


[old] = Grows.instances
Grown.__init__(old)
print(Grown().total(), old.total(), old.total())
old.c = 100
print(old.total())
# output:
# (2, 2)
# 'Point' object has no attribute 'x'
# (1, 2)
# (101, 2)
# (1001, 2)
# (4, 2)
# (2, 2)
# (4, 2)
# (2, 2) (101, 2) (17, 'other')
# 22 22 22 22
# {'y': 42, 'sum': 0, 'x': 20} 42
# 22 {'first': 0, 'x': 20, 'y': 22}
# 'Late' object has no attribute 'sum'
# (70, 42)
# set 10
# set 20
# set 10
# 92 112 {'y': 112, 'sum': 70, 'x': 20}
# (51, 2) -
# (140, 112)
# x 20
# y 22
# 22
# 22
# (8, 2)
# 6 6 6
# 105
