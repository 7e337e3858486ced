# test: run
# Equality that nobody decides, coroutines that are generators, cells.
from collections import Counter
print(Counter(a=1) == {"a": 1}, {"a": 1} == Counter(a=1), Counter(a=1) != {"a": 1})
class I(int):
    def __eq__(self, o): return NotImplemented
    __hash__ = int.__hash__
print(I(3) == 3, 3 == I(3), I(3) == I(3), I(3) == "a")
class O:
    def __eq__(self, o): return NotImplemented
o = O(); print(o == o, o == 3, 3 == o, O() == O())
import types
@types.coroutine
def w(): 
    x = yield 5
    return x
async def f():
    return await w()
c = f()
print(c.send(None))
try: c.send(7)
except StopIteration as e: print(e.value)
def cell():
    a = 1
    def f(): return a
    return type(f.__closure__[0])
print(cell())

# output:
# True True False
# True True False False
# True False False False
# 5
# 7
# <class 'cell'>
