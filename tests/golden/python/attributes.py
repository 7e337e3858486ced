# test: run
# Properties, descriptors, slots, __getattr__, __setattr__, __delattr__.
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc"
        return self._x
    @x.setter
    def x(self, v):
        if v < 0: raise ValueError("neg")
        self._x = v
    @x.deleter
    def x(self): self._x = None
p = P()
p.x = 5
print(p.x)
p.x += 2
print(p.x)
del p.x
print(p.x)
class R:
    @property
    def r(self): return 1
try:
    R().r = 2
except AttributeError as e:
    print(e)
class G:
    def __init__(self): self.d = 1
    def __getattr__(self, name):
        if name == "bad": raise AttributeError("no bad")
        return name.upper()
g = G()
print(g.d, g.foo, hasattr(g, "bad"), hasattr(g, "x"))
class S:
    __slots__ = ("a", "b")
s = S()
s.a = 1
print(s.a)
try:
    s.c = 1
except AttributeError as e:
    print(e)
class SA:
    def __setattr__(self, n, v):
        print("set", n, v)
        super().__setattr__(n, v)
    def __delattr__(self, n):
        print("del", n)
        object.__delattr__(self, n)
sa = SA()
sa.q = 3
print(sa.q)
del sa.q
class Desc:
    def __set_name__(self, owner, name):
        self.name = name
        print("name", owner.__name__, name)
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return ("got", self.name)
    def __set__(self, obj, v):
        print("setting", self.name, v)
class UseDesc:
    f = Desc()
u = UseDesc()
u.f = 4
print(u.f)
# output:
# 5
# 7
# None
# property 'r' of 'R' object has no setter
# 1 FOO False True
# 1
# 'S' object has no attribute 'c' and no __dict__ for setting new attributes
# set q 3
# 3
# del q
# name UseDesc f
# setting f 4
# ('got', 'f')
