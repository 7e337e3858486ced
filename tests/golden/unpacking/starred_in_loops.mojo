# test: run
def main():
    var rows = [[1, 2, 3], [4], [5, 6]]
    try:
        for head, *tail in rows:
            print(head, tail)
        print([last for *_, last in rows])
        for a, *b in [(1, 2, 3), (4, 5, 6)]:
            print(a, b)
        for *_, x, y in rows:
            print(x, y)
    except e:
        print(e)
# output:
# 1 [2, 3]
# 4 []
# 5 [6]
# [3, 4, 6]
# 1 [2, 3]
# 4 [5, 6]
# 2 3
# not enough values to unpack (expected at least 2, got 1)
