# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
# requires: libpython numpy
# Values that cross the border many times leave no counts behind, on either side.
import numpy as np
builtins = np.__builtins__
count = builtins["__import__"]("sys").getrefcount
inspect = builtins["__import__"]("inspect")
collect = builtins["__import__"]("gc").collect

class Own:
    alive = 0
    def __init__(self): Own.alive += 1
    def __del__(self): Own.alive -= 1
    def method(self, x): return x

def identity(x): return x
def documented(first, second=2, *rest, only, named=3, **others):
    """Says what it does."""
print(inspect.signature(documented), inspect.getdoc(documented), inspect.signature(Own().method))

def trips(times):
    own = Own()
    for i in range(times):
        assert call(own) is own
        assert call(array) is array
        own.method(array)
        array[1:3].sum()
        call([i, own, array])
        try:
            array[10]
        except IndexError:
            pass
call = builtins["__import__"]("functools").partial(identity)
array = np.arange(5)
trips(10)
watched = [array, np.ndarray, np.sum, builtins["None"], identity]
collect()
before = [count(each) for each in watched]
trips(20000)
collect()
after = [count(each) for each in watched]
print([abs(b - a) < 100 for a, b in zip(before, after)], Own.alive)

# output:
# (first, second=2, *rest, only, named=3, **others) Says what it does. (x)
# [True, True, True, True, True] 0
