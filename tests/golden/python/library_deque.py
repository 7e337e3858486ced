# test: run
# `deque`.
from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0)
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d, 2 in d, 9 in d, bool(deque()), list(reversed(d)))
d.extend([5, 6]); d.extendleft("ab")
print(d, d.index(5), d.count(2), list(d))
d.rotate(2); print(d)
d.rotate(-3); print(d)
d.insert(1, "x"); d.remove("a"); d.reverse(); print(d)
d[0] = "first"; del d[1]; print(d)
m = deque(range(10), maxlen=3)
m.append(99); print(m, m.maxlen); m.appendleft(-1); print(m, m.copy())
print(deque([1, 2]) == deque([1, 2]), deque([1]) < deque([2]), deque("ab") + deque("c"), deque("ab") * 2, deque([1]) != [1])
d.clear(); print(d, sum(deque([1, 2, 3])), sorted(deque([3, 1, 2])), [x * 2 for x in deque((1, 2))])
for bad in (lambda: d.pop(), lambda: d.popleft(), lambda: d[3], lambda: d.remove(1), lambda: d.index(1), lambda: deque(1),
            lambda: deque(maxlen=-1), lambda: deque([1]) + [1]):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
try:
    e = deque([1, 2, 3])
    for x in e:
        e.append(1)
except RuntimeError as err:
    print(err)
s = deque([1])
s.append(s)
print(s)
s.clear()
class D(deque):
    def total(self):
        return sum(self)
    def __init__(self, *a):
        super().__init__(*a)
        self.name = "d"
q = D([1, 2])
q.append(5)
print(q, q.total(), q.name, isinstance(q, deque), type(q.copy()).__name__)
e = deque([1, 2])
e += [3]; e *= 2
print(e)
a, b, *c = e
print(a, b, c)
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), sum(big))
it = iter(deque("xy"))
print(next(it), next(it), next(it, "end"), next(it, "end"))
# output:
# deque([1, 2, 3]) 5 0 4 4 0 deque([1, 2, 3]) True False False [3, 2, 1]
# deque(['b', 'a', 1, 2, 3, 5, 6]) 5 1 ['b', 'a', 1, 2, 3, 5, 6]
# deque([5, 6, 'b', 'a', 1, 2, 3])
# deque(['a', 1, 2, 3, 5, 6, 'b'])
# deque(['b', 6, 5, 3, 2, 1, 'x'])
# deque(['first', 5, 3, 2, 1, 'x'])
# deque([8, 9, 99], maxlen=3) 3
# deque([-1, 8, 9], maxlen=3) deque([-1, 8, 9], maxlen=3)
# True True deque(['a', 'b', 'c']) deque(['a', 'b', 'a', 'b']) True
# deque([]) 6 [1, 2, 3] [2, 4]
# IndexError pop from an empty deque
# IndexError pop from an empty deque
# IndexError deque index out of range
# ValueError 1 is not in deque
# ValueError 1 is not in deque
# TypeError 'int' object is not iterable
# ValueError maxlen must be non-negative
# TypeError can only concatenate deque (not "list") to deque
# deque mutated during iteration
# deque([1, [...]])
# D([1, 2, 5]) 8 d True D
# deque([1, 2, 3, 1, 2, 3])
# 1 2 [3, 1, 2, 3]
# 666 443889
# x y end end
