# test: run
# Statements in the body of a class, classes in functions, __class__.
class Body:
    a = 1
    b = a + 1
    for i in range(3):
        c = i
    if b == 2:
        def f(self): return self.b
    def g(self): return __class__
print(Body.a, Body.b, Body.c, Body().f(), Body().g() is Body)
def mk(n):
    class L:
        val = n
        def get(self): return n + self.val
    return L
print(mk(3)().get(), mk(1).__qualname__)
# output:
# 1 2 2 2 True
# 6 mk.<locals>.L
