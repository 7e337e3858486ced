# test: run
# `from ... import *` of modules and of what only stands among them.
import sys
from helper_module import *
print(x, f(2), "_z" in globals())
class Thing:
    pass
thing = Thing()
thing.one = 1
thing._two = 2
sys.modules["thing"] = thing
from thing import *
print(one, "_two" in globals())
thing.__all__ = ("_two", "missing")
try:
    from thing import *
except AttributeError as error:
    print(error, _two)
sys.modules["number"] = 5
try:
    from number import *
except ImportError as error:
    print(error)

# output:
# helper runs
# 2 2
# 1 4 False
# 1 False
# 'Thing' object has no attribute 'missing' 2
# from-import-* object has no __dict__ and no __all__
