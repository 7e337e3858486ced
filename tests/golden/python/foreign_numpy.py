# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
# requires: libpython numpy
# numpy from a compiled program: arithmetic, slices, broadcasting, iteration, callbacks, exceptions, subclasses.
import numpy as np
a = np.arange(12).reshape(3, 4)
print(a)
print(a + 1, 2 * a, a @ a.T, -a, a ** 2)
for row in a:
    print(row, row.sum())
print(a[1:, ::2], a[0, 1], a[-1], a[[0, 2]], a[a > 5])
print(len(a), a.shape, a.dtype, a.T.shape, a.mean(), a.sum(axis=0))
b = np.array([1.5, 2.5, 3.5])
print(b, b * b, np.sqrt(b), b.tolist(), type(b.tolist()))
print(np.linalg.inv(np.array([[2.0, 0], [0, 4]])))
try:
    np.linalg.inv(np.zeros((2, 2)))
except np.linalg.LinAlgError as e:
    print("singular", e, type(e).__name__)
try:
    np.arange(3) + np.arange(4)
except ValueError as e:
    print(e)
print(a is a, a[0] is a[0], isinstance(a, np.ndarray), type(a) is np.ndarray, type(a))
print(isinstance(b[0], float), isinstance(3, np.ndarray))
x = b[0]
print(x, f"{x:.3f}", x + 1, 1 + x, round(x, 1), int(x), float(x), "%.2f" % x)
f = np.vectorize(lambda v: v * 10 + 1)
print(f(np.array([1, 2, 3])))
print(np.apply_along_axis(lambda r: r.max() - r.min(), 1, a))
a[0, :] = 7
a += 1
print(a)
print(np.concatenate([b, b]), np.dtype([("x", int), ("y", float)]))
print(sum(b), max(b), [float(v) for v in sorted(b, reverse=True)], [int(v) for v in a[1]], len(list(b)))
print(3 in a, bool(np.array([1])), np.array_equal(a, a))
try:
    bool(a)
except ValueError as e:
    print(e)
try:
    a.nothing
except AttributeError as e:
    print(e)
try:
    a[10]
except IndexError as e:
    print(e)
d = {np.int64(3): "three"}
print(d[3], hash(np.int64(5)) == hash(5))
class Sub(np.ndarray):
    def twice(self): return self * 2
    @property
    def half(self): return self / 2
s = np.arange(3).view(Sub)
print(s.twice(), s.half, type(s), isinstance(s, Sub), isinstance(s, np.ndarray), issubclass(Sub, np.ndarray))
print(np.broadcast_to(b, (2, 3)))
print(np.array([1, 2, 3]) == np.array([1, 0, 3]), [1, 2] + np.array([1, 1]))
print([0, 1, 2][np.int64(1)], list(range(np.int64(3))))

# output:
# [[ 0  1  2  3]
#  [ 4  5  6  7]
#  [ 8  9 10 11]]
# [[ 1  2  3  4]
#  [ 5  6  7  8]
#  [ 9 10 11 12]] [[ 0  2  4  6]
#  [ 8 10 12 14]
#  [16 18 20 22]] [[ 14  38  62]
#  [ 38 126 214]
#  [ 62 214 366]] [[  0  -1  -2  -3]
#  [ -4  -5  -6  -7]
#  [ -8  -9 -10 -11]] [[  0   1   4   9]
#  [ 16  25  36  49]
#  [ 64  81 100 121]]
# [0 1 2 3] 6
# [4 5 6 7] 22
# [ 8  9 10 11] 38
# [[ 4  6]
#  [ 8 10]] 1 [ 8  9 10 11] [[ 0  1  2  3]
#  [ 8  9 10 11]] [ 6  7  8  9 10 11]
# 3 (3, 4) int64 (4, 3) 5.5 [12 15 18 21]
# [1.5 2.5 3.5] [ 2.25  6.25 12.25] [1.22474487 1.58113883 1.87082869] [1.5, 2.5, 3.5] <class 'list'>
# [[0.5  0.  ]
#  [0.   0.25]]
# singular Singular matrix LinAlgError
# operands could not be broadcast together with shapes (3,) (4,) 
# True False True True <class 'numpy.ndarray'>
# True False
# 1.5 1.500 2.5 2.5 1.5 1 1.5 1.50
# [11 21 31]
# [3 3 3]
# [[ 8  8  8  8]
#  [ 5  6  7  8]
#  [ 9 10 11 12]]
# [1.5 2.5 3.5 1.5 2.5 3.5] [('x', '<i8'), ('y', '<f8')]
# 7.5 3.5 [3.5, 2.5, 1.5] [5, 6, 7, 8] 3
# False True True
# The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
# 'numpy.ndarray' object has no attribute 'nothing'
# index 10 is out of bounds for axis 0 with size 3
# three True
# [0 2 4] [0.  0.5 1. ] <class '__main__.Sub'> True True True
# [[1.5 2.5 3.5]
#  [1.5 2.5 3.5]]
# [ True False  True] [2 3]
# 1 [0, 1, 2]
