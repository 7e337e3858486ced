# test: run
# `globals()` and `module.__dict__` are one dictionary, which lives with the variables.
x = 5
g = globals()
print([k for k in g if not k.startswith('_')])
print(len(g) == len(list(g)), g is globals())
del x
print('x' in g)
g.update(a=1, b=2)
print(a + b)
del g['a']
try:
    a
except NameError as e:
    print(e)
import sys
print(vars(sys.modules['__main__']) is g, sys.modules['__main__'].__dict__ is g)
print(g.get('zz'), g.setdefault('zz', 9), zz)
print(g.pop('zz'), 'zz' in g)
for name in "pqr":
    globals()[name] = name.upper()
print(p, q, r)
# output:
# ['x', 'g']
# True True
# False
# 3
# name 'a' is not defined
# True True
# None 9 9
# 9 False
# P Q R
