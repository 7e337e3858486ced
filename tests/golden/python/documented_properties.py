# test: run
# Documentation of properties.
class A:
    @property
    def x(self):
        "doc of x"
        return 1
    @x.setter
    def x(self, v): pass
    y = property(lambda self: 2, None, None, "y's")
    z = property()
print(A.x.__doc__, A.y.__doc__, A.z.__doc__, A.x.__name__)
A.x.__doc__ = "new"
print(A.x.__doc__)
from collections import namedtuple
P = namedtuple("P", "a b")
print(P.a.__doc__)
P.a.__doc__ = "first"
print(P.a.__doc__)
print(A.y.setter(lambda s, v: 1).__doc__)
# output:
# doc of x y's None x
# new
# Alias for field number 0
# first
# y's
