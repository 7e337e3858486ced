# test: run
# Methods that the language asks for: of instances, of classes by their metaclass, attributes that are described.
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
class I:
    def __index__(self): return 2
print([1, 2, 3][I()], "abc"[I():], hex(I()), range(I()), [0] * I(), bytes(I()))
class B:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(bool(B(0)), bool(B(1)))
class G:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(G()), 4 in G(), 5 in G(), [*G()], sum(G()), list(reversed([1,2])), list(enumerate(G(), 1)))
class N:
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
    def __add__(self, o): return NotImplemented
    def __iadd__(self, o): return NotImplemented
    def __radd__(self, o): return "radd"
print(N() == 1, N() != 1, 1 + N())
t(lambda: N() < N())
t(lambda: N() + 1)
t(lambda: hash(N()))
class V:
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + (o.v if isinstance(o, V) else o))
    __radd__ = __add__
    def __iadd__(self, o): self.v += o; return self
    def __repr__(self): return f"V({self.v})"
    def __format__(self, s): return f"<{s}>"
    def __bool__(self): return self.v != 0
    def __contains__(self, x): return x == self.v
    def __call__(self, *a, **k): return a, k
    def __neg__(self): return V(-self.v)
    def __invert__(self): return "inv"
    def __pos__(self): return "pos"
    def __divmod__(self, o): return "divmod"
    def __rpow__(self, o): return "rpow"
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return 1
    def __floor__(self): return 2
    def __complex__(self): return 3j
    def __float__(self): return 1.5
    def __int__(self): return 4
    def __hash__(self): return 5
    def __getattr__(self, n): return n
    def __dir__(self): return ["b", "a"]
    def __reversed__(self): return iter([9])
    def __length_hint__(self): return 10
    def __missing__(self, k): return k
v = V(1)
w = v
w += 2
print(v is w, v, v + 1, 1 + v, sum([V(1), V(2)]), f"{v:abc}", format(v, "x"), 3 in v, v(1, a=2), -v, ~v, +v, divmod(v, 1), 2 ** v, round(v), round(v, 2), complex(v), float(v), int(v), hash(v), v.zzz, dir(v), list(reversed(v)))
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(CG[1], CG[1, 2])
class Desc:
    def __set_name__(self, o, n): self.n = n; print("set_name", o.__name__, n)
    def __get__(self, i, o): return (self.n, i is None, o.__name__)
    def __set__(self, i, v): print("set", v)
    def __delete__(self, i): print("delete")
class HD:
    d = Desc()
HD().d = 4
del HD().d
print(HD.d, HD().d)
class Meta(type):
    def __instancecheck__(cls, i): return i == 5
    def __subclasscheck__(cls, c): return c is int
    def __len__(cls): return 42
    def __iter__(cls): return iter("xy")
    def __getitem__(cls, k): return k * 2
    def __contains__(cls, k): return k == 1
    def __call__(cls, *a): return ("called", a)
    def __getattr__(cls, n): return "meta:" + n
    def __repr__(cls): return "<Meta " + cls.__name__ + ">"
    def __bool__(cls): return False
    def __add__(cls, o): return "added"
class MC(metaclass=Meta): pass
print(isinstance(5, MC), isinstance(6, MC), issubclass(int, MC), len(MC), list(MC), MC[4], 1 in MC, MC(1), MC.foo, MC, bool(MC), MC + 1)
class Base:
    def __init_subclass__(cls, /, **kw): super().__init_subclass__(); cls.kw = kw
class Sub(Base, a=1): pass
print(Sub.kw, Sub.__subclasses__() if hasattr(Sub, "__subclasses__") else "none", Base.__subclasses__())
class P:
    @property
    def x(self):
        "docx"
        return 1
    @x.setter
    def x(self, v): print("setx", v)
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls, a): return cls.__name__, a
P().x = 3
print(P.x.__doc__, P.x.fget.__name__, P.s(1), P().s(2), P.c(3), P().c(4), P.c.__func__.__name__, P.__dict__["s"].__func__(5))
t(lambda: P().y)
t(lambda: P.y)
t(lambda: None.x)
t(lambda: (1).x)
t(lambda: [].x)
t(lambda: int.foo)
t(lambda: str.upper(1))
t(lambda: list.append())
t(lambda: int.__add__(1, "a"))
t(lambda: [1] + (2,))
t(lambda: "a" + 1)
t(lambda: {} < {})
t(lambda: len(5))
t(lambda: iter(5))
t(lambda: {}[[]])
t(lambda: object().x)
t(lambda: object(1))
t(lambda: int("x"))
t(lambda: bool.__new__(bool, 1))
print(callable(len), callable(1), callable(P), getattr(P, "zz", 3), hasattr([], "append"))
print(divmod(7, 2), pow(2, 10, 1000), abs(-3), ascii("é"), chr(97), ord("a"), bin(5), oct(8), round(2.5), id(v) == id(w))
# output:
# 3 c 0x2 range(0, 2) [0, 0] b'\x00\x00'
# False True
# [0, 1, 4, 9] True False [0, 1, 4, 9] 14 [2, 1] [(1, 0), (2, 1), (3, 4), (4, 9)]
# False True radd
# TypeError '<' not supported between instances of 'N' and 'N'
# TypeError unsupported operand type(s) for +: 'N' and 'int'
# TypeError unhashable type: 'N'
# True V(3) V(4) V(4) V(3) <abc> <x> True ((1,), {'a': 2}) V(-3) inv pos divmod rpow ('round', None) ('round', 2) 3j 1.5 4 5 zzz ['a', 'b'] [9]
# ('CG', 1) ('CG', (1, 2))
# set_name HD d
# set 4
# delete
# ('d', True, 'HD') ('d', False, 'HD')
# True False True 42 ['x', 'y'] 8 True ('called', (1,)) meta:foo <Meta MC> False added
# {'a': 1} [] [<class '__main__.Sub'>]
# setx 3
# docx x 1 2 ('P', 3) ('P', 4) c 5
# AttributeError 'P' object has no attribute 'y'
# AttributeError type object 'P' has no attribute 'y'
# AttributeError 'NoneType' object has no attribute 'x'
# AttributeError 'int' object has no attribute 'x'
# AttributeError 'list' object has no attribute 'x'
# AttributeError type object 'int' has no attribute 'foo'
# TypeError descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# TypeError unbound method list.append() needs an argument
# NotImplemented
# TypeError can only concatenate list (not "tuple") to list
# TypeError can only concatenate str (not "int") to str
# TypeError '<' not supported between instances of 'dict' and 'dict'
# TypeError object of type 'int' has no len()
# TypeError 'int' object is not iterable
# TypeError unhashable type: 'list'
# AttributeError 'object' object has no attribute 'x'
# TypeError object() takes no arguments
# ValueError invalid literal for int() with base 10: 'x'
# True
# True False True 3 True
# (3, 1) 24 3 '\xe9' a 97 0b101 0o10 2 True
