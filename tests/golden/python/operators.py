# test: run
# Methods behind operators, reflected and in place.
class V:
    def __init__(self, v): self.v = v
    def __add__(self, o):
        if not isinstance(o, V): return NotImplemented
        return V(self.v + o.v)
    def __radd__(self, o): return V(o + self.v)
    def __iadd__(self, o):
        self.v += 100
        return self
    def __eq__(self, o): return self.v == o.v
    def __repr__(self): return "V(" + repr(self.v) + ")"
    def __lt__(self, o): return self.v < o.v
    def __call__(self, *a): return a
    def __len__(self): return self.v
    def __bool__(self): return self.v != 0
    def __contains__(self, x): return x == self.v
    def __getitem__(self, i): return i * 2
    def __neg__(self): return V(-self.v)
print(V(1) + V(2), 5 + V(1), V(1) == V(1), V(1) != V(2), V(1) < V(2), V(2) > V(1), V(1)(3, 4), len(V(4)), bool(V(0)), 3 in V(3), V(1)[4])
v = V(1); w = v; v += 5; print(v, w is v)
try:
    V(1) + 1
except TypeError as e:
    print(e)
# output:
# V(3) V(6) True True True True (3, 4) 4 False True 8
# V(101) True
# unsupported operand type(s) for +: 'V' and 'int'
