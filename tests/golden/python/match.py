# test: run
# `match`: literals, captures, wildcards, alternatives, sequences, mappings, classes, values, guards.
def literal(x):
    match x:
        case 0:
            return "zero"
        case -1 | 1.5:
            return "minus one or one and a half"
        case "a" | "b":
            return "letter"
        case b"bytes":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
    return "other"


print([literal(x) for x in [0, False, 0.0, -1, 1.5, "a", "b", "c", b"bytes", None, True, 1, ()]])


def sequence(x):
    match x:
        case []:
            return "empty"
        case [1]:
            return "one"
        case [1, y]:
            return "one and", y
        case [y, z] if y == z:
            return "twice", y
        case (first, *_, "end"):
            return "until end", first
        case [[a, b], *rest]:
            return "nested", a, b, rest
        case first, second, *rest:
            return "many", first, second, rest
        case [*all]:
            return "all", all
    return "no sequence"


for x in [[], (), [1], (1, 2), [5, 5], [5, 6], [7, 8, "end"], ["end"], [[1, 2]], [(1, 2), 3], range(2), range(4), "text", b"text", {1, 2}, 5]:
    print(sequence(x))


def mapping(x):
    match x:
        case {"type": "point", "x": x, "y": y}:
            return "point", x, y
        case {"type": "circle", "r": (int() | float()) as r, **rest}:
            return "circle", r, rest
        case {1: {"deep": [*items]}}:
            return "deep", items
        case {**rest} if len(rest) == 1:
            return "one", rest
        case {}:
            return "any mapping"
    return "no mapping"


for x in [
    {"type": "point", "x": 1, "y": 2, "z": 3},
    {"type": "circle", "r": 2.5, "color": "red"},
    {"type": "circle", "r": "text"},
    {1: {"deep": (1, 2)}},
    {"only": 1},
    {},
    [1],
]:
    print(mapping(x))


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Color:
    RED = 1
    GREEN = 2


def classes(x):
    match x:
        case Point3(0, y, z=z):
            return "3", y, z
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return "on the axis", y
        case Point(x, y) as point if x == y:
            return "diagonal", x, point is not None
        case Point():
            return "point"
        case Color.RED | Color.GREEN:
            return "color"
        case bool(b):
            return "bool", b
        case int(n) | float(n):
            return "number", n
        case str(text):
            return "str", text
        case list([a, b]) | tuple((a, b)):
            return "pair", a, b
        case {"k": Point(y=[_, y])}:
            return "inside", y
        case dict(d):
            return "dict", d
        case ValueError(args=(message,)):
            return "error", message
        case object(missing=m):
            return "never", m
        case _:
            return "other"


for x in [
    Point3(0, 1, 2), Point(0, 0), Point(0, 5), Point(3, 3), Point(3, 4), 1, 2, True, 3, 4.5, "s", [1, 2], (3, 4), [1],
    {"k": Point(1, (2, 3))}, {"k": 1}, ValueError("m"), None,
]:
    print(classes(x))


class Bad:
    __match_args__ = ["x"]


class Worse:
    __match_args__ = (1,)


class Twice:
    __match_args__ = ("x", "x")
    x = 1


def failing(x):
    match x:
        case Bad(1):
            pass
        case Worse(1):
            pass
        case Twice(1, 1):
            pass
        case Point(1, 2, 3):
            pass
        case int(1, 2):
            pass
        case Color(1):
            pass
        case len(x):
            pass


for x in [Bad(), Worse(), Twice(), Point(1, 2), 5, Color(), "x"]:
    try:
        failing(x)
    except TypeError as error:
        print(error)
k = "same"


class Keys:
    a = "same"
    b = "same"


try:
    match {"same": 1}:
        case {Keys.a: 1, Keys.b: 1}:
            pass
except ValueError as error:
    print(error)
match 5, "six":
    case int(a), str(b):
        print(a, b)
a = "before"
match [1, 2]:
    case [a, 3]:
        print("never")
    case [_, 2]:
        print(a)
match [1, 2]:
    case [a, 2] if a > 1:
        print("never")
    case _:
        print(a)
match = {"match": 1}
case = match["match"]
print(match, case)


def unbound(x):
    match x:
        case [value]:
            pass
    return value


print(unbound([1]))
try:
    unbound(1)
except UnboundLocalError as error:
    print(error)


def closure(x):
    match x:
        case [first, *rest]:
            return lambda: (first, rest)


print(closure([1, 2, 3])())
for x in [1, 2, 3, 4]:
    match x:
        case 2:
            continue
        case 4:
            break
    print(x)
# output:
# ['zero', 'zero', 'zero', 'minus one or one and a half', 'minus one or one and a half', 'letter', 'letter', 'other', 'bytes', 'none', 'true', 'other', 'other']
# empty
# empty
# one
# ('one and', 2)
# ('twice', 5)
# ('many', 5, 6, [])
# ('until end', 7)
# ('all', ['end'])
# ('nested', 1, 2, [])
# ('nested', 1, 2, [3])
# ('many', 0, 1, [])
# ('many', 0, 1, [2, 3])
# no sequence
# no sequence
# no sequence
# no sequence
# ('point', 1, 2)
# ('circle', 2.5, {'color': 'red'})
# any mapping
# ('deep', [1, 2])
# ('one', {'only': 1})
# any mapping
# no mapping
# ('3', 1, 2)
# origin
# ('on the axis', 5)
# ('diagonal', 3, True)
# point
# color
# color
# color
# ('number', 3)
# ('number', 4.5)
# ('str', 's')
# ('pair', 1, 2)
# ('pair', 3, 4)
# other
# ('inside', 3)
# ('dict', {'k': 1})
# ('error', 'm')
# other
# Bad.__match_args__ must be a tuple (got list)
# __match_args__ elements must be strings (got int)
# Twice() got multiple sub-patterns for attribute 'x'
# Point() accepts 2 positional sub-patterns (3 given)
# int() accepts 1 positional sub-pattern (2 given)
# Color() accepts 0 positional sub-patterns (1 given)
# called match pattern must be a class
# 5 six
# before
# 1
# {'match': 1} 1
# 1
# cannot access local variable 'value' where it is not associated with a value
# (1, [2, 3])
# 1
# 3
