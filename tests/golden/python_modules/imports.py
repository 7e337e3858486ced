# test: run
# Modules and packages: their variables, what their names mean, what is not there.
import math, sys
import helper_module
import package.inner.deep
import package.inner.deep as deep
from package import thing, inner
from package.inner.deep import value as v
from helper_module import *
print(helper_module.x, helper_module.f(3), deep.value, v, thing, package.inner.deep is deep, inner is package.inner)
print(y, f(4), len([1]), max(3, 4))
helper_module.x = 10
print(helper_module.get_x(), helper_module.__name__, __name__, package.__name__, deep.__package__)
helper_module.new = 5
print(helper_module.new, helper_module.get_new())
try:
    import nothing.here
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    from helper_module import zzz
except ImportError as e:
    print(type(e).__name__, str(e).split("(")[0])
try:
    import helper_module.inside
except ImportError as e:
    print(type(e).__name__, e)
print(math.sqrt(16), math.floor if False else "", sys.maxsize > 2**40, sys.modules["helper_module"] is helper_module)
for name in ["qqq", "x"]:
    try:
        if name == "x":
            del helper_module.x
        getattr(helper_module, name)
    except AttributeError as e:
        print(e)
def g():
    import helper_module as h
    from helper_module import f as twice
    return h.get_new() + twice(1)
print(g(), __import__("package.inner").__name__, __import__("package.inner", fromlist=["deep"]).__name__)
try:
    import breaks
except ZeroDivisionError as e:
    print(e, "breaks" in sys.modules)
print(repr(math), str(helper_module).split(" from ")[0])

# output:
# helper runs
# 2 2
# of the package
# inner
# of the package!
# 1 6 of the package! of the package! of the package True True
# 2 8 1 own max
# 10 helper_module __main__ package package.inner
# 5 5
# ModuleNotFoundError No module named 'nothing' nothing
# ImportError cannot import name 'zzz' from 'helper_module' 
# ModuleNotFoundError No module named 'helper_module.inside'; 'helper_module' is not a package
# 4.0  True True
# module 'helper_module' has no attribute 'qqq'
# module 'helper_module' has no attribute 'x'
# 7 package package.inner
# integer division or modulo by zero False
# <module 'math' (built-in)> <module 'helper_module'
