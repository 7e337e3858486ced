# test: run
# modes: O0 O3 (the interpreter does not collect)
# Values that only hold each other are found, their finalizers run once, what comes back to life stays.
import gc
class N:
    def __init__(self, name): self.name = name; self.other = None; self.data = [1] * 10
class D(N):
    def __del__(self): print("del", self.other is not None)
def pair(cls, a, b):
    x = cls(a); y = cls(b); x.other = y; y.other = x
gc.collect()
pair(N, 1, 2)
print(gc.collect() > 0, gc.collect())
pair(D, "a", "b")
print(gc.collect() > 0, gc.collect())
l = []; l.append(l); del l
d = {}; d["d"] = d; d["t"] = (d, [d]); del d
s = set()
class H:
    pass
h = H(); s.add(h); h.s = s; del h, s
def closure():
    def f(): return f
    return f
closure()
print(gc.collect() > 0, gc.collect())
keep = []
class R:
    def __del__(self): keep.append(self); print("resurrected")
def r():
    a = R(); a.me = a; a.l = [1, 2]
r()
print(gc.collect() >= 0); print(len(keep), keep[0].me is keep[0], keep[0].l)
keep.clear()
print(gc.collect() > 0)
class One:
    def __del__(self): keep.append(self); print("once")
o = One(); del o
print(len(keep)); keep.clear(); print("end of one")
class M:
    def m(self): pass
m = M(); m.f = m.m; del m
print(gc.collect() > 0)
# values that live stay
root = N("root"); root.other = N("child"); root.other.other = root
print(gc.collect(), root.other.other.name)
def deep():
    first = node = N(0)
    for i in range(20000):
        new = N(i); node.other = new; node = new
    node.other = first
deep()
print(gc.collect() >= 20000)

# output:
# True 0
# del True
# del True
# True 0
# True 0
# resurrected
# True
# 1 True [1, 2]
# True
# once
# 1
# end of one
# True
# 0 root
# True
