# test: run
x = list(range(10))
print(x[2:5], x[::-1], x[-3:], x[8:2:-2], x[100:], x[:-100:-4], x[slice(1, 4)])
print("grüße, welt"[2:5], "grüße"[::-1], "abc"[-1], (1, 2, 3)[::2], range(10)[2:9:3], range(10)[-1])
x[2:5] = "ab"
x[::3] = [0, 0, 0]
print(x)
del x[1::2]
del x[-1]
x[1:1] = [7, 8]
print(x)
a, *b, c = range(5)
*d, e = "xyz"
(f, [g, *h]), i = (1, [2, 3, 4]), 5
print(a, b, c, d, e, f, g, h, i)
print([*x, *"ab"], (*x, 1), {*x, 3}, slice(1, None, 2), slice(1, 5, 2).indices(4))
y = x
x += (1,)
x *= 2
print(y is x, x)
data = [[1], {"k": 2}]
data[0] += [5]
data[1]["k"] *= 10
print(data)
for index in (10, "a", slice(0, 2, 0)):
    try:
        x[index]
        print(x[index])
    except (IndexError, TypeError, ValueError) as error:
        print(error)
try:
    a, b, *c = [1]
except ValueError as error:
    print(error)
try:
    x[::2] = [1]
except ValueError as error:
    print(error)
# output:
# [2, 3, 4] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] [7, 8, 9] [8, 6, 4] [] [9, 5, 1] [1, 2, 3]
# üße eßürg c (1, 3) range(2, 9, 3) 9
# [0, 1, 'a', 0, 5, 6, 0, 8, 9]
# [0, 7, 8, 'a', 5, 0]
# 0 [1, 2, 3] 4 ['x', 'y'] z 1 2 [3, 4] 5
# [0, 7, 8, 'a', 5, 0, 'a', 'b'] (0, 7, 8, 'a', 5, 0, 1) {0, 3, 5, 7, 8, 'a'} slice(1, None, 2) (1, 4, 2)
# True [0, 7, 8, 'a', 5, 0, 1, 0, 7, 8, 'a', 5, 0, 1]
# [[1, 5], {'k': 20}]
# a
# list indices must be integers or slices, not str
# slice step cannot be zero
# not enough values to unpack (expected at least 2, got 1)
# attempt to assign sequence of size 1 to extended slice of size 7
