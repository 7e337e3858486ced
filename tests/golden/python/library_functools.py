# test: run
# `functools`.
import functools
from functools import *
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), reduce(max, "hello"))
try:
    reduce(max, [])
except TypeError as e:
    print(e)
p = partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, partial(pow, 2)(5), partial(partial(pow, 2), 3)())
def show(*args, **kw): return args, kw
q = partial(show, 1, x=1)
print(q(2, y=3), q(x=9), partial(q, 5, z=0)(6))
calls = []
@lru_cache(maxsize=2)
def sq(n):
    calls.append(n)
    return n * n
print(sq(1), sq(2), sq(1), sq(3), sq(2), calls, sq.cache_info(), sq.__name__)
sq.cache_clear()
print(sq.cache_info(), sq.cache_parameters())
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info(), fib.__wrapped__ is not fib)
@lru_cache
def kw(a, b=2, *, c=3):
    return a + b + c
print(kw(1), kw(1, b=2), kw(1, c=3), kw(1), kw.cache_info())
class C:
    @lru_cache(maxsize=None)
    def m(self, x):
        return x + 1
    @cached_property
    def prop(self):
        print("computed")
        return 42
c = C()
print(c.m(1), c.m(1), C.m.cache_info(), c.prop, c.prop, c.__dict__)
def deco(f):
    @wraps(f)
    def wrapper(*a):
        "inner doc"
        return f(*a)
    return wrapper
@deco
def named(x):
    "the doc"
    return x
print(named.__name__, named.__doc__, named(4), named.__wrapped__(5), named.__qualname__)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), max([1, 5, 3], key=cmp_to_key(lambda a, b: a - b)))
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(2) >= V(3), V(1) != V(2))
@singledispatch
def kind(x): return "object"
@kind.register
def _(x: int): return "int"
@kind.register(str)
def _(x): return "str"
@kind.register(list)
def _(x): return "list"
print(kind(1), kind("a"), kind([]), kind(2.5), kind(True), kind.dispatch(int)(3), kind.__name__)
class D:
    @singledispatchmethod
    def go(self, x): return "other"
    @go.register
    def _(self, x: int): return "int %d" % x
    def base(self, a, b): return (a, b)
    part = partialmethod(base, 1)
print(D().go(3), D().go("a"), D().part(2))
class K(partial): pass
print(type(K(len)).__name__, K(len)("abc"))
try:
    partial(3)
except TypeError as e:
    print(e)
try:
    lru_cache(maxsize=2)(lambda x: x)([])
except TypeError as e:
    print(e)
# output:
# 6 7 o
# reduce() of empty iterable with no initial value
# 5 <class 'int'> () {'base': 2} 32 8
# ((1, 2), {'x': 1, 'y': 3}) ((1,), {'x': 9}) ((1, 5, 6), {'x': 1, 'z': 0})
# 1 4 1 9 4 [1, 2, 3, 2] CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) sq
# CacheInfo(hits=0, misses=0, maxsize=2, currsize=0) {'maxsize': 2, 'typed': False}
# 23416728348467685 CacheInfo(hits=78, misses=81, maxsize=None, currsize=81) True
# 6 6 6 6 CacheInfo(hits=1, misses=3, maxsize=128, currsize=3)
# computed
# 2 2 CacheInfo(hits=1, misses=1, maxsize=None, currsize=1) 42 42 {'prop': 42}
# named the doc 4 5 named
# [3, 2, 1] 5
# True True False True
# int str list object int int kind
# int 3 other (1, 2)
# K 3
# the first argument must be callable
# unhashable type: 'list'
