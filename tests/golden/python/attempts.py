# test: run
# What is tried on small integers and floats first, and begins again by the general way.
BIG = 2**62 - 1
LIMIT = 10


class Cell:
    KIND = 3

    def __init__(self, value):
        self.value = value
        self.list = [1, 2.5, "text", None, True]

    def add(self, other):
        self.value += other
        return self.value

    def compare(self, other):
        return [self.value < other, self.value <= other, self.value == other, self.value != other, self.value >= other]

    def numbers(self, n):
        return self.value + n * 2 - (n // 3) % 5, self.value & n | 8 ^ 3, n << 3 >> 1, -self.value, abs(n)


print(Cell(1).add(2), Cell(BIG).add(BIG), Cell(1).add(2.5), Cell("a").add("b"), Cell([1]).add([2]), Cell(True).add(True))
print(Cell(5).numbers(7), Cell(5).numbers(-7), Cell(BIG).numbers(BIG))
try:
    Cell(1).add("x")
except TypeError as error:
    print(error)
try:
    Cell(1).numbers(None)
except TypeError as error:
    print(error)
nan = float("nan")
print(Cell(1).compare(1), Cell(1).compare(1.0), Cell(nan).compare(nan), Cell(True).compare(1))
for pair in (("a", "b"), ("a", 1), (None, None), (None, 1), ([1], [2])):
    try:
        print(Cell(pair[0]).compare(pair[1]))
    except TypeError as error:
        print(error)


def equal(a, b):
    if a == b:
        return "yes"
    return "no"


class Odd:
    def __eq__(self, other):
        return [] if other else "sure"

    def __bool__(self):
        return False


odd = Odd()
print([equal(a, b) for a in (1, True, 1.0, None, "x", odd, nan) for b in (1, None, "x", nan, odd)])


def truths(values, at):
    count = 0
    if values[at]:
        count += 1
    if not values[-1]:
        count += 10
    return values[at] and values[-1], values[at] or values[-1], count, values[at] is None, values[at] is not True


for at in (0, 1, -2):
    print(truths([0, "a", odd, [], None], at)[2:], truths((1, 0.0, False), at), truths("abc", at))


def bounds(values, at):
    try:
        return values[at]
    except (IndexError, TypeError, KeyError) as error:
        return f"{type(error).__name__}: {error}"


print([bounds(values, at) for values in ([1, 2], (1, 2), "ab", {1: 5}, None) for at in (1, -1, 2, -3, True, "x")])
print(bounds("äb", 0), bounds("äb", 1), len("äb"), bounds(range(3), 2))


def store(values, at, value):
    values[at] = value
    values[at] += 1
    return values


print(store([1, 2, 3], 1, 5), store([1, 2, 3], -1, BIG), store({}, "k", 2.5), store([[], 0], 1, True))
print([(f, store([1, 2, 3], 0, f)) for f in (1.5, 1j)])


class Item:
    def __init__(self, name):
        self.name = name
        self.next = None

    def __del__(self):
        print("end of", self.name)


def walk():
    first = Item("first")
    first.next = Item("second")
    first.next.next = Item("third")
    item = first
    first = None
    while item is not None:
        if item.name == "second":
            print("found")
        item = item.next
    items = [Item("a"), Item("b")]
    items[0] = items[1]
    name = items[0].name
    items = None
    return name


print(walk())


def late(flag):
    if flag:
        number = 1
    try:
        return number + LIMIT
    except UnboundLocalError as error:
        return error


print(late(True), late(False))


def floats(a, b):
    c = a * 2.0
    d = c + b
    e = d / b
    if e > c:
        e = -e
    return c, d, e


for pair in ((1.5, 2), (1, 2.5), (BIG, 1.0), (True, 3)):
    print(floats(*pair))
try:
    floats(1.0, 0)
except ZeroDivisionError as error:
    print(error)
try:
    floats("x", 1)
except TypeError as error:
    print(error)


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def scale(self, by):
        self.x *= by
        self.y *= by * 1.0
        return self.x * self.x + self.y * self.y


print(Vector(1, 2).scale(3), Vector(1.5, 2).scale(2), Vector([1], 2).x, Vector(2.0, BIG).scale(1))


def constant(cell):
    before = Cell.KIND + cell.value
    Cell.KIND += 1
    return before, Cell.KIND + cell.value, cell.KIND


print(constant(Cell(1)), constant(Cell(1)))
Cell.KIND = "kind"
try:
    constant(Cell(1))
except TypeError as error:
    print(error)


def items(values):
    for value in values:
        if value == 2:
            values.append(7)
        if value == 3:
            del values[0]
        yield value * 2


print(list(items([1, 2, 3, 4, 5])))


def loops():
    values = [1, 2, 3]
    for value in values:
        if len(values) < 6:
            values.append(value + 10)
    for a, b in zip(values, [v for v in values]):
        a += b
    for key in {"x": 1}:
        for character in key:
            pass
    return values, a, character


print(loops())
# output:
# 3 9223372036854775806 3.5 ab [1, 2] 2
# (17, 15, 28, -5, 7) (-11, 11, -28, -5, 7) (13835058055282163708, 4611686018427387903, 18446744073709551612, -4611686018427387903, 4611686018427387903)
# unsupported operand type(s) for +=: 'int' and 'str'
# unsupported operand type(s) for *: 'NoneType' and 'int'
# [False, True, True, False, True] [False, True, True, False, True] [False, False, False, True, False] [False, True, True, False, True]
# [True, True, False, True, False]
# '<' not supported between instances of 'str' and 'int'
# '<' not supported between instances of 'NoneType' and 'NoneType'
# '<' not supported between instances of 'NoneType' and 'int'
# [True, True, False, True, False]
# ['yes', 'no', 'no', 'no', 'no', 'yes', 'no', 'no', 'no', 'no', 'yes', 'no', 'no', 'no', 'no', 'no', 'yes', 'no', 'no', 'yes', 'no', 'no', 'yes', 'no', 'no', 'no', 'yes', 'no', 'no', 'yes', 'no', 'no', 'no', 'no', 'no']
# (10, False, True) (False, 1, 11, False, True) ('c', 'a', 1, False, True)
# (11, False, True) (0.0, False, 10, False, True) ('c', 'b', 1, False, True)
# (10, False, True) (0.0, False, 10, False, True) ('c', 'b', 1, False, True)
# [2, 2, 'IndexError: list index out of range', 'IndexError: list index out of range', 2, 'TypeError: list indices must be integers or slices, not str', 2, 2, 'IndexError: tuple index out of range', 'IndexError: tuple index out of range', 2, 'TypeError: tuple indices must be integers or slices, not str', 'b', 'b', 'IndexError: string index out of range', 'IndexError: string index out of range', 'b', "TypeError: string indices must be integers, not 'str'", 5, 'KeyError: -1', 'KeyError: 2', 'KeyError: -3', 5, "KeyError: 'x'", "TypeError: 'NoneType' object is not subscriptable", "TypeError: 'NoneType' object is not subscriptable", "TypeError: 'NoneType' object is not subscriptable", "TypeError: 'NoneType' object is not subscriptable", "TypeError: 'NoneType' object is not subscriptable", "TypeError: 'NoneType' object is not subscriptable"]
# ä b 2 2
# [1, 6, 3] [1, 2, 4611686018427387904] {'k': 3.5} [[], 2]
# [(1.5, [2.5, 2, 3]), (1j, [(1+1j), 2, 3])]
# end of first
# found
# end of second
# end of third
# end of a
# end of b
# b
# 11 cannot access local variable 'number' where it is not associated with a value
# (3.0, 5.0, 2.5)
# (2.0, 4.5, 1.8)
# (9.223372036854776e+18, 9.223372036854776e+18, 9.223372036854776e+18)
# (2.0, 5.0, 1.6666666666666667)
# float division by zero
# can't multiply sequence by non-int of type 'float'
# 45.0 25.0 [1] 2.1267647932558654e+37
# (4, 5, 4) (5, 6, 5)
# can only concatenate str (not "int") to str
# [2, 4, 6, 10, 14]
# ([1, 2, 3, 11, 12, 13], 26, 'x')
