# test: run
# Chains of delegates: values, what is sent, errors and ends reach the right one, whatever stands between.
def inner():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        return (x, y)
    finally:
        print("inner done")
def mid():
    r = yield from inner()
    print("mid", r)
    try:
        yield from bad()
    except ValueError as e:
        print("caught", e, type(e.__context__))
    return r
def bad():
    yield 3
    raise ValueError("bad")
def outer():
    r = yield from mid()
    yield r
    yield from [10, 20]
g = outer()
print(next(g), g.send("a"), g.send("b"), next(g), list(g))
g = outer(); next(g); g.close()
g = outer(); next(g)
try: g.throw(KeyError("k"))
except KeyError as e: print("key", e)
def again():
    yield from self_()
def self_():
    try: next(h)
    except ValueError as e: print(e)
    yield 1
    try: next(h)
    except ValueError as e: print(e)
    yield 2
h = again(); print(list(h))
def deep(n):
    if n == 0:
        yield 1; yield 2
        raise RuntimeError("end")
    else: yield from deep(n-1)
try:
    for x in deep(3): print(x)
except RuntimeError as e: print(e, e.__traceback__.tb_lineno, e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_next.tb_lineno)
def in_handler():
    try: raise KeyError("outer")
    except KeyError:
        yield from raising()
def raising():
    yield 1
    raise ValueError("v")
try: list(in_handler())
except ValueError as e: print(repr(e.__context__))
async def leaf(n):
    await Y(); return n
class Y:
    def __await__(self):
        z = yield "y"
        return z
async def a(n):
    return n if n < 1 else await a(n-1) + await leaf(1)
c = a(4)
try:
    while True: print(c.send(None), end=" ")
except StopIteration as e: print(e.value)
def stop():
    yield 1
    return
    yield
def w():
    r = yield from stop()
    print(r)
    raise StopIteration("x")
try: list(w())
except RuntimeError as e: print(e)

# output:
# got a
# inner done
# mid ('a', 'b')
# caught bad <class 'NoneType'>
# 1 2 3 ('a', 'b') [10, 20]
# inner done
# inner done
# key 'k'
# generator already executing
# generator already executing
# [1, 2]
# 1
# 2
# end 48 46 46
# KeyError('outer')
# y y y y 4
# None
# generator raised StopIteration
