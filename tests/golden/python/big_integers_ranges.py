# test: run
# Ranges, indexes and counts that do not fit 63 bits.
big = 2**70
r = range(big, big + 10, 3)
print(r, len(r), r[0], r[-1], r[1:3], list(r), list(reversed(r)), r.start, r.stop, r.step, r.index(big + 6), r.count(big + 1))
print(big + 3 in r, big + 4 in r, 5 in r, float(big) in r, "a" in r, bool(r), bool(range(big, big)), hash(r) == hash(range(big, big + 11, 3)))
print(r == range(big, big + 12, 3), r == range(big, big + 13, 3), range(big, 5) == range(0), range(-big, -big + 2) == [1], r != range(3))
print(range(0, big, big - 1), list(range(0, big, big - 1)), list(range(big, 0, -(big // 3))), range(big)[big - 1], range(big)[-big], range(5)[:: 2**62])
print(r[::-1], r[5:], r[big:], r[-big:2], range(big)[10:-10:7], type(r), isinstance(r, range), iter(r).__next__())
for i in range(big, big + 3):
    print(i, end=" ")
for i in range(-big, -big - 7, -3):
    print(i, end=" ")
for i in range(2**62 - 2, 2**62 + 1):
    print(i, end=" ")
for i in range(2**62 - 3, 2**62 - 1, 2**61):
    print(i, end=" ")
for i in range(-(2**62), 2**62 - 1, 2**62 - 1):
    print(i, end=" ")
for i in range(True, 2**100, 2**99):
    print(i, end=" ")
for i in range(2**100):
    if i > 2:
        break
    print(i, end=" ")
print()
print([x for x in range(big, big + 2)], {x: 1 for x in range(2**62 - 1, 2**62 + 1)}, sum(range(big, big + 4)), list(zip(range(big, big + 2), "ab")))
print(list(enumerate("ab", big)), list(enumerate("abc", 2**62 - 2)), sorted(range(big, big + 3), reverse=True), max(range(big)[:5]), [*range(big, big + 2)])
iterator = iter(range(big, big + 2))
print(next(iterator), next(iterator), next(iterator, "end"), type(iterator).__name__)
items = [1, 2, 3]
print(items[:big], items[-big:], items[big:], items[::big], items[:: -big], "abc"[-big:big], (1, 2)[:big], items.index(2, -big, big))
print(slice(big, None, -big), "abc".find("b", -big, big))


class Index:
    def __index__(self):
        return big

    def __len__(self):
        return big

    def __hash__(self):
        return big + 1

    def __int__(self):
        return -big


print(int(Index()), hash(Index()), hex(Index()), range(Index(), Index()), [1][: Index()])
for calculate in [
    lambda: items[big],
    lambda: items[-big],
    lambda: (1, 2)[big],
    lambda: "abc"[big],
    lambda: items[Index()],
    lambda: items.pop(big),
    lambda: items.insert(big, 1),
    lambda: items * big,
    lambda: "ab" * -big,
    lambda: "ab" * big,
    lambda: (1,) * Index(),
    lambda: [0] * 2**61,
    lambda: "ab" * 2**61,
    lambda: len(range(big)),
    lambda: len(Index()),
    lambda: range(5)[big],
    lambda: range(big)[big],
    lambda: range(big).index(-1),
    lambda: range(big, big, 0),
    lambda: range(big)[::0],
    lambda: range(big)["a"],
    lambda: range(1.5, big),
    lambda: chr(big),
    lambda: "abc".ljust(big),
    lambda: "abc".replace("a", "b", big),
    lambda: int("1", big),
    lambda: reversed(range(big)).__next__(),
]:
    try:
        print(calculate())
    except Exception as error:
        print(type(error).__name__ + ":", error)
try:
    items[big] = 1
except IndexError as error:
    print(error)
try:
    del items[-big]
except IndexError as error:
    print(error)
items[big:] = [4]
print(items)

# output:
# range(1180591620717411303424, 1180591620717411303434, 3) 4 1180591620717411303424 1180591620717411303433 range(1180591620717411303427, 1180591620717411303433, 3) [1180591620717411303424, 1180591620717411303427, 1180591620717411303430, 1180591620717411303433] [1180591620717411303433, 1180591620717411303430, 1180591620717411303427, 1180591620717411303424] 1180591620717411303424 1180591620717411303434 3 2 0
# True False False True False True False True
# True False True False True
# range(0, 1180591620717411303424, 1180591620717411303423) [0, 1180591620717411303423] [1180591620717411303424, 787061080478274202283, 393530540239137101142, 1] 1180591620717411303423 0 range(0, 5, 4611686018427387904)
# range(1180591620717411303433, 1180591620717411303421, -3) range(1180591620717411303436, 1180591620717411303436, 3) range(1180591620717411303436, 1180591620717411303436, 3) range(1180591620717411303424, 1180591620717411303430, 3) range(10, 1180591620717411303414, 7) <class 'range'> True 1180591620717411303424
# 1180591620717411303424 1180591620717411303425 1180591620717411303426 -1180591620717411303424 -1180591620717411303427 -1180591620717411303430 4611686018427387902 4611686018427387903 4611686018427387904 4611686018427387901 -4611686018427387904 -1 4611686018427387902 1 633825300114114700748351602689 0 1 2 
# [1180591620717411303424, 1180591620717411303425] {4611686018427387903: 1, 4611686018427387904: 1} 4722366482869645213702 [(1180591620717411303424, 'a'), (1180591620717411303425, 'b')]
# [(1180591620717411303424, 'a'), (1180591620717411303425, 'b')] [(4611686018427387902, 'a'), (4611686018427387903, 'b'), (4611686018427387904, 'c')] [1180591620717411303426, 1180591620717411303425, 1180591620717411303424] 4 [1180591620717411303424, 1180591620717411303425]
# 1180591620717411303424 1180591620717411303425 end longrange_iterator
# [1, 2, 3] [1, 2, 3] [] [1] [3] abc (1, 2) 1
# slice(1180591620717411303424, None, -1180591620717411303424) 1
# -1180591620717411303424 513 0x400000000000000000 range(1180591620717411303424, 1180591620717411303424) [1]
# IndexError: cannot fit 'int' into an index-sized integer
# IndexError: cannot fit 'int' into an index-sized integer
# IndexError: cannot fit 'int' into an index-sized integer
# IndexError: cannot fit 'int' into an index-sized integer
# IndexError: cannot fit 'Index' into an index-sized integer
# OverflowError: Python int too large to convert to C ssize_t
# OverflowError: Python int too large to convert to C ssize_t
# OverflowError: cannot fit 'int' into an index-sized integer
# OverflowError: cannot fit 'int' into an index-sized integer
# OverflowError: cannot fit 'int' into an index-sized integer
# OverflowError: cannot fit 'Index' into an index-sized integer
# MemoryError: 
# MemoryError: 
# OverflowError: Python int too large to convert to C ssize_t
# OverflowError: cannot fit 'int' into an index-sized integer
# IndexError: range object index out of range
# IndexError: range object index out of range
# ValueError: -1 is not in range
# ValueError: range() arg 3 must not be zero
# ValueError: slice step cannot be zero
# TypeError: range indices must be integers or slices, not str
# TypeError: 'float' object cannot be interpreted as an integer
# ValueError: chr() arg not in range(0x110000)
# OverflowError: Python int too large to convert to C ssize_t
# OverflowError: Python int too large to convert to C ssize_t
# ValueError: int() base must be >= 2 and <= 36, or 0
# 1180591620717411303423
# cannot fit 'int' into an index-sized integer
# cannot fit 'int' into an index-sized integer
# [1, 2, 3, 4]
