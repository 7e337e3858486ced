# test: run
import weakref
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary, WeakMethod, finalize, proxy, ref


class A:
    def __init__(self, name="a"):
        self.name = name

    def __repr__(self):
        return f"A({self.name})"

    def hello(self):
        return "hello " + self.name


class Loud(A):
    def __del__(self):
        print("end of", self.name)


kept = [A("x"), Loud("y")]
r = ref(kept[0])
print(r(), r() is kept[0], ref(kept[0]) is r, r == ref(kept[0]), hash(r) == hash(kept[0]), weakref.getweakrefcount(kept[0]))
s = ref(kept[1], lambda reference: print("callback", reference() is None, reference is s))
t = ref(kept[1], lambda reference: print("newer first", reference is t))
kept.pop()
print(s(), t(), repr(s).endswith("dead>"), s.__callback__)
for value in 1, None, "text", (), [], {}:
    try:
        ref(value)
    except TypeError as error:
        print(error)


def made():
    def inner():
        return 1

    return inner


f = made()
functions = [made()]
g = ref(functions[0])
print(g()(), ref(f)() is f, ref(A)() is A)
functions.clear()
print(g())
sets = [{1, 2}]
h = ref(sets[0])
print(h())
sets.clear()
print(h())

objects = {n: A(n) for n in "abc"}
values = WeakValueDictionary(objects)
keys = WeakKeyDictionary({value: key for key, value in objects.items()})
members = WeakSet(objects.values())
print(sorted(values), sorted(keys.values()), len(members), values["a"], keys[objects["b"]], objects["c"] in members)
del objects["b"]
print(sorted(values), sorted(keys.values()), len(members), "b" in values, values.get("b"))

p = proxy(objects["a"])
print(p.name, p.hello())
p.name = "changed"
print(objects["a"].name)
m = WeakMethod(objects["a"].hello)
print(m()(), m == WeakMethod(objects["a"].hello))
e = finalize(objects["c"], print, "finalized", sep="")
e2 = finalize(objects["a"], lambda *args: args, 1, 2)
print(e.alive, e2(), e2.alive, e2(), e.peek()[2])
objects.clear()
print(e.alive, m(), len(values), len(keys), len(members))
try:
    p.name
except ReferenceError as error:
    print(error)


class Phoenix:
    def __del__(self):
        kept.append(self)


phoenix = [Phoenix()]
again = ref(phoenix[0])
phoenix.clear()
print(again() is kept[-1])

# output:
# A(x) True True True True 1
# end of y
# newer first True
# callback True True
# None None True None
# cannot create weak reference to 'int' object
# cannot create weak reference to 'NoneType' object
# cannot create weak reference to 'str' object
# cannot create weak reference to 'tuple' object
# cannot create weak reference to 'list' object
# cannot create weak reference to 'dict' object
# 1 True True
# None
# {1, 2}
# None
# ['a', 'b', 'c'] ['a', 'b', 'c'] 3 A(a) b True
# ['a', 'c'] ['a', 'c'] 2 False None
# a hello a
# changed
# hello changed True
# True (1, 2) False None ('finalized',)
# finalized
# False None 0 0 0
# weakly-referenced object no longer exists
# True
