# test: run
# `:=`: in conditions, comprehensions, generators, calls; whose variable it assigns.
if (n := 10) > 5:
    print(n)
while (n := n - 3) > 0:
    print(n, end=" ")
print(n)
def f(values):
    total = 0
    kept = [y for x in values if (y := x * 2) > 2]
    partial = [total := total + v for v in values]
    print(kept, y, partial, total)
    found = any((hit := v) > 2 for v in values)
    print(found, hit)
    lazy = (last := v for v in values)
    print(next(lazy), last, list(lazy), last)
    return (lambda: (z := total) + z)()
print(f([1, 2, 3]))
def g(flag):
    flag and (x := 1)
    try:
        return x
    except UnboundLocalError as error:
        return str(error)
print(g(True), g(False))
print([(a := 1), a + 1, (b := a + 2)], a, b, max((c := 3), 2), c)
d = {"k": (e := 5)}
print(d, e, f"{(h := 7)} {h}")
def k():
    global w
    (w := 8)
k()
print(w, [i for i in range(3) if (last := i) is not None], last)

# output:
# 10
# 7 4 1 -2
# [4, 6] 6 [1, 3, 6] 6
# True 3
# 1 1 [2, 3] 3
# 12
# 1 cannot access local variable 'x' where it is not associated with a value
# [1, 2, 3] 1 3 3 3
# {'k': 5} 5 7 7
# 8 [0, 1, 2] 2
