# test: run
# `itertools`: every iterator, errors, a class that extends one.
import itertools
from itertools import *
print(list(islice(count(), 5)), list(islice(count(10, -3), 4)), list(islice(count(0.5, 0.25), 3)), count(3), count(1, 2))
print(list(islice(cycle("abc"), 8)), list(cycle([])), list(repeat("x", 3)), repeat(1, 2), list(islice(repeat(None), 2)))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=10)), list(accumulate([])))
print(list(chain([1, 2], "ab", (3,))), list(chain.from_iterable(["ab", [1]])), list(chain()))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, ""])), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)), list(islice("ABCDEFG", 2, None)), list(islice("ABCDEFG", 0, None, 2)), list(islice("abc", 5, 9)))
print(list(pairwise("ABCD")), list(pairwise("A")), list(zip_longest("ABCD", "xy", fillvalue="-")), list(zip_longest()), list(zip_longest([1], [2, 3])))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product([], "a")))
print(list(permutations("abc", 2)), len(list(permutations(range(5)))), list(permutations("ab")), list(permutations([], 0)), list(permutations("a", 2)))
print(list(combinations("abcd", 2)), list(combinations(range(3), 3)), list(combinations("ab", 3)), list(combinations("ab", 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 1)))
for key, group in groupby("AAABBC"):
    print(key, list(group))
print()
print([(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda v: v % 2)], [k for k, g in groupby("aabbaa")])
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
x, y, z = tee(range(3), 3)
print(list(x), list(y), list(z))
it = iter([1, 2, 3, 4, 5, 6])
print(list(islice(it, 2)), next(it), list(zip(it, it)))
print(sum(islice(count(1), 100)), max(chain([1], [5], [3])), dict(zip("abc", count())), sorted(chain("ba", "c")))
print(isinstance(count(), count), type(chain()).__name__, isinstance(iter(chain()), chain))
for bad in (lambda: islice([1], -1), lambda: islice([1], "a"), lambda: count("a"), lambda: permutations([1], -1), lambda: next(iter(chain())),
            lambda: chain(1).__next__(), lambda: list(starmap(pow, [1])), lambda: combinations("ab", -1), lambda: list(repeat())):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
g = groupby("aab")
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, list(g1), k2, list(g2))
class Up(count):
    def twice(self):
        return next(self) * 2
u = Up(5)
print(u.twice(), u.twice(), [v for v in islice(u, 2)])

# output:
# [0, 1, 2, 3, 4] [10, 7, 4, 1] [0.5, 0.75, 1.0] count(3) count(1, 2)
# ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b'] [] ['x', 'x', 'x'] repeat(1, 2) [None, None]
# [1, 3, 6, 10] [1, 2, 6] [10, 11, 13] []
# [1, 2, 'a', 'b', 3] ['a', 'b', 1] []
# ['A', 'C', 'E', 'F'] [3, 1] [1, 2]
# [0, 2, 4] [0, ''] [8, 9]
# ['A', 'B'] ['C', 'D'] ['C', 'D', 'E', 'F', 'G'] ['A', 'C', 'E', 'G'] []
# [('A', 'B'), ('B', 'C'), ('C', 'D')] [] [('A', 'x'), ('B', 'y'), ('C', '-'), ('D', '-')] [] [(1, 2), (None, 3)]
# [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [(0, 0), (0, 1), (1, 0), (1, 1)] [()] []
# [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] 120 [('a', 'b'), ('b', 'a')] [()] []
# [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')] [(0, 1, 2)] [] [()]
# [('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')] []
# A ['A', 'A', 'A']
# B ['B', 'B']
# C ['C']
#
# [(1, [1, 3]), (0, [2, 4]), (1, [5])] ['a', 'b', 'a']
# 1 2 [1, 2, 3] [3]
# [0, 1, 2] [0, 1, 2] [0, 1, 2]
# [1, 2] 3 [(4, 5)]
# 5050 5 {'a': 0, 'b': 1, 'c': 2} ['a', 'b', 'c']
# True chain True
# ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# TypeError a number is required
# ValueError r must be non-negative
# StopIteration 
# TypeError 'int' object is not iterable
# TypeError 'int' object is not iterable
# ValueError r must be non-negative
# TypeError repeat() missing required argument 'object' (pos 1)
# a [] b ['b']
# 10 12 [7, 8]
