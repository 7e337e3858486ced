# test: run
# Abstract classes of containers: what they give their subclasses, and what counts as one.
from collections.abc import *
import collections.abc as c
print([isinstance([], k) for k in (Sized, Iterable, Container, Sequence, MutableSequence, Hashable, Callable, Reversible, Collection, Iterator)])
print([issubclass(t, Hashable) for t in (list, tuple, int, set, frozenset)])
class L(MutableSequence):
    def __init__(self, *a): self.d = list(a)
    def __getitem__(self, i): return self.d[i]
    def __setitem__(self, i, v): self.d[i] = v
    def __delitem__(self, i): del self.d[i]
    def __len__(self): return len(self.d)
    def insert(self, i, v): self.d.insert(i, v)
l = L(3, 1, 2)
l.append(5); l.extend([7, 1]); l += (9,)
print(list(l), l.index(1), l.index(1, 2), l.count(1), 7 in l, list(reversed(l)), l.pop(), l.pop(0))
l.reverse(); l.remove(5); print(l.d)
try: l.index(99)
except ValueError as e: print(repr(e))
l.extend(l); print(l.d); l.clear(); print(l.d)
class S(MutableSet):
    def __init__(self, v=()): self.d = dict.fromkeys(v)
    def __contains__(self, v): return v in self.d
    def __iter__(self): return iter(list(self.d))
    def __len__(self): return len(self.d)
    def add(self, v): self.d[v] = None
    def discard(self, v): self.d.pop(v, None)
    def __repr__(self): return f"S({list(self.d)})"
a, b = S([1, 2, 3]), S([2, 3, 4])
print(a & b, a | b, a - b, a ^ b, a <= b, a < S([1, 2, 3, 4]), a == S([3, 2, 1]), a.isdisjoint([9]), [1, 9] - a, {1, 7} | a, a >= {1})
a |= [8]; a -= [1]; a ^= [2, 77]; a &= S([3, 8, 77]); print(a)
a.remove(8)
try: a.remove(8)
except KeyError as e: print(repr(e))
print(a.pop(), a); a.clear(); print(a, bool(a))
try: a.pop()
except KeyError as e: print(repr(e))
try: a < 3
except TypeError as e: print(e)
class M(MutableMapping):
    def __init__(self, *a, **k): self.d = dict(*a, **k)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __repr__(self): return f"M({self.d})"
m = M(a=1, b=2)
m.update({"c": 3}, d=4); m.update([("e", 5)])
print(m, m.get("z"), m.get("a"), "b" in m, list(m.keys()), list(m.values()), list(m.items()), m.keys() & {"a", "q"}, ("a", 1) in m.items(), 5 in m.values())
print(m.pop("a"), m.pop("zz", None), m.setdefault("n", 6), m.setdefault("n", 7), m == dict(m), m == M(m), m.keys(), len(m.items()))
try: m.pop("zz")
except KeyError as e: print(repr(e))
print(m.popitem()); m.clear(); print(m)
for k in (Sequence, Set, Mapping, Iterator, Generator, Sized):
    try: k()
    except TypeError as e: print(e)
class I:
    def __iter__(self): return self
    def __next__(self): raise StopIteration
class NoHash:
    __hash__ = None
print(isinstance(I(), Iterator), issubclass(NoHash, Hashable), isinstance(len, Callable), isinstance((x for x in ()), Generator), isinstance(1, Iterable), Mapping.__module__, Sequence.__name__)
class G(Generator):
    n = 0
    def send(self, v):
        self.n += 1
        if self.n > 2: raise StopIteration
        return self.n
    def throw(self, t, v=None, tb=None): raise t
g = G(); print(list(g)); g.close()
# output:
# [True, True, True, True, True, False, False, True, True, False]
# [False, True, True, False, True]
# [3, 1, 2, 5, 7, 1, 9] 1 5 2 True [9, 1, 7, 5, 2, 1, 3] 9 3
# [1, 7, 2, 1]
# ValueError()
# [1, 7, 2, 1, 1, 7, 2, 1]
# []
# S([2, 3]) S([1, 2, 3, 4]) S([1]) S([1, 4]) False True True True S([9]) S([1, 2, 3, 7]) True
# S([3, 8, 77])
# KeyError(8)
# 3 S([77])
# S([]) False
# KeyError()
# '<' not supported between instances of 'S' and 'int'
# M({'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5}) None 1 True ['a', 'b', 'c', 'd', 'e'] [1, 2, 3, 4, 5] [('a', 1), ('b', 2), ('c', 3), ('d', 4), ('e', 5)] {'a'} True True
# 1 None 6 6 True True KeysView(M({'b': 2, 'c': 3, 'd': 4, 'e': 5, 'n': 6})) 5
# KeyError('zz')
# ('b', 2)
# M({})
# Can't instantiate abstract class Sequence without an implementation for abstract methods '__getitem__', '__len__'
# Can't instantiate abstract class Set without an implementation for abstract methods '__contains__', '__iter__', '__len__'
# Can't instantiate abstract class Mapping without an implementation for abstract methods '__getitem__', '__iter__', '__len__'
# Can't instantiate abstract class Iterator without an implementation for abstract method '__next__'
# Can't instantiate abstract class Generator without an implementation for abstract methods 'send', 'throw'
# Can't instantiate abstract class Sized without an implementation for abstract method '__len__'
# True False True True False collections.abc Sequence
# [1, 2]
