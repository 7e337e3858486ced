# test: run
# Attributes of instances, classes and functions as dictionaries; annotations; names of the module.
"""Doc of module."""
class A:
    x: int = 3
    y: "A"
    def __init__(self): self.a = 1; self.b = 2
    def f(self, q: int, *r: str, k: float = 1.0, **kw: dict) -> bool:
        "doc f"
        return True
a = A()
d = a.__dict__
print(d, A.__annotations__, A.f.__annotations__)
d["c"] = 5
print(a.c, vars(a))
a.d = 6
del a.a
print(d, hasattr(a, "a"), a.b)
a.__dict__.update(z=1)
print(a.z, a.__dict__ is d)
a.__dict__ = {"n": 1}
print(a.n, hasattr(a, "b"))
print(A.__dict__["x"], "f" in A.__dict__, type(A.__dict__))
print(A.f.__code__.co_varnames[:4], A.f.__code__.co_argcount, A.f.__code__.co_name, A.f.__doc__, A.f.__qualname__, A.__qualname__, A.__module__)
def g(a, b=2, *, c=3): pass
g.attr = 4
print(g.__defaults__, g.__kwdefaults__, g.__dict__, g.attr, g.__closure__, g.__name__)
g.__name__ = "h"
g.__qualname__ = "H.h"
print(g.__name__, repr(g)[:13], g.__dict__)
print(__name__, __doc__, __debug__, "a" in globals(), globals()["a"] is a)
def loc(x, y=2):
    z = 3
    return locals(), sorted(locals()), dir()
print(loc(1))
n: int = 5
print(__annotations__)
class S:
    __slots__ = ("p", "__q")
    def __init__(self): self.p = 1; self.__q = 2
s = S()
print(s.p, S.p, s._S__q)
del s.p
try: s.p
except AttributeError as e: print(e)
try: print(s.__dict__)
except AttributeError as e: print(e)
print(dir(s)[-1:], "append" in dir([]), "upper" in dir(str))
print("abc".translate(str.maketrans("ab", "xy", "c")), str.maketrans({"a": 1}), b"abc".translate(bytes.maketrans(b"a", b"z")))
# output:
# {'a': 1, 'b': 2} {'x': <class 'int'>, 'y': 'A'} {'q': <class 'int'>, 'r': <class 'str'>, 'k': <class 'float'>, 'kw': <class 'dict'>, 'return': <class 'bool'>}
# 5 {'a': 1, 'b': 2, 'c': 5}
# {'b': 2, 'c': 5, 'd': 6} False 2
# 1 True
# 1 False
# 3 True <class 'mappingproxy'>
# ('self', 'q', 'k', 'r') 2 f doc f A.f A __main__
# (2,) {'c': 3} {'attr': 4} 4 None g
# h <function H.h {'attr': 4}
# __main__ Doc of module. True True True
# ({'x': 1, 'y': 2, 'z': 3}, ['x', 'y', 'z'], ['x', 'y', 'z'])
# {'n': <class 'int'>}
# 1 <member 'p' of 'S' objects> 2
# 'S' object has no attribute 'p'
# 'S' object has no attribute '__dict__'
# ['p'] True True
# xy {97: 1} b'zbc'
