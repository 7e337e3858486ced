# test: run
# Lists, unpacking, loops, returns.
items = [1, 2, 3]
items.append("x")
items[0] = [7]
print(items, len(items), items[-1], 3 in items, 9 not in items)
a, (b, c) = 1, (2, 3)
print(a, b, c)
for i, j in [(1, 2), (3, 4)]:
    print(i + j)
def g(n):
    for i in range(n):
        if i == 3:
            break
    else:
        return "no break"
    return i
print(g(2), g(10))
# output:
# [[7], 2, 3, 'x'] 4 x True True
# 1 2 3
# 3
# 7
# no break 3
