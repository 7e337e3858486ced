# test: run
# Managers of contexts, causes of exceptions, ways out of try.
class C:
    def __init__(self, n, swallow=False): self.n = n; self.s = swallow
    def __enter__(self):
        print("enter", self.n); return self.n
    def __exit__(self, t, v, tb):
        print("exit", self.n, t is not None and t.__name__, v); return self.s
with C(1) as a, C(2) as b:
    print(a, b)
with C(3, True):
    raise ValueError("x")
try:
    with C(4):
        raise ValueError("y")
except ValueError as e:
    print("caught", e)
def f():
    with C(5) as x:
        return x
print(f())
for i in range(3):
    with C(i):
        if i == 0: continue
        break
try:
    try:
        raise KeyError("k")
    except KeyError as e:
        raise ValueError("v") from e
except ValueError as e:
    print(repr(e.__cause__), e.__suppress_context__)
try:
    try:
        1 // 0
    except ZeroDivisionError:
        raise ValueError("ctx")
except ValueError as e:
    print(repr(e.__context__), e.__cause__)
try:
    raise ValueError(1) from None
except ValueError as e:
    print(e.__cause__, e.__suppress_context__, e.args)
def g(n):
    for i in range(3):
        try:
            if n == 0: return "ret"
            if n == 1: break
            if n == 2: continue
        finally:
            print("fin", i)
    else:
        return "else"
    return "end"
print(g(0), g(1), g(2), g(3))
def h():
    try:
        return 1
    finally:
        return 2
print(h())
def k():
    try:
        raise ValueError
    finally:
        return 3
print(k())
def fin_err():
    try:
        try:
            return 1
        finally:
            raise KeyError("in finally")
    except KeyError as e:
        return repr(e)
print(fin_err())
try:
    with 5: pass
except TypeError as e: print(e)
try:
    e
except NameError as x: print(x)
# output:
# enter 1
# enter 2
# 1 2
# exit 2 False None
# exit 1 False None
# enter 3
# exit 3 ValueError x
# enter 4
# exit 4 ValueError y
# caught y
# enter 5
# exit 5 False None
# 5
# enter 0
# exit 0 False None
# enter 1
# exit 1 False None
# KeyError('k') True
# ZeroDivisionError('integer division or modulo by zero') None
# None True (1,)
# fin 0
# fin 0
# fin 0
# fin 1
# fin 2
# fin 0
# fin 1
# fin 2
# ret end else else
# 2
# 3
# KeyError('in finally')
# 'int' object does not support the context manager protocol
# name 'e' is not defined
