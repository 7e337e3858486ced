# test: run
# Calls whose targets change while the program runs.
def step(x):
    return x + 1


def other_step(x):
    return x + 100


class Base:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def sum(self):
        return self.a + self.b

    def twice(self):
        return self.sum() * 2


class Derived(Base):
    def sum(self):
        return -super().sum()


def calls(change):
    results = []
    for i in range(4):
        value = Base(i, step(i))
        results.append((value.sum(), value.twice()))
        if i == 1:
            change()
    return results


def nothing():
    pass


def new_step():
    global step
    step, kept = other_step, step
    return kept


print(calls(nothing))
old = step
print(calls(new_step))
step = old


def new_sum():
    Base.sum = lambda self: 1000


kept = Base.sum
print(calls(new_sum), Derived(1, 2).twice())
Base.sum = kept
print(Derived(1, 2).twice(), [x.twice() for x in (Base(1, 2), Derived(1, 2), Base(3, 4))])


def new_initializer():
    def initialize(self, a, b):
        self.b = self.a = 5

    Base.__init__ = initialize


kept = Base.__init__
print(calls(new_initializer))
Base.__init__ = kept


def make(cls, *arguments):
    made = object.__new__(cls)
    made.more = len(arguments)
    return made


class Made(Base):
    def __init__(self, a):
        self.a = a


def make_some(change):
    results = []
    for i in range(3):
        results.append(vars(Made(i)))
        if i == 0:
            change()
    return results


def made_by_new():
    Made.__new__ = make


print(make_some(nothing), make_some(made_by_new))


def new_class():
    global Base

    class Base:
        def __init__(self, *arguments):
            pass

        def sum(self):
            return "sum"

        twice = sum


print(calls(new_class))


class Shadow:
    def short(self, x):
        return x

    def use(self):
        before = self.short(1)
        self.short = lambda x: x + 10
        after = self.short(1)
        del self.short
        return before, after, self.short(1)


print(Shadow().use())
for bad in (lambda: step(), lambda: step(1, 2), lambda: Shadow().short(), lambda: Derived(1)):
    try:
        bad()
    except TypeError as error:
        print(error)


class Returns:
    def __init__(self, value):
        return value


try:
    Returns(3)
except TypeError as error:
    print(error)


class Options:
    def __init__(self, a=1, b=2, c=3):
        self.all = (a, b, c)

    def get(self, d=4):
        return self.all + (d,)


print(Options().get(), Options(7).get(8), Options(c=9).get(), Options(1, 1, 1).get(d=0))


def failing(x):
    return x.missing


def trace():
    try:
        failing(1)
    except AttributeError as error:
        place = error.__traceback__
        lines = []
        while place is not None:
            lines.append(place.tb_lineno)
            place = place.tb_next
        return len(lines), error


print(trace())
# output:
# [(1, 2), (3, 6), (5, 10), (7, 14)]
# [(1, 2), (3, 6), (104, 208), (106, 212)]
# [(1, 2), (3, 6), (1000, 2000), (1000, 2000)] -2000
# -6 [6, -6, 14]
# [(1, 2), (3, 6), (10, 20), (10, 20)]
# [{'a': 0}, {'a': 1}, {'a': 2}] [{'a': 0}, {'more': 1, 'a': 1}, {'more': 1, 'a': 2}]
# [(1, 2), (3, 6), ('sum', 'sum'), ('sum', 'sum')]
# (1, 11, 1)
# step() missing 1 required positional argument: 'x'
# step() takes 1 positional argument but 2 were given
# Shadow.short() missing 1 required positional argument: 'x'
# Base.__init__() missing 1 required positional argument: 'b'
# __init__() should return None, not 'int'
# (1, 2, 3, 4) (7, 2, 3, 8) (1, 2, 9, 4) (1, 1, 1, 0)
# (2, AttributeError("'int' object has no attribute 'missing'"))
