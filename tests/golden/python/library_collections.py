# test: run
# `collections` and `collections.abc`.
from collections import *
from collections import abc
import collections
Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p.y, p[0], p == (1, 2), len(p), p._fields, p._asdict(), p._replace(x=9), Point._make([5, 6]), isinstance(p, tuple), p + (3,))
x, y = p
print(x, y, hash(p) == hash((1, 2)), {p: 1}[(1, 2)], Point.__name__, Point.__doc__, sorted([Point(2, 1), Point(1, 5)]))
D3 = namedtuple("D3", "a b c d e f", defaults=[7, 8])
print(D3(1, 2, 3, 4), D3(1, 2, 3, 4, f=0), D3._field_defaults, namedtuple("R", "class x x _y", rename=True)._fields)
class P2(Point):
    def norm(self): return self.x ** 2 + self.y ** 2
print(P2(3, 4).norm(), P2(3, 4), P2(1, 2)._replace(y=5), type(P2(1, 2)._replace(y=5)).__name__)
for bad in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=3), lambda: namedtuple("a b", "x"), lambda: namedtuple("A", "x x"),
            lambda: namedtuple("A", "_x"), lambda: Point._make([1]), lambda: namedtuple("A", "def")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
try:
    p.x = 3
except AttributeError as e:
    print("AttributeError")
d = defaultdict(list)
d["a"].append(1); d["b"].append(2); d["a"].append(3)
print(d, d["a"], len(d), sorted(d), d.default_factory, "z" in d, d.get("z"), dict(d))
c = defaultdict(int, {"q": 1}, w=2)
for ch in "hello": c[ch] += 1
print(c, c.copy(), defaultdict(lambda: 5)["x"], type(c | {"m": 1}).__name__)
try:
    defaultdict()["x"]
except KeyError as e:
    print("KeyError", e)
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"]["b"])
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); print(list(o.items())); o.move_to_end("c", last=False); print(list(o), o.popitem(), o.popitem(last=False), list(o))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), list(reversed(OrderedDict(a=1, b=2))))
t = Counter("abracadabra")
print(t, t.most_common(2), t["a"], t["zz"], sorted(t.elements()), t.total(), sum(t.values()))
print(t + Counter(a=1), t - Counter("aaab"), t & Counter("ab"), t | Counter(z=3), Counter(a=2, b=-1), +Counter(a=2, b=-1), -Counter(a=2, b=-1))
t.update("zz"); t.subtract("a"); print(t["z"], t["a"], Counter([1, 1, 2]), Counter({"x": 3}), Counter("ab") == Counter("ba"), Counter("a") <= Counter("aa"))
del t["nope"]; t += Counter(q=2); print(t["q"], Counter())
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], len(m), sorted(m), m.new_child({"c": 5})["c"], m.parents["a"], m, "b" in m, m.get("zz", 0))
m["b"] = 9; print(m.maps)
u = UserDict(a=1); u["b"] = 2; print(u, len(u), "a" in u, dict(u), list(u.items()))
l = UserList([3, 1, 2]); l.sort(); l.append(9); print(l, l[1:], l + [4], len(l), 9 in l)
s = UserString("hey"); print(s, s.upper(), s + "!", len(s), s == "hey")
print(isinstance([], abc.Sequence), isinstance({}, abc.Mapping), isinstance(set(), abc.Set), isinstance("", abc.Iterable), isinstance(3, abc.Hashable),
      isinstance([], abc.Hashable), isinstance(len, abc.Callable), isinstance(iter([]), abc.Iterator), isinstance(d, abc.MutableMapping), issubclass(list, abc.MutableSequence),
      isinstance((i for i in []), abc.Generator), isinstance(range(3), abc.Sequence), isinstance({}.keys(), abc.KeysView), isinstance(5, abc.Sized))
class Stack(abc.MutableSequence):
    def __init__(self): self.items = []
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __len__(self): return len(self.items)
    def insert(self, i, v): self.items.insert(i, v)
st = Stack(); st.append(1); st.extend([2, 3]); st.reverse()
print(list(st), st.pop(), 2 in st, st.index(2), st.count(3))
class M(abc.Mapping):
    def __getitem__(self, k): return {"a": 1, "b": 2}[k]
    def __iter__(self): return iter("ab")
    def __len__(self): return 2
mm = M()
print(dict(mm), mm.get("z"), list(mm.items()), "a" in mm, mm == {"a": 1, "b": 2}, list(mm.values()), len(mm.keys()))
try:
    abc.Sequence()
except TypeError as e:
    print("TypeError")
# output:
# Point(x=1, y=2) 1 2 1 True 2 ('x', 'y') {'x': 1, 'y': 2} Point(x=9, y=2) Point(x=5, y=6) True (1, 2, 3)
# 1 2 True 1 Point Point(x, y) [Point(x=1, y=5), Point(x=2, y=1)]
# D3(a=1, b=2, c=3, d=4, e=7, f=8) D3(a=1, b=2, c=3, d=4, e=7, f=0) {'e': 7, 'f': 8} ('_0', 'x', '_2', '_3')
# 25 P2(x=3, y=4) P2(x=1, y=5) P2
# TypeError Point.__new__() missing 1 required positional argument: 'y'
# TypeError Point.__new__() takes 3 positional arguments but 4 were given
# TypeError Point.__new__() got an unexpected keyword argument 'z'
# ValueError Type names and field names must be valid identifiers: 'a b'
# ValueError Encountered duplicate field name: 'x'
# ValueError Field names cannot start with an underscore: '_x'
# TypeError Expected 2 arguments, got 1
# ValueError Type names and field names cannot be a keyword: 'def'
# AttributeError
# defaultdict(<class 'list'>, {'a': [1, 3], 'b': [2]}) [1, 3] 2 ['a', 'b'] <class 'list'> False None {'a': [1, 3], 'b': [2]}
# defaultdict(<class 'int'>, {'q': 1, 'w': 2, 'h': 1, 'e': 1, 'l': 2, 'o': 1}) defaultdict(<class 'int'>, {'q': 1, 'w': 2, 'h': 1, 'e': 1, 'l': 2, 'o': 1}) 5 defaultdict
# KeyError 'x'
# 1
# [('b', 2), ('c', 3), ('a', 1)]
# ['c', 'b', 'a'] ('a', 1) ('c', 3) ['b']
# False True ['b', 'a']
# Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) [('a', 5), ('b', 2)] 5 0 ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'd', 'r', 'r'] 11 11
# Counter({'a': 6, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) Counter({'a': 2, 'r': 2, 'b': 1, 'c': 1, 'd': 1}) Counter({'a': 1, 'b': 1}) Counter({'a': 5, 'z': 3, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) Counter({'a': 2, 'b': -1}) Counter({'a': 2}) Counter({'b': 1})
# 2 4 Counter({1: 2, 2: 1}) Counter({'x': 3}) True True
# 2 Counter()
# 1 3 2 ['a', 'b'] 5 2 ChainMap({'a': 1}, {'a': 2, 'b': 3}) True 0
# [{'a': 1, 'b': 9}, {'a': 2, 'b': 3}]
# {'a': 1, 'b': 2} 2 True {'a': 1, 'b': 2} [('a', 1), ('b', 2)]
# [1, 2, 3, 9] [2, 3, 9] [1, 2, 3, 9, 4] 4 True
# hey HEY hey! 3 True
# True True True True True False True True True True True True True False
# [3, 2, 1] 1 True 1 1
# {'a': 1, 'b': 2} None [('a', 1), ('b', 2)] True True [1, 2] 2
# TypeError
