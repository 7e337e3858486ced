# test: run
# __del__, __prepare__, __mro_entries__, @.
class A: pass
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def scope():
    x = D(1)
scope()
print("after")
y = D(2)
y = None
print({100,5,37,64,8,33,40,71,16})
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, bases, kw)
        return {"pre": 1}
    def __new__(mcs, name, bases, ns, **kw):
        print([k for k in ns if not k.startswith("__")], type(ns))
        return super().__new__(mcs, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, **kw): pass
class P(metaclass=M, tag=1):
    q = 2
print(P.pre, P.q)
class G(list[int]): pass
print(G.__bases__, G.__orig_bases__, G([1]))
class Ent:
    def __mro_entries__(self, bases): return (A,)
class H(Ent()): pass
print(H.__mro__)
class MM:
    def __matmul__(self, o): return ("mm", o)
    def __imatmul__(self, o): return "imm"
q = MM()
print(q @ 3)
q @= 4
print(q)
print(len, print, (1).__add__(2), "x".__class__, [].__len__(), {}.__contains__(1))
# output:
# del 1
# after
# del 2
# {64, 33, 100, 5, 37, 71, 8, 40, 16}
# prepare P () {'tag': 1}
# ['pre', 'q'] <class 'dict'>
# 1 2
# (<class 'list'>,) (list[int],) [1]
# (<class '__main__.H'>, <class '__main__.A'>, <class 'object'>)
# ('mm', 3)
# imm
# <built-in function len> <built-in function print> 3 <class 'str'> 0 False
