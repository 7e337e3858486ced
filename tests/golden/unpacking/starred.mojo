# test: run, same as python
xs = [1, 2, 3, 4, 5]
a, *rest = xs
print(a, rest)
*init, last = xs
print(init, last)
b, *middle, c = xs
print(b, middle, c)
first, *none = [9]
print(first, none)
*everything, = xs
print(everything)
[d, *e] = range(4)
print(d, e)
# The values are taken before a target changes.
a, *both = last, a, b
print(a, both)
# output:
# 1 [2, 3, 4, 5]
# [1, 2, 3, 4] 5
# 1 [2, 3, 4] 5
# 9 []
# [1, 2, 3, 4, 5]
# 0 [1, 2, 3]
# 5 [1, 1]
