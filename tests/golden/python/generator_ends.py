# test: run
# What generators do at their ends: values, errors, `close`, delegation to iterators of every kind.
def g():
    try:
        next(me)
    except ValueError as e:
        print(e)
    yield 1
me = g()
print(next(me))
def r():
    yield 1
    return "ret"
def d():
    x = yield from r()
    print("got", x)
    return [x]
it = d()
print(next(it))
try:
    next(it)
except StopIteration as e:
    print(e.value, e.args)
def bad():
    yield 1
    raise StopIteration("s")
try:
    list(bad())
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__))
def fin():
    try:
        yield 1
        yield 2
    finally:
        print("fin")
x = fin(); next(x); del x
print("after del")
x = fin(); next(x); x = None
def chain(n):
    if n == 0:
        yield "deep"
        return "end"
    else:
        return (yield from chain(n - 1))
c = chain(900)
print(next(c))
try:
    next(c)
except StopIteration as e:
    print(e.value)
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("itval")
def use():
    r = yield from It()
    print("it", r)
    r = yield from [1, 2]
    print(r)
print(list(use()))
class S:
    def __iter__(self): return self
    def __next__(self): return "n"
    def send(self, v): return "sent " + v
    def throw(self, e): return "threw " + str(e)
    def close(self): print("closed")
def use2():
    yield from S()
u = use2()
print(next(u), u.send("x"), u.throw(ValueError("v")))
u.close()
def l():
    yield from [1, 2]
y = l(); next(y)
try:
    y.send(3)
except AttributeError as e:
    print(e)
def ign():
    try:
        yield 1
    except GeneratorExit:
        yield 2
i = ign(); next(i)
try: i.close()
except RuntimeError as e: print(e)
g1 = r()
try: g1.send(1)
except TypeError as e: print(e)
try: g1.throw(ValueError)
except ValueError as e: print(repr(e))
print(list(g1))
m = fin()
f = m.__next__
print(f(), m.gi_running, m.__name__, repr(m)[:22])
try: m.throw(5)
except TypeError as e: print(e)
try: m.throw(ValueError, "old")
except ValueError as e: print(e)
try: m.nope
except AttributeError as e: print(e)
print(hasattr(m, "send"), next(m, None))
# output:
# generator already executing
# 1
# 1
# got ret
# ['ret'] (['ret'],)
# generator raised StopIteration StopIteration('s') StopIteration('s')
# fin
# after del
# fin
# deep
# end
# it itval
# None
# [1, 2]
# n sent x threw v
# closed
# 'list_iterator' object has no attribute 'send'
# generator ignored GeneratorExit
# can't send non-None value to a just-started generator
# ValueError()
# []
# 1 False fin <generator object fin 
# exceptions must be classes or instances deriving from BaseException, not int
# fin
# old
# 'generator' object has no attribute 'nope'
# True None
