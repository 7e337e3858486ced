# test: run
# Classes of classes, what a base is told of those that extend it.
class Meta(type):
    def __new__(mcs, name, bases, ns):
        cls = super().__new__(mcs, name, bases, ns)
        cls.tag = name + "!"
        return cls
    def __call__(cls, *args):
        print("making", cls.__name__)
        return super().__call__(*args)
    def hello(cls):
        return "hello " + cls.__name__
class M(metaclass=Meta):
    def __init__(self, v): self.v = v
m = M(3)
print(m.v, M.tag, M.hello(), type(M) is Meta, type(m) is M)
class Base:
    subs = []
    def __init_subclass__(cls, tag=None):
        Base.subs.append((cls.__name__, tag))
class X1(Base, tag=5): pass
class X2(X1): pass
print(Base.subs)
# output:
# making M
# 3 M! hello M True True
# [('X1', 5), ('X2', None)]
