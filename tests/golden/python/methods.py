# test: run
# Methods of every kind, what errors say, classes that change.
class A:
    @classmethod
    def make(cls, *a): return (cls.__name__, a)
    @staticmethod
    def st(x): return x * 2
    @property
    def p(self): return 1
    def __hash__(self): return 5
    def __iter__(self): return iter_(3)
class iter_:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
class B(A):
    @classmethod
    def make(cls, *a): return super().make(*a, 9)
    @staticmethod
    def st(x): return super(B, B).st(x) + 1
    @property
    def p(self): return super().p + 1
print(B.make(1), B().make(2), B.st(4), B().p, [x for x in A()])
def tag(cls):
    cls.tag = "t"
    return cls
@tag
class C(B): pass
print(C.tag, C().tag)
class K:
    def __call__(self, a, *, k=1): return (a, k)
k = K()
print(k(1), k(2, k=3), k(*[4]))
class Num:
    def __init__(self, v): self.v = v
    def __add__(self, o): return ("add", self.v)
    def __radd__(self, o): return ("radd", self.v)
    def __mul__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
class Sub(Num):
    def __radd__(self, o): return ("sub radd", self.v)
print(Num(1) + Num(2), Num(1) + Sub(2), Sub(1) + Num(2), 1 + Num(3))
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
attempt(lambda: Num(1) * Num(2))
attempt(lambda: Num(1) < Num(2))
attempt(lambda: Num(1) - 1)
attempt(lambda: Num())
attempt(lambda: Num(1, 2, 3))
attempt(lambda: Num(1).nope)
attempt(lambda: Num.nope)
attempt(lambda: A(1))
attempt(lambda: 5())
attempt(lambda: None.x)
attempt(lambda: len(Num(1)))
attempt(lambda: isinstance(1, 2))
attempt(lambda: issubclass(1, int))
attempt(lambda: getattr(1, 2))
m = Num(7).__add__
print(m(1), m.__self__.v, m.__func__ is Num.__add__, m.__name__)
print(Num.__add__(Num(8), 1))
x = object()
print(x == x, x != object(), type(x) is object, isinstance(Num, type), isinstance(Num(1), object), isinstance(1, object))
class Cnt:
    n = 0
    def __init__(self): Cnt.n += 1
[Cnt() for _ in range(5)]
print(Cnt.n)
print(Num.__name__, Num.__bases__[0].__name__, Sub.__base__ is Num, Num(1).__class__ is Num, Sub.mro()[1] is Num)
class GA:
    def __getattribute__(self, n):
        if n == "a": return 1
        return super().__getattribute__(n)
    def b(self): return 2
g = GA()
print(g.a, g.b(), hasattr(g, "zz"))
class Obj: pass
o = Obj(); o.f = lambda *a: a
print(o.f(1, 2))
o.a = 1; o.b = 2; del o.a
print(o.b, hasattr(o, "a")); o.a = 3; print(o.a)
class Prop:
    def __init__(self): self.v = 1
def getv(self): return "prop"
pp = Prop()
def rd(q): return q.v
print(rd(pp))
Prop.v = property(getv)
print(rd(pp))
class Late: pass
l = Late()
Late.m = lambda self: "m"
print(l.m())
Late.m = lambda self: "m2"
print(l.m())
def redef(): return 1
def call_it(): return redef()
print(call_it())
def redef(): return 2
print(call_it())
class Chain(Exception): pass
try:
    try: raise Chain("a")
    except Chain as e: raise
except Chain as e2: print(e2, e2.args)
def nested():
    try:
        try: raise KeyError(1)
        finally: print("f1")
    except KeyError: print("k")
    else: print("no")
    finally: print("f2")
nested()
def defaults(a, b=[1], *, c=(2,)): return a, b, c
print(defaults.__defaults__, defaults(0))
defaults.__defaults__ = (9,)
print(defaults(1))
print(repr(NotImplemented), repr(...), ... is Ellipsis if False else True)
class W:
    def __init__(self): self.items = [1]
    def __len__(self): return 0
print(bool(W()), not W(), 1 if W() else 2)
w = W()
w.items[0] += 5
w.items += [7]
print(w.items)
class WithCell:
    def f(self):
        def g(): return __class__.__name__
        return g()
print(WithCell().f())
def kwonly(*, a, b=2): return a, b
attempt(lambda: kwonly())
attempt(lambda: kwonly(1))
attempt(lambda: kwonly(c=1))
print(kwonly(a=1))
# output:
# ('B', (1, 9)) ('B', (2, 9)) 9 2 [2, 1, 0]
# t t
# (1, 1) (2, 3) (4, 1)
# ('add', 1) ('sub radd', 2) ('add', 1) ('radd', 3)
# TypeError unsupported operand type(s) for *: 'Num' and 'Num'
# TypeError '<' not supported between instances of 'Num' and 'Num'
# TypeError unsupported operand type(s) for -: 'Num' and 'int'
# TypeError Num.__init__() missing 1 required positional argument: 'v'
# TypeError Num.__init__() takes 2 positional arguments but 4 were given
# AttributeError 'Num' object has no attribute 'nope'
# AttributeError type object 'Num' has no attribute 'nope'
# TypeError A() takes no arguments
# TypeError 'int' object is not callable
# AttributeError 'NoneType' object has no attribute 'x'
# TypeError object of type 'Num' has no len()
# TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# TypeError issubclass() arg 1 must be a class
# TypeError attribute name must be string, not 'int'
# ('add', 7) 7 True __add__
# ('add', 8)
# True True True True True True
# 5
# Num object True True True
# 1 2 False
# (1, 2)
# 2 False
# 3
# 1
# prop
# m
# m2
# 1
# 2
# a ('a',)
# f1
# k
# f2
# ([1],) (0, [1], (2,))
# (1, 9, (2,))
# NotImplemented Ellipsis True
# False True 2
# [6, 7]
# WithCell
# TypeError kwonly() missing 1 required keyword-only argument: 'a'
# TypeError kwonly() takes 0 positional arguments but 1 was given
# TypeError kwonly() got an unexpected keyword argument 'c'
# (1, 2)
