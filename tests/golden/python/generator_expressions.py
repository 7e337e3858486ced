# test: run, same as python
# Generator expressions: lazy, the first iterable at once, variables of their own, closures.
def shout(x):
    print("step", x)
    return x


lazy = (shout(x) * 2 for x in [1, 2, 3])
print("made")
print(next(lazy))
print(list(lazy), next(lazy, "end"))

try:
    wrong = (x for x in 5)
except TypeError as error:
    print(error)
late = (y for x in [1] for y in 5)
try:
    next(late)
except TypeError as error:
    print(error)


def nested(rows, least):
    x = "kept"
    found = (x * y for x, row in enumerate(rows) if x > 0 for y in row if y >= least)
    least = 2
    print(list(found), x)


nested([[1], [1, 2, 3], [4, 0]], 0)



def late_variable():
    factor = 2
    scaled = (x * factor for x in range(3))
    factor = 5
    return list(scaled)


print(late_variable())


def adders():
    return list(lambda n, x=x: x + n for x in range(3))


print([f(10) for f in adders()])


def first(iterator):
    for x in iterator:
        return x


print(first(x for x in range(10**9) if x % 7 == 6))


def count(start):
    while True:
        yield start
        start += 1


print(next(x for x in count(1) if x * x > 200))
squares = (x * x for x in count(1))
print([next(squares) for _ in range(5)])
print(sum(x for x in range(5)), max((len(w) for w in ["a", "bbb"]), default=0), ",".join(str(x) for x in range(4)))
separator = "-"
print(separator.join(str(x) for x in (y for y in range(3))))
print(dict((k, v) for k, v in zip("ab", [1, 2])), sorted((x % 3 for x in range(6)), reverse=True))


def sum_of(*values):
    return values


print(sum_of(*(x for x in range(3))), {**dict((c, 1) for c in "xy")})


class Table:
    size = 3
    rows = list(x for x in range(size))
    lazy = (x for x in range(size))


print(Table.rows, list(Table.lazy))


class Joiner:
    def join(self, items):
        return type(items).__name__


print(Joiner().join(x for x in []))
matrix = [[1, 2], [3, 4]]
print([list(row[i] for row in matrix) for i in range(2)])
print(list([x, y] for x in range(2) for y in (z * 10 for z in range(x + 1))))
g = (x for x in [1, 2, 3])
print(g.send(None), list(g), g.close())
a, *b = (c.upper() for c in "xyz")
print(a, b)
print(any(x > 1 for x in [0, 2, shout(3)]), 3 in (shout(x) for x in [1, 3, 5]))
# output:
# made
# step 1
# 2
# step 2
# step 3
# [4, 6] end
# 'int' object is not iterable
# 'int' object is not iterable
# [2, 3, 8] kept
# [0, 5, 10]
# [10, 11, 12]
# 6
# 15
# [1, 4, 9, 16, 25]
# 10 3 0,1,2,3
# 0-1-2
# {'a': 1, 'b': 2} [2, 2, 1, 1, 0, 0]
# (0, 1, 2) {'x': 1, 'y': 1}
# [0, 1, 2] [0, 1, 2]
# generator
# [[1, 3], [2, 4]]
# [[0, 0], [1, 0], [1, 10]]
# 1 [2, 3] None
# X ['Y', 'Z']
# step 3
# step 1
# step 3
# True True
