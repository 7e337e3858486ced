# test: run
# Comparisons as values: whatever a method gives, and truth values otherwise.
class Field:
    def __init__(self, name): self.name = name
    def __lt__(self, other): return ("<", self.name, other)
    def __ge__(self, other): return (">=", self.name, other)
    def __eq__(self, other): return ("==", self.name, other)
    def __ne__(self, other): return []
f = Field("f")
print(f < 1, 1 > f, f >= 2, f == 3, f != 4, 5 == f)
print(bool(f != 4), not (f < 1), "yes" if f == 3 else "no", "yes" if f != 3 else "no", (f != 1) or "empty")
calls = []
class Shy:
    def __lt__(self, other):
        calls.append("lt")
        return NotImplemented
    def __gt__(self, other):
        calls.append("gt")
        return NotImplemented
    def __eq__(self, other):
        calls.append("eq")
        return NotImplemented
try:
    print(Shy() < Shy())
except TypeError as error:
    print(error, calls)
calls.clear()
s = Shy()
print(s == s, s == 1, s != s, s != 1, calls)
class Half:
    def __eq__(self, other): return "same"
print(Half() == 1, Half() != 1, [Half()] == [1], 1 == Half())
x = 1 < 2
y = 2.5 >= 3
print(x, y, "a" < "b", [1] == [1], {1} <= {1, 2}, None == None, (1, 2) != (1, 2), 2**70 > 2**69, 1 == 1.0, "a" == b"a")
print([a < b for a in (1, 2.0) for b in (True, 2)], sorted([3, 1, 2], key=lambda v: v > 1), (lambda a, b: a <= b)(1, 1))

# output:
# ('<', 'f', 1) ('<', 'f', 1) ('>=', 'f', 2) ('==', 'f', 3) [] ('==', 'f', 5)
# False False yes no empty
# '<' not supported between instances of 'Shy' and 'Shy' ['lt', 'gt']
# True False False True ['eq', 'eq', 'eq', 'eq', 'eq', 'eq']
# same False True same
# True False True True True True False True True False
# [False, True, False, False] [1, 3, 2] True
