# test: run
# Generators: send, throw, close, yield from, finally, StopIteration inside.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return "end"

print([x for x in count(5)])

def echo():
    got = None
    while True:
        got = yield got
        if got == "stop":
            return "stopped"

e = echo()
print(e.send(None), e.send(1), e.send("a"))
try:
    e.send("stop")
except StopIteration as s:
    print("value", s.value)

def outer():
    r = yield from count(3)
    print("r", r)
    try:
        yield "x"
    except ValueError as v:
        print("in", v)
        yield "recovered"
    finally:
        print("final")

g = outer()
for x in g:
    print(x)
    if x == "x":
        break
print(g.throw(ValueError("bad")))
g.close()
print([x for x in g])

def fibs():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b

f = fibs()
total = 0
for x in f:
    if x > 1000:
        break
    total += x
print(total)

def tree(n):
    if n > 0:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print([x for x in tree(4)])

def fin():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
x = fin()
for y in x:
    print(y)
    break
x = None
def bad():
    yield 1
    raise StopIteration("no")
try:
    print([z for z in bad()])
except RuntimeError as e:
    print("RuntimeError", e)
# output:
# [0, 1, 2, 3, 4]
# None 1 a
# value stopped
# 0
# 1
# 2
# r end
# x
# in bad
# recovered
# final
# []
# 2583
# [1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 3, 1, 2, 1]
# 1
# closed
# RuntimeError generator raised StopIteration
