# test: run
# Arguments of every kind, and what is said of wrong ones.
def f(x, y=2, *rest, k, m=5):
    return (x, y, rest, k, m)
print(f(1, k=1))
print(f(1, 2, 3, 4, k=1, m=2))
print(f(*[1, 2, 3], k=7))
def g(a, b, /, c, *, d=4):
    return [a, b, c, d]
print(g(1, 2, 3), g(1, 2, c=3, d=9))
def many(a, b, c, d, e, f, g=7, h=8):
    return a + b + c + d + e + f + g + h
print(many(1, 2, 3, 4, 5, 6), many(1, 2, 3, 4, 5, 6, h=1), many(*range(8)))
def attempt(action):
    try:
        print(action())
    except TypeError as e:
        print(e)
attempt(lambda: f())
attempt(lambda: f(1))
attempt(lambda: g(1))
attempt(lambda: g(1, 2, 3, 4))
attempt(lambda: g(1, b=2, c=3))
attempt(lambda: g(1, 2, 3, z=3))
attempt(lambda: g(1, 2, 3, c=3))
attempt(lambda: many())
attempt(lambda: many(1,2,3,4))
attempt(lambda: many(1,2,3,4,5,6,7,8,9))
def none_(): pass
attempt(lambda: none_(1))
def one(x): pass
attempt(lambda: one(1, 2))
def opt(x, y=1): pass
attempt(lambda: opt(1, 2, 3))
def ko(x, *, y): pass
attempt(lambda: ko(1, 2, y=3))
attempt(lambda: ko(1, 2))
class A:
    def m(self, x): return x
    def n(self, x, y=3): return (x, y)
    @staticmethod
    def s(a, b=1): return a + b
    @classmethod
    def c(cls, a=1): return cls.__name__, a
attempt(lambda: A().m())
attempt(lambda: A().m(1, 2))
attempt(lambda: A().n(x=1))
print(A.s(1), A().s(1, 2), A.c(), A().c(a=3))
l = []
def d(x, acc=[]):
    acc.append(x)
    return acc
d(1)
print(d(2))
print(f.__name__, f.__defaults__, many.__defaults__, f.__qualname__, A.m.__qualname__, (lambda: 0).__name__)
def doc():
    "hello"
print(doc.__doc__, f.__doc__)
doc.x = 5
print(doc.x)
def outer():
    def inner(*args): return args
    return inner
print(outer()(1, 2, *(3, 4), *[5]))
print(outer().__qualname__)
attempt(lambda: f(*5))
attempt(lambda: one(1, x=2))
# output:
# (1, 2, (), 1, 5)
# (1, 2, (3, 4), 1, 2)
# (1, 2, (3,), 7, 5)
# [1, 2, 3, 4] [1, 2, 3, 9]
# 36 29 28
# f() missing 1 required positional argument: 'x'
# f() missing 1 required keyword-only argument: 'k'
# g() missing 2 required positional arguments: 'b' and 'c'
# g() takes 3 positional arguments but 4 were given
# g() got some positional-only arguments passed as keyword arguments: 'b'
# g() got an unexpected keyword argument 'z'
# g() got multiple values for argument 'c'
# many() missing 6 required positional arguments: 'a', 'b', 'c', 'd', 'e', and 'f'
# many() missing 2 required positional arguments: 'e' and 'f'
# many() takes from 6 to 8 positional arguments but 9 were given
# none_() takes 0 positional arguments but 1 was given
# one() takes 1 positional argument but 2 were given
# opt() takes from 1 to 2 positional arguments but 3 were given
# ko() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given
# ko() takes 1 positional argument but 2 were given
# A.m() missing 1 required positional argument: 'x'
# A.m() takes 2 positional arguments but 3 were given
# (1, 3)
# 2 3 ('A', 1) ('A', 3)
# [1, 2]
# f (2,) (7, 8) f A.m <lambda>
# hello None
# 5
# (1, 2, 3, 4, 5)
# outer.<locals>.inner
# __main__.f() argument after * must be an iterable, not int
# one() got multiple values for argument 'x'
