# test: run
# `heapq` and `bisect`.
import heapq, bisect
from heapq import heappush, heappop
h = []
for x in [5, 3, 8, 1, 9, 2, 7]:
    heappush(h, x)
print(h)
print([heappop(h) for _ in range(len(h))], h)
l = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
heapq.heapify(l)
print(l, heapq.heapreplace(l, 20), l, heapq.heappushpop(l, -5), heapq.heappushpop(l, 100), l)
print(heapq.nsmallest(3, [5, 1, 4, 2]), heapq.nlargest(2, [5, 1, 4, 2], key=lambda v: -v), heapq.nlargest(10, "ab"))
print(list(heapq.merge([1, 4, 7], [2, 5, 8], [0, 9])), list(heapq.merge([3, 1], [4, 2], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
w = []
for word in ["pear", "fig", "apple", "kiwi"]:
    heappush(w, (len(word), word))
print(heappop(w), heappop(w), w)
class P:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
q = []
for n in (3, 1, 2):
    heappush(q, P(n))
print(heappop(q).n, heappop(q).n)
for bad in (lambda: heappop([]), lambda: heappush((), 1), lambda: heapq.heapreplace([], 1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
s = [1, 2, 2, 3, 5]
print(bisect.bisect(s, 2), bisect.bisect_left(s, 2), bisect.bisect_right(s, 9), bisect.bisect_left(s, 0), bisect.bisect_left(s, 3, 1, 3))
bisect.insort(s, 4); bisect.insort_left(s, 0); print(s)
people = [("a", 1), ("b", 5)]
bisect.insort(people, ("c", 3), key=lambda p: p[1]); print(people)
print(bisect.bisect([(1, 2), (3, 4)], (3, 0)), bisect.bisect_left("abcd", "c"))
try:
    bisect.bisect([1], 2, lo=-1)
except ValueError as e:
    print(e)
# output:
# [1, 3, 2, 5, 9, 8, 7]
# [1, 2, 3, 5, 7, 8, 9] []
# [2, 5, 3, 6, 8, 4, 7, 9, 20, 100] 0 [2, 5, 3, 6, 8, 4, 7, 9, 20, 100] -5 1 [2, 5, 3, 6, 8, 4, 7, 9, 20, 100]
# [1, 2, 4] [1, 2] ['b', 'a']
# [0, 1, 2, 4, 5, 7, 8, 9] [4, 3, 2, 1] ['a', 'bb', 'ccc']
# (3, 'fig') (4, 'kiwi') [(4, 'pear'), (5, 'apple')]
# 1 2
# IndexError index out of range
# TypeError heappush() argument 1 must be list, not tuple
# IndexError index out of range
# 3 1 5 0 3
# [0, 1, 2, 2, 3, 4, 5]
# [('a', 1), ('c', 3), ('b', 5)]
# 1 2
# lo must be non-negative
