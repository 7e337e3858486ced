# test: run
# Floats in registers: variables, attributes and elements that hold them, and what is no float after all.
import math
class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y
class V:
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + (o.v if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.v)
    def __mul__(self, o): return V(self.v * o)
    def __rmul__(self, o): return V(o * self.v)
    def __sub__(self, o): return "sub"
    def __truediv__(self, o): return "div"
    def __lt__(self, o): return "less"
    def __repr__(self): return f"V({self.v})"
def mix(a, b):
    x = a * 1.0
    y = x + b
    x -= y
    y *= x
    z = x / 3.0 - y
    return x, y, z
print(mix(1, 2), mix(1.5, 2.5), mix(True, 2), mix(2**70, 1))
try:
    print(mix("a", 1))
except TypeError as e:
    print(e)
print(mix(V(1.5), 2)[0:2] if False else V(1) + 2.0 * V(3))
def accumulate(values):
    total = 0.0
    for v in values:
        total += v
    return total
print(accumulate([1, 2.5, 3]), accumulate([]), accumulate([2**60, 2**60, 2**64]))
try:
    accumulate(["x"])
except TypeError as e:
    print(e)
print(accumulate([V(2)]))
def escape():
    x = 1.0 / 4
    kept = [x, x]
    other = x
    x = x * 2.0
    kept.append(x)
    def inner():
        return 0.5 * 3
    return kept, other, x, inner(), kept[0] is kept[1]
print(escape())
def shared(p):
    q = p.x
    p.x = p.x * 2.0
    p.y += p.x / 4.0
    return q, p.x, p.y
p = P(1.5, 2.5)
print(shared(p), shared(p), p.x)
first = p.x
p.x += 1.0
print(first, p.x)
def items(l):
    kept = l[0]
    l[0] = l[0] * 0.5
    l[1] += 1.0 / 8
    l[-1] /= 3
    return kept, l
print(items([1.0, 2.0, 9]), items([3, 4, 2**80]))
def compare(a, b):
    x = a * 1.0
    return x < b, x <= b, x > b, x >= b, x == b, 0.0 < x < 10.0
print(compare(1, 1), compare(2.5, 3), compare(float("nan"), 1), compare(1, 2**1000))
try:
    compare(1, "s")
except TypeError as e:
    print(e)
for f in (lambda: 1.0 / 0, lambda: mix(1, None), lambda: 1.0 / 0.0, lambda: -0.0 / 5):
    try:
        print(f())
    except (ZeroDivisionError, TypeError) as e:
        print(type(e).__name__, e)
def divide(a, b):
    r = a / b
    r /= 2
    return r
print(divide(7, 2), divide(2**60 + 1, 3), divide(2**80, 2**79), divide(True, 4), divide(V(3), 1) if False else "")
try:
    divide(1, 0)
except ZeroDivisionError as e:
    print(e)
def unbound(flag):
    if flag:
        x = 1.0
    x = x * 2.0
    return x
print(unbound(True))
try:
    unbound(False)
except UnboundLocalError as e:
    print(e)
def deleted():
    x = 2.0 * 3
    del x
    try:
        return x + 1.0
    except UnboundLocalError as e:
        return str(e)
print(deleted())
def argument(x):
    x = x * 1.5
    y = -x
    x, y = y, x
    return [x, y, -y, math.sqrt(y * 6.0)]
print(argument(1), argument(2.0))
def generator(n):
    x = 0.5
    while x < n:
        yield x
        x = x * 2.0
print(list(generator(5)))
def loop(n):
    t = 0.0
    i = 0
    while i < n:
        t = t + i * 0.5 - 1.0
        i += 1
    return t, "text" * 2, f"{t:.2f}"
print(loop(10), loop(0))
print([x * 0.5 for x in range(3)], {1.0: 2.0 * 3}, (0.1 + 0.2) * 10, abs(-0.5 * 3.0), 3 - 0.5, 2 * 0.25, 10 - 2.5 * 2)

# output:
# (-2.0, -6.0, 5.333333333333333) (-2.5, -10.0, 9.166666666666666) (-2.0, -6.0, 5.333333333333333) (0.0, 0.0, 0.0)
# can't multiply sequence by non-int of type 'float'
# V(7.0)
# 6.5 0.0 2.0752587082923246e+19
# unsupported operand type(s) for +=: 'float' and 'str'
# V(2.0)
# ([0.25, 0.25, 0.5], 0.25, 0.5, 1.5, True)
# (1.5, 3.0, 3.25) (3.0, 6.0, 4.75) 6.0
# 6.0 7.0
# (1.0, [0.5, 2.125, 3.0]) (3, [1.5, 4.125, 4.029752732048764e+23])
# (False, True, False, True, True, True) (True, True, False, False, False, True) (False, False, False, False, False, False) (True, True, False, False, False, True)
# '<' not supported between instances of 'float' and 'str'
# ZeroDivisionError float division by zero
# TypeError unsupported operand type(s) for +: 'float' and 'NoneType'
# ZeroDivisionError float division by zero
# -0.0
# 1.75 1.9215358410114115e+17 1.0 0.125 
# division by zero
# 2.0
# cannot access local variable 'x' where it is not associated with a value
# cannot access local variable 'x' where it is not associated with a value
# [-1.5, 1.5, -1.5, 3.0] [-3.0, 3.0, -3.0, 4.242640687119285]
# [0.5, 1.0, 2.0, 4.0]
# (12.5, 'texttext', '12.50') (0.0, 'texttext', '0.00')
# [0.0, 0.5, 1.0] {1.0: 6.0} 3.0000000000000004 1.5 2.5 0.5 5.0
