# test: run
# Several bases in the order of C3, super, __new__, exceptions with arguments of their own.
class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), [c.__name__ for c in D.__mro__])
try:
    class E(A, B): pass
except TypeError as e:
    print(e)
class N:
    def __new__(cls, *a):
        print("new", a)
        return super().__new__(cls)
    def __init__(self, *a): self.a = a
print(N(1, 2).a)
class Ex(Exception):
    def __init__(self, a):
        super().__init__("msg", a)
        self.a = a
try:
    raise Ex(4)
except Ex as e:
    print(e.args, e.a, str(e), repr(e))
# output:
# DBCA ['D', 'B', 'C', 'A', 'object']
# Cannot create a consistent method resolution order (MRO) for bases A, B
# new (1, 2)
# (1, 2)
# ('msg', 4) 4 ('msg', 4) Ex('msg', 4)
