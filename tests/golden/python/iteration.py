# test: run
for i in range(3):
    print(i, end=" ")
for i in range(10, 0, -4):
    print(i, end=" ")
for i, c in enumerate("ab"):
    print(i, c, sep=":", end=" ")
for a, b in zip([1, 2, 3], "xy"):
    print(a, b, end=";")
print()
print(list(enumerate("ab", 5)), list(zip("ab", range(9), [1, 2])), list(map(abs, [-1, 2])), list(filter(None, [0, 1, 2])))
print(list(reversed([1, 2, 3])), any([0, 1]), all([]), sum([1, 2], 10), sum([[1], [2]], []))
print(min([4, 2, 8]), max(3, 9, 4), min([], default=7), max("aa", "b", key=len), any(i > 2 for i in range(10)), all(i for i in [1, 0]))
it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
print(set(i % 2 for i in range(9)), ", ".join(str(i) for i in range(4)), tuple(i for i in "ab"))
x = "outer"
print([x for x in range(2)], x)


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Squares:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * index


print(list(Count(3)), list(Squares()), 9 in Squares(), [*Count(2)])
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as error:
    print(error)
for bad in (5, None, Count):
    try:
        iter(bad)
    except TypeError as error:
        print(error)
try:
    next(iter([]))
except StopIteration:
    print("StopIteration")
# output:
# 0 1 2 10 6 2 0:a 1:b 1 x;2 y;
# [(5, 'a'), (6, 'b')] [('a', 0, 1), ('b', 1, 2)] [1, 2] [1, 2]
# [3, 2, 1] True True 13 [1, 2]
# 2 9 7 aa True False
# 1 2 end
# {0, 1} 0, 1, 2, 3 ('a', 'b')
# [0, 1] outer
# [2, 1, 0] [0, 1, 4, 9] True [1, 0]
# zip() argument 2 is longer than argument 1
# 'int' object is not iterable
# 'NoneType' object is not iterable
# 'type' object is not iterable
# StopIteration
