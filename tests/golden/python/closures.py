# test: run
# Variables that functions share, global ones, decorators, names that lose their values.
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return inc, get
i, g = counter()
i(); i(5)
print(g())
fs = [lambda: k for k in range(3)]
print([f() for f in fs])
def late():
    out = []
    for j in range(3):
        out.append(lambda: j)
    return [f() for f in out]
print(late())
def fact(n):
    def go(m):
        return 1 if m < 2 else m * go(m - 1)
    return go(n)
print(fact(10))
def a():
    x = 1
    def b():
        def c():
            nonlocal x
            x += 1
            return x
        return c
    return b()
print(a()())
def unb():
    def inner():
        return zz
    try:
        inner()
    except NameError as e:
        print(e)
    zz = 1
    return inner()
print(unb())
def unb2():
    def inner():
        return zz
    try:
        print(zz)
    except UnboundLocalError as e:
        print(e)
    zz = 1
unb2()
x = 10
def setglobal():
    global x, newg
    x = 20
    newg = 3
setglobal()
print(x, newg)
def deco(f):
    def wrap(*args):
        print("call", args)
        return f(*args)
    return wrap
def param(n):
    def d(f):
        def w(*a):
            return f(*a) * n
        return w
    return d
@deco
@param(3)
def addd(a, b):
    return a + b
print(addd(1, 2))
add = lambda a, b=5, *c: (a, b, c)
print(add(1), add(1, 2, 3))
def dele():
    q = 1
    del q
    try:
        print(q)
    except UnboundLocalError as e:
        print(e)
dele()
y = 1
del y
try:
    print(y)
except NameError as e:
    print(e)
def adder(n):
    return lambda x: x + n
print([adder(i)(10) for i in range(3)])
def loop_del():
    for i in range(2):
        try:
            print(v)
        except UnboundLocalError:
            print("unbound")
        v = i
        del v
loop_del()
# output:
# 6
# [2, 2, 2]
# [2, 2, 2]
# 3628800
# 2
# cannot access free variable 'zz' where it is not associated with a value in enclosing scope
# 1
# cannot access local variable 'zz' where it is not associated with a value
# 20 3
# call (1, 2)
# 9
# (1, 5, ()) (1, 2, (3,))
# cannot access local variable 'q' where it is not associated with a value
# name 'y' is not defined
# [10, 11, 12]
# unbound
# unbound
