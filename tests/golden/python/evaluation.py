# test: run
# timeout: 60
# modes: O0 O3 (the interpreter loads no code)
# `exec`, `eval` and `compile`: text that is compiled while the program runs, with the names where they are called.
exec("def fact(n):\n    return 1 if n < 2 else n * fact(n - 1)\n")
print(fact(20))
ns = {'__name__': 'mod'}
exec("class C:\n    a = 1\n    def get(self): return self.a + b\n    @property\n    def p(self): return __class__\nb = 5", ns)
print(ns['C'].__module__, ns['C']().get(), ns['C']().p is ns['C'])
exec("global gg\ngg = 5\nhh = 6", ns, l := {})
print(ns['gg'], l)
print(eval("[x for x in range(3) if x in s]", {}, {'s': {1, 2}}))
print(eval("(lambda y: y + k)(3)", {'k': 4}))
print(list(eval("(i * m for i in range(4))", {'m': 3})))
try:
    exec("1 / 0", {})
except ZeroDivisionError as e:
    print(e)
try:
    exec("def f():\n  return 1\n   x", {})
except SyntaxError as e:
    print(type(e).__name__, e.lineno)
try:
    eval("x = 1")
except SyntaxError as e:
    print(type(e).__name__, e.msg)
exec("single = 1")
exec(compile("1 + 1", "x", "single"))
def outer():
    v = 1
    exec("v = 2; w = 3")
    print(v)
    d = {}
    exec("v = 2; w = v + 1", globals(), d)
    return d
print(outer())
print(eval("__import__('math').sqrt(16)"))
exec("import collections\nprint(collections.Counter('aab'))")
exec("from math import *\nprint(floor(2.5))", {})
exec("def gen():\n    x = yield 1\n    yield x * n\nn = 3", q := {})
it = q['gen'](); print(next(it), it.send(5))
try: eval(1)
except TypeError as e: print(e)
try: exec("", 1)
except TypeError as e: print(e)
try: eval("", {}, 1)
except TypeError as e: print(e)
try: compile("", "", "foo")
except ValueError as e: print(e)
class M(dict):
    def __missing__(self, k): return k.upper()
print(eval("abc + d", {}, M()))
print(eval(b"1 + 1"), eval("  3"))
def shadow(eval): return eval("zzz")
print(shadow(len))
print(list(map(eval, ["1", "2+3"])))
print(sorted(k for k in eval("globals()", {'a': 1})), eval("locals()", {}, {'b': 2}))
# output:
# 2432902008176640000
# mod 6 True
# 5 {'hh': 6}
# [1, 2]
# 7
# [0, 3, 6, 9]
# division by zero
# IndentationError 3
# SyntaxError invalid syntax
# 2
# 1
# {'v': 2, 'w': 3}
# 4.0
# Counter({'a': 2, 'b': 1})
# 2
# 1 15
# eval() arg 1 must be a string, bytes or code object
# exec() globals must be a dict, not int
# locals must be a mapping
# compile() mode must be 'exec', 'eval' or 'single'
# ABCD
# 2 3
# 3
# [1, 5]
# ['__builtins__', 'a'] {'b': 2}
