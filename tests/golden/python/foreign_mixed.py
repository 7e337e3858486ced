# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
# requires: libpython numpy
# Values of numpy where programs use numbers, texts, sequences and functions, and the other way round.
import numpy as np
rng = np.random.default_rng(42)
x = rng.normal(size=(100, 3))
y = x @ np.array([1.0, -2.0, 0.5]) + 0.1
w, res, rank, sv = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), y, rcond=None)
print(np.round(w, 3), rank)
d = np.zeros(3, dtype=[("name", "U10"), ("n", int)])
d["name"] = ["a", "b", "c"]; d["n"] = range(3)
print(d, d[1]["name"], d.dtype.names)
words = np.array(["x", "yy", "zzz"])
print(sorted(words, key=lambda s: -len(s))[0], "yy" in words.tolist(), {w: len(w) for w in words}["zzz"])
print(np.where(np.arange(5) > 2, "big", "small").tolist())
print(np.fromiter((i * i for i in range(5)), dtype=int), np.fromfunction(lambda i, j: i + j, (2, 2)).tolist())
for i, (a, b) in enumerate(zip(np.arange(3), np.arange(3) * 2)):
    print(i, a + b, end=" ")
print()
print(np.sum([[1, 2], [3, 4]], axis=1), np.mean((1, 2, 3)), np.max({1, 2}.__len__()), np.unique([3, 1, 3], return_counts=True))
with np.errstate(divide="raise"):
    try:
        np.array([1.0]) / 0
    except FloatingPointError as e:
        print("FPE", e)
it = np.nditer(np.arange(3))
print([int(v) for v in it], np.arange(3).any(), any(np.arange(3)), all(np.ones(2)), min(np.arange(3)), round(np.float64(2.567), 2), abs(np.int64(-3)), pow(np.int64(2), 3))
print(str(np.float32(1.5)), "%d %s" % (np.int64(3), np.float64(2.5)), "{:>5}|{!r:.3}".format(np.int64(3), "abcdef"), f"{np.float64(3.14159):.2f} {np.int64(255):x}")
print([1, 2, 3][np.int64(1):], list("abc")[np.argmax([1, 9, 2])], "ab" * np.int64(2), np.int64(2) * [1], range(10)[np.int64(3)])
match np.int64(3):
    case 3: print("three")
    case _: print("other")
a, *b = np.arange(4)
print(a, [int(v) for v in b])
def f(*args, **kw): return len(args), sorted(kw)
print(f(*np.arange(3), **dict(zip(["p", "q"], np.arange(2)))))
m = np.ma.masked_array([1, 2, 3], mask=[0, 1, 0])
print(m, m.mean())
arr = np.empty(3, dtype=object)
obj = {"k": [1]}
arr[0] = obj; arr[1] = f; arr[2] = None
print(arr[0] is obj, arr[1] is f, arr[2] is None, arr[0]["k"])
arr[0]["k"].append(2); print(obj)
print(np.array2string(np.arange(3), formatter={"int": lambda v: f"<{v}>"}))
print(np.frompyfunc(lambda a, b: a + b, 2, 1).reduce([1, 2, 3]), np.piecewise(np.arange(4.0), [np.arange(4) < 2], [lambda v: -v, 10]))
try: np.zeros((2, 2)).reshape(3)
except ValueError as e: print(type(e), e)
try: np.zeros(2)["a"]
except IndexError as e: print(e)
try: f() + np.zeros(3)
except Exception as e: print(type(e).__name__, str(e)[:60])
class V:
    def __array__(self, dtype=None, copy=None): return np.array([7, 8])
    def __radd__(self, other): return "radd"
    def __len__(self): return 2
print(np.asarray(V()), np.add(V(), 1), isinstance(np.zeros(1), (list, np.ndarray)), np.zeros(1).__class__.__name__, type(np.zeros(1)).__mro__[-1])
print(np.int64(5) == 5, 5 == np.int64(5), np.int64(5) != 4, 3 < np.int64(5), np.int64(5) in [5], {5: 1}.get(np.int64(5)), not np.zeros(1)[0])

# output:
# [ 1.  -2.   0.5  0.1] 4
# [('a', 0) ('b', 1) ('c', 2)] b ('name', 'n')
# zzz True 3
# ['small', 'small', 'small', 'big', 'big']
# [ 0  1  4  9 16] [[0.0, 1.0], [1.0, 2.0]]
# 0 0 1 3 2 6 
# [3 7] 2.0 2 (array([1, 3]), array([1, 2]))
# FPE divide by zero encountered in divide
# [0, 1, 2] True True True 0 2.57 3 8
# 1.5 3 2.5     3|'ab 3.14 ff
# [2, 3] b abab [1, 1] 3
# three
# 0 [1, 2, 3]
# (3, ['p', 'q'])
# [1 -- 3] 2.0
# True True True [1]
# {'k': [1, 2]}
# [<0> <1> <2>]
# 6 [-0. -1. 10. 10.]
# <class 'ValueError'> cannot reshape array of size 4 into shape (3,)
# only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices
# ValueError setting an array element with a sequence. The requested arra
# [7 8] [8 9] True ndarray <class 'object'>
# True True True True True 1 True
