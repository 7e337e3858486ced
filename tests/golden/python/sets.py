# test: run
s = {3, 1, 2, 1}
t = {i % 5 for i in range(20) if i % 5 > 1}
print(s, t, s | t, s & t, s - t, s ^ t, len(s), 2 in s)
print(s <= {1, 2, 3, 4}, s < s, s.isdisjoint({9}), s.issubset(range(9)), set(), frozenset([1]))
s.add(9)
s.discard(100)
s.update([7, 8], (6,))
s -= {1, 2}
print(sorted(s), sorted(s.union("a".upper() and [1])), frozenset({1, 2}) == {2, 1})
print({frozenset([1, 2]): "key"}[frozenset([2, 1])])
for bad in [[], {}, set()]:
    try:
        s.add(bad)
    except TypeError as error:
        print(error)
try:
    s.remove("gone")
except KeyError as error:
    print("KeyError", error)
# output:
# {1, 2, 3} {2, 3, 4} {1, 2, 3, 4} {2, 3} {1} {1, 4} 3 True
# True False True True set() frozenset({1})
# [3, 6, 7, 8, 9] [1, 3, 6, 7, 8, 9] True
# key
# unhashable type: 'list'
# unhashable type: 'dict'
# unhashable type: 'set'
# KeyError 'gone'
