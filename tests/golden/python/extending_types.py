# test: run
# Classes that extend built-in types, methods of types as functions, types with arguments.
class L(list):
    def __init__(self, *a):
        super().__init__(*a)
        self.tag = "t"
    def append(self, x):
        super().append(x * 2)
    def total(self):
        return sum(self)
l = L([1, 2])
l.append(3)
l.extend([5])
print(l, len(l), l[0], l[1:], l.total(), l.tag, isinstance(l, list), type(l))
l[0] = 10
del l[1]
print(l == [10, 6, 5], [10, 6, 5] == l, l + [1], [1] + l, l * 2, 2 * l)
l += [7]
print(l, type(l).__name__, list(l), tuple(l), sorted(l), max(l), 6 in l)
for x in l: print(x, end=" ")
print()
class D(dict):
    def __missing__(self, k):
        return k + "?"
d = D(a=1)
d["b"] = 2
print(d, d["zz"], d.get("zz"), len(d), list(d), d == {"a": 1, "b": 2}, {**d})
class I(int):
    def __new__(cls, v, extra=None):
        self = super().__new__(cls, v)
        self.extra = extra
        return self
i = I(5, "e")
print(i, i + 1, 1 + i, i * 2.5, i.extra, type(i + 1), [1, 2, 3, 4, 5, 6][i], hex(i), "%d" % i, f"{i:03d}", i == 5, hash(i) == 5, {5: "five"}[i], bool(I(0)), -i, abs(I(-3)), int(i), float(i), divmod(i, 2), i < 6, 4 < i, range(i))
class S(str):
    def shout(self): return self.upper() + "!"
s = S("abc")
print(s, s.shout(), s + "d", "d" + s, s[0], len(s), s == "abc", "abc" == s, {s: 1}["abc"], ",".join([s, S("x")]), "xabcx".replace(s, "-"), s in "xabcx", "b" in s, repr(s), f"{s:>5}", s.tag if hasattr(s, "tag") else "no", "%s" % s, s < "abd", sorted([S("b"), S("a")]), int(S("12")))
class F(float): pass
f = F(2.5)
print(f, f * 2, 2 * f, round(f), int(f), "%.3f" % f, f"{f:.1f}", f.is_integer(), f == 2.5, repr(f))
class T(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
    @property
    def x(self): return self[0]
t = T(1, 2, 3)
a, b, c = t
print(t, t.x, a + b + c, t + (4,), t[1:], hash(t) == hash((1, 2, 3)), t == (1, 2, 3), (1, 2) < t, "%s-%s-%s" % t, t.count(1))
class St(set):
    pass
st = St([3, 1, 2])
print(st, st | {9}, {9} | st, 1 in st, len(st), st == {1, 2, 3}, sorted(st & {1, 2}), type(st | {1}).__name__)
st.add(5)
st |= {7}
print(sorted(st), type(st).__name__)
class B(bytes): pass
print(B(b"ab"), B(b"ab") + b"c", B(b"ab")[0], b"xab".find(B(b"ab")))
class FS(frozenset): pass
print(FS([1]), hash(FS([1])) == hash(frozenset([1])), FS([1]) == {1})
class BA(bytearray): pass
ba = BA(b"xy")
ba.append(65)
print(ba, ba[0])
print(str.upper("x"), list.append, str.join, dict.fromkeys("ab", 1), D.fromkeys("ab", 2), type(D.fromkeys("a")))
print(list[int], int | str, isinstance(3, int | str), dict[str, int].__args__, isinstance("x", int | None), list[int]([1]))
# output:
# [1, 2, 6, 5] 4 1 [2, 6, 5] 14 t True <class '__main__.L'>
# True True [10, 6, 5, 1] [1, 10, 6, 5] [10, 6, 5, 10, 6, 5] [10, 6, 5, 10, 6, 5]
# [10, 6, 5, 7] L [10, 6, 5, 7] (10, 6, 5, 7) [5, 6, 7, 10] 10 True
# 10 6 5 7 
# {'a': 1, 'b': 2} zz? None 2 ['a', 'b'] True {'a': 1, 'b': 2}
# 5 6 6 12.5 e <class 'int'> 6 0x5 5 005 True True five False -5 3 5 5.0 (2, 1) True True range(0, 5)
# abc ABC! abcd dabc a 3 True True 1 abc,x x-x True True 'abc'   abc no abc True ['a', 'b'] 12
# 2.5 5.0 5.0 2 2 2.500 2.5 False True 2.5
# (1, 2, 3) 1 6 (1, 2, 3, 4) (2, 3) True True True 1-2-3 1
# St({1, 2, 3}) {1, 2, 3, 9} {9, 2, 3, 1} True 3 True [1, 2] set
# [1, 2, 3, 5, 7] St
# b'ab' b'abc' 97 1
# FS({1}) True True
# BA(b'xyA') 120
# X <method 'append' of 'list' objects> <method 'join' of 'str' objects> {'a': 1, 'b': 1} {'a': 2, 'b': 2} <class '__main__.D'>
# list[int] int | str True (<class 'str'>, <class 'int'>) False [1]
