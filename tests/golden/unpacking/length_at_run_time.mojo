# test: run
def main():
    one = [1]
    three = [1, 2, 3]
    try:
        a, b, *c = one
    except e:
        print(e)
    try:
        d, e1 = three
    except e:
        print(e)
    try:
        f, g = one
    except e:
        print(e)
    h, i, j = three
    print(h + i + j)
# output:
# not enough values to unpack (expected at least 2, got 1)
# too many values to unpack (expected 2, got 3)
# not enough values to unpack (expected 2, got 1)
# 6
